// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/codec/field_style.h"
#include "core/codec/schema.h"
#include "core/codec/value.h"
#include "core/observe/frame_runs.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace membridge {

class FieldLooks;

/// One pending frame, ready to show.
struct PendingFrame
{
    quint64 position = 0; ///< Logical position in the ring: the frame's identity.
    quint64 length = 0;   ///< Bytes of payload, also beyond what `payload` holds.
    QString summary;      ///< Decoded values, each plain, or the payload in hex; already escaped.
    QString note;         ///< Why the values may be wrong.
    bool misfit = false;  ///< The schema does not fit this frame.
    ByteVector payload;

    bool operator==(const PendingFrame &) const = default;
};

/// The frames between head and tail at one moment, in order. Immutable once shared.
struct FrameList
{
    std::vector<PendingFrame> rows; ///< Neighbours, rising positions.
    quint64 first = 0;              ///< Frames before `rows`.
    quint64 total = 0;              ///< Also those before and beyond `rows`.
    bool totalExact = true;         ///< False: at least `total`.
    std::optional<Schema> schema;   ///< What the rows were decoded by.
    FrameRuns places;               ///< Of all that were counted, or nearly.
};

/// The pending frames of a ring, one a row. GUI thread.
///
/// A frame is identified by its position: popped frames leave at the front, new ones come at the end, selections survive.
class FrameModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Position, Length, Values, Note, ColumnCount };
    enum Role {
        PositionRole = Qt::UserRole, ///< quint64
        SortRole,
        MisfitRole ///< bool
    };

    /// A row has room for a few values only, and for the start of each.
    static constexpr std::size_t summaryValues = 32;
    static constexpr std::size_t summaryBytes = 64;

    explicit FrameModel(QObject *parent = nullptr);

    /// nullptr empties the model.
    void setFrames(std::shared_ptr<const FrameList> frames);
    std::shared_ptr<const FrameList> frames() const { return m_frames; }
    /// Where it is kept how values are shown: the rows show theirs so. Must live as long as the model.
    void setLooks(FieldLooks *looks);
    void setTheme(const Theme &theme);

    /// "12 pending frames", "The first 1,000 of at least 20,000 pending frames", "19,501 to 20,000 of 20,000 pending frames".
    QString countText() const;
    /// First column of the frame at that position, or an invalid index.
    QModelIndex indexOf(quint64 position) const;
    /// The frame in that row; nullptr for an invalid index. Valid until the next setFrames().
    const PendingFrame *frame(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<FieldStyle> stylesOf(const FrameList &frames) const;
    void takeStyles();
    QString valuesOf(const PendingFrame &row) const;

    std::shared_ptr<const FrameList> m_frames; ///< Never null.
    QPointer<FieldLooks> m_looks;
    std::vector<FieldStyle> m_styles; ///< By field of the frames' schema; empty where all are plain.
    int m_skipped = 0; ///< Rows at the front of m_frames that the views no longer have; 0 outside setFrames().
    int m_shown = 0;   ///< Rows that the views have.
    Theme m_theme;
};

} // namespace membridge

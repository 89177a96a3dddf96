// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "colour_rule.h"
#include "theme.h"

#include "core/codec/field_style.h"
#include "core/observe/frame_filter.h"
#include "core/observe/frame_store.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace membridge {

/// The frames of a FrameStore that a filter lets through, in order; places where frames are missing are rows of their own and always there. Once
/// frames were dropped from the store, the first row says how many. GUI thread.
///
/// New rows are judged in slices of a few ms, so neither a long history nor fast traffic blocks; what was not judged yet is not there yet
/// (isJudging()). Dropped frames leave at the front. Values are decoded when they are asked for, that is for visible rows.
class FrameHistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, Delta, Position, Length, Values, FirstField };
    enum Role {
        GapRole = Qt::UserRole, ///< bool: no frame, but a place where some are missing.
        StoreRowRole,           ///< quint64: the row's index in the store, its identity.
        SortRole
    };

    explicit FrameHistoryModel(QObject *parent = nullptr);

    /// What the store holds now. A view of another store: call clear() before.
    void setView(FrameStoreView view);
    void clear();
    /// What frames are decoded by; an empty one shows their bytes. Filter and rules that use fields are to be set again.
    void setSchema(const Schema &schema);
    const Schema &schema() const { return m_schema; }
    /// How values are shown, by schema field; fields beyond are plain.
    void setStyles(const std::vector<FieldStyle> &styles);
    /// Nothing: all frames. Judging starts anew.
    void setFilter(std::optional<FrameFilter> filter);
    /// Rules with their filters; the first that matches gives the colour.
    void setColourRules(std::vector<std::pair<FrameFilter, ColourRule::Colour>> rules);
    /// Fields of the schema, by name or number from 0, that have columns of their own.
    void setFieldColumns(const QStringList &fields);
    const QStringList &fieldColumns() const { return m_fieldColumns; }
    void setTheme(const Theme &theme);

    /// Times that are shown count from this frame; the same again, or an invalid index: from the first one seen. Filters always count from that.
    void toggleTimeReference(const QModelIndex &index);
    std::optional<quint64> timeReference() const { return m_reference; }

    /// Whether rows of the store still have to be judged.
    bool isJudging() const { return m_judged < m_view.end(); }
    const FrameStoreView &view() const { return m_view; }
    /// The row's entry, alive until the next setView(); nothing for an invalid index.
    std::optional<FrameStoreView::Entry> entry(const QModelIndex &index) const;
    /// `row` must be one of the model's. For the row of what was dropped: the last store row that was.
    quint64 storeRow(int row) const
    {
        return row < headRows() ? m_view.begin() - 1 : m_rows[static_cast<std::size_t>(row - headRows())];
    }
    /// The first row that is that store row or a later one; rowCount() when there is none.
    int rowFrom(quint64 storeRow) const;
    /// Whether a filter would let that row's frame through; false for rows that are none.
    bool matches(int row, FrameFilter &filter) const;
    /// Whether that row's frame has a text, in capitals or not: in its bytes or in its values as they are shown, all of them.
    bool contains(int row, const QString &text) const;
    /// The row of that store row, or an invalid index when it is not there.
    QModelIndex indexOf(quint64 storeRow) const;
    /// "120 of 4,000 frames", and what was dropped or missed.
    QString countText() const;
    /// One line with tabs between its columns, for copying.
    QString rowText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// Rows were judged, or came or left.
    void countChanged();

private:
    struct Shown
    {
        QString values;
        bool misfit = false;
        QStringList fields;
        std::optional<ColourRule::Colour> colour;
    };

    /// Rows before those of the store.
    int headRows() const { return m_dropped > 0 ? 1 : 0; }
    void showDropped();
    QString droppedText() const;
    QVariant droppedData(int column, int role) const;
    void judge();
    bool lets(quint64 storeRow);
    FrameFilter::Context contextOf(quint64 storeRow) const;
    std::optional<qint64> previousNs(quint64 storeRow) const;
    const Shown &shown(quint64 storeRow) const;
    QString display(quint64 storeRow, int column) const;
    QString gapText(const FrameRow &row) const;
    QString timeText(qint64 ns) const;
    void forgetShown();
    QString valueText(const DecodedField &field, std::size_t maxBytes) const;

    FrameStoreView m_view;
    std::deque<quint64> m_rows; ///< Store rows, rising.
    quint64 m_dropped = 0;      ///< Frames that the first row tells of; 0: there is no such row.
    quint64 m_judged = 0;       ///< Store rows before it were judged.
    std::optional<qint64> m_firstNs;
    std::optional<quint64> m_reference;
    qint64 m_originNs = 0;
    Schema m_schema;
    std::vector<FieldStyle> m_styles;
    std::optional<FrameFilter> m_filter;
    mutable std::vector<std::pair<FrameFilter, ColourRule::Colour>> m_rules; ///< Judging changes their scratch space.
    QStringList m_fieldColumns;
    mutable QCache<quint64, Shown> m_shown{512};
    QTimer m_timer;
    Theme m_theme;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QAbstractTableModel>
#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>
#include <vector>

namespace membridge {

/// A place in a segment that somebody wants to find again.
struct Bookmark
{
    quint64 offset = 0;
    quint64 length = 1; ///< At least 1; offset + length doesn't wrap.
    int colour = 0;     ///< 0 … BookmarkModel::colourCount - 1.
    QString note;

    bool operator==(const Bookmark &) const = default;
};

/// The bookmarks of one segment as rows in the order of their offsets, and those of all other names beside, to be saved together. GUI thread.
class BookmarkModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Offset, Length, Note, ColumnCount };
    enum Role {
        OffsetRole = Qt::UserRole, ///< quint64
        LengthRole,                ///< quint64
        ColourRole                 ///< int
    };
    static constexpr int colourCount = 6;
    static constexpr int maxPerSegment = 1000;
    static constexpr int maxSegments = 1000;
    static constexpr int maxNote = 500; ///< Characters.

    explicit BookmarkModel(QObject *parent = nullptr);

    /// Which segment's bookmarks are the rows; empty: none.
    void setSegment(const QString &name);
    QString segment() const { return m_segment; }
    const std::vector<Bookmark> &bookmarks() const { return m_rows; }
    void setTheme(const Theme &theme);
    QColor colour(int index) const;

    /// Returns its row, or -1: no segment, too many, or not a valid range. Long notes are cut.
    int add(const Bookmark &bookmark);
    void remove(int row);
    /// Replaces a bookmark, which may move to another row; returns that, or -1 as add().
    int edit(int row, const Bookmark &bookmark);

    /// The nearest bookmark that starts after (before) `offset`, going round at the end; nothing when there is none.
    std::optional<Bookmark> next(quint64 offset) const;
    std::optional<Bookmark> previous(quint64 offset) const;

    /// Of all segments, for the settings. 64-bit numbers are strings, since JSON's are doubles.
    QByteArray toJson() const;
    /// Replaces everything. Untrusted: what is malformed or too many is left out. False, and nothing changes, when it is no such document.
    bool fromJson(const QByteArray &json);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// The note only.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    /// Something is to be saved.
    void changed();

private:
    static std::optional<Bookmark> checked(Bookmark bookmark);
    static int rowFor(const std::vector<Bookmark> &rows, quint64 offset);

    QString m_segment;
    std::vector<Bookmark> m_rows;
    QHash<QString, std::vector<Bookmark>> m_others; ///< Of the segments that are not shown.
    Theme m_theme;
};

} // namespace membridge

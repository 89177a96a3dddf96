// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QAbstractTableModel>
#include <QString>
#include <QTime>

#include <deque>
#include <optional>
#include <vector>

namespace membridge {

/// What became of one operation, or one of the frames that it took.
struct OperationEntry
{
    QTime time;
    QString what;                    ///< The operation in a word; empty: a note about the session.
    std::optional<quint64> position; ///< In a ring: of the frame's length prefix; in a region: the data offset.
    std::optional<quint64> length;   ///< Bytes of payload, or of data.
    QString text;                    ///< Decoded values, or a sentence.
    bool failed = false;
};

/// The log of what was done by hand, the newest last. Keeps `limit` entries; what is older goes, and is counted. GUI thread.
class OperationLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, What, Position, Length, Result, ColumnCount };
    static constexpr int limit = 1000;

    using QAbstractTableModel::QAbstractTableModel;

    /// `unlisted` entries more had no place among `entries`, and count as dropped.
    void append(std::vector<OperationEntry> entries, quint64 unlisted = 0);
    /// Entries that are no longer there.
    quint64 dropped() const { return m_dropped; }
    void clear();
    void setTheme(const Theme &theme);

    /// The cells of a row, with a tab between them.
    QString rowText(int row) const;
    /// The same of all rows, a line each.
    QString text() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void droppedChanged(quint64 dropped);

private:
    QString cell(const OperationEntry &entry, int column) const;

    std::deque<OperationEntry> m_entries;
    quint64 m_dropped = 0;
    Theme m_theme;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/platform/platform.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <vector>

namespace membridge {

/// The processes that have a segment: those that have it now, and, greyed, those that had it. GUI thread.
class ProcessModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Pid, Name, State, Access, Since, FirstSeen, LastSeen, Command, ColumnCount };
    enum Role {
        PidRole = Qt::UserRole, ///< qint64
        SortRole,
        PresentRole ///< bool: has it at the last look.
    };
    /// Rows kept; of those that left, the earliest go first.
    static constexpr int maxRows = 1000;

    explicit ProcessModel(QObject *parent = nullptr);

    /// Who had the segment at `at`. Rows of processes that stay keep their place.
    void setProcesses(const platform::ProcessList &list, const QDateTime &at);
    void clear();
    void setTheme(const Theme &theme);

    /// Those that have it at the last look.
    int presentCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        platform::ProcessInfo process;
        QDateTime first;
        QDateTime last;
        bool present = true;
    };

    QString accessText(const platform::ProcessInfo &process) const;
    QString whereText(const platform::ProcessInfo &process) const;
    QVariant sortValue(const Row &row, int column) const;

    std::vector<Row> m_rows;
    Theme m_theme;
};

} // namespace membridge

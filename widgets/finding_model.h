// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/observe/findings.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <vector>

namespace membridge {

/// What is, and was, wrong with a segment: one row a finding (same code, same byte), with how often and when. GUI thread.
class FindingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { SeverityColumn, Text, Offset, Count, First, Last, ColumnCount };
    enum Role {
        OffsetRole = Qt::UserRole, ///< quint64: the byte of the segment it is about.
        SortRole,
        CodeRole,    ///< QString: the stable code name ("lock-invalid").
        CurrentRole, ///< bool: still true at the last look.
        SeverityRole ///< int(Severity)
    };
    /// Rows kept. A segment can produce ever new findings; the oldest that are over make room.
    static constexpr int maxRows = 500;

    explicit FindingModel(QObject *parent = nullptr);

    /// What one look at `at` found. Known findings are updated, new ones appended, those not in `now` stay and are
    /// marked as over. Count grows each time a finding comes (back), not at each look.
    void setFindings(const std::vector<Finding> &now, const QDateTime &at);
    void clear();
    void setTheme(const Theme &theme);

    /// Findings that were true at the last look.
    int currentCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        Finding finding;
        quint64 count = 1;
        QDateTime first;
        QDateTime last;
        bool current = true;
    };

    bool makeRoom();

    std::vector<Row> m_rows;
    Theme m_theme;
};

} // namespace membridge

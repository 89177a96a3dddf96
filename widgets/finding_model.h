// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/observe/finding_record.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <vector>

namespace membridge {

/// What is, and was, wrong with a segment: one row a finding (same code, same byte), with how often, when, and on what evidence. GUI thread.
class FindingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { SeverityColumn, Text, Offset, Count, First, Last, ColumnCount };
    enum Role {
        OffsetRole = Qt::UserRole, ///< quint64: the byte of the segment it is about.
        SortRole,
        CodeRole,     ///< QString: the stable code name ("lock-invalid").
        CurrentRole,  ///< bool: still true at the last look.
        SeverityRole, ///< int(Severity)
        SinceNsRole,  ///< qint64: when it last came, on the clock of the records.
        LengthRole    ///< quint64: bytes it is about, from OffsetRole on.
    };
    explicit FindingModel(QObject *parent = nullptr);

    /// What is and was wrong, and what time it is on the clock of the records and on the wall. Rows that stay keep their place.
    void setFindings(const std::vector<FindingRecord> &records, qint64 nowNs, const QDateTime &now);
    void clear();
    void setTheme(const Theme &theme);

    /// Findings that are true now and worse than an information.
    int currentCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QDateTime wallTime(qint64 timeNs) const;
    QString toolTipOf(const FindingRecord &record) const;

    std::vector<FindingRecord> m_rows;
    qint64 m_nowNs = 0;
    QDateTime m_now;
    Theme m_theme;
};

} // namespace membridge

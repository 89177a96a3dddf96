// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_preview.h"

#include "core/observe/snapshot.h"

#include <QAbstractTableModel>

#include <vector>

namespace membridge {

/// Bytes that are not the same on two sides, and how they begin on each.
struct Difference
{
    ByteRange range;
    BytePreview before;
    BytePreview after;
};

/// What a comparison found, as rows in rising order. GUI thread.
class DifferenceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Offset, Length, Before, After, ColumnCount };
    enum Role {
        OffsetRole = Qt::UserRole, ///< quint64
        LengthRole                 ///< quint64
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setDifferences(std::vector<Difference> differences);
    const std::vector<Difference> &differences() const { return m_rows; }
    /// The ranges that touch bytes [first, end); what it costs depends on those, not on all.
    std::vector<ByteRange> touching(quint64 first, quint64 end) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Difference> m_rows; ///< They do not overlap.
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "difference_model.h"

#include "words.h"

#include <QFontDatabase>

#include <algorithm>

namespace membridge {

void DifferenceModel::setDifferences(std::vector<Difference> differences)
{
    beginResetModel();
    m_rows = std::move(differences);
    endResetModel();
}

std::vector<ByteRange> DifferenceModel::touching(quint64 first, quint64 end) const
{
    std::vector<ByteRange> ranges;
    auto row = std::partition_point(m_rows.begin(), m_rows.end(), [first](const Difference &each) {
        return each.range.offset + each.range.length <= first;
    });
    for (; row != m_rows.end() && row->range.offset < end; ++row)
        ranges.push_back(row->range);
    return ranges;
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Difference &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Offset:
            return words::offset(row.range.offset);
        case Length:
            return words::exactSize(row.range.length);
        case Before:
            return row.before.hex();
        default:
            return row.after.hex();
        }
    case Qt::FontRole:
        return index.column() >= Before ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    case OffsetRole:
        return QVariant::fromValue<quint64>(row.range.offset);
    case LengthRole:
        return QVariant::fromValue<quint64>(row.range.length);
    default:
        return {};
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Offset:
        return tr("Offset");
    case Length:
        return tr("Length");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    default:
        return {};
    }
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hit_model.h"

#include <QFontDatabase>
#include <QLocale>

#include <algorithm>

namespace membridge {

void HitModel::clear()
{
    if (m_hits.empty())
        return;
    beginResetModel();
    m_hits.clear();
    m_longest = 0;
    endResetModel();
}

void HitModel::append(const std::vector<Hit> &hits)
{
    if (hits.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(hits.size()) - 1);
    m_hits.insert(m_hits.end(), hits.begin(), hits.end());
    for (const Hit &hit : hits)
        m_longest = std::max(m_longest, hit.length);
    endInsertRows();
}

std::vector<ByteRange> HitModel::touching(quint64 first, quint64 end) const
{
    std::vector<ByteRange> ranges;
    // One that begins earlier than the longest is long ends before.
    const quint64 from = first - std::min(first, m_longest);
    auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), from,
                                [](const Hit &each, quint64 offset) { return each.offset < offset; });
    for (; hit != m_hits.end() && hit->offset < end; ++hit) {
        if (hit->offset + hit->length > first)
            ranges.push_back({hit->offset, hit->length});
    }
    return ranges;
}

int HitModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

int HitModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HitModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Hit &hit = m_hits[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Offset:
            return QStringLiteral("0x%1").arg(hit.offset, 0, 16);
        case Decimal:
            return QLocale().toString(hit.offset);
        case Bytes:
            return hit.preview.hex();
        default:
            return hit.preview.characters();
        }
    case Qt::TextAlignmentRole:
        return index.column() <= Decimal ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::FontRole:
        return index.column() >= Bytes ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    case OffsetRole:
        return QVariant::fromValue<quint64>(hit.offset);
    case LengthRole:
        return QVariant::fromValue<quint64>(hit.length);
    default:
        return {};
    }
}

QVariant HitModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Offset:
        return tr("Offset");
    case Decimal:
        return tr("Decimal");
    case Bytes:
        return tr("Bytes");
    case Characters:
        return tr("Characters");
    default:
        return {};
    }
}

} // namespace membridge

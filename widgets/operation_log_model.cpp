// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "operation_log_model.h"

#include "words.h"

#include <QLocale>

#include <algorithm>
#include <iterator>

namespace membridge {

void OperationLogModel::append(std::vector<OperationEntry> entries, quint64 unlisted)
{
    if (entries.empty() && unlisted == 0)
        return;
    const quint64 droppedBefore = m_dropped;
    m_dropped += unlisted;
    if (entries.size() > limit) {
        const auto surplus = entries.size() - limit;
        entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(surplus));
        m_dropped += surplus;
    }
    const std::size_t all = m_entries.size() + entries.size();
    if (all > limit) {
        const auto surplus = std::min(all - limit, m_entries.size());
        beginRemoveRows({}, 0, static_cast<int>(surplus) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(surplus));
        m_dropped += surplus;
        endRemoveRows();
    }
    if (!entries.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(entries.size()) - 1);
        std::move(entries.begin(), entries.end(), std::back_inserter(m_entries));
        endInsertRows();
    }
    if (m_dropped != droppedBefore)
        emit droppedChanged(m_dropped);
}

void OperationLogModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_dropped = 0;
    endResetModel();
    emit droppedChanged(0);
}

void OperationLogModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_entries.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

QString OperationLogModel::rowText(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells << cell(m_entries[static_cast<std::size_t>(row)], column);
    return cells.join(QLatin1Char('\t'));
}

QString OperationLogModel::text() const
{
    QString text;
    for (int row = 0; row < rowCount(); ++row)
        text += rowText(row) + QLatin1Char('\n');
    return text;
}

int OperationLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int OperationLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString OperationLogModel::cell(const OperationEntry &entry, int column) const
{
    const auto number = [](const std::optional<quint64> &value) {
        return value ? QLocale().toString(*value) : QString();
    };
    switch (column) {
    case Time:
        return entry.time.toString(QStringLiteral("HH:mm:ss.zzz"));
    case What:
        return entry.what;
    case Position:
        return number(entry.position);
    case Length:
        return number(entry.length);
    default:
        return entry.text;
    }
}

QVariant OperationLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const OperationEntry &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell(entry, index.column());
    case Qt::ToolTipRole:
        return index.column() == Result ? QVariant(words::plainToolTip(entry.text)) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Position || index.column() == Length
            ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant();
    case Qt::ForegroundRole:
        return entry.failed ? QVariant(m_theme.error) : QVariant();
    case Qt::AccessibleTextRole:
        return entry.failed && index.column() == Result ? QVariant(tr("failed: %1").arg(entry.text)) : QVariant();
    default:
        return {};
    }
}

QVariant OperationLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case What:
        return tr("What");
    case Position:
        return tr("Position");
    case Length:
        return tr("Length");
    case Result:
        return tr("Values or result");
    default:
        return {};
    }
}

} // namespace membridge

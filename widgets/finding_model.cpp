// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "finding_model.h"

#include "words.h"

#include <QApplication>
#include <QIcon>
#include <QLocale>
#include <QStyle>

#include <algorithm>

namespace membridge {

namespace {

bool sameFinding(const Finding &a, const Finding &b)
{
    return a.code == b.code && a.offset == b.offset;
}

QIcon iconOf(Severity severity)
{
    const QStyle *style = QApplication::style();
    switch (severity) {
    case Severity::Info:
        return style->standardIcon(QStyle::SP_MessageBoxInformation);
    case Severity::Warning:
        return style->standardIcon(QStyle::SP_MessageBoxWarning);
    case Severity::Error:
        return style->standardIcon(QStyle::SP_MessageBoxCritical);
    }
    return {};
}

} // namespace

FindingModel::FindingModel(QObject *parent) : QAbstractTableModel(parent), m_theme(Theme::of(QApplication::palette()))
{
}

bool FindingModel::makeRoom()
{
    if (m_rows.size() < static_cast<std::size_t>(maxRows))
        return true;
    const auto over = std::find_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return !row.current; });
    if (over == m_rows.end())
        return false;
    const auto at = static_cast<int>(over - m_rows.begin());
    beginRemoveRows({}, at, at);
    m_rows.erase(over);
    endRemoveRows();
    return true;
}

void FindingModel::setFindings(const std::vector<Finding> &now, const QDateTime &at)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        const bool found = std::any_of(now.begin(), now.end(),
                                       [&](const Finding &finding) { return sameFinding(finding, row.finding); });
        if (found || !row.current)
            continue;
        row.current = false;
        emit dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
    }
    for (const Finding &finding : now) {
        const auto known = std::find_if(m_rows.begin(), m_rows.end(),
                                        [&](const Row &row) { return sameFinding(row.finding, finding); });
        if (known != m_rows.end()) {
            const bool looksTheSame = known->current && known->finding == finding
                && known->last.toSecsSinceEpoch() == at.toSecsSinceEpoch();
            if (!known->current)
                ++known->count;
            known->current = true;
            known->last = at;
            known->finding = finding;
            if (looksTheSame)
                continue;
            const auto row = static_cast<int>(known - m_rows.begin());
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
            continue;
        }
        if (!makeRoom())
            continue;
        const auto row = static_cast<int>(m_rows.size());
        beginInsertRows({}, row, row);
        m_rows.push_back({finding, 1, at, at, true});
        endInsertRows();
    }
}

void FindingModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void FindingModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

int FindingModel::currentCount() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.current; }));
}

int FindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case SeverityColumn:
            return words::of(row.finding.severity);
        case Text:
            return row.current ? words::of(row.finding) : tr("No longer: %1").arg(words::of(row.finding));
        case Offset:
            return words::offset(row.finding.offset);
        case Count:
            return QLocale().toString(row.count);
        case First:
            return row.first.time().toString(QStringLiteral("HH:mm:ss"));
        case Last:
            return row.last.time().toString(QStringLiteral("HH:mm:ss"));
        default:
            return {};
        }
    case Qt::ToolTipRole:
        if (column == First || column == Last)
            return QLocale().toString(column == First ? row.first : row.last, QLocale::LongFormat);
        return words::plainToolTip(words::of(row.finding));
    case Qt::DecorationRole:
        return column == SeverityColumn ? QVariant(iconOf(row.finding.severity)) : QVariant();
    case Qt::ForegroundRole:
        if (!row.current)
            return m_theme.muted;
        if (column != SeverityColumn)
            return {};
        return row.finding.severity == Severity::Error  ? m_theme.error
            : row.finding.severity == Severity::Warning ? m_theme.warning
                                                        : m_theme.info;
    case Qt::TextAlignmentRole:
        return column == Offset || column == Count ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case OffsetRole:
        return QVariant::fromValue<quint64>(row.finding.offset);
    case CodeRole:
        return QString::fromLatin1(name(row.finding.code));
    case CurrentRole:
        return row.current;
    case SeverityRole:
        return static_cast<int>(row.finding.severity);
    case SortRole:
        switch (column) {
        case SeverityColumn:
            return static_cast<int>(row.finding.severity);
        case Text:
            return words::of(row.finding);
        case Offset:
            return QVariant::fromValue<quint64>(row.finding.offset);
        case Count:
            return QVariant::fromValue<quint64>(row.count);
        default:
            return column == First ? row.first : row.last;
        }
    default:
        return {};
    }
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("Severity");
    case Text:
        return tr("Finding");
    case Offset:
        return tr("Offset");
    case Count:
        return tr("Count");
    case First:
        return tr("First seen");
    case Last:
        return tr("Last seen");
    default:
        return {};
    }
}

} // namespace membridge

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

bool samePlace(const FindingRecord &a, const FindingRecord &b)
{
    return a.finding.code == b.finding.code && a.bytes.offset == b.bytes.offset;
}

/// What a row shows of it; the time it was last true is shown in seconds.
bool looksTheSame(const FindingRecord &a, const FindingRecord &b)
{
    constexpr qint64 second = 1'000'000'000;
    FindingRecord timeless = b;
    timeless.lastNs = a.lastNs;
    return timeless == a && a.lastNs / second == b.lastNs / second;
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

void FindingModel::setFindings(const std::vector<FindingRecord> &records, qint64 nowNs, const QDateTime &now)
{
    m_nowNs = nowNs;
    m_now = now;
    const auto kept = [&](const FindingRecord &row) {
        return std::any_of(records.begin(), records.end(), [&](const auto &record) { return samePlace(record, row); });
    };
    for (std::size_t i = m_rows.size(); i-- > 0;) {
        if (kept(m_rows[i]))
            continue;
        const auto at = static_cast<int>(i);
        beginRemoveRows({}, at, at);
        m_rows.erase(m_rows.begin() + at);
        endRemoveRows();
    }
    for (const FindingRecord &record : records) {
        const auto known = std::find_if(m_rows.begin(), m_rows.end(),
                                        [&](const FindingRecord &row) { return samePlace(row, record); });
        if (known == m_rows.end()) {
            const auto end = static_cast<int>(m_rows.size());
            beginInsertRows({}, end, end);
            m_rows.push_back(record);
            endInsertRows();
            continue;
        }
        const bool same = looksTheSame(*known, record);
        *known = record;
        const auto row = static_cast<int>(known - m_rows.begin());
        if (!same)
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

QDateTime FindingModel::wallTime(qint64 timeNs) const
{
    return m_now.addMSecs((timeNs - m_nowNs) / 1'000'000);
}

QString FindingModel::toolTipOf(const FindingRecord &record) const
{
    QStringList parts{words::of(record.finding)};
    if (const QString evidence = words::of(record.evidence); !evidence.isEmpty())
        parts << evidence;
    //: %1 is advice on what to do about a finding
    parts << tr("What to do: %1").arg(words::advice(record.finding.code));
    return words::plainToolTip(parts.join(QStringLiteral("\n\n")));
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
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const FindingRecord &row) {
        return row.active && row.finding.severity != Severity::Info;
    }));
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
    const FindingRecord &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case SeverityColumn:
            return words::of(row.finding.severity);
        case Text:
            return row.active ? words::of(row.finding) : tr("No longer: %1").arg(words::of(row.finding));
        case Offset:
            return words::offset(row.bytes.offset);
        case Count:
            return QLocale().toString(row.count);
        case First:
            return wallTime(row.firstNs).time().toString(QStringLiteral("HH:mm:ss"));
        case Last:
            return wallTime(row.lastNs).time().toString(QStringLiteral("HH:mm:ss"));
        default:
            return {};
        }
    case Qt::ToolTipRole:
        if (column == First || column == Last)
            return QLocale().toString(wallTime(column == First ? row.firstNs : row.lastNs), QLocale::LongFormat);
        return toolTipOf(row);
    case Qt::DecorationRole:
        return column == SeverityColumn ? QVariant(iconOf(row.finding.severity)) : QVariant();
    case Qt::ForegroundRole:
        if (!row.active)
            return m_theme.muted;
        if (column != SeverityColumn)
            return {};
        return row.finding.severity == Severity::Error  ? m_theme.error
            : row.finding.severity == Severity::Warning ? m_theme.warning
                                                        : m_theme.info;
    case Qt::TextAlignmentRole:
        return column == Offset || column == Count ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case OffsetRole:
        return QVariant::fromValue<quint64>(row.bytes.offset);
    case CodeRole:
        return QString::fromLatin1(name(row.finding.code));
    case CurrentRole:
        return row.active;
    case SinceNsRole:
        return QVariant::fromValue<qint64>(row.sinceNs);
    case LengthRole:
        return QVariant::fromValue<quint64>(row.bytes.length);
    case SeverityRole:
        return static_cast<int>(row.finding.severity);
    case SortRole:
        switch (column) {
        case SeverityColumn:
            return static_cast<int>(row.finding.severity);
        case Text:
            return words::of(row.finding);
        case Offset:
            return QVariant::fromValue<quint64>(row.bytes.offset);
        case Count:
            return QVariant::fromValue<quint64>(row.count);
        default:
            return QVariant::fromValue<qint64>(column == First ? row.firstNs : row.lastNs);
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

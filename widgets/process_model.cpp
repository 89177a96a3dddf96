// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "process_model.h"

#include "words.h"

#include <QApplication>
#include <QLocale>

#include <algorithm>

namespace membridge {

namespace {

QString stateText(char state)
{
    switch (state) {
    case 'R':
        return ProcessModel::tr("running");
    case 'S':
    case 'I':
        return ProcessModel::tr("sleeping");
    case 'D':
        return ProcessModel::tr("waiting for the disk");
    case 'T':
        return ProcessModel::tr("stopped");
    case 't':
        return ProcessModel::tr("stopped by a debugger");
    case 'Z':
        return ProcessModel::tr("zombie");
    default:
        return ProcessModel::tr("unknown");
    }
}

bool looksTheSame(const platform::ProcessInfo &a, const platform::ProcessInfo &b)
{
    // Running and sleeping alternate all the time.
    const auto stopped = [](char state) { return state == 'T' || state == 't' || state == 'Z'; };
    return a.name == b.name && a.command == b.command && a.startNs == b.startNs
        && a.otherPidNamespace == b.otherPidNamespace && a.otherMountNamespace == b.otherMountNamespace
        && a.writable == b.writable && a.mapped == b.mapped
        && (a.state == b.state || (!stopped(a.state) && !stopped(b.state)));
}

QDateTime startOf(const platform::ProcessInfo &process)
{
    return process.startNs == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(process.startNs / 1'000'000);
}

QString startText(const QDateTime &start, const QDateTime &seen)
{
    return start.toString(start.date() == seen.date() ? QStringLiteral("HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace

ProcessModel::ProcessModel(QObject *parent) : QAbstractTableModel(parent), m_theme(Theme::of(QApplication::palette()))
{
}

void ProcessModel::setProcesses(const platform::ProcessList &list, const QDateTime &at)
{
    const auto changed = [this](std::size_t row) {
        emit dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
    };
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        const auto now = std::find_if(list.processes.begin(), list.processes.end(),
                                      [&](const auto &process) { return process.isSameProcess(row.process); });
        const bool present = now != list.processes.end();
        const bool same = present == row.present && (!present || looksTheSame(*now, row.process));
        row.present = present;
        if (present) {
            row.process = *now;
            row.last = at;
        }
        if (!same)
            changed(i);
    }
    for (const platform::ProcessInfo &process : list.processes) {
        const bool known = std::any_of(m_rows.begin(), m_rows.end(),
                                       [&](const Row &row) { return row.process.isSameProcess(process); });
        if (known)
            continue;
        if (m_rows.size() >= static_cast<std::size_t>(maxRows)) {
            const auto left = std::find_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return !row.present; });
            if (left == m_rows.end())
                break;
            const auto at0 = static_cast<int>(left - m_rows.begin());
            beginRemoveRows({}, at0, at0);
            m_rows.erase(left);
            endRemoveRows();
        }
        const auto end = static_cast<int>(m_rows.size());
        beginInsertRows({}, end, end);
        m_rows.push_back({process, at, at, true});
        endInsertRows();
    }
}

void ProcessModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void ProcessModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

int ProcessModel::presentCount() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.present; }));
}

int ProcessModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProcessModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ProcessModel::accessText(const platform::ProcessInfo &process) const
{
    if (process.mapped)
        return process.writable ? tr("mapped, read and write") : tr("mapped, read only");
    return process.writable ? tr("open, read and write") : tr("open, read only");
}

QString ProcessModel::whereText(const platform::ProcessInfo &process) const
{
    if (process.otherPidNamespace && process.otherMountNamespace)
        return tr("%1 (in a container)");
    if (process.otherPidNamespace)
        return tr("%1 (in another PID namespace)");
    return process.otherMountNamespace ? tr("%1 (in another mount namespace)") : QStringLiteral("%1");
}

QVariant ProcessModel::sortValue(const Row &row, int column) const
{
    switch (column) {
    case Pid:
        return QVariant::fromValue<qint64>(row.process.pid);
    case Since:
        return QVariant::fromValue<qint64>(row.process.startNs);
    case FirstSeen:
        return row.first;
    case LastSeen:
        return row.last;
    default:
        return {};
    }
}

QVariant ProcessModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Pid:
            return QString::number(row.process.pid);
        case Name:
            return whereText(row.process).arg(words::shown(row.process.name));
        case State:
            return row.present ? stateText(row.process.state) : tr("gone, or let go of it");
        case Access:
            return accessText(row.process);
        case Since:
            return startText(startOf(row.process), row.last);
        case FirstSeen:
            return row.first.time().toString(QStringLiteral("HH:mm:ss"));
        case LastSeen:
            return row.last.time().toString(QStringLiteral("HH:mm:ss"));
        case Command:
            return words::shown(row.process.command);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return words::plainToolTip(index.data(Qt::DisplayRole).toString());
    case Qt::ForegroundRole:
        if (!row.present)
            return m_theme.muted;
        if (index.column() == State && (row.process.state == 'T' || row.process.state == 't' || row.process.state == 'Z'))
            return m_theme.warning;
        return {};
    case Qt::TextAlignmentRole:
        return index.column() == Pid ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case PidRole:
        return QVariant::fromValue<qint64>(row.process.pid);
    case PresentRole:
        return row.present;
    case SortRole: {
        const QVariant value = sortValue(row, index.column());
        return value.isValid() ? value : index.data(Qt::DisplayRole);
    }
    default:
        return {};
    }
}

QVariant ProcessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Pid:
        return tr("PID");
    case Name:
        return tr("Process");
    case State:
        return tr("State");
    case Access:
        return tr("Access");
    case Since:
        return tr("Running since");
    case FirstSeen:
        return tr("First seen");
    case LastSeen:
        return tr("Last seen");
    case Command:
        return tr("Command line");
    default:
        return {};
    }
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "trigger_model.h"

#include "words.h"

#include <QGuiApplication>
#include <QLocale>

#include <span>
#include <utility>
#include <variant>

namespace membridge {

TriggerModel::TriggerModel(QObject *parent)
    : QAbstractTableModel(parent), m_theme(Theme::of(QGuiApplication::palette()))
{
}

QString TriggerModel::errorOf(const QString &text)
{
    const auto parsed = Condition::parse(text.toStdString(), names());
    const auto *error = std::get_if<ConditionError>(&parsed);
    return error == nullptr ? QString() : words::of(*error);
}

bool *TriggerModel::flagOf(Row &row, int column)
{
    switch (column) {
    case Enabled:
        return &row.enabled;
    case Mark:
        return &row.actions.mark;
    case Freeze:
        return &row.actions.freeze;
    case Snapshot:
        return &row.actions.snapshot;
    case Capture:
        return &row.actions.startCapture;
    case BurstScope:
        return &row.actions.burstScope;
    case Notify:
        return &row.actions.notify;
    case Once:
        return &row.once;
    default:
        return nullptr;
    }
}

QModelIndex TriggerModel::add(const QString &condition)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    Row added;
    added.text = condition;
    added.error = errorOf(condition);
    m_rows.push_back(std::move(added));
    endInsertRows();
    emit armedChanged();
    return index(row, ConditionColumn);
}

void TriggerModel::remove(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    emit armedChanged();
}

std::vector<Trigger> TriggerModel::armed() const
{
    std::vector<Trigger> triggers;
    m_armedRows.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        auto parsed = Condition::parse(row.text.toStdString(), names());
        if (!row.enabled || !std::holds_alternative<Condition>(parsed))
            continue;
        triggers.push_back({.name = row.text.toStdString(),
                            .condition = std::get<Condition>(std::move(parsed)),
                            .actions = row.actions,
                            .once = row.once});
        m_armedRows.push_back(static_cast<int>(i));
    }
    return triggers;
}

int TriggerModel::rowOf(std::size_t armedIndex) const
{
    return armedIndex < m_armedRows.size() ? m_armedRows[armedIndex] : -1;
}

void TriggerModel::addFiring(int row, const QDateTime &when, const QString &evidence)
{
    if (row < 0 || row >= rowCount())
        return;
    Row &fired = m_rows[static_cast<std::size_t>(row)];
    ++fired.fired;
    fired.last = when;
    fired.evidence = evidence;
    emit dataChanged(index(row, Fired), index(row, Last));
}

void TriggerModel::setEvent(int row, const std::shared_ptr<const TriggerEvent> &event)
{
    if (row < 0 || row >= rowCount())
        return;
    m_rows[static_cast<std::size_t>(row)].event = event;
    emit dataChanged(index(row, Last), index(row, Last));
}

std::shared_ptr<const TriggerEvent> TriggerModel::event(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : m_rows[static_cast<std::size_t>(row)].event;
}

void TriggerModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

int TriggerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TriggerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TriggerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    Row row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (column == ConditionColumn)
            return row.text;
        if (column == Fired)
            return QLocale().toString(row.fired);
        if (column == Last)
            return row.last.isValid() ? QLocale().toString(row.last.time(), QStringLiteral("HH:mm:ss.zzz")) : QString();
        return {};
    case Qt::EditRole:
        return column == ConditionColumn ? QVariant(row.text) : QVariant();
    case Qt::CheckStateRole:
        if (const bool *flag = flagOf(row, column))
            return *flag ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::ToolTipRole:
        if (column == ConditionColumn && !row.error.isEmpty())
            return words::plainToolTip(row.error);
        if (column == Fired || column == Last)
            return words::plainToolTip(row.evidence);
        return {};
    case Qt::ForegroundRole:
        return column == ConditionColumn && !row.error.isEmpty() ? QVariant(m_theme.error) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Fired ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleTextRole: {
        const bool *flag = flagOf(row, column);
        const QString text = flag != nullptr ? (*flag ? tr("yes") : tr("no")) : data(index, Qt::DisplayRole).toString();
        return tr("%1: %2", "column title: cell").arg(headerData(column, Qt::Horizontal).toString(), text);
    }
    case ErrorRole:
        return row.error;
    default:
        return {};
    }
}

bool TriggerModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !checkIndex(index))
        return false;
    Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::EditRole && index.column() == ConditionColumn) {
        row.text = value.toString();
        row.error = errorOf(row.text);
        row.fired = 0;
        row.last = {};
        row.evidence.clear();
        row.event.reset();
        emit dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(ColumnCount - 1));
    } else if (bool *flag = flagOf(row, index.column()); role == Qt::CheckStateRole && flag != nullptr) {
        *flag = value.value<Qt::CheckState>() == Qt::Checked;
        emit dataChanged(index, index, {Qt::CheckStateRole, Qt::AccessibleTextRole});
    } else {
        return false;
    }
    emit armedChanged();
    return true;
}

Qt::ItemFlags TriggerModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    Row none;
    if (flagOf(none, index.column()) != nullptr)
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == ConditionColumn)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant TriggerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Enabled:
            return tr("Whether it is watched for");
        case Mark:
            return tr("Set a marker in the plots");
        case Freeze:
            return tr("Pause the view; recording goes on");
        case Snapshot:
            return tr("Pin all bytes, to compare with later");
        case Capture:
            return tr("Record a ring's frames to a file for 10 seconds");
        case BurstScope:
            return tr("Look at the lock word without a pause; slows those who use the lock");
        case Notify:
            return tr("Beep, and say so in the status bar");
        case Once:
            return tr("Only the first time");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Enabled:
        return tr("On");
    case ConditionColumn:
        return tr("Condition");
    case Mark:
        return tr("Mark");
    case Freeze:
        return tr("Pause");
    case Snapshot:
        return tr("Pin");
    case Capture:
        return tr("Capture");
    case BurstScope:
        return tr("Burst scope");
    case Notify:
        return tr("Notify");
    case Once:
        return tr("Once");
    case Fired:
        return tr("Fired");
    case Last:
        return tr("Last");
    default:
        return {};
    }
}

} // namespace membridge

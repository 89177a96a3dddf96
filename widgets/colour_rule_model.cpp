// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "colour_rule_model.h"

#include "frame_filter_edit.h"

#include <QFontDatabase>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace membridge {

ColourRuleModel::ColourRuleModel(QObject *parent)
    : QAbstractTableModel(parent), m_theme(Theme::of(QGuiApplication::palette()))
{
}

void ColourRuleModel::setRules(const std::vector<ColourRule> &rules)
{
    if (rules == m_rules)
        return;
    beginResetModel();
    m_rules = rules;
    endResetModel();
}

void ColourRuleModel::setSchema(const Schema &schema)
{
    m_schema = schema;
    if (!m_rules.empty())
        emit dataChanged(index(0, Problem), index(rowCount() - 1, Problem));
}

void ColourRuleModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_rules.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QModelIndex ColourRuleModel::add(const ColourRule &rule)
{
    const int row = rowCount();
    if (row >= ColourRule::mostRules)
        return {};
    beginInsertRows({}, row, row);
    m_rules.push_back(rule);
    endInsertRows();
    emit rulesChanged(m_rules);
    return index(row, Filter);
}

void ColourRuleModel::remove(int row)
{
    if (!has(row))
        return;
    beginRemoveRows({}, row, row);
    m_rules.erase(m_rules.begin() + row);
    endRemoveRows();
    emit rulesChanged(m_rules);
}

void ColourRuleModel::moveBy(int row, int step)
{
    const int to = row + step;
    if (!has(row) || !has(to) || to == row)
        return;
    // Qt counts the place to go to before the row has left.
    beginMoveRows({}, row, row, {}, to > row ? to + 1 : to);
    const auto from = m_rules.begin() + row;
    if (to > row)
        std::rotate(from, from + 1, m_rules.begin() + to + 1);
    else
        std::rotate(m_rules.begin() + to, from, from + 1);
    endMoveRows();
    emit rulesChanged(m_rules);
}

void ColourRuleModel::tell(int row)
{
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    emit rulesChanged(m_rules);
}

void ColourRuleModel::setFilter(int row, const QString &filter)
{
    if (!has(row) || m_rules[static_cast<std::size_t>(row)].filter == filter)
        return;
    m_rules[static_cast<std::size_t>(row)].filter = filter;
    tell(row);
}

void ColourRuleModel::setColour(int row, ColourRule::Colour colour)
{
    if (!has(row) || m_rules[static_cast<std::size_t>(row)].colour == colour)
        return;
    m_rules[static_cast<std::size_t>(row)].colour = colour;
    tell(row);
}

QString ColourRuleModel::nameOf(ColourRule::Colour colour)
{
    switch (colour) {
    case ColourRule::Green:
        return tr("Green");
    case ColourRule::Red:
        return tr("Red");
    case ColourRule::Amber:
        return tr("Amber");
    case ColourRule::Blue:
        return tr("Blue");
    case ColourRule::Grey:
        return tr("Grey");
    }
    return {};
}

int ColourRuleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
}

int ColourRuleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ColourRuleModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const ColourRule &rule = m_rules[static_cast<std::size_t>(index.row())];
    if (index.column() == Problem) {
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return FrameFilterEdit::problemOf(rule.filter, m_schema);
        return role == Qt::ForegroundRole ? QVariant(m_theme.error) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return rule.filter.isEmpty() ? tr("no filter yet") : rule.filter;
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(rule.filter, nameOf(rule.colour));
    case Qt::CheckStateRole:
        return rule.enabled ? Qt::Checked : Qt::Unchecked;
    case Qt::BackgroundRole:
        return tintOf(rule.colour, m_theme);
    case Qt::FontRole:
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    default:
        return {};
    }
}

bool ColourRuleModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !checkIndex(index) || index.column() != Filter || role != Qt::CheckStateRole)
        return false;
    m_rules[static_cast<std::size_t>(index.row())].enabled = value.toInt() == Qt::Checked;
    tell(index.row());
    return true;
}

Qt::ItemFlags ColourRuleModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Filter ? plain | Qt::ItemIsUserCheckable : plain;
}

QVariant ColourRuleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Filter ? tr("Filter") : section == Problem ? tr("Problem here") : QVariant();
}

QColor tintOf(ColourRule::Colour colour, const Theme &theme)
{
    switch (colour) {
    case ColourRule::Green:
        return theme.upTint;
    case ColourRule::Red:
        return theme.errorTint;
    case ColourRule::Amber:
        return theme.warningTint;
    case ColourRule::Blue:
        return theme.infoTint;
    case ColourRule::Grey:
        return theme.headerTintAlt;
    }
    return {};
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enum_names_model.h"

#include "words.h"

#include "core/codec/field_style.h"

#include <QGuiApplication>

#include <algorithm>
#include <limits>

namespace membridge {

namespace {

std::optional<std::int64_t> numberIn(const QString &typed)
{
    const QString text = typed.trimmed();
    const QString digits = text.startsWith(QLatin1Char('-')) ? text.mid(1) : text;
    // Base 0 would read 010 as 8.
    const int base = digits.startsWith(QLatin1String("0x"), Qt::CaseInsensitive) ? 16 : 10;
    bool ok = false;
    const qlonglong number = text.toLongLong(&ok, base);
    return ok ? std::optional<std::int64_t>(number) : std::nullopt;
}

} // namespace

EnumNamesModel::EnumNamesModel(TypeTag tag, QObject *parent)
    : QAbstractTableModel(parent), m_range(rangeOf(tag)), m_theme(Theme::of(QGuiApplication::palette()))
{
}

bool EnumNamesModel::takes(TypeTag tag)
{
    const Range range = rangeOf(tag);
    return range.least < range.most;
}

EnumNamesModel::Range EnumNamesModel::rangeOf(TypeTag tag)
{
    switch (tag) {
    case TypeTag::Bool:
        return {0, 1};
    case TypeTag::U8:
        return {0, std::numeric_limits<std::uint8_t>::max()};
    case TypeTag::U32:
        return {0, std::numeric_limits<std::uint32_t>::max()};
    case TypeTag::U64: // what is larger has no name in any layout
        return {0, std::numeric_limits<std::int64_t>::max()};
    case TypeTag::I32:
        return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
    case TypeTag::Int:
    case TypeTag::I64:
        return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    case TypeTag::Float:
    case TypeTag::F32:
    case TypeTag::F64:
    case TypeTag::Str:
        break;
    }
    return {0, 0};
}

void EnumNamesModel::setNames(const Names &names)
{
    if (names == this->names())
        return;
    beginResetModel();
    m_entries.clear();
    for (const auto &[number, name] : names)
        m_entries.push_back({number, QString::fromStdString(name)});
    m_hasEmpty = m_entries.size() < maxEnumNames;
    endResetModel();
}

EnumNamesModel::Names EnumNamesModel::names() const
{
    Names names;
    for (const Entry &entry : m_entries) {
        if (!entry.name.isEmpty())
            names[entry.number] = entry.name.toStdString();
    }
    return names;
}

void EnumNamesModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

bool EnumNamesModel::isTaken(std::int64_t number) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [number](const Entry &entry) { return entry.number == number; });
}

std::optional<std::int64_t> EnumNamesModel::nextNumber() const
{
    const auto freeFrom = [this](std::int64_t number) -> std::optional<std::int64_t> {
        while (isTaken(number)) {
            if (number == m_range.most)
                return std::nullopt;
            ++number;
        }
        return number;
    };
    // One after the last, as in the sources of those who count.
    if (!m_entries.empty() && m_entries.back().number >= m_range.least && m_entries.back().number < m_range.most) {
        if (const auto number = freeFrom(m_entries.back().number + 1))
            return number;
    }
    return freeFrom(0);
}

QString EnumNamesModel::add(const Entry &entry)
{
    if (m_entries.size() >= maxEnumNames)
        return tr("A field has at most %1 names.").arg(maxEnumNames);
    // The empty row becomes this one; behind it comes another, unless there can be no more.
    const int row = static_cast<int>(m_entries.size());
    m_entries.push_back(entry);
    m_hasEmpty = false;
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    if (m_entries.size() == maxEnumNames)
        return {};
    beginInsertRows({}, row + 1, row + 1);
    m_hasEmpty = true;
    endInsertRows();
    return {};
}

void EnumNamesModel::remove(int row)
{
    if (!isEntry(row))
        return;
    const bool named = !m_entries[static_cast<std::size_t>(row)].name.isEmpty();
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
    if (!m_hasEmpty) {
        beginInsertRows({}, rowCount(), rowCount());
        m_hasEmpty = true;
        endInsertRows();
    }
    if (named)
        emit namesChanged();
    emit judged({});
}

QString EnumNamesModel::setNumber(int row, const QString &text)
{
    const auto number = numberIn(text);
    if (!number)
        return tr("\"%1\" is no whole number.").arg(text);
    if (*number < m_range.least || *number > m_range.most)
        return tr("The field's numbers go from %1 to %2.").arg(m_range.least).arg(m_range.most);
    if (isEntry(row) && m_entries[static_cast<std::size_t>(row)].number == *number)
        return {};
    if (isTaken(*number))
        return tr("%1 is there already.").arg(*number);
    if (!isEntry(row))
        return add({*number, {}});
    m_entries[static_cast<std::size_t>(row)].number = *number;
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    return {};
}

QString EnumNamesModel::setName(int row, const QString &text)
{
    const QString name = text.left(longestName);
    if (isEntry(row)) {
        m_entries[static_cast<std::size_t>(row)].name = name;
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return {};
    }
    if (name.isEmpty())
        return {};
    const auto number = nextNumber();
    return number ? add({*number, name}) : tr("Every number of the field is there already.");
}

int EnumNamesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size()) + (m_hasEmpty ? 1 : 0);
}

int EnumNamesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EnumNamesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const bool entry = isEntry(index.row());
    const auto number = entry ? std::optional(m_entries[static_cast<std::size_t>(index.row())].number) : nextNumber();
    const QString name = entry ? m_entries[static_cast<std::size_t>(index.row())].name : QString();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        if (index.column() == Number)
            return number ? QString::number(*number) : QString();
        return role == Qt::EditRole ? name : words::shown(name.toStdString());
    case Qt::ToolTipRole:
        return index.column() == Name ? words::plainToolTip(words::shown(name.toStdString())) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Number ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        return entry ? QVariant() : QVariant(m_theme.muted);
    default:
        return {};
    }
}

bool EnumNamesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !checkIndex(index))
        return false;
    const Names before = names();
    const QString problem = index.column() == Number ? setNumber(index.row(), value.toString())
                                                     : setName(index.row(), value.toString());
    emit judged(problem);
    if (before != names())
        emit namesChanged();
    return problem.isEmpty();
}

Qt::ItemFlags EnumNamesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

QVariant EnumNamesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Number");
    case Name:
        return tr("Name");
    default:
        return {};
    }
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_rows_model.h"

#include "words.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

bool isGap(const Value &value, quint64 size)
{
    const auto *bytes = std::get_if<ByteVector>(&value.data);
    return bytes != nullptr && bytes->size() == size
        && std::all_of(bytes->begin(), bytes->end(), [](std::byte byte) { return byte == std::byte{0}; });
}

} // namespace

QString ValueRowsModel::setSchema(const std::optional<Schema> &schema)
{
    std::vector<ValueRow> rows;
    quint64 skipped = 0;
    for (const SchemaField &field : schema ? schema->fields : std::vector<SchemaField>()) {
        if (field.at)
            return tr("Values are written one after the other: @ has no place here.");
        skipped += field.skip;
        if (skipped > mostSkipped)
            return tr("This skips more than is written at once.");
        if (field.kind == FieldKind::Rest)
            continue;
        ValueRow row;
        row.field = field;
        rows.push_back(std::move(row));
    }
    if (!schema && !m_hasSchema)
        return {};
    if (!schema)
        rows.resize(m_rows.size());
    for (std::size_t i = 0; i < std::min(rows.size(), m_rows.size()); ++i) {
        const ValueRow::Parsed parsed = m_rows[i].value();
        if (const auto *value = std::get_if<Value>(&parsed))
            rows[i].setValue(*value);
        else
            rows[i].text = m_rows[i].text;
    }
    beginResetModel();
    m_rows = std::move(rows);
    m_hasSchema = schema.has_value();
    endResetModel();
    emit edited();
    return {};
}

void ValueRowsModel::setValues(const ValueList &values)
{
    if (values == this->values())
        return;
    std::vector<ValueRow> rows;
    std::size_t next = 0;
    const auto take = [this, &rows](const Value &value, ValueRow row) {
        const ValueRow::Parsed now = row.value();
        if (const auto *same = std::get_if<Value>(&now); same == nullptr || *same != value)
            row.setValue(value);
        rows.push_back(std::move(row));
    };
    if (m_hasSchema) {
        for (const ValueRow &row : m_rows) {
            if (row.field->skip > 0 && next < values.size() && isGap(values[next], row.field->skip))
                ++next;
            if (next < values.size())
                take(values[next++], row);
            else
                rows.push_back(row);
        }
    } else {
        for (; next < values.size() && next < mostRows; ++next)
            take(values[next], next < m_rows.size() ? m_rows[next] : ValueRow());
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    emit edited();
}

std::optional<ValueList> ValueRowsModel::values() const
{
    ValueList values;
    for (const ValueRow &row : m_rows) {
        ValueRow::Parsed parsed = row.value();
        if (std::holds_alternative<QString>(parsed))
            return std::nullopt;
        if (row.field && row.field->skip > 0)
            values.push_back(Value{ByteVector(static_cast<std::size_t>(row.field->skip))});
        values.push_back(std::get<Value>(std::move(parsed)));
    }
    return values;
}

std::optional<quint64> ValueRowsModel::size() const
{
    quint64 all = 0;
    for (const ValueRow &row : m_rows) {
        const std::optional<quint64> size = row.size();
        if (!size)
            return std::nullopt;
        all += *size;
    }
    return all;
}

QString ValueRowsModel::error() const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QString error = m_rows[i].error();
        if (!error.isEmpty())
            return tr("Row %1: %2").arg(QLocale().toString(quint64{i + 1}), error);
    }
    return {};
}

bool ValueRowsModel::hasFile() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const ValueRow &row) { return row.isFile(); });
}

QModelIndex ValueRowsModel::add(const ValueRow &row)
{
    if (m_hasSchema || m_rows.size() >= mostRows)
        return {};
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back(row);
    endInsertRows();
    emit edited();
    if (row.isFile() && !row.text.isEmpty())
        emit fileWanted(row.text);
    return index(rowCount() - 1, ValueColumn);
}

void ValueRowsModel::remove(int row)
{
    if (m_hasSchema || row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    emit edited();
}

void ValueRowsModel::setFile(const QString &path, const ByteVector &bytes, const QString &error)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        ValueRow &row = m_rows[i];
        if (!row.isFile() || row.text != path)
            continue;
        row.fileError = error;
        row.file = error.isEmpty() ? std::optional(bytes) : std::nullopt;
        changed(static_cast<int>(i));
    }
}

void ValueRowsModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

QString ValueRowsModel::errorOf(const QModelIndex &index, const QString &text) const
{
    if (!index.isValid() || !checkIndex(index) || row(index.row()).isFile())
        return {};
    const ValueRow::Parsed parsed = row(index.row()).parsed(text);
    const auto *error = std::get_if<QString>(&parsed);
    return error != nullptr ? *error : QString();
}

void ValueRowsModel::changed(int row)
{
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    emit edited();
}

int ValueRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ValueRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ValueRowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const ValueRow &row = this->row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::EditRole:
        if (column == Type)
            return static_cast<int>(row.type);
        [[fallthrough]];
    case Qt::DisplayRole:
        switch (column) {
        case Name:
            return row.field && !row.field->name.empty() ? QString::fromStdString(row.field->name)
                                                         : QLocale().toString(index.row() + 1);
        case Type:
            return row.typeName();
        case ValueColumn:
            return row.text;
        default:
            break;
        }
        if (const std::optional<quint64> size = row.size())
            return QLocale().toString(*size);
        return {};
    case Qt::ToolTipRole: {
        const QString error = row.error();
        return words::plainToolTip(error.isEmpty() ? row.text : error);
    }
    case Qt::ForegroundRole:
        if (column >= ValueColumn && !row.error().isEmpty())
            return m_theme.error;
        return column == Name ? QVariant(m_theme.muted) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Size ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleDescriptionRole:
    case ErrorRole:
        return row.error();
    default:
        return {};
    }
}

bool ValueRowsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !checkIndex(index) || !(flags(index) & Qt::ItemIsEditable))
        return false;
    ValueRow &row = m_rows[static_cast<std::size_t>(index.row())];
    if (index.column() == Type) {
        bool ok = false;
        const int type = value.toInt(&ok);
        if (!ok || type < 0 || type >= ValueRow::typeNames().size())
            return false;
        row.type = static_cast<ValueRow::Type>(type);
    } else if (row.text == value.toString()) {
        return true;
    } else {
        row.text = value.toString();
    }
    row.file.reset();
    row.fileError.clear();
    changed(index.row());
    if (row.isFile() && !row.text.isEmpty())
        emit fileWanted(row.text);
    return true;
}

Qt::ItemFlags ValueRowsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool editable = index.column() == ValueColumn || (index.column() == Type && !m_hasSchema);
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
        | (editable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QVariant ValueRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Field");
    case Type:
        return tr("Type");
    case ValueColumn:
        return tr("Value");
    case Size:
        return tr("Bytes");
    default:
        return {};
    }
}

} // namespace membridge

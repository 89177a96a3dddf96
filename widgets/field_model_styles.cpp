// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// FieldModel's formats: which there are, which is chosen, and what a value looks like in it.

#include "field_model.h"

#include "words.h"

#include <utility>

namespace membridge {

const FieldStyle &FieldModel::styleOf(std::size_t field) const
{
    static const FieldStyle plain;
    return field < m_styles.size() ? m_styles[field] : plain;
}

QString FieldModel::styledValue(const DecodedField &each, std::size_t maxBytes) const
{
    return QString::fromStdString(styledText(each.value, each.tag, styleOf(each.field), maxBytes).text);
}

QString FieldModel::noteOf(const DecodedField &each) const
{
    if (each.doubt != Doubt::None)
        return words::of(each.doubt, each.doubtOffset);
    const FieldStyle &style = styleOf(each.field);
    // Asked of up to maxElements elements at a paint; only these formats can lack words.
    if (style.format < FieldFormat::TimeSeconds)
        return {};
    if (styledText(each.value, each.tag, style).fits)
        return {};
    return style.format == FieldFormat::Enum ? tr("No name for this number") : tr("No time that a calendar has");
}

bool FieldModel::isDoubtful(const QModelIndex &index) const
{
    if (kindOf(index) == RowKind::Error || kindOf(index) == RowKind::More)
        return false;
    return !display(index.siblingAtColumn(Note)).isEmpty();
}

QString FieldModel::previousText(const QModelIndex &index) const
{
    const RowKind kind = kindOf(index);
    if (!m_previous || kind == RowKind::Error || kind == RowKind::More)
        return {};
    const std::size_t field = fieldOf(index);
    const Elements &span = m_previousSpans[field];
    if (kind == RowKind::Field && isList(field))
        return span.count > 0 ? listPreview(*m_previous, span) : QString();
    const std::size_t number = kind == RowKind::Field ? 0 : static_cast<std::size_t>(index.row());
    return number < span.count ? styledValue(m_previous->decoded.fields[span.first + number]) : QString();
}

int FieldModel::schemaField(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index) || kindOf(index) == RowKind::Error)
        return -1;
    return static_cast<int>(fieldOf(index));
}

std::vector<FieldFormat> FieldModel::formats(const QModelIndex &index) const
{
    const int field = schemaField(index);
    if (field < 0)
        return {};
    const SchemaField &schemaField = m_result->schema.fields[static_cast<std::size_t>(field)];
    if (schemaField.kind != FieldKind::Tagged)
        return {};
    std::vector<FieldFormat> formats{FieldFormat::Plain};
    switch (schemaField.tag) {
    case TypeTag::Str:
        formats.push_back(FieldFormat::Hex);
        return formats;
    case TypeTag::Float:
    case TypeTag::F32:
    case TypeTag::F64:
        formats.insert(formats.end(),
                       {FieldFormat::Hex, FieldFormat::Bin, FieldFormat::TimeSeconds, FieldFormat::TimeMilliseconds});
        return formats;
    case TypeTag::Bool:
    case TypeTag::U8:
        formats.insert(formats.end(), {FieldFormat::Dec, FieldFormat::Hex, FieldFormat::Bin});
        break;
    case TypeTag::Int:
    case TypeTag::I32:
    case TypeTag::I64:
    case TypeTag::U32:
    case TypeTag::U64:
        formats.insert(formats.end(),
                       {FieldFormat::Dec, FieldFormat::Hex, FieldFormat::Bin, FieldFormat::TimeSeconds,
                        FieldFormat::TimeMilliseconds, FieldFormat::TimeMicroseconds, FieldFormat::TimeNanoseconds});
        break;
    }
    if (!styleOf(static_cast<std::size_t>(field)).names.empty())
        formats.push_back(FieldFormat::Enum);
    return formats;
}

void FieldModel::setStyles(std::vector<FieldStyle> styles)
{
    if (styles == m_styles)
        return;
    m_styles = std::move(styles);
    keepStyles();
    emitAllChanged();
}

void FieldModel::setStylesFor(const Schema &schema, std::vector<FieldStyle> styles)
{
    m_styledSchema = schema;
    m_keptStyles = styles;
    if (m_result && m_result->schema == schema)
        setStyles(std::move(styles));
}

void FieldModel::keepStyles()
{
    if (!m_result)
        return;
    m_styledSchema = m_result->schema;
    m_keptStyles = m_styles;
}

void FieldModel::setFormat(std::size_t field, FieldFormat format)
{
    if (field >= m_spans.size() || styleOf(field).format == format)
        return;
    if (field >= m_styles.size())
        m_styles.resize(field + 1);
    m_styles[field].format = format;
    keepStyles();
    emitFieldChanged(field);
    emit formatChanged(static_cast<int>(field), format);
}

void FieldModel::emitFieldChanged(std::size_t field)
{
    const QModelIndex own = index(static_cast<int>(field), 0);
    emit dataChanged(own, own.siblingAtColumn(ColumnCount - 1));
    if (m_childRows[field] > 0)
        emit dataChanged(index(0, 0, own), index(m_childRows[field] - 1, ColumnCount - 1, own));
}

} // namespace membridge

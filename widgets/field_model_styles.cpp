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
    const Past *found = past(index);
    if (found == nullptr)
        return {};
    if (kindOf(index) == RowKind::Field && isList(fieldOf(index))) {
        const FieldPast &list = m_pasts[fieldOf(index)];
        return list.count > 0 ? listPreview(list.preview, list.count) : QString();
    }
    return found->was ? styledValue(*found->was) : QString();
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

void FieldModel::setLooks(FieldLooks *looks)
{
    if (m_looks && m_looks->parent() == this)
        m_looks->deleteLater();
    else if (m_looks)
        m_looks->disconnect(this);
    m_looks = looks;
    connect(m_looks, &FieldLooks::changed, this, &FieldModel::takeStyles);
    takeStyles();
}

void FieldModel::takeStyles()
{
    if (!m_result)
        return;
    const std::vector<FieldStyle> before = std::exchange(m_styles, m_looks->styles(m_result->schema));
    for (std::size_t field = 0; field < m_styles.size(); ++field) {
        if (field >= before.size() || before[field] != m_styles[field])
            emitFieldChanged(field);
    }
}

void FieldModel::setStyles(const std::vector<FieldStyle> &styles)
{
    if (m_result && m_looks)
        m_looks->setStyles(m_result->schema, styles);
}

void FieldModel::setFormat(std::size_t field, FieldFormat format)
{
    if (field >= m_spans.size() || styleOf(field).format == format)
        return;
    FieldStyle style = styleOf(field);
    style.format = format;
    m_looks->setStyle(m_result->schema, field, style);
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

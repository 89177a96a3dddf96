// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_looks.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace membridge {

namespace {

enum class Group { Integer, Float, Text, Other };

Group groupOf(const SchemaField &field)
{
    if (field.kind != FieldKind::Tagged)
        return Group::Other;
    switch (field.tag) {
    case TypeTag::Str:
        return Group::Text;
    case TypeTag::Float:
    case TypeTag::F32:
    case TypeTag::F64:
        return Group::Float;
    default:
        return Group::Integer;
    }
}

/// Whether what says how one is shown has a meaning for the other.
bool alike(const SchemaField &a, const SchemaField &b)
{
    return groupOf(a) == groupOf(b);
}

/// Fields of that name; of several the first.
std::unordered_map<std::string_view, std::size_t> namesOf(const Schema &schema)
{
    std::unordered_map<std::string_view, std::size_t> names;
    for (std::size_t field = 0; field < schema.fields.size(); ++field) {
        if (!schema.fields[field].name.empty())
            names.emplace(schema.fields[field].name, field);
    }
    return names;
}

} // namespace

/// What each field of another schema takes over, and from where.
struct FieldLooks::Match
{
    std::vector<Look> looks;
    std::vector<bool> kept; ///< By field of m_schema: somebody took it over.
};

FieldLooks::Match FieldLooks::match(const Schema &schema) const
{
    const auto &before = m_schema.fields;
    const auto &now = schema.fields;
    if (before == now)
        return {m_looks, std::vector<bool>(before.size(), true)};
    const auto fewer = static_cast<std::ptrdiff_t>(std::min(before.size(), now.size()));
    const std::ptrdiff_t start = std::mismatch(before.begin(), before.begin() + fewer, now.begin()).first
        - before.begin();
    const std::ptrdiff_t end = std::mismatch(before.rbegin(), before.rbegin() + (fewer - start), now.rbegin()).first
        - before.rbegin();
    const auto namesBefore = namesOf(m_schema);
    const auto namesNow = namesOf(schema);
    // Two may find the same name: whoever is first has it.
    Match match{std::vector<Look>(now.size()), std::vector<bool>(before.size(), false)};
    const auto take = [&](std::size_t to, std::size_t from) {
        if (match.kept[from])
            return false;
        match.looks[to] = m_looks[from];
        match.kept[from] = true;
        return true;
    };
    const auto renamed = [&](std::size_t field) {
        return field < before.size() && alike(before[field], now[field])
            && (before[field].name.empty() || !namesNow.contains(before[field].name));
    };
    std::vector<bool> found(now.size(), false);
    for (std::size_t field = 0; field < now.size(); ++field) {
        const auto known = namesBefore.find(now[field].name);
        const std::size_t fromEnd = now.size() - field;
        if (field < static_cast<std::size_t>(start))
            found[field] = take(field, field);
        else if (fromEnd <= static_cast<std::size_t>(end))
            found[field] = take(field, before.size() - fromEnd);
        else if (known != namesBefore.end())
            found[field] = take(field, known->second);
    }
    for (std::size_t field = 0; field < now.size(); ++field) {
        if (found[field])
            continue;
        if (const auto byName = m_byName.find(now[field].name); byName != m_byName.end())
            match.looks[field] = byName->second;
        else if (renamed(field) && take(field, field))
            continue;
        else if (const auto byNumber = m_byNumber.find(field);
                 now[field].name.empty() && byNumber != m_byNumber.end() && alike(byNumber->second.first, now[field]))
            match.looks[field] = byNumber->second.second;
    }
    return match;
}

bool FieldLooks::take(const Schema &schema)
{
    if (schema == m_schema)
        return false;
    Match fresh = match(schema);
    for (std::size_t field = 0; field < m_schema.fields.size(); ++field) {
        const SchemaField &gone = m_schema.fields[field];
        if (fresh.kept[field] || m_looks[field] == Look())
            continue;
        if (gone.name.empty())
            m_byNumber[field] = {gone, m_looks[field]};
        else
            m_byName[gone.name] = m_looks[field];
    }
    // Those that are there again are remembered with the others.
    for (std::size_t field = 0; field < schema.fields.size(); ++field) {
        if (schema.fields[field].name.empty())
            m_byNumber.erase(field);
        else
            m_byName.erase(schema.fields[field].name);
    }
    m_schema = schema;
    m_looks = std::move(fresh.looks);
    return true;
}

void FieldLooks::follow(const Schema &schema)
{
    if (take(schema))
        emit changed();
}

std::vector<FieldStyle> FieldLooks::styles(const Schema &schema) const
{
    std::vector<FieldStyle> styles;
    for (Look &look : match(schema).looks)
        styles.push_back(std::move(look.style));
    return styles;
}

void FieldLooks::setStyle(const Schema &schema, std::size_t field, const FieldStyle &style)
{
    const bool other = take(schema);
    const bool styled = field < m_looks.size() && m_looks[field].style != style;
    if (styled)
        m_looks[field].style = style;
    if (other || styled)
        emit changed();
}

void FieldLooks::setStyles(const Schema &schema, const std::vector<FieldStyle> &styles)
{
    take(schema);
    for (std::size_t field = 0; field < m_looks.size(); ++field)
        m_looks[field].style = field < styles.size() ? styles[field] : FieldStyle();
    emit changed();
}

void FieldLooks::setLayout(const LayoutFile &layout)
{
    m_byName.clear();
    m_byNumber.clear();
    m_schema.fields.clear();
    m_looks.clear();
    for (const LayoutField &field : layout.fields) {
        m_schema.fields.push_back({field.kind, field.tag, field.count, field.name, field.offset, field.skip});
        m_looks.push_back({field.style, field.note});
    }
    m_name = layout.name;
    m_kind = layout.kind;
    m_hasLayout = true;
    emit changed();
}

LayoutFile FieldLooks::layout(const Schema &schema) const
{
    LayoutFile layout;
    layout.name = m_name;
    layout.kind = m_kind;
    std::vector<Look> looks = match(schema).looks;
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const SchemaField &field = schema.fields[i];
        layout.fields.push_back({.name = field.name,
                                 .kind = field.kind,
                                 .tag = field.tag,
                                 .count = field.count,
                                 .offset = field.at,
                                 .skip = field.skip,
                                 .style = std::move(looks[i].style),
                                 .note = std::move(looks[i].note)});
        // A file that says so could not be read again.
        if (FieldStyle &style = layout.fields.back().style; style.format == FieldFormat::Enum && style.names.empty())
            style.format = FieldFormat::Plain;
    }
    return layout;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "decoded_fields.h"

#include "core/codec/value_text.h"
#include "human_output.h"

#include <utility>

namespace membridge::cli {

namespace {

std::string doubtText(const DecodedField &field)
{
    switch (field.doubt) {
    case Doubt::None:
        return {};
    case Doubt::BoolNotZeroOrOne:
        return "the byte is neither 0 nor 1";
    case Doubt::InvalidUtf8:
        return "not UTF-8 from byte " + std::to_string(field.doubtOffset) + " of the text on";
    case Doubt::ControlCharacters:
        return "has control characters";
    case Doubt::ImplausibleFloat:
        return "an unlikely number";
    }
    return {};
}

} // namespace

std::vector<WholeField> wholeFields(const Decoded &decoded, const Schema &schema, std::uint64_t base)
{
    std::vector<WholeField> fields;
    ValueList values = decoded.values(schema);
    std::size_t next = 0;
    std::uint64_t offset = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const SchemaField &from = schema.fields[i];
        WholeField field;
        field.name = from.name;
        field.tag = from.kind == FieldKind::Bytes ? "bytes" : name(from.tag);
        offset = from.at.value_or(offset) + from.skip;
        field.offset = base + offset;
        field.value = std::move(values[i]);
        for (std::size_t element = 0; element < decoded.listSizes[i]; ++element, ++next) {
            const DecodedField &read = decoded.fields[next];
            field.length += read.length;
            if (field.doubt.empty())
                field.doubt = doubtText(read);
        }
        offset += field.length;
        fields.push_back(std::move(field));
    }
    return fields;
}

Json fieldsJson(const std::vector<WholeField> &fields)
{
    Json list = Json::array();
    for (const WholeField &field : fields) {
        Json entry = {
            {"tag", field.tag}, {"offset", field.offset}, {"length", field.length}, {"value", valueJson(field.value)}};
        if (!field.name.empty())
            entry["name"] = field.name;
        list.push_back(std::move(entry));
    }
    return list;
}

Json errorJson(const DecodeError &error, std::uint64_t base)
{
    return {{"field", error.field},
            {"offset", base + error.offset},
            {"reason", error.reasonName()},
            {"wanted", error.wanted},
            {"left", error.left}};
}

std::string fieldsText(const std::vector<WholeField> &fields, std::string_view indent)
{
    Table table({{"offset", Table::Align::Right}, {"length", Table::Align::Right}, {"field"}, {"tag"}, {"value"}});
    for (const WholeField &field : fields) {
        table.addRow({std::to_string(field.offset), std::to_string(field.length), field.name.empty() ? "-" : field.name,
                      field.tag,
                      displayText(field.value, 1024) + (field.doubt.empty() ? "" : "  (doubtful: " + field.doubt + ')')});
    }
    return table.text(indent);
}

std::string valuesText(const Decoded &decoded, const Schema &schema)
{
    std::string text;
    for (const WholeField &field : wholeFields(decoded, schema)) {
        text += text.empty() ? "" : ", ";
        text += field.name.empty() ? "" : field.name + '=';
        text += displayText(field.value);
    }
    return text;
}

} // namespace membridge::cli

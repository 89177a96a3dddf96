// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "field_csv.h"

#include "utf8.h"
#include "value_text.h"

#include <limits>
#include <string_view>

namespace membridge {

std::string csvCell(std::string_view text)
{
    if (text.find_first_of("\",\r\n") == std::string_view::npos)
        return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

std::string csvText(const Value &value)
{
    const auto *text = std::get_if<Text>(&value.data);
    if (text == nullptr)
        return displayText(value, std::numeric_limits<std::size_t>::max());
    std::string plain = toLossyUtf8(text->bytes);
    if (!plain.empty() && std::string_view("=+-@\t\r").find(plain.front()) != std::string_view::npos)
        plain.insert(plain.begin(), '\'');
    return plain;
}

std::string fieldsToCsv(const Decoded &decoded, const Schema &schema, const PlaceOf &placeOf)
{
    std::string out = "field,element,type,offset,length,value\r\n";
    for (const DecodedField &each : decoded.fields) {
        const SchemaField &field = schema.fields.at(each.field);
        out += csvCell(field.name.empty() ? "#" + std::to_string(each.field + 1) : field.name);
        out += ',' + std::to_string(each.element) + ',';
        out += each.kind == FieldKind::Tagged ? name(each.tag) : "bytes";
        out += ',' + std::to_string(placeOf ? placeOf(each.offset) : each.offset) + ',' + std::to_string(each.length)
            + ',';
        out += csvCell(csvText(each.value)) + "\r\n";
    }
    return out;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "field_json.h"

#include "hex_text.h"
#include "utf8.h"

#include <cmath>
#include <string_view>
#include <variant>

namespace membridge {

namespace {

Json numberJson(double number)
{
    if (std::isnan(number))
        return "nan";
    if (std::isinf(number))
        return number < 0 ? "-inf" : "inf";
    return number;
}

struct ToJson
{
    Json operator()(bool value) const { return value; }
    Json operator()(std::int64_t value) const { return value; }
    Json operator()(std::uint64_t value) const { return value; }
    Json operator()(double value) const { return numberJson(value); }
    Json operator()(float value) const { return numberJson(double{value}); }
    Json operator()(const ByteVector &value) const { return {{"hex", hexText(value)}}; }
    Json operator()(const ValueList &value) const { return valueJson(value); }
    Json operator()(const Text &value) const
    {
        if (firstInvalidUtf8(value.bytes))
            return {{"str", toLossyUtf8(value.bytes)}, {"invalid_utf8", true}};
        return value.bytes;
    }
};

} // namespace

Json valueJson(const Value &value)
{
    return std::visit(ToJson{}, value.data);
}

Json valueJson(const ValueList &values)
{
    Json list = Json::array();
    for (const Value &value : values)
        list.push_back(valueJson(value));
    return list;
}

std::string fieldsToJson(const Decoded &decoded, const Schema &schema, const PlaceOf &placeOf)
{
    std::string text = "[";
    for (const DecodedField &each : decoded.fields) {
        const SchemaField &field = schema.fields.at(each.field);
        const Json row = {{"field", field.name.empty() ? "#" + std::to_string(each.field + 1) : field.name},
                          {"element", each.element},
                          {"type", each.kind == FieldKind::Tagged ? name(each.tag) : "bytes"},
                          {"offset", placeOf ? placeOf(each.offset) : each.offset},
                          {"length", each.length},
                          {"value", valueJson(each.value)}};
        text += text.size() > 1 ? ",\n" : "\n";
        text += row.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    return text + "\n]\n";
}

} // namespace membridge

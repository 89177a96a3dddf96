// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "golden.h"

#include "bytes.h"
#include "core/codec/utf8.h"

#include <fstream>
#include <limits>
#include <stdexcept>

namespace membridge::test {

namespace {

using nlohmann::json;

double numberOf(const json &from)
{
    if (!from.is_object())
        return from.get<double>();
    const auto text = from.at("float").get<std::string>();
    if (text == "inf" || text == "-inf")
        return text == "inf" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    return std::numeric_limits<double>::quiet_NaN();
}

Value readValueOf(const json &from, TypeTag tag)
{
    switch (tag) {
    case TypeTag::Bool:
        return Value{from.get<bool>()};
    case TypeTag::Int:
    case TypeTag::I32:
    case TypeTag::I64:
        return Value{from.get<std::int64_t>()};
    case TypeTag::U8:
    case TypeTag::U32:
    case TypeTag::U64:
        return Value{from.get<std::uint64_t>()};
    case TypeTag::Float:
    case TypeTag::F64:
        return Value{numberOf(from)};
    case TypeTag::F32:
        return Value{static_cast<float>(numberOf(from))};
    case TypeTag::Str:
        return Value{Text{from.get<std::string>()}};
    }
    throw std::invalid_argument("no such tag");
}

struct ToJson
{
    json operator()(bool value) const { return value; }
    json operator()(std::int64_t value) const { return value; }
    json operator()(std::uint64_t value) const { return value; }
    json operator()(double value) const { return value; }
    json operator()(float value) const { return value; }
    json operator()(const Text &value) const { return value.bytes; }
    json operator()(const ByteVector &value) const { return {{"bytes", hex(value).replace(" ", "").toStdString()}}; }
    json operator()(const ValueList &value) const { return toJson(value); }
};

} // namespace

const json &goldenVectors()
{
    static const json vectors = [] {
        std::ifstream file(MEMBRIDGE_TEST_DATA "/membridge-1.0.0.json");
        return json::parse(file);
    }();
    return vectors;
}

Value valueOf(const json &from)
{
    if (from.is_boolean())
        return Value{from.get<bool>()};
    if (from.is_number_integer())
        return Value{from.get<std::int64_t>()};
    if (from.is_number_float())
        return Value{from.get<double>()};
    if (from.is_string())
        return Value{Text{from.get<std::string>()}};
    if (from.is_array())
        return Value{valueListOf(from)};
    if (from.contains("bytes"))
        return Value{fromHex(from.at("bytes").get<std::string>())};
    return Value{numberOf(from)};
}

ValueList valueListOf(const json &from)
{
    ValueList values;
    for (const json &item : from)
        values.push_back(valueOf(item));
    return values;
}

json toJson(const Value &value)
{
    return std::visit(ToJson{}, value.data);
}

json toJson(const ValueList &values)
{
    json list = json::array();
    for (const Value &value : values)
        list.push_back(toJson(value));
    return list;
}

Schema schemaOf(const json &from)
{
    Schema schema;
    for (const json &field : from) {
        const auto tag = parseTypeTag(field.at(0).get<std::string>());
        if (!tag)
            throw std::invalid_argument("no such tag: " + field.dump());
        schema.fields.push_back({FieldKind::Tagged, *tag, field.at(1).get<std::uint64_t>(), {}});
    }
    return schema;
}

json toJson(const Schema &schema)
{
    json list = json::array();
    for (const SchemaField &field : schema.fields)
        list.push_back(json::array({std::string(name(field.tag)), field.count}));
    return list;
}

ValueList readValuesOf(const json &from, const Schema &schema)
{
    ValueList values;
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const SchemaField &field = schema.fields[i];
        if (field.count == 1) {
            values.push_back(readValueOf(from.at(i), field.tag));
            continue;
        }
        ValueList list;
        for (const json &element : from.at(i))
            list.push_back(readValueOf(element, field.tag));
        values.push_back(Value{std::move(list)});
    }
    return values;
}

ValueList asThePeerShows(ValueList values)
{
    for (Value &value : values) {
        if (auto *text = std::get_if<Text>(&value.data))
            text->bytes = toLossyUtf8(text->bytes);
        else if (auto *list = std::get_if<ValueList>(&value.data))
            *list = asThePeerShows(std::move(*list));
    }
    return values;
}

} // namespace membridge::test

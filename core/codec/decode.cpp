// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "decode.h"

#include "utf8.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace membridge {

namespace {

template <typename T> T load(const std::byte *from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

bool implausible(double number)
{
    const double magnitude = std::fabs(number);
    return std::isfinite(number) && number != 0 && (magnitude < 1e-100 || magnitude > 1e100);
}

bool implausible(float number)
{
    const float magnitude = std::fabs(number);
    return std::isfinite(number) && number != 0 && (magnitude < 1e-30f || magnitude > 1e30f);
}

bool hasControlCharacters(const std::string &text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f)
            return true;
    }
    return false;
}

void decodeFixed(const std::byte *from, DecodedField &field)
{
    switch (field.tag) {
    case TypeTag::Bool: {
        const auto byte = load<std::uint8_t>(from);
        field.value.data = byte != 0;
        if (byte > 1)
            field.doubt = Doubt::BoolNotZeroOrOne;
        break;
    }
    case TypeTag::Int:
    case TypeTag::I64:
        field.value.data = load<std::int64_t>(from);
        break;
    case TypeTag::I32:
        field.value.data = std::int64_t{load<std::int32_t>(from)};
        break;
    case TypeTag::U8:
        field.value.data = std::uint64_t{load<std::uint8_t>(from)};
        break;
    case TypeTag::U32:
        field.value.data = std::uint64_t{load<std::uint32_t>(from)};
        break;
    case TypeTag::U64:
        field.value.data = load<std::uint64_t>(from);
        break;
    case TypeTag::Float:
    case TypeTag::F64: {
        const auto number = load<double>(from);
        field.value.data = number;
        if (implausible(number))
            field.doubt = Doubt::ImplausibleFloat;
        break;
    }
    case TypeTag::F32: {
        const auto number = load<float>(from);
        field.value.data = number;
        if (implausible(number))
            field.doubt = Doubt::ImplausibleFloat;
        break;
    }
    case TypeTag::Str:
        break;
    }
}

/// Decodes one element at `at`; the error, if there is not enough data.
std::optional<DecodeError> decodeElement(std::span<const std::byte> data, std::uint64_t at,
                                         const SchemaField &schemaField, DecodedField &field, std::uint64_t &copies)
{
    const std::uint64_t left = at < data.size() ? data.size() - at : 0;
    const auto missing = [&](DecodeError::Reason reason, std::uint64_t wanted) {
        return DecodeError{reason, field.field, field.element, at, wanted, left};
    };
    field.kind = schemaField.kind;
    field.tag = schemaField.tag;
    field.offset = at;

    if (schemaField.kind == FieldKind::Bytes) {
        if (left < schemaField.count)
            return missing(DecodeError::Reason::PastEnd, schemaField.count);
        if (schemaField.count > copies)
            return DecodeError{
                DecodeError::Reason::TooLarge, field.field, field.element, at, schemaField.count, copies};
        copies -= schemaField.count;
        field.length = schemaField.count;
        const auto bytes = data.subspan(left == 0 ? 0 : at, schemaField.count);
        field.value.data = ByteVector(bytes.begin(), bytes.end());
        return std::nullopt;
    }
    if (const auto size = fixedSize(schemaField.tag)) {
        if (left < *size)
            return missing(DecodeError::Reason::PastEnd, *size);
        field.length = *size;
        decodeFixed(data.data() + at, field);
        return std::nullopt;
    }
    constexpr std::uint64_t prefix = 4;
    if (left < prefix)
        return missing(DecodeError::Reason::PastEnd, prefix);
    const std::uint64_t length = load<std::uint32_t>(data.data() + at);
    if (left - prefix < length)
        return missing(DecodeError::Reason::StringPastEnd, prefix + length);
    if (length > copies)
        return DecodeError{DecodeError::Reason::TooLarge, field.field, field.element, at, length, copies};
    copies -= length;
    field.length = prefix + length;
    // Copied first and judged afterwards: the bytes may be changing.
    Text text;
    text.bytes.assign(reinterpret_cast<const char *>(data.data() + at + prefix), length);
    if (const auto invalid = firstInvalidUtf8(text.bytes)) {
        field.doubt = Doubt::InvalidUtf8;
        field.doubtOffset = *invalid;
    } else if (hasControlCharacters(text.bytes)) {
        field.doubt = Doubt::ControlCharacters;
    }
    field.value.data = std::move(text);
    return std::nullopt;
}

} // namespace

Decoded decode(std::span<const std::byte> data, const Schema &schema, const DecodeLimits &limits)
{
    Decoded result;
    decodeInto(result, data, schema, limits);
    return result;
}

void decodeInto(Decoded &result, std::span<const std::byte> data, const Schema &schema, const DecodeLimits &limits)
{
    result.fields.clear();
    result.listSizes.clear();
    result.consumed = 0;
    result.error.reset();
    std::uint64_t at = 0;
    std::uint64_t copies = data.size() + limits.maxBytesAgain;
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const SchemaField &schemaField = schema.fields[i];
        if (schemaField.kind == FieldKind::Rest)
            break;
        at = schemaField.at.value_or(at) + schemaField.skip;
        const std::uint64_t elements = schemaField.kind == FieldKind::Bytes ? 1 : schemaField.count;
        result.listSizes.push_back(0);
        for (std::uint64_t element = 0; element < elements; ++element) {
            if (result.fields.size() >= limits.maxValues) {
                result.error = DecodeError{DecodeError::Reason::TooManyValues, i, static_cast<std::size_t>(element), at,
                                           // With all of this field.
                                           result.fields.size() - element + elements, limits.maxValues};
                return;
            }
            DecodedField &field = result.fields.emplace_back();
            field.field = i;
            field.element = static_cast<std::size_t>(element);
            if (auto error = decodeElement(data, at, schemaField, field, copies)) {
                result.fields.pop_back();
                result.error = error;
                return;
            }
            at += field.length;
            // An empty element at a place past the end reads nothing there.
            if (field.length > 0)
                result.consumed = std::max(result.consumed, at);
            ++result.listSizes.back();
        }
    }
}

ValueList Decoded::values(const Schema &schema) const
{
    ValueList all;
    auto next = fields.begin();
    for (std::size_t i = 0; i < listSizes.size(); ++i) {
        const SchemaField &schemaField = schema.fields[i];
        const bool scalar = schemaField.kind == FieldKind::Bytes || schemaField.count == 1;
        if (listSizes[i] < (scalar ? 1 : schemaField.count))
            break;
        if (scalar) {
            all.push_back((next++)->value);
            continue;
        }
        ValueList list;
        list.reserve(listSizes[i]);
        for (std::size_t element = 0; element < listSizes[i]; ++element)
            list.push_back((next++)->value);
        all.push_back(Value{std::move(list)});
    }
    return all;
}

const char *DecodeError::reasonName() const noexcept
{
    switch (reason) {
    case Reason::PastEnd:
        return "past-end";
    case Reason::StringPastEnd:
        return "string-past-end";
    case Reason::TooManyValues:
        return "too-many-values";
    case Reason::TooLarge:
        return "too-large";
    }
    return "past-end";
}

std::string DecodeError::text() const
{
    const std::string where = "field " + std::to_string(this->field + 1)
        + (element > 0 ? ", element " + std::to_string(element + 1) : "") + " at offset " + std::to_string(offset);
    switch (reason) {
    case Reason::PastEnd:
        return where + " needs " + std::to_string(wanted) + " bytes but " + std::to_string(left) + " are left";
    case Reason::StringPastEnd:
        return where + ": the string needs " + std::to_string(wanted) + " bytes with its length prefix but "
            + std::to_string(left) + " are left";
    case Reason::TooManyValues:
        return where + ": " + std::to_string(wanted) + " values are more than the " + std::to_string(left) + " allowed";
    case Reason::TooLarge:
        return where + " needs " + std::to_string(wanted) + " bytes, more than the " + std::to_string(left)
            + " that are read at once";
    }
    return where;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "schema.h"

#include <charconv>
#include <optional>

namespace membridge {

namespace {

constexpr std::size_t maxFields = 4096;
constexpr std::uint64_t maxCount = std::uint64_t{1} << 32;

bool isSeparator(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::optional<std::uint64_t> parseCount(std::string_view digits)
{
    std::uint64_t count = 0;
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error != std::errc() || rest != digits.data() + digits.size() || count > maxCount)
        return std::nullopt;
    return count;
}

/// The offset of "@64" or "@0x40", without the "@".
std::optional<std::uint64_t> parseOffset(std::string_view digits)
{
    const bool hex = digits.starts_with("0x") || digits.starts_with("0X");
    if (hex)
        digits.remove_prefix(2);
    std::uint64_t offset = 0;
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), offset, hex ? 16 : 10);
    if (error != std::errc() || rest != digits.data() + digits.size() || offset > maxSchemaOffset)
        return std::nullopt;
    return offset;
}

/// Takes the word if it is `skip(N)` or `@N`, which say where `next` is; true if it was one.
std::variant<bool, SchemaError> parsePlace(std::string_view word, std::size_t column, SchemaField &next)
{
    using Reason = SchemaError::Reason;
    const auto colon = word.find(':');
    const std::string_view place = colon == std::string_view::npos ? word : word.substr(colon + 1);
    const bool skips = place == "skip" || place.starts_with("skip(");
    if (!skips && !place.starts_with('@') && !word.starts_with('@'))
        return false;
    const auto fail = [&](Reason reason, std::string_view part) {
        return SchemaError{reason, column + static_cast<std::size_t>(part.data() - word.data()), std::string(part)};
    };
    if (word.starts_with('@')) {
        const auto offset = parseOffset(word.substr(1));
        if (!offset)
            return fail(Reason::BadOffset, word);
        next.at = *offset;
        next.skip = 0;
        return true;
    }
    if (colon != std::string_view::npos)
        return fail(Reason::UnexpectedName, word);
    if (place == "skip" || place.back() != ')')
        return fail(Reason::MissingParenthesis, place);
    const auto digits = place.substr(5, place.size() - 6);
    const auto count = parseCount(digits);
    if (!count || *count > maxCount - next.skip)
        return fail(Reason::BadCount, digits.empty() ? place : digits);
    next.skip += *count;
    return true;
}

/// Parses one word, e.g. "name:3*bool". `column` is where the word starts.
std::variant<SchemaField, SchemaError> parseField(std::string_view word, std::size_t column)
{
    using Reason = SchemaError::Reason;
    SchemaField field;
    const auto fail = [&](Reason reason, std::string_view part) {
        return SchemaError{reason, column + static_cast<std::size_t>(part.data() - word.data()), std::string(part)};
    };

    std::string_view type = word;
    if (word == "...") {
        field.kind = FieldKind::Rest;
        return field;
    }
    if (const auto colon = word.find(':'); colon != std::string_view::npos) {
        const auto fieldName = word.substr(0, colon);
        if (!isFieldName(fieldName))
            return fail(Reason::BadName, fieldName);
        field.name = fieldName;
        type = word.substr(colon + 1);
        if (type.empty())
            return fail(Reason::ExpectedTag, word.substr(colon));
        if (type == "...") {
            field.kind = FieldKind::Rest;
            return field;
        }
    }
    if (type.starts_with("bytes(") || type == "bytes") {
        field.kind = FieldKind::Bytes;
        if (type == "bytes" || type.back() != ')')
            return fail(Reason::MissingParenthesis, type);
        const auto digits = type.substr(6, type.size() - 7);
        const auto count = parseCount(digits);
        if (!count)
            return fail(Reason::BadCount, digits.empty() ? type : digits);
        field.count = *count;
        return field;
    }
    if (const auto star = type.find('*'); star != std::string_view::npos) {
        const auto digits = type.substr(0, star);
        const auto count = parseCount(digits);
        if (!count)
            return fail(Reason::BadCount, digits.empty() ? type : digits);
        field.count = *count;
        type = type.substr(star + 1);
        if (type.empty())
            return fail(Reason::ExpectedTag, word.substr(word.find('*')));
    }
    const auto tag = parseTypeTag(type);
    if (!tag)
        return fail(Reason::UnknownTag, type);
    field.tag = *tag;
    return field;
}

} // namespace

bool isFieldName(std::string_view text) noexcept
{
    if (text.empty() || !isNameStart(text.front()))
        return false;
    for (const char c : text) {
        if (!isNameStart(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.')
            return false;
    }
    return true;
}

std::variant<Schema, SchemaError> parseSchema(std::string_view text)
{
    using Reason = SchemaError::Reason;
    Schema schema;
    SchemaField placed;
    std::optional<SchemaError> unplaced;
    std::size_t at = 0;
    while (true) {
        while (at < text.size() && isSeparator(text[at]))
            ++at;
        if (at == text.size())
            break;
        std::size_t end = at;
        while (end < text.size() && !isSeparator(text[end]))
            ++end;
        const std::string_view word = text.substr(at, end - at);
        if (!schema.fields.empty() && schema.fields.back().kind == FieldKind::Rest)
            return SchemaError{Reason::TextAfterRest, at, std::string(word)};
        if (schema.fields.size() == maxFields)
            return SchemaError{Reason::TooManyFields, at, std::string(word)};
        auto place = parsePlace(word, at, placed);
        if (auto *error = std::get_if<SchemaError>(&place))
            return std::move(*error);
        if (std::get<bool>(place)) {
            unplaced = SchemaError{Reason::ExpectedField, at, std::string(word)};
            at = end;
            continue;
        }
        auto field = parseField(word, at);
        if (auto *error = std::get_if<SchemaError>(&field))
            return std::move(*error);
        schema.fields.push_back(std::get<SchemaField>(std::move(field)));
        schema.fields.back().at = placed.at;
        schema.fields.back().skip = placed.skip;
        placed = {};
        unplaced.reset();
        at = end;
    }
    if (unplaced)
        return *std::move(unplaced);
    if (schema.fields.empty())
        return SchemaError{Reason::Empty, 0, {}};
    return schema;
}

std::string Schema::text() const
{
    std::string out;
    for (const SchemaField &field : fields) {
        if (!out.empty())
            out += ' ';
        if (field.at)
            out += '@' + std::to_string(*field.at) + ' ';
        if (field.skip > 0)
            out += "skip(" + std::to_string(field.skip) + ") ";
        if (!field.name.empty())
            out += field.name + ':';
        switch (field.kind) {
        case FieldKind::Rest:
            out += "...";
            break;
        case FieldKind::Bytes:
            out += "bytes(" + std::to_string(field.count) + ')';
            break;
        case FieldKind::Tagged:
            if (field.count != 1)
                out += std::to_string(field.count) + '*';
            out += name(field.tag);
            break;
        }
    }
    return out;
}

std::string SchemaError::text() const
{
    const std::string at = "column " + std::to_string(column + 1) + ": ";
    switch (reason) {
    case Reason::Empty:
        return "the schema is empty; for example: str int 3*bool";
    case Reason::UnknownTag:
        return at + '"' + word
            + "\" is no type tag; there are bool int float f32 f64 i32 i64 u8 u32 u64 str, bytes(N), skip(N), @N "
              "and ...";
    case Reason::BadCount:
        return at + '"' + word + "\" is no count from 0 to 4294967296";
    case Reason::BadName:
        return at + '"' + word + "\" is no field name (letters, digits, _ - . and a letter or _ first)";
    case Reason::ExpectedTag:
        return at + "a type tag is missing after \"" + word + '"';
    case Reason::TextAfterRest:
        return at + "\"...\" ignores the rest, so nothing can follow it";
    case Reason::MissingParenthesis:
        return at + "the number of bytes goes in parentheses, for example bytes(16) or skip(4)";
    case Reason::TooManyFields:
        return at + "a schema has at most " + std::to_string(maxFields) + " fields";
    case Reason::BadOffset:
        return at + '"' + word + "\" is no offset from @0 to @" + std::to_string(maxSchemaOffset)
            + ", decimal or hexadecimal (@0x40)";
    case Reason::UnexpectedName:
        return at + "in \"" + word + "\" there is a name; what is skipped has none";
    case Reason::ExpectedField:
        return at + "a field is missing after \"" + word + '"';
    }
    return {};
}

} // namespace membridge

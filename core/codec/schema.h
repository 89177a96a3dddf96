// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "type_tag.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace membridge {

/// What one field of a schema reads.
enum class FieldKind {
    Tagged, ///< `tag` or `N*tag`
    Bytes,  ///< `bytes(N)`: N raw bytes
    Rest    ///< `...`: whatever is left, ignored
};

struct SchemaField
{
    FieldKind kind = FieldKind::Tagged;
    TypeTag tag = TypeTag::Bool; ///< Tagged only.
    std::uint64_t count = 1;     ///< Elements (Tagged) or bytes (Bytes). 1 reads as a scalar, anything else as a list.
    std::string name;            ///< Empty when unnamed.
    std::optional<std::uint64_t> at = {}; ///< `@N` before it: where it starts, from the start of the data; may go back.
    std::uint64_t skip = 0;               ///< `skip(N)` before it, behind `at`: bytes that are passed over unread.

    bool operator==(const SchemaField &) const = default;
};

/// Where `@N` can go: 256 TiB.
inline constexpr std::uint64_t maxSchemaOffset = std::uint64_t{1} << 48;

/// A list of fields, read one after the other without padding other than `skip(N)` and `@N`. The format stores no schema: the wrong one reads garbage.
struct Schema
{
    std::vector<SchemaField> fields;

    /// The text form that parseSchema() reads back to the same schema.
    std::string text() const;
    bool operator==(const Schema &) const = default;
};

struct SchemaError
{
    enum class Reason {
        Empty,
        UnknownTag,
        BadCount,
        BadName,
        ExpectedTag,
        TextAfterRest,
        MissingParenthesis,
        TooManyFields,
        BadOffset,      ///< `@` without a number up to maxSchemaOffset.
        UnexpectedName, ///< `skip(N)` and `@N` are no fields, so they have none.
        ExpectedField   ///< Nothing follows `skip(N)` or `@N`.
    };
    Reason reason;
    std::size_t column; ///< Byte offset into the text where the offending word starts.
    std::string word;   ///< The offending word.

    std::string text() const;
    bool operator==(const SchemaError &) const = default;
};

/// Whether a field can have this name: letters, digits, '_', '-' and '.', starting with a letter or '_'.
bool isFieldName(std::string_view text) noexcept;

/// Parses "name:str temperature:f64 3*bool, bytes(16) skip(2) u8 @0x40 u32 ...". Separators are white space and commas. Untrusted
/// input: bounded to 4,096 fields, counts up to 2^32 (of `skip` before one field: in all) and offsets up to maxSchemaOffset; names are as
/// isFieldName() has them. What `skip` before an `@` does is lost by it, so only the `@` is kept.
std::variant<Schema, SchemaError> parseSchema(std::string_view text);

} // namespace membridge

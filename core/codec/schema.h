// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "type_tag.h"

#include <cstddef>
#include <cstdint>
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

    bool operator==(const SchemaField &) const = default;
};

/// A list of fields, read one after the other without padding. The format stores no schema: the wrong one reads garbage.
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
        TooManyFields
    };
    Reason reason;
    std::size_t column; ///< Byte offset into the text where the offending word starts.
    std::string word;   ///< The offending word.

    std::string text() const;
    bool operator==(const SchemaError &) const = default;
};

/// Whether a field can have this name: letters, digits, '_', '-' and '.', starting with a letter or '_'.
bool isFieldName(std::string_view text) noexcept;

/// Parses "name:str temperature:f64 3*bool, bytes(16) ...". Separators are white space and commas. Untrusted input: bounded to
/// 4,096 fields and counts up to 2^32; names are as isFieldName() has them.
std::variant<Schema, SchemaError> parseSchema(std::string_view text);

} // namespace membridge

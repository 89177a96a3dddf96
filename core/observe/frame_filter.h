// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/decode.h"
#include "condition.h"
#include "frame_store.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace membridge {

struct FrameFilterError
{
    enum class Reason {
        Syntax,         ///< See `syntax`.
        NotOverTime,    ///< "for", "changed", "rises" or "falls": a filter judges each frame by itself.
        UnknownField,   ///< No property, and no field of the schema (or none of its elements).
        NeedsIndex,     ///< A list: one of its elements is wanted, as in field[2].
        NotComparable,  ///< Raw bytes.
        NumberWithText, ///< The two sides can never be compared.
        TextExpected    ///< "contains" takes texts.
    };
    Reason reason = Reason::Syntax;
    std::size_t column = 0;               ///< Byte, from 0.
    std::string word;                     ///< The offending name.
    std::optional<ConditionError> syntax; ///< Syntax only.

    /// One English sentence, with the column from 1.
    std::string text() const;
};

/// A Condition on one frame: length > 30 and name contains "x", values[2] >= 0x10 or not exact.
///
/// Properties: number, position, length, kept (bytes of payload that the store has), time (s since `originNs`), delta (s since the frame before),
/// exact. Any other name is a field of the schema; "field." before it says so where a property has the same name. Fields without a name are
/// field.0, field.1 and so on, counted from 0 among all. A frame whose bytes end before
/// a field, or where the sides can't be compared, does not match, nor does the opposite. Names with "-" can't be written.
///
/// Threads: one owner.
class FrameFilter
{
public:
    /// What a frame is judged by beside its row.
    struct Context
    {
        std::int64_t originNs = 0;
        std::optional<std::int64_t> previousNs; ///< Of the frame before.
    };

    /// An empty `schema`: fields have no names to use.
    static std::variant<FrameFilter, FrameFilterError> parse(std::string_view text, const Schema &schema);

    /// False for rows that are no frame. `payload`: what is kept of it.
    bool matches(const FrameRow &row, std::span<const std::byte> payload, const Context &context);

private:
    enum class Type { Number, Text };
    struct FieldPlace
    {
        std::size_t field = 0;
        std::size_t element = 0;
    };

    FrameFilter(Condition condition, Schema schema);
    std::optional<FrameFilterError> check() const;
    std::variant<Type, FrameFilterError> typeOf(std::size_t node) const;
    std::variant<FieldPlace, FrameFilterError::Reason> placeOf(std::string_view name) const;
    ConditionValue fieldValue(std::string_view name, std::span<const std::byte> payload);

    ConditionState m_state;
    Schema m_schema;
    Decoded m_decoded;
    bool m_isDecoded = false; ///< For the frame that is judged now.
};

} // namespace membridge

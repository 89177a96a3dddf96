// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/layout.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace membridge {

/// What the names in an address expression mean.
struct AddressContext
{
    std::uint64_t cursor = 0;
    std::uint64_t size = 0;         ///< Of the segment, in bytes.
    std::uint64_t dataOffset = 0;   ///< `data`: see region_layout and ring_layout.
    std::optional<RingHeader> ring; ///< For `head`, `tail`, `capacity` and `pos(N)`; untrusted.
    /// The offset in the segment of a field, by its name; may be empty.
    std::function<std::optional<std::uint64_t>(std::string_view name)> field;
};

struct AddressError
{
    enum class Reason {
        Empty,
        TooLong,     ///< More than maxAddressText bytes.
        UnknownName, ///< No such variable or field.
        NotARing, ///< head, tail, capacity or pos() without a ring (or, for pos(), without a capacity that is a power of two).
        BadNumber,
        ExpectedValue,
        ExpectedOperator,
        MissingParenthesis,
        UnterminatedQuote,
        NestedTooDeep,
        Overflow, ///< Below 0 or from 2^64 on.
        DivisionByZero,
        OutsideSegment ///< The result is no byte of the segment.
    };
    Reason reason;
    std::size_t column; ///< Byte offset into the text.
    std::size_t length; ///< Bytes of the offending word, 0 at the end of the text.

    std::string text() const;
    bool operator==(const AddressError &) const = default;
};

inline constexpr std::size_t maxAddressText = 1024;
inline constexpr int maxAddressNesting = 32;

/// The offset that a "go to" text means: `0x1f40`, `8000`, `+64` and `-0x10` (from the cursor), or an expression of numbers, variables
/// (`cursor`, `size`, `end` (the last byte), `data`, and of a ring `head`, `tail`, `capacity`), fields by name ('quoted' when it is the name of a variable or
/// has a minus) and `pos(N)`, the byte where the ring position N is. Operators as in C, all on unsigned 64-bit numbers: * / %, + -, << >>, &, ^, |.
/// Nothing wraps: what doesn't fit is an error. Untrusted input.
std::variant<std::uint64_t, AddressError> evaluateAddress(std::string_view text, const AddressContext &context);

} // namespace membridge

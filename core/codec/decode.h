// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "schema.h"
#include "value.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace membridge {

/// Why a value is likely to be misread. The format carries no tags, so a value is never certain; these are the signs that a
/// schema does not fit.
enum class Doubt {
    None,
    BoolNotZeroOrOne,  ///< A bool byte other than 0 and 1 (true for the peer).
    InvalidUtf8,       ///< The peer would show U+FFFD from `doubtOffset` on.
    ControlCharacters, ///< A string with control characters other than tab, line feed and carriage return.
    ImplausibleFloat ///< A subnormal, or a magnitude outside 1e-100 … 1e100: mostly an integer or text read as a float.
};

/// One element that was read.
struct DecodedField
{
    std::size_t field = 0;   ///< Index into Schema::fields.
    std::size_t element = 0; ///< Index in a list field, 0 for scalars.
    FieldKind kind = FieldKind::Tagged;
    TypeTag tag = TypeTag::Bool;
    std::uint64_t offset = 0; ///< First byte, counted from the start of the data that was decoded.
    std::uint64_t length = 0; ///< Bytes, including a string's length prefix.
    Value value;
    Doubt doubt = Doubt::None;
    std::uint64_t doubtOffset = 0; ///< InvalidUtf8: byte in the string (after its prefix) where it goes wrong.
};

struct DecodeError
{
    enum class Reason {
        PastEnd,       ///< Fewer bytes are left than the type needs.
        StringPastEnd, ///< A string's length prefix runs past the end.
        TooManyValues, ///< The schema asks for more than DecodeLimits::maxValues elements.
        TooLarge       ///< More bytes than are read at once, or `@` makes strings and raw bytes be read too often.
    };
    Reason reason;
    std::size_t field;    ///< Index into Schema::fields.
    std::size_t element;  ///< Index in a list field.
    std::uint64_t offset; ///< Where the element starts.
    std::uint64_t wanted; ///< Bytes needed (for a string: prefix and text), or values asked for.
    std::uint64_t left;   ///< Bytes left at `offset`, or values or bytes allowed.

    /// "past-end", "string-past-end", "too-many-values", "too-large".
    const char *reasonName() const noexcept;
    std::string text() const;
    bool operator==(const DecodeError &) const = default;
};

struct DecodeLimits
{
    std::size_t maxValues = 1'000'000;
    /// Where `@` goes back, all strings and raw bytes together may be this much larger than the data.
    std::uint64_t maxBytesAgain = 16 * 1024 * 1024;
};

struct Decoded
{
    std::vector<DecodedField> fields;   ///< One for each element, in order; those before an error are kept.
    std::vector<std::size_t> listSizes; ///< Elements decoded for each schema field reached.
    /// Bytes up to the furthest end of an element that was read, wherever `@` went then; what is only skipped, or ignored by `...`, adds
    /// nothing.
    std::uint64_t consumed = 0;
    std::optional<DecodeError> error;

    /// One Value per schema field that was read whole, as the peer returns them: scalars for count 1, lists otherwise.
    ValueList values(const Schema &schema) const;
};

/// Where an offset of the decoded data is in what a reader looks at: a frame in a ring may go on at the ring's start.
using PlaceOf = std::function<std::uint64_t(std::uint64_t offset)>;

/// Reads `data` by `schema`. Never throws for what is in `data`; never allocates more than the data itself warrants.
Decoded decode(std::span<const std::byte> data, const Schema &schema, const DecodeLimits &limits = {});
/// The same into `result`, whose memory is used again: once it is large enough, fixed-width fields allocate nothing.
void decodeInto(Decoded &result, std::span<const std::byte> data, const Schema &schema, const DecodeLimits &limits = {});

} // namespace membridge

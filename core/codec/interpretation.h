// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "value.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace membridge {

/// A way to read the bytes at one offset. The format's tags are among them: I64 is also `int`, F64 also `float`.
enum class Interpretation {
    Bool,
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U64,
    I64,
    Hex64,
    F16, ///< IEEE 754 binary16.
    F32,
    F64,
    Str,         ///< u32 length and UTF-8, as the format has it.
    Utf8,        ///< One code point.
    Utf16,       ///< One code point, a surrogate pair included.
    UnixSeconds, ///< i64, as are the following three.
    UnixMilliseconds,
    UnixMicroseconds,
    UnixNanoseconds,
    Bits8,
    Bits32
};

inline constexpr std::array allInterpretations{Interpretation::Bool,
                                               Interpretation::U8,
                                               Interpretation::I8,
                                               Interpretation::U16,
                                               Interpretation::I16,
                                               Interpretation::U32,
                                               Interpretation::I32,
                                               Interpretation::U64,
                                               Interpretation::I64,
                                               Interpretation::Hex64,
                                               Interpretation::F16,
                                               Interpretation::F32,
                                               Interpretation::F64,
                                               Interpretation::Str,
                                               Interpretation::Utf8,
                                               Interpretation::Utf16,
                                               Interpretation::UnixSeconds,
                                               Interpretation::UnixMilliseconds,
                                               Interpretation::UnixMicroseconds,
                                               Interpretation::UnixNanoseconds,
                                               Interpretation::Bits8,
                                               Interpretation::Bits32};

/// Stable, for settings and tests: "u8", "f64", "unix-ms".
std::string_view key(Interpretation kind) noexcept;
/// False where both byte orders read the same.
bool hasByteOrder(Interpretation kind) noexcept;
/// Whether encodeInterpretation() takes hexadecimal and interpret() can show it.
bool isInteger(Interpretation kind) noexcept;

enum class ByteOrder { Little, Big };
enum class NumberBase { Decimal, Hexadecimal };

/// Whether a value can be what its bytes were meant to be.
enum class Fit {
    Fits,
    TooFewBytes,      ///< The segment ends sooner; no text.
    BoolNotZeroOrOne, ///< True for the peer.
    InvalidUtf8,      ///< Text has the bytes escaped.
    InvalidUtf16,     ///< A lone surrogate.
    StringPastEnd,    ///< The length prefix runs past the end of the segment; the text is what there is.
    TimeOutOfRange,   ///< Outside of the years 1 … 9999; no text.
    ImplausibleTime   ///< Outside of the years 1980 … 2099: mostly a number that is no time.
};

struct Reading
{
    std::string text; ///< Plain, escaped, one line.
    Fit fit = Fit::Fits;
    std::size_t length = 0; ///< Bytes that the value has, at most as many as were given; 0 for TooFewBytes.
    bool whole = true;      ///< encodeInterpretation() makes the same bytes from `text`.
    std::optional<std::uint64_t> integer; ///< The number, for integers that are not negative.

    bool operator==(const Reading &) const = default;
};

/// Reads `bytes`, of which `bytesLeft` (at least as many) come before the segment ends: a string may be longer than what is given.
/// Never throws for what is in `bytes`; looks at no more than 64 KiB of a string.
Reading interpret(Interpretation kind, ByteOrder order, std::span<const std::byte> bytes, std::uint64_t bytesLeft,
                  NumberBase base = NumberBase::Decimal);

struct InterpretationError
{
    enum class Reason {
        Empty,
        NotABool,
        NotAnInteger,
        OutOfRange,
        NotANumber,
        NotOneCodePoint,
        UnknownEscape,
        NotATime, ///< Expected "2026-11-23T14:40:41Z", with a fraction if the unit has one.
        NotBits
    };
    Reason reason;
    std::size_t column; ///< Byte offset into the text.

    std::string text() const;
    bool operator==(const InterpretationError &) const = default;
};

/// The bytes that read as `text`, which may be what interpret() gave: integers as decimal or 0x… (the raw bits of the width), text with or without
/// quotes and with the escapes that interpret() writes.
std::variant<ByteVector, InterpretationError> encodeInterpretation(Interpretation kind, std::string_view text,
                                                                   ByteOrder order);

/// "2026-11-23T14:40:41.000000005Z" from a count of units since 1970, `unitsPerSecond` of them a second (1, 1000, 10^6, 10^9); nothing outside
/// of the years 1 … 9999. Proleptic Gregorian, no leap seconds.
std::optional<std::string> isoTime(std::int64_t units, std::int64_t unitsPerSecond);

} // namespace membridge

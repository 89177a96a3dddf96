// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/interpretation.h"
#include "byte_pattern.h"
#include "number_bounds.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

namespace membridge {

enum class SearchKind {
    Bytes, ///< Pairs of hexadecimal digits; ? is any digit: "DE AD ?? B?". Blanks and commas may stand between pairs.
    Text,  ///< The characters as typed, without escapes.
    Value  ///< One value as encodeInterpretation() takes it.
};

enum class TextEncoding { Utf8, Utf16Little, Utf16Big };

/// What somebody typed who looks for something.
struct SearchQuery
{
    SearchKind kind = SearchKind::Bytes;
    std::string text;
    TextEncoding encoding = TextEncoding::Utf8; ///< Text only.
    bool ignoreCase = false;                    ///< Text only; A to Z.
    Interpretation type = Interpretation::I64;  ///< Value only.
    ByteOrder order = ByteOrder::Little;        ///< Value only.
    /// Numbers only: how far off a value may be, a whole number for integers. Empty: the same bytes, so that -0 is not 0; "0" compares
    /// as numbers.
    std::string tolerance;

    bool operator==(const SearchQuery &) const = default;
};

struct SearchError
{
    enum class Reason {
        Empty,
        TooLong, ///< More than maxSearchText bytes.
        NotHex,
        LoneDigit, ///< Digits come in pairs.
        OnlyWildcards,
        InvalidUtf8,
        BadValue,     ///< `value` says why.
        BadTolerance, ///< Not a number that is not negative; for integers: not a whole one.
        NoTolerance   ///< That kind of value is no number.
    };
    Reason reason;
    std::size_t column; ///< Byte offset into the text, or into the tolerance.
    bool inTolerance = false;
    std::optional<InterpretationError::Reason> value = {};

    std::string text() const;
    bool operator==(const SearchError &) const = default;
};

inline constexpr std::size_t maxSearchText = 4096;

/// What is looked for: bytes, some of whose bits may be open, or a number within bounds. Immutable; any thread.
class SearchPattern
{
public:
    static constexpr std::size_t none = BytePattern::none;

    /// Untrusted input.
    static std::variant<SearchPattern, SearchError> parse(const SearchQuery &query);

    /// Bytes that each hit has, at least 1.
    std::size_t size() const noexcept { return m_size; }
    /// Whether it matches bytes that are all zero.
    bool matchesZeros() const noexcept { return m_matchesZeros; }
    /// The first match at `from`, `from` + `stride`, …; `none` if there is none. `stride` > 0.
    std::size_t find(std::span<const std::byte> bytes, std::size_t from, std::size_t stride = 1) const noexcept;

private:
    using Matcher = std::variant<BytePattern, NumberBounds>;

    SearchPattern(Matcher matcher, std::size_t size);
    static std::variant<SearchPattern, SearchError> parseBytes(const SearchQuery &query);
    static std::variant<SearchPattern, SearchError> parseText(const SearchQuery &query);
    static std::variant<SearchPattern, SearchError> parseValue(const SearchQuery &query);
    static std::variant<SearchPattern, SearchError> withTolerance(const SearchQuery &query, const ByteVector &value);

    Matcher m_matcher;
    std::size_t m_size;
    bool m_matchesZeros;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "search_pattern.h"

#include "../codec/utf8.h"
#include "../codec/value_text.h"

#include <charconv>
#include <limits>

namespace membridge {

namespace {

using Reason = SearchError::Reason;
using Parsed = std::variant<SearchPattern, SearchError>;

constexpr std::byte wholeByte{0xff};

bool isLetter(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A hexadecimal digit and its mask; ? has none.
std::optional<std::pair<unsigned, unsigned>> nibbleOf(char c)
{
    if (c == '?')
        return std::pair{0u, 0u};
    if (c >= '0' && c <= '9')
        return std::pair{static_cast<unsigned>(c - '0'), 0xfu};
    const auto lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f')
        return std::pair{static_cast<unsigned>(lower - 'a') + 10, 0xfu};
    return std::nullopt;
}

/// The code point at `at`, which moves on; the text is well-formed.
char32_t nextCodePoint(std::string_view text, std::size_t &at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80)
        return lead;
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    char32_t point = lead & (0x3fu >> more);
    for (int i = 0; i < more; ++i)
        point = (point << 6) | (static_cast<unsigned char>(text[at++]) & 0x3fu);
    return point;
}

bool isReal(Interpretation type)
{
    return type == Interpretation::F16 || type == Interpretation::F32 || type == Interpretation::F64;
}

bool isSigned(Interpretation type)
{
    return type == Interpretation::I8 || type == Interpretation::I16 || type == Interpretation::I32
        || type == Interpretation::I64;
}

bool isNumber(Interpretation type)
{
    return isReal(type) || isSigned(type) || type == Interpretation::U8 || type == Interpretation::U16
        || type == Interpretation::U32 || type == Interpretation::U64;
}

template <std::size_t size> std::uint64_t loadBits(const std::byte *at, ByteOrder order)
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < size; ++i)
        bits |= std::to_integer<std::uint64_t>(at[order == ByteOrder::Little ? i : size - 1 - i]) << (8 * i);
    return bits;
}

/// The double that a text means, as in encodeInterpretation().
std::optional<double> realOf(const std::string &text)
{
    const auto parsed = membridge::parseValue("f64:" + text);
    const auto *value = std::get_if<Value>(&parsed);
    const auto *number = value != nullptr ? std::get_if<double>(&value->data) : nullptr;
    return number != nullptr ? std::optional(*number) : std::nullopt;
}

std::string withoutBlanks(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

} // namespace

std::string SearchError::text() const
{
    switch (reason) {
    case Reason::Empty:
        return "there is nothing to look for";
    case Reason::TooLong:
        return "longer than " + std::to_string(maxSearchText) + " bytes";
    case Reason::NotHex:
        return "expected hexadecimal digits, or ? for any digit";
    case Reason::LoneDigit:
        return "digits come in pairs";
    case Reason::OnlyWildcards:
        return "only wildcards: at least one digit is needed";
    case Reason::InvalidUtf8:
        return "the text is not UTF-8";
    case Reason::BadValue:
        return value ? InterpretationError{*value, column}.text() : "expected a value";
    case Reason::BadTolerance:
        return "expected a number that is not negative; for integers, a whole one";
    case Reason::NoTolerance:
        return "only numbers have a tolerance";
    }
    return {};
}

SearchPattern::SearchPattern(Matcher matcher, std::size_t size)
    : m_matcher(std::move(matcher)), m_size(size), m_matchesZeros(find(ByteVector(size), 0) == 0)
{
}

std::variant<SearchPattern, SearchError> SearchPattern::parse(const SearchQuery &query)
{
    if (query.text.size() > maxSearchText)
        return SearchError{Reason::TooLong, maxSearchText};
    if (query.text.empty())
        return SearchError{Reason::Empty, 0};
    switch (query.kind) {
    case SearchKind::Bytes:
        return parseBytes(query);
    case SearchKind::Text:
        return parseText(query);
    case SearchKind::Value:
        break;
    }
    return parseValue(query);
}

std::variant<SearchPattern, SearchError> SearchPattern::parseBytes(const SearchQuery &query)
{
    ByteVector values;
    ByteVector masks;
    bool known = false;
    const std::string &text = query.text;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ' || text[at] == '\t' || text[at] == ',') {
            ++at;
            continue;
        }
        const auto high = nibbleOf(text[at]);
        if (!high)
            return SearchError{Reason::NotHex, at};
        const auto low = at + 1 < text.size() ? nibbleOf(text[at + 1]) : std::nullopt;
        if (!low) {
            const bool ends = at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\t'
                || text[at + 1] == ',';
            return ends ? SearchError{Reason::LoneDigit, at} : SearchError{Reason::NotHex, at + 1};
        }
        values.push_back(static_cast<std::byte>(high->first << 4 | low->first));
        masks.push_back(static_cast<std::byte>(high->second << 4 | low->second));
        known = known || masks.back() != std::byte{0};
        at += 2;
    }
    if (values.empty())
        return SearchError{Reason::Empty, 0};
    if (!known)
        return SearchError{Reason::OnlyWildcards, 0};
    const std::size_t size = values.size();
    return SearchPattern(BytePattern(std::move(values), std::move(masks)), size);
}

std::variant<SearchPattern, SearchError> SearchPattern::parseText(const SearchQuery &query)
{
    if (const auto invalid = firstInvalidUtf8(query.text))
        return SearchError{Reason::InvalidUtf8, *invalid};
    ByteVector values;
    ByteVector masks;
    const auto add = [&](unsigned value, bool open) {
        values.push_back(static_cast<std::byte>(value));
        // The two cases of a letter differ in this bit alone.
        masks.push_back(open ? std::byte{0xdf} : wholeByte);
    };
    const auto addUnit = [&](char32_t unit, bool open) {
        const bool little = query.encoding == TextEncoding::Utf16Little;
        add(little ? unit & 0xff : unit >> 8, little && open);
        add(little ? unit >> 8 : unit & 0xff, !little && open);
    };
    for (std::size_t at = 0; at < query.text.size();) {
        const std::size_t begin = at;
        const char32_t point = nextCodePoint(query.text, at);
        const bool open = query.ignoreCase && isLetter(point);
        if (query.encoding == TextEncoding::Utf8) {
            for (std::size_t i = begin; i < at; ++i)
                add(static_cast<unsigned char>(query.text[i]), open);
        } else if (point < 0x10000) {
            addUnit(point, open);
        } else {
            addUnit(0xd800 + ((point - 0x10000) >> 10), false);
            addUnit(0xdc00 + ((point - 0x10000) & 0x3ff), false);
        }
    }
    const std::size_t size = values.size();
    return SearchPattern(BytePattern(std::move(values), std::move(masks)), size);
}

std::variant<SearchPattern, SearchError> SearchPattern::parseValue(const SearchQuery &query)
{
    auto encoded = encodeInterpretation(query.type, query.text, query.order);
    if (const auto *error = std::get_if<InterpretationError>(&encoded))
        return SearchError{Reason::BadValue, error->column, false, error->reason};
    auto &bytes = std::get<ByteVector>(encoded);
    if (bytes.empty())
        return SearchError{Reason::Empty, 0};
    if (!withoutBlanks(query.tolerance).empty())
        return withTolerance(query, bytes);
    const std::size_t size = bytes.size();
    return SearchPattern(BytePattern(std::move(bytes), ByteVector(size, wholeByte)), size);
}

std::variant<SearchPattern, SearchError> SearchPattern::withTolerance(const SearchQuery &query, const ByteVector &value)
{
    const SearchError bad{Reason::BadTolerance, 0, true};
    if (!isNumber(query.type))
        return SearchError{Reason::NoTolerance, 0, true};
    const std::string text = withoutBlanks(query.tolerance);
    if (text.size() > maxSearchText)
        return bad;
    if (isReal(query.type)) {
        const auto tolerance = realOf(text);
        if (!tolerance || !(*tolerance >= 0))
            return bad;
        return SearchPattern(NumberBounds::aroundReal(value, query.order, *tolerance), value.size());
    }
    std::uint64_t tolerance = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), tolerance);
    if (rest != text.data() + text.size() || error == std::errc::invalid_argument)
        return bad;
    if (error == std::errc::result_out_of_range)
        tolerance = std::numeric_limits<std::uint64_t>::max();
    return SearchPattern(NumberBounds::aroundInteger(value, query.order, isSigned(query.type), tolerance), value.size());
}

std::size_t SearchPattern::find(std::span<const std::byte> bytes, std::size_t from, std::size_t stride) const noexcept
{
    if (const auto *pattern = std::get_if<BytePattern>(&m_matcher)) {
        for (std::size_t at = from;;) {
            const std::size_t found = pattern->find(bytes, at);
            if (found == none || (found - from) % stride == 0)
                return found;
            const std::size_t skip = stride - (found - from) % stride;
            if (skip > bytes.size() - found)
                return none;
            at = found + skip;
        }
    }
    return std::get<NumberBounds>(m_matcher).find(bytes, from, stride);
}

} // namespace membridge

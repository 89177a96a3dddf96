// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "value_text.h"

#include "utf8.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <locale>
#include <optional>
#include <sstream>

namespace membridge {

namespace {

using Reason = ValueTextError::Reason;
using Parsed = std::variant<Value, ValueTextError>;

constexpr std::string_view hexDigits = "0123456789abcdef";

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Decimal, or hexadecimal with 0x; an optional sign. Nothing if it is no integer; `outOfRange` tells why.
template <typename Integer> std::optional<Integer> parseInteger(std::string_view text, bool &outOfRange)
{
    outOfRange = false;
    bool negative = false;
    std::string_view digits = text;
    if (!digits.empty() && (digits.front() == '-' || digits.front() == '+')) {
        negative = digits.front() == '-';
        digits.remove_prefix(1);
    }
    int base = 10;
    if (digits.size() > 2 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
        base = 16;
        digits.remove_prefix(2);
    }
    std::uint64_t magnitude = 0;
    const char *end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, magnitude, base);
    if (digits.empty() || rest != end || error == std::errc::invalid_argument)
        return std::nullopt;
    using Limits = std::numeric_limits<Integer>;
    const auto most = static_cast<std::uint64_t>(Limits::max());
    const std::uint64_t least = Limits::is_signed ? most + 1 : 0;
    outOfRange = error == std::errc::result_out_of_range || magnitude > (negative ? least : most);
    if (outOfRange)
        return std::nullopt;
    return static_cast<Integer>(negative ? std::uint64_t{0} - magnitude : magnitude);
}

/// strtod would follow the process's locale, and std::from_chars for floating point is missing in some standard libraries.
std::optional<double> parseDouble(std::string_view text)
{
    std::string_view digits = text;
    bool negative = false;
    if (!digits.empty() && (digits.front() == '-' || digits.front() == '+')) {
        negative = digits.front() == '-';
        digits.remove_prefix(1);
    }
    if (digits == "inf" || digits == "infinity" || digits == "Infinity")
        return negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    if (digits == "nan" || digits == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    // The stream would take a second sign, and hexadecimal.
    if (digits.empty() || digits.find_first_not_of("0123456789.eE+-") != std::string_view::npos || digits.front() == '+'
        || digits.front() == '-')
        return std::nullopt;
    std::istringstream stream{std::string(digits)};
    stream.imbue(std::locale::classic());
    double number = 0;
    stream >> number;
    // Out of range is infinite, as in Python.
    if (stream.fail() && number == std::numeric_limits<double>::max())
        number = std::numeric_limits<double>::infinity();
    if ((stream.fail() && !std::isinf(number))
        || (stream.clear(), stream.peek() != std::istringstream::traits_type::eof()))
        return std::nullopt;
    return negative ? -number : number;
}

template <typename Stored> Value rawBytes(Stored number)
{
    ByteVector bytes(sizeof number);
    std::memcpy(bytes.data(), &number, sizeof number);
    return Value{std::move(bytes)};
}

template <typename Integer> Parsed parseTaggedInteger(std::string_view text, std::size_t column, bool asRaw)
{
    bool outOfRange = false;
    const auto number = parseInteger<Integer>(text, outOfRange);
    if (!number)
        return ValueTextError{outOfRange ? Reason::IntegerOutOfRange : Reason::NotAnInteger, column, std::string(text)};
    return asRaw ? rawBytes(*number) : Value{std::int64_t(*number)};
}

std::optional<bool> parseBool(std::string_view text)
{
    if (text == "true" || text == "True" || text == "1")
        return true;
    if (text == "false" || text == "False" || text == "0")
        return false;
    return std::nullopt;
}

Parsed parseHexBytes(std::string_view text, std::size_t column)
{
    ByteVector bytes;
    std::optional<int> high;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return ValueTextError{Reason::NotHex, column + i, std::string(text)};
        if (high) {
            bytes.push_back(static_cast<std::byte>(*high * 16 + digit));
            high.reset();
        } else {
            high = digit;
        }
    }
    if (high)
        return ValueTextError{Reason::OddHexDigits, column, std::string(text)};
    return Value{std::move(bytes)};
}

Parsed guess(std::string_view word, std::size_t column)
{
    if (word == "True" || word == "true")
        return Value{true};
    if (word == "False" || word == "false")
        return Value{false};
    bool outOfRange = false;
    if (const auto integer = parseInteger<std::int64_t>(word, outOfRange))
        return Value{*integer};
    if (outOfRange)
        return ValueTextError{Reason::IntegerOutOfRange, column, std::string(word)};
    if (const auto number = parseDouble(word))
        return Value{*number};
    return Value{Text{std::string(word)}};
}

Parsed parseWord(std::string_view word, std::size_t column)
{
    const auto colon = word.find(':');
    const std::string_view tag = colon == std::string_view::npos ? std::string_view() : word.substr(0, colon);
    const std::string_view rest = colon == std::string_view::npos ? word : word.substr(colon + 1);
    const std::size_t restColumn = column + (word.size() - rest.size());
    if (tag == "str")
        return Value{Text{std::string(rest)}};
    if (tag == "bytes")
        return parseHexBytes(rest, restColumn);
    if (tag == "bool") {
        if (const auto value = parseBool(rest))
            return Value{*value};
        return ValueTextError{Reason::NotABool, restColumn, std::string(rest)};
    }
    if (tag == "int" || tag == "i64")
        return parseTaggedInteger<std::int64_t>(rest, restColumn, false);
    if (tag == "i32")
        return parseTaggedInteger<std::int32_t>(rest, restColumn, true);
    if (tag == "u8")
        return parseTaggedInteger<std::uint8_t>(rest, restColumn, true);
    if (tag == "u32")
        return parseTaggedInteger<std::uint32_t>(rest, restColumn, true);
    if (tag == "u64")
        return parseTaggedInteger<std::uint64_t>(rest, restColumn, true);
    if (tag == "float" || tag == "f64" || tag == "f32") {
        const auto number = parseDouble(rest);
        if (!number)
            return ValueTextError{Reason::NotANumber, restColumn, std::string(rest)};
        if (tag == "f32" && std::isfinite(*number)
            && std::fabs(*number) > static_cast<double>(std::numeric_limits<float>::max()))
            return ValueTextError{Reason::NotANumber, restColumn, std::string(rest)};
        return tag == "f32" ? rawBytes(static_cast<float>(*number)) : Value{*number};
    }
    return guess(word, column);
}

/// Reads a line of words, quotes and lists from left to right.
class LineParser
{
public:
    explicit LineParser(std::string_view line) : m_line(line) { }

    std::variant<ValueList, ValueTextError> parse()
    {
        ValueList values;
        if (!parseItems(values, false))
            return std::move(*m_error);
        return values;
    }

private:
    bool fail(Reason reason, std::size_t column, std::string_view word)
    {
        m_error = ValueTextError{reason, column, std::string(word)};
        return false;
    }

    void skipSeparators()
    {
        while (m_at < m_line.size() && (isSpace(m_line[m_at]) || m_line[m_at] == ','))
            ++m_at;
    }

    bool parseItems(ValueList &values, bool inList)
    {
        const std::size_t open = m_at;
        while (true) {
            skipSeparators();
            if (m_at == m_line.size())
                return inList ? fail(Reason::UnterminatedList, open - 1, m_line.substr(open - 1)) : true;
            const char c = m_line[m_at];
            if (inList && c == ']') {
                ++m_at;
                return true;
            }
            if (c == '[') {
                if (inList)
                    return fail(Reason::NestedTooDeep, m_at, m_line.substr(m_at));
                ++m_at;
                ValueList list;
                if (!parseItems(list, true))
                    return false;
                values.push_back(Value{std::move(list)});
            } else if (c == '"' || c == '\'') {
                Text text;
                if (!parseQuoted(text.bytes))
                    return false;
                values.push_back(Value{std::move(text)});
            } else if (!parseBare(values, inList)) {
                return false;
            }
        }
    }

    bool parseBare(ValueList &values, bool inList)
    {
        const std::size_t begin = m_at;
        while (m_at < m_line.size() && !isSpace(m_line[m_at]) && m_line[m_at] != ','
               && !(inList && m_line[m_at] == ']')) {
            // `str:"two words"`: the tag says what the quoted text is.
            if ((m_line[m_at] == '"' || m_line[m_at] == '\'') && m_line.substr(begin, m_at - begin) == "str:") {
                Text text;
                if (!parseQuoted(text.bytes))
                    return false;
                values.push_back(Value{std::move(text)});
                return true;
            }
            ++m_at;
        }
        auto parsed = parseWord(m_line.substr(begin, m_at - begin), begin);
        if (auto *error = std::get_if<ValueTextError>(&parsed)) {
            m_error = std::move(*error);
            return false;
        }
        values.push_back(std::get<Value>(std::move(parsed)));
        return true;
    }

    bool parseQuoted(std::string &text)
    {
        const std::size_t begin = m_at;
        const char quote = m_line[m_at++];
        while (m_at < m_line.size() && m_line[m_at] != quote) {
            if (m_line[m_at] != '\\') {
                text += m_line[m_at++];
                continue;
            }
            if (!parseEscape(text))
                return false;
        }
        if (m_at == m_line.size())
            return fail(Reason::UnterminatedQuote, begin, m_line.substr(begin));
        ++m_at;
        return true;
    }

    bool parseEscape(std::string &text)
    {
        const std::size_t begin = m_at++;
        const char c = m_at < m_line.size() ? m_line[m_at++] : '\0';
        switch (c) {
        case 'n':
            text += '\n';
            return true;
        case 't':
            text += '\t';
            return true;
        case 'r':
            text += '\r';
            return true;
        case '0':
            text += '\0';
            return true;
        case '\\':
        case '"':
        case '\'':
            text += c;
            return true;
        case 'x':
            if (m_at + 1 < m_line.size() && hexDigit(m_line[m_at]) >= 0 && hexDigit(m_line[m_at + 1]) >= 0) {
                text += static_cast<char>(hexDigit(m_line[m_at]) * 16 + hexDigit(m_line[m_at + 1]));
                m_at += 2;
                return true;
            }
            break;
        default:
            break;
        }
        return fail(Reason::UnknownEscape, begin, m_line.substr(begin, m_at - begin));
    }

    std::string_view m_line;
    std::size_t m_at = 0;
    std::optional<ValueTextError> m_error;
};

struct Displayer
{
    std::size_t maxBytes;

    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(std::uint64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return shortest(value); }
    std::string operator()(float value) const { return shortest(value); }
    std::string operator()(const Text &value) const
    {
        const bool cut = value.bytes.size() > maxBytes;
        std::size_t shown = cut ? maxBytes : value.bytes.size();
        while (cut && shown > 0 && (static_cast<unsigned char>(value.bytes[shown]) & 0xc0u) == 0x80)
            --shown; // not in the middle of a code point
        std::string text = "\"";
        for (const char c : escapedForDisplay(std::string_view(value.bytes).substr(0, shown))) {
            if (c == '"')
                text += '\\';
            text += c;
        }
        text += cut ? "…\"" : "\"";
        return text;
    }
    std::string operator()(const ByteVector &value) const
    {
        std::string text;
        for (std::size_t i = 0; i < value.size() && i < maxBytes; ++i) {
            if (i > 0)
                text += ' ';
            text += hexDigits[std::to_integer<std::size_t>(value[i] >> 4)];
            text += hexDigits[std::to_integer<std::size_t>(value[i] & std::byte{15})];
        }
        return value.size() > maxBytes ? text + " …" : text;
    }
    std::string operator()(const ValueList &value) const
    {
        std::string text = "[";
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i > 0)
                text += ", ";
            if (text.size() > maxBytes) {
                text += "…";
                break;
            }
            text += displayText(value[i], maxBytes);
        }
        return text + "]";
    }
};

template <typename Number> std::string shortestOf(Number number)
{
    if (std::isnan(number))
        return "nan";
    if (std::isinf(number))
        return number < 0 ? "-inf" : "inf";
    char buffer[64];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
    std::string text(buffer, error == std::errc() ? end : buffer);
    // As Python shows it: a float without a fraction keeps its point.
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return text;
}

} // namespace

std::variant<Value, ValueTextError> parseValue(std::string_view word)
{
    return parseWord(word, 0);
}

std::variant<ValueList, ValueTextError> parseValueLine(std::string_view line)
{
    return LineParser(line).parse();
}

std::string displayText(const Value &value, std::size_t maxBytes)
{
    return std::visit(Displayer{maxBytes}, value.data);
}

std::string shortest(double number)
{
    return shortestOf(number);
}

std::string shortest(float number)
{
    return shortestOf(number);
}

std::string ValueTextError::text() const
{
    const std::string at = "column " + std::to_string(column + 1) + ": ";
    switch (reason) {
    case Reason::NotABool:
        return at + '"' + word + "\" is neither true nor false";
    case Reason::NotAnInteger:
        return at + '"' + word + "\" is no integer";
    case Reason::IntegerOutOfRange:
        return at + word + " is out of range for this type";
    case Reason::NotANumber:
        return at + '"' + word + "\" is no number";
    case Reason::OddHexDigits:
        return at + '"' + word + "\" has an odd number of hexadecimal digits";
    case Reason::NotHex:
        return at + '"' + word + "\" has something other than hexadecimal digits";
    case Reason::UnterminatedQuote:
        return at + "the quoted text has no end";
    case Reason::UnterminatedList:
        return at + "the list has no closing ]";
    case Reason::NestedTooDeep:
        return at + "lists nest one level at most";
    case Reason::UnknownEscape:
        return at + "unknown escape " + word;
    }
    return {};
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "half_float.h"
#include "interpretation.h"
#include "utf8.h"
#include "value_text.h"

#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

namespace membridge {

namespace {

using Kind = Interpretation;
using Reason = InterpretationError::Reason;
using Encoded = std::variant<ByteVector, InterpretationError>;
using Number = std::variant<std::uint64_t, InterpretationError>;

ByteVector stored(std::uint64_t bits, std::size_t size, ByteOrder order)
{
    ByteVector bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[order == ByteOrder::Little ? i : size - 1 - i] = static_cast<std::byte>(bits >> (8 * i));
    return bytes;
}

std::string_view trimmed(std::string_view text, std::size_t &column)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    column = first;
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// Two's complement bits of `size` bytes.
Number integerBits(std::string_view text, std::size_t column, std::size_t size, bool isSigned)
{
    std::string_view digits = text;
    const bool negative = digits.front() == '-';
    if (negative || digits.front() == '+')
        digits.remove_prefix(1);
    const bool isHex = digits.size() > 1 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    if (isHex)
        digits.remove_prefix(2);
    std::uint64_t magnitude = 0;
    const char *end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, magnitude, isHex ? 16 : 10);
    if (digits.empty() || error == std::errc::invalid_argument || rest != end)
        return InterpretationError{Reason::NotAnInteger, column + static_cast<std::size_t>(rest - text.data())};
    const std::uint64_t all = ~std::uint64_t{0} >> (64 - 8 * size);
    const std::uint64_t most = isSigned && !(isHex && !negative) ? all >> 1 : all;
    const std::uint64_t least = isSigned ? (all >> 1) + 1 : 0;
    if (error == std::errc::result_out_of_range || magnitude > (negative ? least : most))
        return InterpretationError{Reason::OutOfRange, column};
    return (negative ? std::uint64_t{0} - magnitude : magnitude) & all;
}

Number floatBits(Kind kind, std::string_view text, std::size_t column)
{
    const std::size_t size = kind == Kind::F16 ? 2 : kind == Kind::F32 ? 4 : 8;
    if (text.starts_with("nan(") && text.ends_with(")")) {
        const std::string_view inner = text.substr(4, text.size() - 5);
        if (inner.empty())
            return InterpretationError{Reason::NotANumber, column + 4};
        Number bits = integerBits(inner, column + 4, size, false);
        if (const auto *pattern = std::get_if<std::uint64_t>(&bits)) {
            const bool isNan = kind == Kind::F16 ? std::isnan(fromHalf(static_cast<std::uint16_t>(*pattern)))
                : kind == Kind::F32 ? std::isnan(std::bit_cast<float>(static_cast<std::uint32_t>(*pattern)))
                                    : std::isnan(std::bit_cast<double>(*pattern));
            if (!isNan)
                return InterpretationError{Reason::NotANumber, column + 4};
        }
        return bits;
    }
    const auto parsed = parseValue("f64:" + std::string(text));
    const auto *value = std::get_if<Value>(&parsed);
    if (value == nullptr)
        return InterpretationError{Reason::NotANumber, column};
    const double number = std::get<double>(value->data);
    const bool typedInfinity = text.find("inf") != std::string_view::npos || text.find("Inf") != std::string_view::npos;
    if (std::isinf(number) && !typedInfinity)
        return InterpretationError{Reason::OutOfRange, column};
    if (kind == Kind::F64)
        return std::bit_cast<std::uint64_t>(number);
    if (kind == Kind::F16) {
        if (const auto half = toHalf(number))
            return std::uint64_t{*half};
        return InterpretationError{Reason::OutOfRange, column};
    }
    // From the middle between the largest float and 2^128 on, rounding gives infinity.
    if (std::isfinite(number) && std::fabs(number) >= std::ldexp(33554431.0, 103))
        return InterpretationError{Reason::OutOfRange, column};
    return std::uint64_t{std::bit_cast<std::uint32_t>(static_cast<float>(number))};
}

/// The escapes of escapedForDisplay(), and \" \0.
std::variant<std::string, InterpretationError> unescaped(std::string_view text, std::size_t column)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\') {
            plain += text[at++];
            continue;
        }
        const std::size_t begin = at;
        const char c = at + 1 < text.size() ? text[at + 1] : '\0';
        at += 2;
        std::uint32_t number = 0;
        const char *end = text.data() + text.size();
        constexpr std::string_view letters = "ntr0\\\"'";
        if (const auto which = letters.find(c); c != '\0' && which != std::string_view::npos) {
            plain += std::string_view("\n\t\r\0\\\"'", 7)[which];
            continue;
        }
        if (c == 'x' && at + 2 <= text.size()
            && std::from_chars(text.data() + at, text.data() + at + 2, number, 16).ptr == text.data() + at + 2) {
            plain += static_cast<char>(number);
            at += 2;
            continue;
        }
        if (c == 'u' && at < text.size() && text[at] == '{') {
            const auto [rest, error] = std::from_chars(text.data() + at + 1, end, number, 16);
            if (error == std::errc() && rest != end && *rest == '}' && number <= 0x10ffff
                && (number < 0xd800 || number > 0xdfff)) {
                plain += utf8Of(number);
                at = static_cast<std::size_t>(rest - text.data()) + 1;
                continue;
            }
        }
        return InterpretationError{Reason::UnknownEscape, column + begin};
    }
    return plain;
}

Encoded encodeString(std::string_view text, std::size_t column, ByteOrder order)
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
        text = text.substr(1, text.size() - 2);
        ++column;
    }
    auto plain = unescaped(text, column);
    if (const auto *error = std::get_if<InterpretationError>(&plain))
        return *error;
    const auto &characters = std::get<std::string>(plain);
    if (characters.size() > std::numeric_limits<std::uint32_t>::max())
        return InterpretationError{Reason::OutOfRange, column};
    ByteVector bytes = stored(characters.size(), 4, order);
    for (const char c : characters)
        bytes.push_back(static_cast<std::byte>(c));
    return bytes;
}

/// "U+00E9", also followed by the character itself, or the character alone.
std::variant<char32_t, InterpretationError> codePoint(std::string_view text, std::size_t column)
{
    const InterpretationError notOne{Reason::NotOneCodePoint, column};
    if (text.starts_with("U+") || text.starts_with("u+")) {
        std::uint32_t number = 0;
        const auto [rest, error] = std::from_chars(text.data() + 2, text.data() + text.size(), number, 16);
        const bool ended = rest == text.data() + text.size() || *rest == ' ';
        if (error != std::errc() || !ended || number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff))
            return notOne;
        return static_cast<char32_t>(number);
    }
    const auto plain = unescaped(text, column);
    if (const auto *error = std::get_if<InterpretationError>(&plain))
        return *error;
    const auto &utf8 = std::get<std::string>(plain);
    if (utf8.empty() || firstInvalidUtf8(utf8))
        return notOne;
    const auto first = static_cast<unsigned char>(utf8[0]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (utf8.size() != length)
        return notOne;
    char32_t c = length == 1 ? first : first & (0x7fu >> length);
    for (const char more : utf8.substr(1))
        c = (c << 6) | (static_cast<unsigned char>(more) & 0x3fu);
    return c;
}

Encoded encodeCodePoint(Kind kind, std::string_view text, std::size_t column, ByteOrder order)
{
    const auto parsed = codePoint(text, column);
    if (const auto *error = std::get_if<InterpretationError>(&parsed))
        return *error;
    const char32_t c = std::get<char32_t>(parsed);
    ByteVector bytes;
    if (kind == Kind::Utf8) {
        for (const char each : utf8Of(c))
            bytes.push_back(static_cast<std::byte>(each));
        return bytes;
    }
    if (c < 0x10000)
        return stored(c, 2, order);
    bytes = stored(0xd800 + ((c - 0x10000) >> 10), 2, order);
    const ByteVector low = stored(0xdc00 + ((c - 0x10000) & 0x3ff), 2, order);
    bytes.insert(bytes.end(), low.begin(), low.end());
    return bytes;
}

/// "YYYY-MM-DDThh:mm:ss[.fraction]Z"; a space may stand for the T, and the Z may be missing. What the unit can't hold is refused, not cut.
Number timeBits(std::string_view text, std::size_t column, std::int64_t unitsPerSecond)
{
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";
    const auto notATime = [column](std::size_t at) { return InterpretationError{Reason::NotATime, column + at}; };
    int parts[6] = {};
    std::size_t part = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const char c = i < text.size() ? text[i] : '\0';
        if (shape[i] == 'd') {
            if (c < '0' || c > '9')
                return notATime(i);
            parts[part] = parts[part] * 10 + (c - '0');
        } else {
            if (c != shape[i] && !(shape[i] == 'T' && c == ' '))
                return notATime(i);
            ++part;
        }
    }
    using namespace std::chrono;
    const year_month_day date{year(parts[0]), month(static_cast<unsigned>(parts[1])),
                              day(static_cast<unsigned>(parts[2]))};
    if (!date.ok() || parts[0] == 0)
        return notATime(5);
    if (parts[3] > 23 || parts[4] > 59 || parts[5] > 59)
        return notATime(11);
    std::size_t at = shape.size();
    std::int64_t fraction = 0;
    std::int64_t unit = unitsPerSecond;
    if (at < text.size() && text[at] == '.') {
        const std::size_t point = at++;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
            if (unit == 1 && text[at] != '0')
                return InterpretationError{Reason::OutOfRange, column + at};
            if (unit > 1) {
                unit /= 10;
                fraction += (text[at] - '0') * unit;
            }
        }
        if (at == point + 1)
            return notATime(at);
    }
    if (at < text.size() && text[at] == 'Z')
        ++at;
    if (at != text.size())
        return notATime(at);
    const std::int64_t seconds = sys_days(date).time_since_epoch().count() * std::int64_t{86'400} + parts[3] * 3600
        + parts[4] * 60 + parts[5];
    // Only nanoseconds have fewer years than the calendar. Before 1970 the fraction counts back towards the limit, so it is taken off first.
    constexpr auto limits = std::numeric_limits<std::int64_t>{};
    const std::int64_t whole = seconds < 0 && fraction > 0 ? seconds + 1 : seconds;
    const std::int64_t rest = whole == seconds ? fraction : fraction - unitsPerSecond;
    if (whole > limits.max() / unitsPerSecond || whole < limits.min() / unitsPerSecond)
        return InterpretationError{Reason::OutOfRange, column};
    const std::int64_t base = whole * unitsPerSecond;
    if ((rest > 0 && base > limits.max() - rest) || (rest < 0 && base < limits.min() - rest))
        return InterpretationError{Reason::OutOfRange, column};
    return static_cast<std::uint64_t>(base + rest);
}

Number bitPattern(std::string_view text, std::size_t column, std::size_t size)
{
    std::uint64_t bits = 0;
    std::size_t count = 0;
    for (std::size_t i = text.starts_with("0b") ? 2 : 0; i < text.size(); ++i) {
        if (text[i] == ' ' || text[i] == '_')
            continue;
        if (text[i] != '0' && text[i] != '1')
            return InterpretationError{Reason::NotBits, column + i};
        if (++count > size * 8)
            return InterpretationError{Reason::OutOfRange, column + i};
        bits = (bits << 1) | static_cast<std::uint64_t>(text[i] - '0');
    }
    if (count == 0)
        return InterpretationError{Reason::NotBits, column};
    return bits;
}

std::size_t sizeOf(Kind kind)
{
    switch (kind) {
    case Kind::Bool:
    case Kind::U8:
    case Kind::I8:
    case Kind::Bits8:
        return 1;
    case Kind::U16:
    case Kind::I16:
    case Kind::F16:
        return 2;
    case Kind::U32:
    case Kind::I32:
    case Kind::F32:
    case Kind::Bits32:
        return 4;
    default:
        return 8;
    }
}

} // namespace

std::string InterpretationError::text() const
{
    switch (reason) {
    case Reason::Empty:
        return "a value is missing";
    case Reason::NotABool:
        return "expected true or false";
    case Reason::NotAnInteger:
        return "expected a whole number, decimal or 0x…";
    case Reason::OutOfRange:
        return "the value does not fit";
    case Reason::NotANumber:
        return "expected a number";
    case Reason::NotOneCodePoint:
        return "expected one character or U+…";
    case Reason::UnknownEscape:
        return "unknown escape sequence";
    case Reason::NotATime:
        return "expected a time like 2026-11-23T14:40:41Z";
    case Reason::NotBits:
        return "expected binary digits";
    }
    return {};
}

Encoded encodeInterpretation(Interpretation kind, std::string_view text, ByteOrder order)
{
    if (kind == Kind::Str)
        return encodeString(text, 0, order);
    std::size_t column = 0;
    // A blank is a character too.
    const std::string_view word = (kind == Kind::Utf8 || kind == Kind::Utf16) && text == " " ? text
                                                                                             : trimmed(text, column);
    if (word.empty())
        return InterpretationError{Reason::Empty, 0};
    Number bits;
    switch (kind) {
    case Kind::Bool:
        if (word == "true" || word == "True" || word == "1")
            bits = std::uint64_t{1};
        else if (word == "false" || word == "False" || word == "0")
            bits = std::uint64_t{0};
        else
            bits = InterpretationError{Reason::NotABool, column};
        break;
    case Kind::F16:
    case Kind::F32:
    case Kind::F64:
        bits = floatBits(kind, word, column);
        break;
    case Kind::Utf8:
    case Kind::Utf16:
        return encodeCodePoint(kind, word, column, order);
    case Kind::UnixSeconds:
        bits = timeBits(word, column, 1);
        break;
    case Kind::UnixMilliseconds:
        bits = timeBits(word, column, 1'000);
        break;
    case Kind::UnixMicroseconds:
        bits = timeBits(word, column, 1'000'000);
        break;
    case Kind::UnixNanoseconds:
        bits = timeBits(word, column, 1'000'000'000);
        break;
    case Kind::Bits8:
    case Kind::Bits32:
        bits = bitPattern(word, column, sizeOf(kind));
        break;
    default:
        bits = integerBits(word, column, sizeOf(kind),
                           kind == Kind::I8 || kind == Kind::I16 || kind == Kind::I32 || kind == Kind::I64);
        break;
    }
    if (const auto *error = std::get_if<InterpretationError>(&bits))
        return *error;
    return stored(std::get<std::uint64_t>(bits), sizeOf(kind), order);
}

} // namespace membridge

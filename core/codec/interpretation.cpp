// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "interpretation.h"

#include "half_float.h"
#include "utf8.h"
#include "value_text.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace membridge {

namespace {

using Kind = Interpretation;

struct Traits
{
    std::string_view key;
    std::size_t size; ///< Bytes, or the least that there must be.
    bool byteOrder;
    bool integer;
    bool isSigned;
};

Traits traits(Kind kind) noexcept
{
    switch (kind) {
    case Kind::Bool:
        return {"bool", 1, false, false, false};
    case Kind::U8:
        return {"u8", 1, false, true, false};
    case Kind::I8:
        return {"i8", 1, false, true, true};
    case Kind::U16:
        return {"u16", 2, true, true, false};
    case Kind::I16:
        return {"i16", 2, true, true, true};
    case Kind::U32:
        return {"u32", 4, true, true, false};
    case Kind::I32:
        return {"i32", 4, true, true, true};
    case Kind::U64:
        return {"u64", 8, true, true, false};
    case Kind::I64:
        return {"i64", 8, true, true, true};
    case Kind::Hex64:
        return {"hex64", 8, true, true, false};
    case Kind::F16:
        return {"f16", 2, true, false, true};
    case Kind::F32:
        return {"f32", 4, true, false, true};
    case Kind::F64:
        return {"f64", 8, true, false, true};
    case Kind::Str:
        return {"str", 4, true, false, false};
    case Kind::Utf8:
        return {"utf8", 1, false, false, false};
    case Kind::Utf16:
        return {"utf16", 2, true, false, false};
    case Kind::UnixSeconds:
        return {"unix-s", 8, true, false, true};
    case Kind::UnixMilliseconds:
        return {"unix-ms", 8, true, false, true};
    case Kind::UnixMicroseconds:
        return {"unix-us", 8, true, false, true};
    case Kind::UnixNanoseconds:
        return {"unix-ns", 8, true, false, true};
    case Kind::Bits8:
        return {"bits8", 1, false, false, false};
    case Kind::Bits32:
        return {"bits32", 4, true, false, false};
    }
    return {};
}

std::int64_t unitsPerSecond(Kind kind) noexcept
{
    return kind == Kind::UnixSeconds     ? 1
        : kind == Kind::UnixMilliseconds ? 1'000
        : kind == Kind::UnixMicroseconds ? 1'000'000
                                         : 1'000'000'000;
}

std::uint64_t load(std::span<const std::byte> bytes, ByteOrder order) noexcept
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bits = (bits << 8) | std::to_integer<std::uint64_t>(bytes[order == ByteOrder::Big ? i : bytes.size() - 1 - i]);
    return bits;
}

std::int64_t signExtended(std::uint64_t bits, std::size_t size) noexcept
{
    const auto unused = static_cast<int>(64 - size * 8);
    return static_cast<std::int64_t>(bits << unused) >> unused;
}

std::string hexText(std::uint64_t bits, std::size_t digits)
{
    char buffer[24];
    std::snprintf(buffer, sizeof buffer, "0x%0*llx", static_cast<int>(digits), static_cast<unsigned long long>(bits));
    return buffer;
}

/// A NaN that isn't the usual one shows its bits, so that an edit which changes nothing changes nothing.
template <typename Number>
std::string floatText(Number number, std::uint64_t bits, std::uint64_t usualNan, std::size_t size)
{
    if (std::isnan(number) && bits != usualNan)
        return "nan(" + hexText(bits, size * 2) + ")";
    return shortest(number);
}

std::string bitsText(std::uint64_t bits, std::size_t size)
{
    std::string text;
    for (std::size_t i = size * 8; i-- > 0;) {
        text += ((bits >> i) & 1u) != 0 ? '1' : '0';
        if (i > 0 && i % 4 == 0)
            text += ' ';
    }
    return text;
}

std::string codePointText(char32_t c)
{
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "U+%04X", static_cast<unsigned>(c));
    return std::string(buffer) + " " + escapedForDisplay(utf8Of(c));
}

std::string_view chars(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

Reading readUtf8(std::span<const std::byte> bytes, std::uint64_t bytesLeft)
{
    const auto first = std::to_integer<std::uint8_t>(bytes[0]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length > bytes.size() && length <= bytesLeft && first >= 0xc2)
        return {{}, Fit::TooFewBytes, 0, false, {}};
    const std::string_view text = chars(bytes.first(std::min(length, bytes.size())));
    if (text.size() < length || firstInvalidUtf8(text))
        return {escapedForDisplay(text.substr(0, 1)), Fit::InvalidUtf8, 1, false, {}};
    char32_t c = first;
    if (length > 1) {
        c = first & (0x7fu >> length);
        for (const char more : text.substr(1))
            c = (c << 6) | (static_cast<unsigned char>(more) & 0x3fu);
    }
    return {codePointText(c), Fit::Fits, length, true, {}};
}

Reading readUtf16(std::span<const std::byte> bytes, ByteOrder order)
{
    const auto unit = static_cast<char32_t>(load(bytes.first(2), order));
    if (unit < 0xd800 || unit > 0xdfff)
        return {codePointText(unit), Fit::Fits, 2, true, {}};
    if (unit < 0xdc00 && bytes.size() >= 4) {
        const auto low = static_cast<char32_t>(load(bytes.subspan(2, 2), order));
        if (low >= 0xdc00 && low <= 0xdfff)
            return {codePointText(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)), Fit::Fits, 4, true, {}};
    }
    return {hexText(unit, 4), Fit::InvalidUtf16, 2, false, {}};
}

Reading readString(std::span<const std::byte> bytes, std::uint64_t bytesLeft, ByteOrder order)
{
    constexpr std::size_t most = 65'536;
    const std::uint64_t length = load(bytes.first(4), order);
    const auto body = bytes.subspan(4);
    const auto given = static_cast<std::size_t>(std::min<std::uint64_t>({length, body.size(), most}));
    std::string_view text = chars(body.first(given));
    const bool cut = given < length;
    const bool past = length > bytesLeft - 4;
    // Not in the middle of a code point.
    for (std::size_t back = 1; cut && back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto lead = static_cast<unsigned char>(text[text.size() - back]);
        if (lead >= 0xc0 && back < (lead < 0xe0 ? 2u : lead < 0xf0 ? 3u : 4u))
            text.remove_suffix(back);
        if (lead < 0x80 || lead >= 0xc0)
            break;
    }
    Reading reading;
    reading.fit = past ? Fit::StringPastEnd : firstInvalidUtf8(text) ? Fit::InvalidUtf8 : Fit::Fits;
    reading.length = 4 + given;
    reading.whole = !cut;
    reading.text = "\"";
    for (const char c : escapedForDisplay(text)) {
        if (c == '"')
            reading.text += '\\';
        reading.text += c;
    }
    reading.text += cut ? "…\"" : "\"";
    return reading;
}

Reading readTime(Kind kind, std::int64_t units)
{
    const auto text = isoTime(units, unitsPerSecond(kind));
    if (!text)
        return {{}, Fit::TimeOutOfRange, 8, false, {}};
    const bool plausible = *text >= "1980" && *text < "2100";
    return {*text, plausible ? Fit::Fits : Fit::ImplausibleTime, 8, true, {}};
}

} // namespace

std::string_view key(Interpretation kind) noexcept
{
    return traits(kind).key;
}

bool hasByteOrder(Interpretation kind) noexcept
{
    return traits(kind).byteOrder;
}

bool isInteger(Interpretation kind) noexcept
{
    return traits(kind).integer;
}

std::optional<std::string> isoTime(std::int64_t units, std::int64_t unitsPerSecond)
{
    std::int64_t seconds = units / unitsPerSecond;
    std::int64_t fraction = units % unitsPerSecond;
    if (fraction < 0) {
        fraction += unitsPerSecond;
        --seconds;
    }
    constexpr std::int64_t first = -62'135'596'800; // 0001-01-01
    constexpr std::int64_t last = 253'402'300'799;  // 9999-12-31T23:59:59
    if (seconds < first || seconds > last)
        return std::nullopt;
    using namespace std::chrono;
    const sys_seconds time{std::chrono::seconds(seconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const std::int64_t ofDay = (time - day).count();
    char buffer[64];
    int length = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                               static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                               static_cast<int>(ofDay / 3600), static_cast<int>(ofDay / 60 % 60),
                               static_cast<int>(ofDay % 60));
    std::string text(buffer, static_cast<std::size_t>(length));
    if (unitsPerSecond > 1) {
        const int digits = unitsPerSecond == 1'000 ? 3 : unitsPerSecond == 1'000'000 ? 6 : 9;
        length = std::snprintf(buffer, sizeof buffer, ".%0*lld", digits, static_cast<long long>(fraction));
        text.append(buffer, static_cast<std::size_t>(length));
    }
    return text + "Z";
}

Reading interpret(Interpretation kind, ByteOrder order, std::span<const std::byte> bytes, std::uint64_t bytesLeft,
                  NumberBase base)
{
    const auto [unused, size, byteOrder, integer, isSigned] = traits(kind);
    bytesLeft = std::max<std::uint64_t>(bytesLeft, bytes.size());
    if (bytes.size() < size)
        return {{}, Fit::TooFewBytes, 0, false, {}};
    const std::uint64_t bits = load(bytes.first(size), order);
    Reading reading{{}, Fit::Fits, size, true, {}};
    if (integer) {
        const std::int64_t number = signExtended(bits, size);
        if (kind == Kind::Hex64 || base == NumberBase::Hexadecimal)
            reading.text = hexText(bits, size * 2);
        else
            reading.text = isSigned ? std::to_string(number) : std::to_string(bits);
        if (!isSigned || number >= 0)
            reading.integer = bits;
        return reading;
    }
    switch (kind) {
    case Kind::Bool:
        reading.text = bits != 0 ? "true" : "false";
        reading.fit = bits > 1 ? Fit::BoolNotZeroOrOne : Fit::Fits;
        reading.whole = bits <= 1;
        return reading;
    case Kind::F16:
        reading.text = (bits & 0x7fffu) > 0x7c00u && bits != 0x7e00u ? "nan(" + hexText(bits, 4) + ")"
                                                                     : shortestHalf(static_cast<std::uint16_t>(bits));
        return reading;
    case Kind::F32:
        reading.text = floatText(std::bit_cast<float>(static_cast<std::uint32_t>(bits)), bits, 0x7fc00000u, size);
        return reading;
    case Kind::F64:
        reading.text = floatText(std::bit_cast<double>(bits), bits, 0x7ff8000000000000u, size);
        return reading;
    case Kind::Str:
        return readString(bytes, bytesLeft, order);
    case Kind::Utf8:
        return readUtf8(bytes, bytesLeft);
    case Kind::Utf16:
        return readUtf16(bytes, order);
    case Kind::Bits8:
    case Kind::Bits32:
        reading.text = bitsText(bits, size);
        return reading;
    default:
        return readTime(kind, static_cast<std::int64_t>(bits));
    }
}

} // namespace membridge

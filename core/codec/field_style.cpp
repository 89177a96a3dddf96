// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "field_style.h"

#include "utf8.h"
#include "value_text.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <span>

namespace membridge {

namespace {

struct Bits
{
    std::uint64_t bits = 0;
    int width = 64;
};

std::optional<Bits> bitsOf(const Value &value, TypeTag tag)
{
    const int width = static_cast<int>(fixedSize(tag).value_or(8) * 8);
    const std::uint64_t mask = width == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
    if (const auto *flag = std::get_if<bool>(&value.data))
        return Bits{*flag ? 1U : 0U, width};
    if (const auto *number = std::get_if<std::int64_t>(&value.data))
        return Bits{static_cast<std::uint64_t>(*number) & mask, width};
    if (const auto *number = std::get_if<std::uint64_t>(&value.data))
        return Bits{*number & mask, width};
    if (const auto *number = std::get_if<double>(&value.data))
        return Bits{std::bit_cast<std::uint64_t>(*number), 64};
    if (const auto *number = std::get_if<float>(&value.data))
        return Bits{std::bit_cast<std::uint32_t>(*number), 32};
    return std::nullopt;
}

std::string hexText(Bits number)
{
    std::string text = "0x";
    for (int shift = number.width - 4; shift >= 0; shift -= 4)
        text += "0123456789abcdef"[(number.bits >> shift) & 0xf];
    return text;
}

std::string binText(Bits number)
{
    std::string text = "0b";
    for (int bit = number.width - 1; bit >= 0; --bit) {
        text += ((number.bits >> bit) & 1) != 0 ? '1' : '0';
        if (bit % 4 == 0 && bit != 0)
            text += '_';
    }
    return text;
}

/// As a whole number; nothing for floats, text and bytes, and for what doesn't fit.
std::optional<std::int64_t> integerOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value.data))
        return *flag ? 1 : 0;
    if (const auto *number = std::get_if<std::int64_t>(&value.data))
        return *number;
    if (const auto *number = std::get_if<std::uint64_t>(&value.data)) {
        if (*number <= static_cast<std::uint64_t>(INT64_MAX))
            return static_cast<std::int64_t>(*number);
    }
    return std::nullopt;
}

std::optional<double> numberOf(const Value &value)
{
    if (const auto *number = std::get_if<std::int64_t>(&value.data))
        return static_cast<double>(*number);
    if (const auto *number = std::get_if<std::uint64_t>(&value.data))
        return static_cast<double>(*number);
    if (const auto *number = std::get_if<double>(&value.data))
        return *number;
    if (const auto *number = std::get_if<float>(&value.data))
        return static_cast<double>(*number);
    return std::nullopt;
}

std::string padded(std::int64_t number, std::size_t digits)
{
    std::string text = std::to_string(number);
    if (text.size() < digits)
        text.insert(0, digits - text.size(), '0');
    return text;
}

/// "2026-11-23 14:44:20.125 UTC" with `digits` decimals; nothing outside the years 0 to 9999.
std::optional<std::string> timeText(std::int64_t ticks, std::int64_t perSecond, std::size_t digits)
{
    std::int64_t seconds = ticks / perSecond;
    std::int64_t fraction = ticks % perSecond;
    if (fraction < 0) {
        fraction += perSecond;
        --seconds;
    }
    constexpr std::int64_t firstSecond = -62'167'219'200; // 0000-01-01
    constexpr std::int64_t lastSecond = 253'402'300'799;  // 9999-12-31 23:59:59
    if (seconds < firstSecond || seconds > lastSecond)
        return std::nullopt;
    const std::chrono::sys_seconds moment{std::chrono::seconds(seconds)};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const auto inDay = (moment - day).count();
    std::string text = padded(static_cast<int>(date.year()), 4) + '-' + padded(static_cast<unsigned>(date.month()), 2)
        + '-' + padded(static_cast<unsigned>(date.day()), 2) + ' ' + padded(inDay / 3600, 2) + ':'
        + padded(inDay / 60 % 60, 2) + ':' + padded(inDay % 60, 2);
    if (digits > 0)
        text += '.' + padded(fraction, digits);
    return text + " UTC";
}

std::optional<std::string> timeText(const Value &value, FieldFormat format)
{
    struct Unit
    {
        std::int64_t perSecond;
        std::size_t digits;
    };
    const Unit unit = format == FieldFormat::TimeSeconds ? Unit{1, 0}
        : format == FieldFormat::TimeMilliseconds        ? Unit{1'000, 3}
        : format == FieldFormat::TimeMicroseconds        ? Unit{1'000'000, 6}
                                                         : Unit{1'000'000'000, 9};
    if (const auto ticks = integerOf(value))
        return timeText(*ticks, unit.perSecond, unit.digits);
    const auto number = numberOf(value);
    // Python's time.time() is a float of seconds, exact to about a microsecond.
    constexpr double microseconds = 1e6;
    const double scaled = number ? *number / static_cast<double>(unit.perSecond) * microseconds : NAN;
    if (!std::isfinite(scaled) || std::abs(scaled) > 9e18)
        return std::nullopt;
    return timeText(static_cast<std::int64_t>(std::floor(scaled)), 1'000'000, 6);
}

std::string plainText(const Value &value, const FieldStyle &style, std::size_t maxBytes)
{
    const auto number = numberOf(value);
    if (!number)
        return displayText(value, maxBytes);
    std::string text = style.scale == 1 ? displayText(value, maxBytes) : shortest(*number * style.scale);
    if (!style.unit.empty())
        text += ' ' + escapedForDisplay(style.unit);
    return text;
}

} // namespace

std::string_view name(FieldFormat format) noexcept
{
    constexpr std::array<std::string_view, allFieldFormats.size()> names{
        "plain", "dec", "hex", "bin", "time_s", "time_ms", "time_us", "time_ns", "enum"};
    return names[static_cast<std::size_t>(format)];
}

std::optional<FieldFormat> parseFieldFormat(std::string_view text) noexcept
{
    for (const FieldFormat format : allFieldFormats) {
        if (name(format) == text)
            return format;
    }
    return std::nullopt;
}

StyledText styledText(const Value &value, TypeTag tag, const FieldStyle &style, std::size_t maxBytes)
{
    const auto plain = [&] { return plainText(value, style, maxBytes); };
    switch (style.format) {
    case FieldFormat::Plain:
    case FieldFormat::Dec:
        if (const auto *flag = std::get_if<bool>(&value.data); flag != nullptr && style.format == FieldFormat::Dec)
            return {*flag ? "1" : "0", true};
        return {plain(), true};
    case FieldFormat::Hex:
        if (const auto *text = std::get_if<Text>(&value.data)) {
            const auto bytes = std::as_bytes(std::span(text->bytes.data(), text->bytes.size()));
            const auto shown = bytes.first(std::min(bytes.size(), maxBytes));
            std::string out = displayText(Value{ByteVector(shown.begin(), shown.end())}, maxBytes);
            return {out + (shown.size() < bytes.size() ? "…" : ""), true};
        }
        if (const auto bits = bitsOf(value, tag))
            return {hexText(*bits), true};
        return {plain(), true};
    case FieldFormat::Bin:
        if (const auto bits = bitsOf(value, tag))
            return {binText(*bits), true};
        return {plain(), true};
    case FieldFormat::TimeSeconds:
    case FieldFormat::TimeMilliseconds:
    case FieldFormat::TimeMicroseconds:
    case FieldFormat::TimeNanoseconds: {
        if (!numberOf(value))
            return {plain(), true};
        const auto text = timeText(value, style.format);
        return text ? StyledText{*text, true} : StyledText{plain(), false};
    }
    case FieldFormat::Enum: {
        if (!integerOf(value))
            return {plain(), !std::holds_alternative<std::uint64_t>(value.data)};
        const auto found = style.names.find(*integerOf(value));
        if (found == style.names.end())
            return {plain(), false};
        return {escapedForDisplay(found->second) + " (" + std::to_string(found->first) + ')', true};
    }
    }
    return {plain(), true};
}

} // namespace membridge

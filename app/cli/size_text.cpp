// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "size_text.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <limits>

namespace membridge::cli {

namespace {

template <typename Number> std::optional<Number> parseDigits(std::string_view digits, int base)
{
    Number number = 0;
    const char *end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number, base);
    if (error != std::errc() || rest != end)
        return std::nullopt;
    return number;
}

unsigned shiftOf(char suffix)
{
    switch (suffix) {
    case 'K':
    case 'k':
        return 10;
    case 'M':
    case 'm':
        return 20;
    case 'G':
    case 'g':
        return 30;
    default:
        return 0;
    }
}

} // namespace

std::optional<std::uint64_t> parseSize(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    const unsigned shift = shiftOf(text.back());
    if (shift > 0)
        text.remove_suffix(1);
    const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    const auto number = parseDigits<std::uint64_t>(text.substr(hexadecimal ? 2 : 0), hexadecimal ? 16 : 10);
    if (!number || *number > std::numeric_limits<std::uint64_t>::max() >> shift)
        return std::nullopt;
    return *number << shift;
}

std::optional<std::uint32_t> parseMode(std::string_view text)
{
    const auto mode = parseDigits<std::uint32_t>(text.substr(text.starts_with("0o") ? 2 : 0), 8);
    return mode && *mode <= 0777 ? mode : std::nullopt;
}

std::string modeText(std::uint32_t mode)
{
    std::array<char, 16> text;
    const int length = std::snprintf(text.data(), text.size(), "%04o", mode);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string shortSizeText(double bytes)
{
    constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit = 0;
    while (bytes >= 1024 && unit + 1 < units.size()) {
        bytes /= 1024;
        ++unit;
    }
    std::array<char, 64> text;
    const int length = std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", bytes, units[unit]);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string sizeText(std::uint64_t bytes)
{
    const std::string exact = countText(bytes, "byte");
    return bytes < 1024 ? exact : shortSizeText(static_cast<double>(bytes)) + " (" + exact + ')';
}

std::string countText(std::uint64_t count, std::string_view noun)
{
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

} // namespace membridge::cli

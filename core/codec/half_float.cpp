// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "half_float.h"

#include "value_text.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace membridge {

double fromHalf(std::uint16_t bits) noexcept
{
    const int exponent = (bits >> 10) & 0x1f;
    const int fraction = bits & 0x3ff;
    double magnitude = 0;
    if (exponent == 0x1f)
        magnitude = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    else if (exponent == 0)
        magnitude = std::ldexp(fraction, -24);
    else
        magnitude = std::ldexp(fraction + 1024, exponent - 25);
    return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

std::optional<std::uint16_t> toHalf(double number) noexcept
{
    const std::uint16_t sign = std::signbit(number) ? 0x8000 : 0;
    const double magnitude = std::fabs(number);
    const auto with = [sign](int bits) { return static_cast<std::uint16_t>(sign | bits); };
    if (std::isnan(number))
        return with(0x7e00);
    if (std::isinf(number))
        return with(0x7c00);
    // A carry out of the fraction is one into the exponent, so both may be added up.
    const int exponent = magnitude < std::ldexp(1.0, -14) ? -14 : std::ilogb(magnitude);
    if (exponent > 15)
        return std::nullopt;
    const auto units = static_cast<int>(std::nearbyint(std::ldexp(magnitude, 10 - exponent)));
    const int bits = ((exponent + 14) << 10) + units;
    if (bits >= 0x7c00)
        return std::nullopt;
    return with(bits);
}

std::string shortestHalf(std::uint16_t bits)
{
    const double number = fromHalf(bits);
    if (std::isfinite(number)) {
        for (int digits = 1; digits <= 5; ++digits) {
            char buffer[32];
            const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number,
                                                    std::chars_format::scientific, digits - 1);
            const auto parsed = parseValue("f64:" + std::string(buffer, end));
            const auto *value = std::get_if<Value>(&parsed);
            if (error == std::errc() && value != nullptr && toHalf(std::get<double>(value->data)) == bits)
                return shortest(std::get<double>(value->data));
        }
    }
    return shortest(number);
}

} // namespace membridge

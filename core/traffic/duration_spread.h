// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "traffic_random.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace membridge {

struct DurationSpreadError
{
    std::size_t column = 0; ///< Byte, from 0.
    std::string reason;

    /// One English sentence, with the column from 1.
    std::string text() const;
};

/// How times are spread: always the same, evenly between two, or exponentially about a mean. A value type.
struct DurationSpread
{
    enum class Kind { Fixed, Uniform, Exponential };
    static constexpr std::chrono::nanoseconds longest = std::chrono::hours(24);

    Kind kind = Kind::Fixed;
    std::chrono::nanoseconds first{0};  ///< Fixed: the time. Uniform: the shortest. Exponential: the mean.
    std::chrono::nanoseconds second{0}; ///< Uniform: the longest.

    /// "5ms" (ns, us, ms, s; a whole number), "100us:2ms", "exp:1ms"; each at most `longest`. Untrusted text.
    static std::variant<DurationSpread, DurationSpreadError> parse(std::string_view text);
    /// What parse() reads back to the same.
    std::string text() const;
    /// Exponential: at most 20 times the mean, so that a wait stays bounded.
    std::chrono::nanoseconds draw(TrafficRandom &random) const noexcept;

    bool operator==(const DurationSpread &) const = default;
};

} // namespace membridge

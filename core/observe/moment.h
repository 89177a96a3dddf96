// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace membridge {

/// A time on two clocks, in ns: that of the samples, for telling when, and one that stands still in gaps, for telling how long.
struct Moment
{
    std::int64_t timeNs = 0;
    std::int64_t observedNs = 0;
};

/// Observed time between them.
inline std::int64_t operator-(const Moment &later, const Moment &earlier) noexcept
{
    return later.observedNs - earlier.observedNs;
}

inline std::uint64_t milliseconds(std::int64_t ns) noexcept
{
    return static_cast<std::uint64_t>(ns / 1'000'000);
}

/// "2.3 s".
inline std::string secondsText(std::int64_t ns)
{
    const std::uint64_t tenths = milliseconds(ns) / 100;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " s";
}

} // namespace membridge

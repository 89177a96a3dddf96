// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace membridge::bench {

/// ns that one step takes, over about `milliseconds` of them. Looks at the clock only between blocks.
template <typename Step> double nsAStep(double milliseconds, std::uint64_t block, Step &&step)
{
    using Clock = std::chrono::steady_clock;
    for (std::uint64_t i = 0; i < block; ++i)
        step(i);
    std::uint64_t steps = 0;
    const Clock::time_point start = Clock::now();
    for (;;) {
        for (std::uint64_t i = 0; i < block; ++i)
            step(i);
        steps += block;
        const double ns = std::chrono::duration<double, std::nano>(Clock::now() - start).count();
        if (ns >= milliseconds * 1e6)
            return ns / static_cast<double>(steps);
    }
}

} // namespace membridge::bench

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "tick_counter.h"

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

namespace membridge::platform {

namespace {

bool hasInvariantCounter() noexcept
{
#if defined(__x86_64__) || defined(__i386__)
    constexpr unsigned leaf = 0x80000007;
    constexpr unsigned invariantTsc = 1u << 8;
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    return __get_cpuid(leaf, &a, &b, &c, &d) != 0 && (d & invariantTsc) != 0;
#else
    return false;
#endif
}

struct Moment
{
    std::int64_t ns = 0;
    std::uint64_t ticks = 0;
};

/// Both clocks at one moment: of several tries the one that took least, as the processor may be taken away between the two.
Moment momentNow(const TickCounter &counter) noexcept
{
    Moment best;
    std::int64_t least = INT64_MAX;
    for (int i = 0; i < 10; ++i) {
        const std::int64_t before = monotonicNs();
        const std::uint64_t ticks = counter.ticks();
        const std::int64_t took = monotonicNs() - before;
        if (took < least) {
            least = took;
            best = {.ns = before + took / 2, .ticks = ticks};
        }
    }
    return best;
}

} // namespace

TickCounter::TickCounter()
{
    if (!hasInvariantCounter())
        return;
    m_counter = true;
    constexpr std::int64_t spanNs = 2'000'000;
    const Moment begin = momentNow(*this);
    while (monotonicNs() - begin.ns < spanNs) { }
    const Moment end = momentNow(*this);
    m_nsPerTick = static_cast<double>(end.ns - begin.ns) / static_cast<double>(end.ticks - begin.ticks);
}

} // namespace membridge::platform

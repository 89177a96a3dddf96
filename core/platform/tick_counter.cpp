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

} // namespace

TickCounter::TickCounter()
{
    if (!hasInvariantCounter())
        return;
    m_counter = true;
    constexpr std::int64_t spanNs = 2'000'000;
    const std::int64_t beginNs = monotonicNs();
    const std::uint64_t begin = ticks();
    std::int64_t endNs = beginNs;
    while (endNs - beginNs < spanNs)
        endNs = monotonicNs();
    const std::uint64_t end = ticks();
    m_nsPerTick = static_cast<double>(endNs - beginNs) / static_cast<double>(end - begin);
}

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#if defined(__x86_64__) || defined(__i386__)
#include <x86intrin.h>
#endif

#include <cstdint>

namespace membridge::platform {

/// The finest clock there is: the time-stamp counter of an x86 processor if it runs at one speed whatever the processor does (Intel SDM, "Invariant
/// TSC"), otherwise monotonicNs(). A reading takes some ns.
///
/// Threads: ticks() from any.
class TickCounter
{
public:
    /// Takes 2 ms to measure how long a tick is, where that is needed.
    TickCounter();

    std::uint64_t ticks() const noexcept
    {
#if defined(__x86_64__) || defined(__i386__)
        if (m_counter) [[likely]]
            return __rdtsc();
#endif
        return static_cast<std::uint64_t>(monotonicNs());
    }
    double nsPerTick() const noexcept
    {
        return m_nsPerTick;
    }
    bool isProcessorCounter() const noexcept
    {
        return m_counter;
    }

private:
    bool m_counter = false;
    double m_nsPerTick = 1;
};

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <sched.h>

namespace membridge::bench {

inline void pauseOnce() noexcept
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

/// What every contestant does when its ring is full or empty, before it tries again.
struct Waiting
{
    unsigned pauses = 64;
    /// Only where both sides have to share one core.
    bool yields = false;

    void pass() const noexcept
    {
        for (unsigned i = 0; i < pauses; ++i)
            pauseOnce();
        if (yields)
            sched_yield();
    }
};

/// Set while no measurement runs, read by both of its threads.
inline Waiting waiting;

/// In round trips, also of the bare line.
inline unsigned roundTripPauses = 4;

/// Another number of pauses for as long as this lives.
class WaitingFor
{
public:
    explicit WaitingFor(unsigned pauses) { waiting.pauses = pauses; }
    ~WaitingFor() { waiting = m_before; }
    WaitingFor(const WaitingFor &) = delete;
    WaitingFor &operator=(const WaitingFor &) = delete;

private:
    Waiting m_before = waiting;
};

} // namespace membridge::bench

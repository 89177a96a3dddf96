// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "deadline.h"

#include <algorithm>
#include <thread>

namespace membridge {

namespace {

void pauseOnce() noexcept
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

} // namespace

void Backoff::pause() noexcept
{
    if (m_waiting == Waiting::LowLatency) {
        pauseOnce();
        return;
    }
    constexpr unsigned spins = 7;   // 1 … 64 pauses: a hold of a microsecond or two is over by then
    constexpr unsigned yields = 17; // lets a holder on the same core run
    if (m_round < spins) {
        for (unsigned i = 0; i < (1u << m_round); ++i)
            pauseOnce();
    } else if (m_round < yields) {
        std::this_thread::yield();
    } else {
        const auto step = std::min(m_round - yields, 19u);
        std::this_thread::sleep_for(std::chrono::microseconds(50) * (1 + step));
    }
    if (m_round < 1000)
        ++m_round;
}

} // namespace membridge

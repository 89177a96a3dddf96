// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace membridge::platform {

/// Wakes one thread again and again. Moments that pass while nobody waits are counted, not made up for.
///
/// On Linux a timerfd(2): the kernel rearms it by itself, which spares each wake-up a system call and, in a virtual machine, an exit. Elsewhere
/// a condition variable.
///
/// Threads: wait() from one; setPeriod() and interrupt() from any. Throws Error (System) when the system gives no timer.
class Ticker
{
public:
    explicit Ticker(std::chrono::nanoseconds period);
    ~Ticker();
    Ticker(const Ticker &) = delete;
    Ticker &operator=(const Ticker &) = delete;

    /// Until the next moment that is due, or one that passed since the last call. How many there were; 0 after interrupt() or setPeriod().
    std::uint64_t wait();
    /// From now on; ends a wait.
    void setPeriod(std::chrono::nanoseconds period);
    /// Ends a wait, or the next one.
    void interrupt();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>

namespace membridge {

/// Asks a waiting operation to end early. Set from any thread; core stays buildable where std::stop_token is missing.
class StopFlag
{
public:
    /// Relaxed is enough: the flag carries no data, and whoever joins the thread afterwards synchronises by that.
    void request() noexcept { m_stop.store(true, std::memory_order_relaxed); }
    void reset() noexcept { m_stop.store(false, std::memory_order_relaxed); }
    bool requested() const noexcept { return m_stop.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_stop{false};
};

/// The moment at which a wait gives up, and optionally the flag that ends it sooner. Every wait in this library takes one.
class Deadline
{
public:
    using Clock = std::chrono::steady_clock;

    /// Gives up at once: a single try.
    static Deadline now() noexcept { return Deadline(Clock::time_point::min(), nullptr); }
    /// However long the wait, it never wraps into the past.
    static Deadline after(std::chrono::nanoseconds wait, const StopFlag *stop = nullptr) noexcept
    {
        const Clock::time_point start = Clock::now();
        return Deadline(wait < Clock::time_point::max() - start ? start + wait : Clock::time_point::max(), stop);
    }

    bool stopped() const noexcept { return m_stop != nullptr && m_stop->requested(); }
    /// A single try, no wait.
    bool isNow() const noexcept { return m_at == Clock::time_point::min(); }
    bool passed() const noexcept { return isNow() || Clock::now() >= m_at; }
    Clock::time_point at() const noexcept { return m_at; }

private:
    Deadline(Clock::time_point at, const StopFlag *stop) noexcept : m_at(at), m_stop(stop) { }

    Clock::time_point m_at;
    const StopFlag *m_stop;
};

/// How a wait ended.
enum class WaitOutcome {
    Done,     ///< What was waited for happened.
    TimedOut, ///< The deadline passed first.
    Stopped   ///< The stop flag was set first.
};

/// How a wait passes the time.
enum class Waiting {
    Balanced,  ///< A bounded spin, then sleeps: a short wait ends within nanoseconds, a long one costs no core.
    LowLatency ///< Spins to the end: reacts within a cache-line round trip, and costs a core meanwhile.
};

/// What to do between two attempts.
class Backoff
{
public:
    explicit Backoff(Waiting waiting = Waiting::Balanced) noexcept : m_waiting(waiting) { }
    /// Balanced: longer at each call (pauses, then yields, then sleeps of 50 µs up to 1 ms). LowLatency: one pause.
    void pause() noexcept;

private:
    Waiting m_waiting;
    unsigned m_round = 0;
};

/// Calls `attempt` until it returns true, the deadline passes or its stop flag is set.
template <typename Attempt>
WaitOutcome waitUntil(const Deadline &deadline, Attempt &&attempt, Waiting waiting = Waiting::Balanced)
{
    // Reading the clock costs as much as several attempts.
    const unsigned attemptsPerLook = waiting == Waiting::LowLatency ? 32 : 1;
    Backoff backoff(waiting);
    for (unsigned count = 1; !attempt(); ++count) {
        if (count % attemptsPerLook != 0 && !deadline.isNow()) {
            backoff.pause();
            continue;
        }
        if (deadline.stopped())
            return WaitOutcome::Stopped;
        if (deadline.passed())
            return WaitOutcome::TimedOut;
        backoff.pause();
    }
    return WaitOutcome::Done;
}

} // namespace membridge

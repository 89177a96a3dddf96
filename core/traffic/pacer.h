// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "traffic_random.h"

#include <chrono>
#include <cstdint>

namespace membridge {

class StopFlag;

struct PacerOptions
{
    double messagesPerSecond = 0; ///< 0: as fast as it goes. Otherwise above 0.
    double jitter = 0; ///< Each group is up to this share (0 to 1) of the interval later than it should be; the rate stays.
    std::uint64_t burst = 1; ///< Messages that are due together, at each burst-th interval.
    std::uint64_t mostBehind = 100; ///< Groups that may be caught up at once; what lies further back is dropped from the schedule.
    std::uint64_t seed = 1;

    static PacerOptions every(std::chrono::nanoseconds period)
    {
        return {.messagesPerSecond = 1e9 / static_cast<double>(period.count() < 1 ? 1 : period.count())};
    }
};

/// Tells when messages are due. Knows no clock: the caller's time, in ns, is an argument; it must not go back.
///
/// Threads: one owner.
class Pacer
{
public:
    static constexpr std::uint64_t unlimited = ~std::uint64_t{0};

    /// The first group is due at `startNs`. Throws Error (InvalidArgument) for a rate that is negative or no number, a jitter outside 0 to 1, a
    /// burst of 0.
    Pacer(const PacerOptions &options, std::int64_t startNs);

    /// Messages due now, which count as sent; 0 before dueNs(). Unlimited without a rate.
    std::uint64_t take(std::int64_t nowNs);
    /// When the next group is due.
    std::int64_t dueNs() const noexcept { return m_dueNs; }
    bool paced() const noexcept { return m_intervalNs > 0; }
    /// Groups dropped from the schedule, because the caller came too late for them.
    std::uint64_t dropped() const noexcept { return m_dropped; }

private:
    void plan() noexcept;

    std::uint64_t m_burst;
    std::uint64_t m_mostBehind;
    double m_jitter;
    double m_intervalNs = 0; ///< Between groups; 0: no rate.
    double m_atNs = 0;       ///< Since m_startNs: the next group's time without jitter.
    std::int64_t m_startNs;
    std::int64_t m_dueNs;
    std::uint64_t m_dropped = 0;
    TrafficRandom m_random;
};

/// Now, on the clock of the traffic (CLOCK_MONOTONIC), in ns.
inline std::int64_t trafficNowNs() noexcept
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}
/// Sleeps until then on that clock. False when the stop flag came first, at most 10 ms before this returns.
bool sleepUntilNs(std::int64_t whenNs, const StopFlag *stop) noexcept;

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "pacer.h"

#include "../ipc/deadline.h"
#include "../ipc/error.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace membridge {

Pacer::Pacer(const PacerOptions &options, std::int64_t startNs)
    : m_burst(options.burst),
      m_mostBehind(std::max<std::uint64_t>(options.mostBehind, 1)),
      m_jitter(options.jitter),
      m_startNs(startNs),
      m_dueNs(startNs),
      m_random(options.seed)
{
    if (!(options.messagesPerSecond >= 0) || !std::isfinite(options.messagesPerSecond) || !(m_jitter >= 0)
        || m_jitter > 1 || m_burst == 0)
        throw Error(ErrorCode::InvalidArgument, "", "pace messages",
                    "a rate is 0 or more, a jitter from 0 to 1, a burst at least 1");
    if (options.messagesPerSecond > 0)
        m_intervalNs = 1e9 * static_cast<double>(m_burst) / options.messagesPerSecond;
}

std::uint64_t Pacer::take(std::int64_t nowNs)
{
    if (!paced())
        return unlimited;
    if (nowNs < m_dueNs)
        return 0;
    // All groups before now, and the one whose jitter has just passed.
    const double late = static_cast<double>(nowNs - m_startNs) - m_atNs;
    const double groupsDue = 1 + (late < 0 ? 0 : std::floor(late / m_intervalNs));
    const double kept = std::min(groupsDue, static_cast<double>(m_mostBehind));
    m_dropped += static_cast<std::uint64_t>(groupsDue - kept);
    m_atNs += groupsDue * m_intervalNs;
    plan();
    return static_cast<std::uint64_t>(kept) * m_burst;
}

void Pacer::plan() noexcept
{
    const double atNs = m_atNs + (m_jitter > 0 ? m_jitter * m_random.share() * m_intervalNs : 0);
    // A rate of one message in centuries must not overflow.
    constexpr double most = 4e18;
    m_dueNs = m_startNs + static_cast<std::int64_t>(std::min(atNs, most - static_cast<double>(m_startNs)));
}

bool sleepUntilNs(std::int64_t whenNs, const StopFlag *stop) noexcept
{
    // A sleep ends up to this late; what is nearer is waited for by giving way to others.
    constexpr std::int64_t slackNs = 60'000;
    constexpr std::int64_t longestNs = 10'000'000;
    while (true) {
        if (stop != nullptr && stop->requested())
            return false;
        const std::int64_t left = whenNs - trafficNowNs();
        if (left <= 0)
            return true;
        if (left > slackNs)
            std::this_thread::sleep_for(std::chrono::nanoseconds(std::min(left - slackNs, longestNs)));
        else
            std::this_thread::yield();
    }
}

} // namespace membridge

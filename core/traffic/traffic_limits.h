// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "pacer.h"
#include "traffic_result.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

namespace membridge {

/// When one side of the traffic ends.
class TrafficLimits
{
public:
    /// A count or a duration of 0 is no limit. The time starts now.
    TrafficLimits(std::uint64_t count, std::chrono::nanoseconds duration, std::chrono::nanoseconds timeout,
                  const StopFlag *stop) noexcept
        : m_count(count), m_timeout(timeout), m_stop(stop), m_startNs(trafficNowNs())
    {
        constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
        m_endNs = duration.count() > 0 && duration.count() < never - m_startNs ? m_startNs + duration.count() : never;
    }

    std::int64_t startNs() const noexcept { return m_startNs; }
    std::optional<TrafficEnd> end(std::uint64_t messages, std::int64_t nowNs) const noexcept
    {
        if (m_stop != nullptr && m_stop->requested())
            return TrafficEnd::Stopped;
        if (m_count != 0 && messages >= m_count)
            return TrafficEnd::Count;
        if (nowNs >= m_endNs)
            return TrafficEnd::Time;
        return std::nullopt;
    }
    std::uint64_t left(std::uint64_t messages) const noexcept
    {
        return m_count == 0 ? std::numeric_limits<std::uint64_t>::max() : m_count - messages;
    }
    std::int64_t atMostEnd(std::int64_t ns) const noexcept { return std::min(ns, m_endNs); }
    /// For one wait that should bring progress.
    Deadline waitDeadline() const noexcept
    {
        const std::chrono::nanoseconds toEnd(m_endNs - trafficNowNs());
        return Deadline::after(std::min(m_timeout, toEnd), m_stop);
    }

private:
    std::uint64_t m_count;
    std::chrono::nanoseconds m_timeout;
    const StopFlag *m_stop;
    std::int64_t m_startNs;
    std::int64_t m_endNs;
};

} // namespace membridge

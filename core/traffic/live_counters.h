// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "pacer.h"
#include "traffic_result.h"
#include "verifier.h"

#include <atomic>

namespace membridge {

/// TrafficCounters that one thread writes and any thread reads.
///
/// Orders: relaxed throughout; the numbers are for showing, and who joins the writer's thread synchronises by that.
class LiveCounters
{
public:
    void start() noexcept { m_startNs.store(trafficNowNs(), std::memory_order_relaxed); }
    void finish() noexcept { m_endNs.store(trafficNowNs(), std::memory_order_relaxed); }
    /// One writer, so that no read-modify-write, which would lock the line, is needed.
    void add(std::uint64_t messages, std::uint64_t bytes) noexcept
    {
        raise(m_messages, messages);
        raise(m_bytes, bytes);
    }
    void refuse() noexcept { raise(m_refused, 1); }
    void set(const VerifyCounts &counts) noexcept
    {
        m_lost.store(counts.lost, std::memory_order_relaxed);
        m_duplicated.store(counts.duplicated, std::memory_order_relaxed);
        m_reordered.store(counts.reordered, std::memory_order_relaxed);
        m_corrupt.store(counts.corrupt, std::memory_order_relaxed);
        m_late.store(counts.late, std::memory_order_relaxed);
    }
    std::uint64_t messages() const noexcept { return m_messages.load(std::memory_order_relaxed); }

    TrafficCounters read() const noexcept
    {
        TrafficCounters now;
        now.messages = messages();
        now.bytes = m_bytes.load(std::memory_order_relaxed);
        now.refused = m_refused.load(std::memory_order_relaxed);
        now.lost = m_lost.load(std::memory_order_relaxed);
        now.duplicated = m_duplicated.load(std::memory_order_relaxed);
        now.reordered = m_reordered.load(std::memory_order_relaxed);
        now.corrupt = m_corrupt.load(std::memory_order_relaxed);
        now.late = m_late.load(std::memory_order_relaxed);
        const std::int64_t start = m_startNs.load(std::memory_order_relaxed);
        const std::int64_t end = m_endNs.load(std::memory_order_relaxed);
        if (start != 0)
            now.elapsedNs = (end != 0 ? end : trafficNowNs()) - start;
        return now;
    }

private:
    static void raise(std::atomic<std::uint64_t> &counter, std::uint64_t by) noexcept
    {
        counter.store(counter.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
    }

    std::atomic<std::uint64_t> m_messages{0};
    std::atomic<std::uint64_t> m_bytes{0};
    std::atomic<std::uint64_t> m_refused{0};
    std::atomic<std::uint64_t> m_lost{0};
    std::atomic<std::uint64_t> m_duplicated{0};
    std::atomic<std::uint64_t> m_reordered{0};
    std::atomic<std::uint64_t> m_corrupt{0};
    std::atomic<std::uint64_t> m_late{0};
    std::atomic<std::int64_t> m_startNs{0};
    std::atomic<std::int64_t> m_endNs{0};
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "finding_limits.h"
#include "finding_list.h"
#include "moment.h"
#include "process_history.h"
#include "ring_probe.h"

#include <cstdint>
#include <optional>

namespace membridge {

/// What the indices of a ring tell over time. Only pairs that existed at one moment count. Indices never fall in a healthy ring, so one that
/// stands in two samples stood between them, too.
///
/// Threads: one owner. The limits, the list and the history must outlive it.
class RingWatch
{
public:
    RingWatch(const FindingLimits &limits, FindingList &list, const ProcessHistory &processes) noexcept
        : m_limits(limits), m_list(list), m_processes(processes)
    {
    }

    /// `shrank`: the segment is smaller than it was, so a capacity that does not fit is no news.
    void add(const RingSample &sample, const RingProgress &progress, bool shrank, Moment now);
    /// The frames that were pending: their fault, or that there is none.
    void addFrames(const PendingFrames &frames, std::int64_t timeNs);

private:
    void watchIndices(const RingSample &sample, Moment now);
    void reportWentBack(const char *index, FindingCode inferred, std::uint64_t offset, std::uint64_t from,
                        std::uint64_t to, bool inference, Moment now);
    void watchFault(const RingSample &sample, bool shrank, Moment now);
    void restart(const RingSample &sample, Moment now);
    void watchConsumer(const RingHeader &header, bool full, Moment now);
    void watchProducer(const RingHeader &header, bool full, Moment now);
    void watchFill(const RingHeader &header, bool full, Moment now);
    void reportCorrupt(const RingFault &fault, std::int64_t timeNs);
    Evidence whoStalls() const;

    const FindingLimits &m_limits;
    FindingList &m_list;
    const ProcessHistory &m_processes;

    std::optional<RingSample> m_latest; ///< Of a moment; its header may be at fault.
    bool m_started = false;             ///< The figures below are of this ring.
    std::uint64_t m_frame = 0;          ///< Average bytes of the frames counted last; 0: unknown.

    std::optional<RingFaultKind> m_fault;
    Moment m_faultSince;

    std::uint64_t m_head = 0;
    std::uint64_t m_tail = 0;
    Moment m_waitingSince; ///< Frames wait and head stands since then.
    std::uint64_t m_tailThen = 0;
    bool m_moved = false; ///< Either index, since we look.

    Moment m_tailMoved;        ///< When tail last moved, or could not.
    std::uint64_t m_moves = 0; ///< Of tail.
    Moment m_pausesSince;
    std::int64_t m_longestPause = 0;  ///< Of tail, since then …
    std::int64_t m_longestBefore = 0; ///< … and in the time before.
    bool m_producerStopped = false;   ///< It was reported, with a stopped process.

    Moment m_windowSince;
    Moment m_filledAt; ///< The latest sample that the window counts.
    std::int64_t m_windowFullNs = 0;
    bool m_windowFull = false; ///< At the latest sample.
    std::uint64_t m_windowHead = 0;

    std::uint64_t m_corruptPosition = 0;
    std::uint64_t m_corruptOffset = 0;
};

} // namespace membridge

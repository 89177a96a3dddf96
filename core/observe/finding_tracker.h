// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "finding_limits.h"
#include "finding_list.h"
#include "lock_watch.h"
#include "process_history.h"
#include "ring_watch.h"
#include "sample.h"
#include "segment_watch.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace membridge {

/// Finds what takes more than one look: fed with samples, process lists and what else is known about one segment, it keeps a list of what is and was
/// wrong. It has no clock and looks at nothing itself, so the same input gives the same findings. A sample without a finding costs tens of ns and
/// allocates nothing.
///
/// Times are those of Sample::timeNs and must not fall. Samples may come at any rate from 1 Hz on; what was not sampled is not judged.
///
/// Threads: one owner.
class FindingTracker
{
public:
    explicit FindingTracker(Layout layout, const FindingLimits &limits = {});
    FindingTracker(const FindingTracker &) = delete;
    FindingTracker &operator=(const FindingTracker &) = delete;

    void add(const Sample &sample);
    /// Who has the object, found out between `beganNs` and `endedNs`. Without these, holders of a lock are unknown and nothing is proved orphaned.
    void addProcesses(std::int64_t beganNs, std::int64_t endedNs, const platform::ProcessList &processes)
    {
        m_processes.add(beganNs, endedNs, processes);
    }
    /// Who is recorded to have died holding the lock, read at that time; nothing: nobody.
    void addDeadHolder(std::optional<RecordedHold> holder, std::int64_t timeNs)
    {
        m_lock.setDeadHolder(std::move(holder), timeNs);
    }
    /// Frames that were pending in the ring.
    void addFrames(const PendingFrames &frames, std::int64_t timeNs) { m_ring.addFrames(frames, timeNs); }
    /// What a schema made of the bytes from `offset` (of the segment) on. `mayBeTorn`: read while somebody may have been writing, so that
    /// only what comes again and again counts.
    void addDecoded(const Decoded &decoded, std::uint64_t offset, bool mayBeTorn, std::int64_t timeNs)
    {
        m_segment.addDecoded(decoded, offset, mayBeTorn, timeNs);
    }
    /// The same of a ring's pending frames, which can't be torn.
    void addMisfits(const FrameMisfits &misfits, std::int64_t timeNs) { m_segment.addMisfits(misfits, timeNs); }
    void addSpace(const platform::MemorySpace &space, std::int64_t timeNs) { m_segment.addSpace(space, timeNs); }

    /// In the order in which they were first found; at most FindingLimits::maxRecords.
    const std::vector<FindingRecord> &records() const noexcept { return m_list.records(); }
    /// Grows when a record comes, ends or is worded anew, so that others need not compare.
    std::uint64_t revision() const noexcept { return m_list.revision(); }
    /// Findings that found no room, because every record was active.
    std::uint64_t dropped() const noexcept { return m_list.dropped(); }

private:
    FindingLimits m_limits;
    FindingList m_list;
    ProcessHistory m_processes;
    SegmentWatch m_segment;
    LockWatch m_lock;
    RingWatch m_ring;
    bool m_started = false;
    Moment m_now;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/finding_tracker.h"
#include "core/observe/inspection.h"
#include "core/observe/segment_reader.h"

#include <cstdint>
#include <future>
#include <optional>

namespace membridge::cli {

/// What is around a segment that is watched, as far as findings rest on it: who has it, and how much shared memory is left. To walk /proc takes tens
/// of milliseconds, in which a ring goes round many times: it is done in a thread of its own, at once and then every five seconds; every
/// second while it is urgent.
///
/// Threads: one owner. The destructor waits for a walk that is going on.
class Surroundings
{
public:
    Surroundings(const SegmentReader &reader, Layout layout) : m_reader(reader), m_layout(layout) { }

    /// Begins what is due, and tells the tracker what is known since the last call. `timeNs` is the latest sample's.
    void look(FindingTracker &tracker, std::int64_t timeNs, bool urgent);
    /// How many other processes have the segment; nothing before that is known.
    std::optional<std::int64_t> processes() const noexcept { return m_processes; }
    /// That a region's lock is held by nobody who lives, if the last walk showed that and `word` is as it was then: also known where not every
    /// process can be looked into, if the holder had left a record.
    const Finding *orphaned(LockWord word) const noexcept;

private:
    struct Sighting
    {
        std::int64_t beganNs = 0;
        std::int64_t endedNs = 0;
        Inspection inspection; ///< Of a ring, the processes only.
    };

    void lookAtProcesses(FindingTracker &tracker, std::int64_t timeNs, bool urgent);

    SegmentReader m_reader; ///< Of its own, for the walk that goes on while others end.
    Layout m_layout;
    std::future<Sighting> m_walk;
    std::int64_t m_walkedNs = 0;
    std::int64_t m_spaceNs = 0;
    std::optional<std::int64_t> m_processes;
    std::optional<LockWord> m_word;
    std::optional<Finding> m_orphaned;
};

} // namespace membridge::cli

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "finding_limits.h"
#include "finding_list.h"
#include "moment.h"
#include "process_history.h"

#include "../ipc/hold_record.h"
#include "../ipc/layout.h"

#include <cstdint>
#include <optional>

namespace membridge {

/// What the lock word of a region tells over time. It is polled: what it was between two samples is unknown, so a word that was held in each
/// of many samples was probably held all the time, and that is as much as is said.
///
/// Threads: one owner. The limits, the list and the history must outlive it.
class LockWatch
{
public:
    LockWatch(const FindingLimits &limits, FindingList &list, const ProcessHistory &processes) noexcept
        : m_limits(limits), m_list(list), m_processes(processes)
    {
    }

    void add(LockWord word, Moment now);
    /// Who is recorded to have died with the lock, as it was at that time.
    void setDeadHolder(std::optional<RecordedHold> holder, std::int64_t timeNs);

private:
    bool diedHolding(LockWord word) const noexcept;
    void watchWord(LockWord word, Moment now);
    void watchReset(LockWord word, Moment now);
    void watchHold(LockWord word, Moment now);
    void reportOrphaned(LockWord word, bool nobody, Moment now);
    void reportStuck(LockWord word, Moment now);
    void watchReaders(LockWord word, Moment now, bool changed);
    void watchFloor(LockWord word, Moment now);
    void reportLeak(Moment now);
    Finding finding(FindingCode code, Severity severity, std::string text, LockWord word, std::uint64_t second) const;

    const FindingLimits &m_limits;
    FindingList &m_list;
    const ProcessHistory &m_processes;

    bool m_started = false;
    LockWord m_word;             ///< At the latest sample.
    Moment m_since;              ///< When it was first seen so, unchanged since in every sample.
    std::uint64_t m_samples = 0; ///< Since then.
    std::optional<RecordedHold> m_deadHolder;
    std::int64_t m_deadHolderNs = 0;
    std::int32_t m_mostReaders = 0; ///< Ever seen at once, except implausibly many.

    Moment m_readersSince; ///< Readers in every sample since then.
    std::uint64_t m_readerSamples = 0;
    std::uint64_t m_readerChanges = 0; ///< Of the word, in these samples.

    Moment m_windowSince;
    std::uint64_t m_windowSamples = 0;
    std::int32_t m_windowFloor = 0; ///< Fewest readers in this window.
    bool m_floorKnown = false;
    std::int32_t m_floor = 0;         ///< Fewest readers in the window before.
    unsigned m_rises = 0;             ///< Of the floor, since it last fell.
    unsigned m_steadyWindows = 0;     ///< Since it last rose.
    std::int64_t m_risingSinceNs = 0; ///< Start of the last window with the lowest floor.
    std::int64_t m_windowBeganNs = 0;
};

} // namespace membridge

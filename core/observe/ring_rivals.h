// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/layout.h"
#include "../ipc/ring_segment.h"
#include "../platform/platform.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace membridge {

/// Who seems to be a ring's producer, or its consumer, besides ourselves: for a program that is about to become it, as a second one corrupts the ring.
///
/// Who that is, is inferred: tail (or head) moved while we did not move it, and these processes may write to the segment. Nobody is told once every
/// process was looked into after that and none may write any more, or when the index stood still for `patienceNs`; for `unseenPatienceNs` where none of
/// those that could be looked into may write.
///
/// Has no clock: times are CLOCK_MONOTONIC in ns. Threads: one owner.
class RingRivals
{
public:
    static constexpr std::int64_t patienceNs = 60'000'000'000;
    static constexpr std::int64_t unseenPatienceNs = 3'000'000'000;

    struct Rival
    {
        std::int64_t movedNs = 0; ///< When the index was last seen moved, and not by us.
        /// Other processes that may write to it, of which one moved it; empty before anybody looked.
        std::vector<platform::ProcessInfo> candidates;
        bool allSeen = false; ///< Otherwise some process could not be looked into, or nobody looked yet.

        bool operator==(const Rival &other) const noexcept;
    };

    /// A look at the indices.
    void add(const RingHeader &seen, std::int64_t timeNs);
    /// Who has the segment, found out between `beganNs` and `endedNs`.
    void addProcesses(std::int64_t beganNs, const platform::ProcessList &processes);

    /// We may move that index from now on, until as many endOwn() came.
    void beginOwn(RingSide side) noexcept;
    /// No longer. `left` is where we left it, where that is known.
    void endOwn(RingSide side, std::int64_t timeNs, std::optional<std::uint64_t> left = {}) noexcept;

    /// Nothing: none is known of.
    std::optional<Rival> rival(RingSide side) const;

private:
    struct Side
    {
        std::optional<std::uint64_t> index; ///< Where it is if nobody else moved it.
        unsigned own = 0;
        std::int64_t ownEndedNs = 0;
        std::optional<std::int64_t> movedNs;
    };

    static void look(Side &side, std::uint64_t index, std::int64_t timeNs);

    std::array<Side, 2> m_sides;
    std::int64_t m_nowNs = 0;
    std::optional<std::int64_t> m_lookedNs; ///< When the newest look for processes began.
    bool m_allSeen = false;
    std::vector<platform::ProcessInfo> m_writers;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace membridge {

/// When something that takes time becomes a finding. Times in ns of *observed* time: gaps in the sampling don't count, because whatever
/// kept the observer from running may have kept the observed from running, too.
struct FindingLimits
{
    static constexpr std::int64_t second = 1'000'000'000;

    /// A lock word that is held and unchanged. The peer holds its lock for one call, which takes 40 ms for 1 GiB; two seconds are longer than
    /// any call and any scheduling delay, and short enough for somebody who waits.
    std::int64_t stuckNs = 2 * second;
    /// … in at least so many samples: a busy lock is found held in one sample after another by chance.
    std::uint64_t stuckSamples = 10;

    /// Readers come and go, and the lock was never seen free.
    std::int64_t starvedNs = 5 * second;
    std::uint64_t starvedSamples = 200;
    std::uint64_t starvedChanges = 10;

    /// The fewest readers within such a window are its floor …
    std::int64_t leakWindowNs = second;
    std::uint64_t leakSamples = 50;
    /// … and a floor that rose so often, never fell and then stayed for so many windows is a leak. Once is enough if a process ended meanwhile.
    unsigned leakRises = 2;
    unsigned leakSteadyWindows = 2;

    /// Frames wait and head stands. Programs that take messages look at least once a second; one that is busy for two keeps its messages waiting.
    std::int64_t consumerStalledNs = 2 * second;

    /// Tail stands: at least so long, and so many times as long as the longest of its recent pauses, after so many movements.
    std::int64_t producerStalledNs = 5 * second;
    std::int64_t producerTimesUsual = 20;
    std::uint64_t producerMoves = 50;
    /// Pauses are forgotten after once to twice this time.
    std::int64_t producerMemoryNs = 60 * second;

    /// The share of a window in which the ring was full; a finding begins at the first and ends below the second.
    std::int64_t fullWindowNs = 5 * second;
    double fullShare = 0.5;
    double fullEndShare = 0.4;

    /// A header that is wrong has to be so in two samples, this far apart: its creator writes the three fields one after the other.
    std::int64_t confirmNs = second / 50;
    /// A header that is all zero is a ring that was not set up yet; an object without a size is one that was only just made.
    std::int64_t setUpNs = second;
    /// A misfit of bytes that were read without the lock has to come so many times in a row: they may have been torn.
    unsigned misfits = 3;

    /// The share of the file system's memory that is left; a finding begins below the first and ends above the second.
    double spaceShare = 0.05;
    double spaceEndShare = 0.10;

    /// What happens in a moment stays active for so long.
    std::int64_t eventNs = 5 * second;
    /// A finding that goes on is worded anew at most this often.
    std::int64_t rewordNs = second;
    /// Two samples further apart have a gap between them, marked or not.
    std::int64_t longestStepNs = second + second / 2;
    /// Records kept; those longest over make room.
    std::size_t maxRecords = 64;
};

} // namespace membridge

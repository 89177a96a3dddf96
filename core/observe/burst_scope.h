// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "log_histogram.h"
#include "segment_reader.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace membridge {

/// Ends a capture some time after the lock word became this, and keeps what came before.
struct BurstTrigger
{
    std::int32_t word = -1;
    std::chrono::nanoseconds after = std::chrono::milliseconds(10);
};

struct BurstOptions
{
    static constexpr std::chrono::milliseconds longest{5000};

    std::chrono::nanoseconds duration = std::chrono::milliseconds(100); ///< At most `longest`.
    std::size_t keptTransitions = 100'000; ///< Of those after the trigger, or of all without one: the first ones.
    std::optional<BurstTrigger> trigger = {};
    std::size_t keptBefore = 10'000; ///< Transitions before the trigger: the last ones.
};

/// The lock word changed, as far as samples show.
struct LockTransition
{
    std::int64_t timeNs = 0;        ///< CLOCK_MONOTONIC of the first sample with the new word.
    std::int64_t uncertaintyNs = 0; ///< The change came this long before it at most.
    std::int32_t from = 0;
    std::int32_t to = 0;
};

/// How long some kind of hold lasted.
struct BurstHolds
{
    LogHistogram ns;       ///< Of those that began and ended within the capture.
    std::uint64_t cut = 0; ///< Began before it or ended after it; not in the histogram.
    std::int64_t longestNs = 0;
    std::int64_t longestAtNs = 0; ///< When that one began.
};

enum class BurstEnd {
    Time,    ///< The duration, or the trigger's, was over.
    Stopped, ///< The stop flag was set.
    Lost     ///< The segment shrank to nothing under the capture.
};

/// What a burst capture saw. A state that lasted for less than the time between two samples may have come and gone unseen; maxGapNs bounds that
/// time, and meanGapNs is what it usually is. A processor that was taken away from the capture shows as a long gap.
struct BurstCapture
{
    static constexpr std::size_t countsKept = 9;

    BurstEnd end = BurstEnd::Time;
    std::int64_t beginNs = 0; ///< CLOCK_MONOTONIC.
    std::int64_t durationNs = 0;
    std::uint64_t samples = 0;
    double rateHz = 0;
    double meanGapNs = 0;
    std::int64_t maxGapNs = 0;
    std::uint64_t longGaps = 0; ///< Of more than 10 µs: what only an interruption makes.

    std::uint64_t transitions = 0; ///< All that were seen, also those not kept.
    std::vector<LockTransition> kept;
    std::optional<BurstTrigger> trigger;   ///< As it was asked for.
    std::optional<std::int64_t> triggerNs; ///< When the trigger's word was first seen.
    std::int32_t firstWord = 0;
    std::int32_t lastWord = 0;

    BurstHolds writer;
    BurstHolds reader;       ///< Of readers who were alone from begin to end: the word does not tell several apart.
    BurstHolds readers;      ///< From the first reader's coming to the last one's going, where there were several.
    double busyRatio = 0;    ///< Share of the time in which the word was not 0.
    double writerRatio = 0;  ///< … was -1.
    double invalidRatio = 0; ///< … was no state of this lock.
    std::array<double, countsKept> readerRatio{}; ///< Share of the time with so many readers; the last: that many or more.
    std::int32_t mostReaders = 0;

    /// How many of `kept` came before the trigger; all, if it did not come.
    std::size_t keptBeforeTrigger() const noexcept;
};

/// Looks at a lock word without a pause for a bounded time, through a guarded read-only mapping of the first page: one shot, asked for
/// explicitly. It costs a core, and slows those who use the lock, as it shares their cache line.
///
/// Threads: the calling one, which it occupies until it ends. Throws Error: TooSmall, InvalidArgument (a duration beyond
/// BurstOptions::longest), System.
BurstCapture captureBurst(const SegmentReader &reader, const BurstOptions &options = {}, const StopFlag *stop = nullptr);

} // namespace membridge

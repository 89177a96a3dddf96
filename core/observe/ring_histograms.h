// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "log_histogram.h"
#include "ring_probe.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace membridge {

/// How large the messages of a ring were, and how long after each other they came. A plain value of 118 KiB.
///
/// Sizes are exact for every frame that was counted. Times are known only as well as the looks were close: a message came at some time between
/// the look that saw it and the look before. Where one message came between two looks, its interval runs from look to look, right to within
/// lookMeanNs() on average and longestLookNs at most. Where several came, they count as evenly spread between the two looks: their number
/// and their sum are right, how they differ is not known (`spread` counts them).
struct RingHistograms
{
    LogHistogram sizes;             ///< Bytes of payload.
    LogHistogram intervals;         ///< Nanoseconds.
    std::uint64_t bytesIn = 0;      ///< Of all messages, length prefixes included: exact.
    std::uint64_t bytesSized = 0;   ///< Of those in `sizes`.
    std::uint64_t bytesTimed = 0;   ///< Of those that came between looks that saw every message.
    std::uint64_t spread = 0;       ///< Intervals of messages of which several came between two looks.
    std::uint64_t looks = 0;        ///< That `intervals` was counted from.
    std::int64_t looksNs = 0;       ///< The time between them and the looks before them, added up.
    std::int64_t longestLookNs = 0; ///< The longest of these times.

    /// Share of the bytes whose messages are in `sizes`; 1: every message, also when there was none.
    double sizeCoverage() const noexcept { return share(bytesSized); }
    /// Likewise of `intervals`.
    double intervalCoverage() const noexcept { return share(bytesTimed); }
    double lookMeanNs() const noexcept
    {
        return looks == 0 ? 0 : static_cast<double>(looksNs) / static_cast<double>(looks);
    }
    void merge(const RingHistograms &other) noexcept;

private:
    double share(std::uint64_t bytes) const noexcept
    {
        return bytesIn == 0 ? 1.0 : static_cast<double>(bytes) / static_cast<double>(bytesIn);
    }
};

/// Fills RingHistograms look by look. Allocates only when something came since the last take().
///
/// Threads: one owner.
class RingHistogramMeter
{
public:
    /// A look at `timeNs` (CLOCK_MONOTONIC) that found `progress`, and in the part that was walked frames of these `lengths`.
    void add(std::int64_t timeNs, const RingProgress &progress, std::span<const LengthRun> lengths);
    /// What came since the last call; nothing when nothing did. An interval belongs to the message that ends it.
    std::unique_ptr<RingHistograms> take() noexcept { return std::move(m_histograms); }

private:
    void addIntervals(std::int64_t timeNs, const RingProgress &progress);

    std::unique_ptr<RingHistograms> m_histograms;
    std::optional<std::int64_t> m_lastNs; ///< The look that saw the latest message; nothing before the first.
};

} // namespace membridge

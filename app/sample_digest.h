// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/lock_recording.h"
#include "core/observe/rate_meter.h"
#include "core/observe/ring_recording.h"
#include "core/observe/sampler.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace membridge {

/// Makes of a sampler's batches what the views show: points for the plot, and rates that can be read. One thread.
class SampleDigest
{
public:
    explicit SampleDigest(std::int64_t beginNs) : m_ratesSinceNs(beginNs) { }

    void add(const SampleBatch &batch);

    /// Since the last call: one a sample that shows a ring.
    std::vector<RingPoint> takePoints() { return std::exchange(m_points, {}); }
    /// Since the last call: one a sample that shows a lock word.
    std::vector<LockPoint> takeLockPoints() { return std::exchange(m_lockPoints, {}); }
    /// Over about the last second; shorter ones flicker too fast to be read.
    const RateMeter::Rates &rates() const noexcept { return m_rates; }
    /// The first second is over.
    bool hasRates() const noexcept { return m_hasRates; }
    double achievedHz() const noexcept { return m_achievedHz; }
    /// Looks that were due and not taken, since the begin.
    std::uint64_t missed() const noexcept { return m_missed; }

private:
    void add(const Sample &sample);

    std::int64_t m_ratesSinceNs;
    RateMeter m_meter;
    RateMeter::Rates m_rates;
    bool m_hasRates = false;
    double m_achievedHz = 0;
    std::uint64_t m_missed = 0;
    std::vector<RingPoint> m_points;
    std::vector<LockPoint> m_lockPoints;
    bool m_lostPoints = false; ///< A sample showed no ring, or there was no room: the next point comes after a gap.
    bool m_lostLockPoints = false;
};

} // namespace membridge

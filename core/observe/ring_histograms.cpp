// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "ring_histograms.h"

#include <algorithm>

namespace membridge {

void RingHistograms::merge(const RingHistograms &other) noexcept
{
    sizes.merge(other.sizes);
    intervals.merge(other.intervals);
    bytesIn += other.bytesIn;
    bytesSized += other.bytesSized;
    bytesTimed += other.bytesTimed;
    spread += other.spread;
    looks += other.looks;
    looksNs += other.looksNs;
    longestLookNs = std::max(longestLookNs, other.longestLookNs);
}

void RingHistogramMeter::add(std::int64_t timeNs, const RingProgress &progress, std::span<const LengthRun> lengths)
{
    if (progress.restarted) {
        m_lastNs.reset();
        return;
    }
    if (progress.bytesIn == 0)
        return;
    if (!m_histograms)
        m_histograms = std::make_unique<RingHistograms>();
    m_histograms->bytesIn += progress.bytesIn;
    m_histograms->bytesSized += progress.bytesWalked;
    for (const LengthRun &run : lengths)
        m_histograms->sizes.add(run.length, run.frames);
    // Without their number there is no telling how far apart they were, but the latest came since the look before.
    if (progress.bytesWalked == progress.bytesIn && progress.framesSeen > 0 && progress.elapsedNs > 0)
        addIntervals(timeNs, progress);
    m_lastNs = timeNs;
}

void RingHistogramMeter::addIntervals(std::int64_t timeNs, const RingProgress &progress)
{
    const std::uint64_t frames = progress.framesSeen;
    const std::int64_t step = progress.elapsedNs / static_cast<std::int64_t>(frames);
    RingHistograms &to = *m_histograms;
    to.intervals.add(static_cast<std::uint64_t>(step), frames - 1);
    if (m_lastNs) {
        // Evenly spread over the time since the look before, the latest of them at this look.
        const std::int64_t first = timeNs - step * static_cast<std::int64_t>(frames - 1);
        to.intervals.add(static_cast<std::uint64_t>(std::max<std::int64_t>(first - *m_lastNs, 0)));
    }
    if (frames > 1)
        to.spread += m_lastNs ? frames : frames - 1;
    to.bytesTimed += progress.bytesIn;
    ++to.looks;
    to.looksNs += progress.elapsedNs;
    to.longestLookNs = std::max(to.longestLookNs, progress.elapsedNs);
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "sample_taker.h"

#include <algorithm>

namespace membridge {

Sample SampleTaker::take()
{
    Sample sample;
    sample.status = m_reader.status();
    if (m_layout == Layout::Region)
        sample.lock = m_reader.lockWord();
    else if (m_layout == Layout::Ring)
        sample.ring = m_probe.sample();
    sample.timeNs = sample.ring ? sample.ring->timeNs : platform::monotonicNs();
    if (sample.ring && m_previous) {
        const double earned = static_cast<double>(sample.timeNs - m_previous->timeNs) / 1e9
            * static_cast<double>(m_walkRate);
        m_walkCredit = static_cast<std::uint64_t>(
            std::min(static_cast<double>(m_walkCredit) + earned, static_cast<double>(mostWalked)));
        sample.progress = m_probe.progress(*m_previous, *sample.ring, m_walkCredit);
        const RingProgress &progress = sample.progress;
        m_walkCredit -= std::min(progress.walkCost, m_walkCredit);
        if (!progress.restarted && progress.elapsedNs > 0)
            m_bytesPerMs = static_cast<double>(progress.bytesIn) * 1e6 / static_cast<double>(progress.elapsedNs);
    }
    m_previous = sample.ring;
    return sample;
}

std::chrono::milliseconds SampleTaker::suggestedWait() const noexcept
{
    constexpr double longest = 20;
    constexpr double shortest = 1;
    const double quarter = m_previous ? static_cast<double>(m_previous->header.capacity) / 4 : 0;
    const double time = m_bytesPerMs > 0 ? quarter / m_bytesPerMs : longest;
    return std::chrono::milliseconds(static_cast<int>(std::clamp(time, shortest, longest)));
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "sample_taker.h"

#include "../platform/segment_size.h"

#include <algorithm>

namespace membridge {

Sample SampleTaker::take()
{
    Sample sample;
    if (m_layout == Layout::Region)
        sample.lock = m_reader.lockWord();
    else if (m_layout == Layout::Ring)
        sample.ring = m_probe.sample();
    sample.timeNs = sample.ring ? sample.ring->timeNs : platform::monotonicNs();
    sample.status = status(sample);
    if (sample.ring && m_previous)
        count(sample);
    m_previous = sample.ring;
    return sample;
}

StatusReport SampleTaker::status(const Sample &sample)
{
    if (sample.timeNs - m_statusNs >= nameCheckNs || m_statusNs == 0) {
        m_statusNs = sample.timeNs;
        m_status = m_reader.status();
        return m_status;
    }
    if ((sample.ring ? sample.ring->segmentSize : platform::sizeOf(*m_reader.handle(), m_reader.name()))
        != m_status.sizeNow)
        m_status = m_reader.status();
    return m_status;
}

void SampleTaker::count(Sample &sample)
{
    const double seconds = static_cast<double>(sample.timeNs - m_previous->timeNs) / 1e9;
    // When not every frame can be counted anyway, a few, now and then, tell as much about their size as many.
    const auto walkRate = static_cast<double>(m_walkRate);
    const bool tooFast = m_bytesPerSecond > walkRate;
    const double credit = static_cast<double>(m_walkCredit) + seconds * (tooFast ? walkRate / 128 : walkRate);
    m_walkCredit = static_cast<std::uint64_t>(std::min(credit, static_cast<double>(mostWalked)));
    // … and as much by one walk as by several short ones, which cost a read each.
    const std::uint64_t few = m_walkCredit < fewWalked ? 0 : fewWalked;
    sample.progress = m_probe.progress(*m_previous, *sample.ring, tooFast ? few : m_walkCredit);
    const RingProgress &progress = sample.progress;
    m_histograms.add(sample.timeNs, progress, m_probe.countedLengths());
    m_walkCredit -= std::min(progress.walkCost, m_walkCredit);
    if (progress.restarted || seconds <= 0)
        return;
    // Over about 100 ms, so that a burst alone does not count as too fast.
    constexpr double memory = 0.1;
    const double weight = std::min(seconds / memory, 1.0);
    m_bytesPerSecond += (static_cast<double>(progress.bytesIn) / seconds - m_bytesPerSecond) * weight;
}

std::chrono::milliseconds SampleTaker::suggestedWait() const noexcept
{
    constexpr double longest = 20;
    constexpr double shortest = 1;
    const double quarter = m_previous ? static_cast<double>(m_previous->header.capacity) / 4 : 0;
    const double time = m_bytesPerSecond > 0 ? quarter / m_bytesPerSecond * 1e3 : longest;
    return std::chrono::milliseconds(static_cast<int>(std::clamp(time, shortest, longest)));
}

} // namespace membridge

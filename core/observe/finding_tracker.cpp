// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "finding_tracker.h"

namespace membridge {

FindingTracker::FindingTracker(Layout layout, const FindingLimits &limits)
    : m_limits(limits),
      m_list(m_limits.maxRecords, m_limits.rewordNs),
      m_segment(layout, m_limits, m_list),
      m_lock(m_limits, m_list, m_processes),
      m_ring(m_limits, m_list, m_processes)
{
}

void FindingTracker::add(const Sample &sample)
{
    const std::int64_t step = sample.timeNs - m_now.timeNs;
    if (m_started && !sample.afterGap && step > 0 && step <= m_limits.longestStepNs)
        m_now.observedNs += step;
    m_now.timeNs = sample.timeNs;
    m_started = true;

    m_segment.add(sample.status, m_now);
    if (sample.lock)
        m_lock.add(*sample.lock, m_now);
    if (sample.ring)
        m_ring.add(*sample.ring, sample.progress, sample.status.sizeNow < sample.status.sizeAtOpen, m_now);
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "rate_meter.h"

namespace membridge {

void RateMeter::startAt(std::int64_t timeNs) noexcept
{
    m_since = timeNs;
    m_bytesIn = m_bytesOut = m_frames = m_bytesWalked = 0;
}

void RateMeter::add(const Sample &sample) noexcept
{
    if (!sample.ring)
        return;
    m_latest = sample.timeNs;
    if (!m_started || sample.progress.restarted) {
        m_started = true;
        startAt(sample.timeNs);
        return;
    }
    m_bytesIn += sample.progress.bytesIn;
    m_bytesOut += sample.progress.bytesOut;
    m_frames += sample.progress.framesSeen;
    m_bytesWalked += sample.progress.bytesWalked;
}

RateMeter::Rates RateMeter::take() noexcept
{
    Rates rates;
    const std::int64_t elapsed = m_latest - m_since;
    if (elapsed > 0) {
        const double perSecond = 1e9 / static_cast<double>(elapsed);
        rates.bytesIn = static_cast<double>(m_bytesIn) * perSecond;
        rates.bytesOut = static_cast<double>(m_bytesOut) * perSecond;
        if (m_bytesIn > 0)
            rates.coverage = static_cast<double>(m_bytesWalked) / static_cast<double>(m_bytesIn);
        rates.messagesIn.reset();
        if (rates.coverage > 0)
            rates.messagesIn = static_cast<double>(m_frames) * perSecond / rates.coverage;
    }
    startAt(m_latest);
    return rates;
}

} // namespace membridge

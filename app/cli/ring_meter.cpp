// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ring_meter.h"

#include <algorithm>
#include <string>
#include <utility>

namespace membridge::cli {

namespace {

std::optional<Finding> wentBack(const RingHeader &before, const RingHeader &now)
{
    const bool head = now.head < before.head;
    if (!head && now.tail >= before.tail)
        return std::nullopt;
    const std::uint64_t from = head ? before.head : before.tail;
    const std::uint64_t to = head ? now.head : now.tail;
    return Finding{FindingCode::HeadWentBack,
                   Severity::Error,
                   std::string(head ? "head" : "tail") + " went back from " + std::to_string(from) + " to "
                       + std::to_string(to) + ": the ring was set up again while in use, or damaged",
                   head ? ring_layout::headOffset : ring_layout::tailOffset,
                   from,
                   to};
}

} // namespace

bool RingMeter::look()
{
    const auto now = m_probe.sample();
    if (!now)
        return false;
    if (m_started)
        count(*now);
    else
        m_since = now->timeNs;
    m_started = true;
    m_latest = *now;
    return true;
}

void RingMeter::count(const RingSample &now)
{
    if (auto finding = wentBack(m_latest.header, now.header))
        m_wentBack = std::move(finding);
    const RingProgress progress = m_probe.progress(m_latest, now);
    if (progress.restarted) {
        // No rate spans a restart.
        m_since = now.timeNs;
        m_bytesIn = m_bytesOut = m_frames = m_bytesWalked = 0;
        return;
    }
    if (progress.elapsedNs > 0)
        m_bytesPerMs = static_cast<double>(progress.bytesIn) * 1e6 / static_cast<double>(progress.elapsedNs);
    m_bytesIn += progress.bytesIn;
    m_bytesOut += progress.bytesOut;
    m_frames += progress.framesSeen;
    m_bytesWalked += progress.bytesWalked;
}

std::chrono::milliseconds RingMeter::untilNextLook() const
{
    // At most 50 looks a second while little moves, and never so many that they cost a noticeable part of a
    // core.
    constexpr double longest = 20;
    constexpr double shortest = 1;
    const double quarter = static_cast<double>(m_latest.header.capacity) / 4;
    const double time = m_bytesPerMs > 0 ? quarter / m_bytesPerMs : longest;
    return std::chrono::milliseconds(static_cast<int>(std::clamp(time, shortest, longest)));
}

RingMeter::Rates RingMeter::takeRates()
{
    Rates rates;
    const std::int64_t elapsed = m_latest.timeNs - m_since;
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
    m_since = m_latest.timeNs;
    m_bytesIn = m_bytesOut = m_frames = m_bytesWalked = 0;
    return rates;
}

std::optional<Finding> RingMeter::takeWentBack()
{
    return std::exchange(m_wentBack, std::nullopt);
}

} // namespace membridge::cli

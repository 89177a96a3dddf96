// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "lock_recording.h"

namespace membridge {

namespace {

constexpr TimeSeries::Limits limits{.samples = 1u << 17, .bucketsPerLevel = 1u << 15};

} // namespace

std::optional<LockPoint> LockPoint::of(const Sample &sample) noexcept
{
    if (!sample.lock)
        return std::nullopt;
    return LockPoint{.timeNs = sample.timeNs, .word = *sample.lock, .afterGap = sample.afterGap};
}

LockRecording::LockRecording()
{
    m_channels.fill(TimeSeries(limits));
}

void LockRecording::add(const LockPoint &point)
{
    const bool first = isEmpty();
    if (!first && point.timeNs <= lastNs())
        return;
    if (!first && point.afterGap && point.timeNs - lastNs() > Sample::shortGapNs) {
        for (TimeSeries &series : m_channels)
            series.breakHere();
    }
    if (first || point.word != m_last)
        m_unchangedSinceNs = point.timeNs;
    m_last = point.word;
    const bool invalid = point.word.state() == LockState::Invalid || point.word.implausible();
    m_channels[Writer].append(point.timeNs, point.word.state() == LockState::Writer ? 1 : 0);
    m_channels[Readers].append(point.timeNs, invalid ? 0 : point.word.readers());
    m_channels[Invalid].append(point.timeNs, invalid ? 1 : 0);
}

void LockRecording::clear()
{
    for (TimeSeries &series : m_channels)
        series.clear();
    m_last = {};
    m_unchangedSinceNs = 0;
}

TimeBucket LockRecording::summary(Channel channel, std::int64_t beginNs, std::int64_t endNs) const
{
    const auto columns = m_channels[channel].query(beginNs, endNs, 1);
    return columns.empty() ? TimeBucket{} : columns.front();
}

} // namespace membridge

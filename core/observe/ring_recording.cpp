// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "ring_recording.h"

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

/// In shorter ones a single message is a spike, and tells of our clock rather than of the traffic.
constexpr std::int64_t ratesNs = 20'000'000;
constexpr TimeSeries::Limits limits{.samples = 1u << 17, .bucketsPerLevel = 1u << 15};

double aSecond(std::uint64_t count, std::int64_t elapsedNs)
{
    return static_cast<double>(count) / static_cast<double>(elapsedNs) * 1e9;
}

} // namespace

std::optional<RingPoint> RingPoint::of(const Sample &sample) noexcept
{
    if (!sample.ring || sample.ring->fault)
        return std::nullopt;
    const RingProgress &progress = sample.progress;
    return RingPoint{.timeNs = sample.timeNs,
                     .elapsedNs = progress.elapsedNs,
                     .bytesIn = progress.bytesIn,
                     .bytesOut = progress.bytesOut,
                     .frames = progress.framesSeen,
                     .bytesWalked = progress.bytesWalked,
                     .used = sample.ring->header.used(),
                     .capacity = sample.ring->header.capacity,
                     .restarted = progress.restarted,
                     .afterGap = sample.afterGap};
}

RingRecording::RingRecording()
{
    m_channels.fill(TimeSeries(limits));
}

void RingRecording::add(const RingPoint &point)
{
    if (point.capacity == 0 || (!isEmpty() && point.timeNs <= lastNs()))
        return;
    if ((point.afterGap || point.restarted) && !isEmpty() && point.timeNs - lastNs() > Sample::shortGapNs) {
        for (TimeSeries &series : m_channels)
            series.breakHere();
        m_open = {};
    }
    m_channels[Fill].append(point.timeNs, static_cast<double>(point.used) / static_cast<double>(point.capacity));
    m_channels[Empty].append(point.timeNs, point.used == 0 ? 1 : 0);
    const double room = static_cast<double>(point.capacity - point.used);
    m_channels[Full].append(point.timeNs, room < std::max(m_frameSize, 1.0) ? 1 : 0);
    m_highWater = std::max(m_highWater, point.used);
    if (point.restarted || point.elapsedNs <= 0) {
        breakRates();
        return;
    }
    addRates(point);
}

void RingRecording::addRates(const RingPoint &point)
{
    m_open.elapsedNs += point.elapsedNs;
    m_open.bytesIn += point.bytesIn;
    m_open.bytesOut += point.bytesOut;
    m_open.frames += point.frames;
    m_open.bytesWalked += point.bytesWalked;
    if (m_open.elapsedNs < ratesNs)
        return;
    const RingPoint sum = std::exchange(m_open, {});
    m_channels[BytesIn].append(point.timeNs, aSecond(sum.bytesIn, sum.elapsedNs));
    m_channels[BytesOut].append(point.timeNs, aSecond(sum.bytesOut, sum.elapsedNs));
    if (sum.frames > 0)
        m_frameSize = static_cast<double>(sum.bytesWalked) / static_cast<double>(sum.frames);
    const double coverage = sum.bytesIn == 0 ? 1
                                             : static_cast<double>(sum.bytesWalked) / static_cast<double>(sum.bytesIn);
    m_channels[Coverage].append(point.timeNs, coverage);
    // Where nothing could be counted there is no estimate either: a gap, not a zero.
    if (coverage > 0)
        m_channels[Messages].append(point.timeNs, aSecond(sum.frames, sum.elapsedNs) / coverage);
    else
        m_channels[Messages].breakHere();
}

void RingRecording::breakRates()
{
    for (const Channel channel : {BytesIn, BytesOut, Messages, Coverage})
        m_channels[channel].breakHere();
    m_open = {};
}

void RingRecording::clear()
{
    for (TimeSeries &series : m_channels)
        series.clear();
    m_open = {};
    m_frameSize = 0;
    m_highWater = 0;
}

TimeBucket RingRecording::summary(Channel channel, std::int64_t beginNs, std::int64_t endNs) const
{
    const auto columns = m_channels[channel].query(beginNs, endNs, 1);
    return columns.empty() ? TimeBucket{} : columns.front();
}

} // namespace membridge

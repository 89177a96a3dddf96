// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample.h"
#include "time_series.h"

#include <array>
#include <cstdint>
#include <optional>

namespace membridge {

/// What became of a ring from one look to the next: what a RingRecording keeps of a Sample.
struct RingPoint
{
    std::int64_t timeNs = 0;    ///< CLOCK_MONOTONIC.
    std::int64_t elapsedNs = 0; ///< Since the look before; 0: there is none to compare with.
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    std::uint64_t frames = 0;      ///< Counted in `bytesWalked` of `bytesIn`.
    std::uint64_t bytesWalked = 0; ///< As in RingProgress.
    std::uint64_t used = 0;
    std::uint64_t capacity = 0;
    bool restarted = false; ///< No rates for this interval.
    bool afterGap = false;  ///< As in Sample: what became of it in between, but for its sums, is not known.

    /// Nothing for a sample that shows no ring, or a malformed one.
    static std::optional<RingPoint> of(const Sample &sample) noexcept;
};

/// The history of a ring in bounded memory: how full it was at each look, and rates over 20 ms or, where looks are rarer, from look to look;
/// after some minutes their extremes and means (see TimeSeries). At most 60 MiB however long it runs. Where looks were missed for some time the
/// series are broken.
///
/// Threads: one owner.
class RingRecording
{
public:
    enum Channel {
        BytesIn,  ///< A second.
        BytesOut, ///< A second.
        Messages, ///< A second; estimated where Coverage is below 1.
        Coverage, ///< Share of the bytes whose frames were counted, 0 … 1, at the times of Messages.
        Fill,     ///< 0 … 1.
        Full, ///< 1 while a frame as large as the average one would not fit, otherwise 0: its mean is the share of time.
        Empty, ///< 1 while nothing is pending, otherwise 0.
        ChannelCount
    };

    RingRecording();

    /// Points whose time does not rise are left out.
    void add(const RingPoint &point);
    void clear();

    const TimeSeries &channel(Channel channel) const noexcept { return m_channels[channel]; }
    bool isEmpty() const noexcept { return m_channels[Fill].isEmpty(); }
    std::int64_t firstNs() const noexcept { return m_channels[Fill].firstNs(); }
    std::int64_t lastNs() const noexcept { return m_channels[Fill].lastNs(); }
    /// The largest number of pending bytes that was seen.
    std::uint64_t highWater() const noexcept { return m_highWater; }
    /// The whole window as one bucket; count 0 when nothing is known of it.
    TimeBucket summary(Channel channel, std::int64_t beginNs, std::int64_t endNs) const;

private:
    void addRates(const RingPoint &point);
    void breakRates();

    std::array<TimeSeries, ChannelCount> m_channels;
    RingPoint m_open;       ///< Added up until it is long enough.
    double m_frameSize = 0; ///< Average, with its length prefix; 0: not known yet.
    std::uint64_t m_highWater = 0;
};

} // namespace membridge

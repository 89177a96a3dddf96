// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample.h"
#include "time_series.h"

#include <array>
#include <cstdint>
#include <optional>

namespace membridge {

/// A lock word at one moment: what a LockRecording keeps of a Sample.
struct LockPoint
{
    std::int64_t timeNs = 0; ///< CLOCK_MONOTONIC.
    LockWord word;
    bool afterGap = false; ///< As in Sample.

    /// Nothing for a sample without a lock word.
    static std::optional<LockPoint> of(const Sample &sample) noexcept;
};

/// The history of a lock word, as samples show it, in bounded memory; after some minutes extremes and means (see TimeSeries). What came and
/// went between two samples is not in it; where looks were missed for some time the series are broken. At most 30 MiB however long it runs.
///
/// Threads: one owner.
class LockRecording
{
public:
    enum Channel {
        Writer,  ///< 1 while a writer holds it, otherwise 0: its mean is a share of time.
        Readers, ///< How many hold it; 0 for a writer or an invalid word.
        Invalid, ///< 1 while the word is no state of this lock, or implausible.
        ChannelCount
    };

    LockRecording();

    /// Points whose time does not rise are left out.
    void add(const LockPoint &point);
    void clear();

    const TimeSeries &channel(Channel channel) const noexcept { return m_channels[channel]; }
    bool isEmpty() const noexcept { return m_channels[Writer].isEmpty(); }
    std::int64_t firstNs() const noexcept { return m_channels[Writer].firstNs(); }
    std::int64_t lastNs() const noexcept { return m_channels[Writer].lastNs(); }
    /// The newest word; free before the first.
    LockWord last() const noexcept { return m_last; }
    /// Since when the newest word is unchanged, as far as samples show.
    std::int64_t unchangedSinceNs() const noexcept { return m_unchangedSinceNs; }
    /// The whole window as one bucket; count 0 when nothing is known of it.
    TimeBucket summary(Channel channel, std::int64_t beginNs, std::int64_t endNs) const;

private:
    std::array<TimeSeries, ChannelCount> m_channels;
    LockWord m_last{};
    std::int64_t m_unchangedSinceNs = 0;
};

} // namespace membridge

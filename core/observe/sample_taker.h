// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "layout_guess.h"
#include "ring_histograms.h"
#include "sample.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace membridge {

/// Looks at one segment again and again, whenever it is asked to: reads only, by pread, and remembers the look before, so that each sample tells
/// how far a ring moved and how many frames that were.
///
/// Threads: one owner. The reader must outlive it.
class SampleTaker
{
public:
    /// Bytes of a ring a second that are read to count frames: about 1 % of a core. Where more go through, or where the looks come too rarely
    /// to see all of them, coverage tells.
    static constexpr std::uint64_t defaultWalkRate = 32 * 1024 * 1024;

    /// `layout` says what to look at: the lock word of a region, or the indices of a ring. Unknown: the object's size and name only.
    SampleTaker(const SegmentReader &reader, Layout layout, std::uint64_t walkRate = defaultWalkRate) noexcept
        : m_reader(reader), m_probe(reader), m_layout(layout), m_walkRate(walkRate)
    {
    }

    /// Looks now; what became of the name is at most 5 ms old. Throws Error (System) when the segment can't be read at all.
    Sample take();
    /// Of the ring's messages since the last call; nothing when none came.
    std::unique_ptr<RingHistograms> takeHistograms() noexcept { return m_histograms.take(); }
    const SegmentReader &reader() const noexcept { return m_reader; }
    Layout layout() const noexcept { return m_layout; }

    /// How long the next look may wait so that, at the present pace, no frame is overwritten before it was counted: 1 to 20 ms.
    std::chrono::milliseconds suggestedWait() const noexcept;

private:
    /// What a single look may read, however long ago the last one was.
    static constexpr std::uint64_t mostWalked = 1024 * 1024;
    static constexpr std::uint64_t fewWalked = 16 * 1024;
    /// To look a name up costs more than all other looks together, and a name that was taken away stays so.
    static constexpr std::int64_t nameCheckNs = 5'000'000;

    StatusReport status(const Sample &sample);
    void count(Sample &sample);

    const SegmentReader &m_reader;
    RingProbe m_probe;
    Layout m_layout;
    std::uint64_t m_walkRate;
    std::uint64_t m_walkCredit = 4 * fewWalked;
    std::optional<RingSample> m_previous;
    double m_bytesPerSecond = 0; ///< Lately.
    RingHistogramMeter m_histograms;
    StatusReport m_status;
    std::int64_t m_statusNs = 0;
};

} // namespace membridge

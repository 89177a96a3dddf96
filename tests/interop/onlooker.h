// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/finding_tracker.h"
#include "core/observe/ring_probe.h"
#include "core/observe/sample_taker.h"
#include "core/observe/segment_reader.h"

#include <QByteArray>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace membridge::test {

/// Looks at a segment from outside, as the app does: samples, a list of processes and the memory that is left each half second, pending frames
/// each tenth of one. All in the thread that calls it.
class Onlooker
{
public:
    /// The segment must be there. `period` is the time between two samples.
    Onlooker(const std::string &name, Layout layout, const FindingLimits &limits = {},
             std::chrono::microseconds period = std::chrono::milliseconds(1));

    /// Looks on until `reached`, which is asked after each sample. False when that took too long.
    bool lookUntil(const std::function<bool()> &reached, std::chrono::seconds limit = std::chrono::seconds(60));
    void lookFor(std::chrono::milliseconds time);

    /// From now on every list of processes is taken for complete: nobody but the test's own processes can have its segment, also where the system
    /// lets us not look into all of them.
    void knowEverybody() noexcept { m_knowsEverybody = true; }

    FindingTracker &tracker() noexcept { return m_tracker; }
    const SegmentReader &reader() const noexcept { return m_reader; }
    const Sample &latest() const noexcept { return m_sample; }
    const platform::ProcessList &processes() const noexcept { return m_processes; }
    std::uint64_t samples() const noexcept { return m_samples; }
    std::uint64_t bytesIn() const noexcept { return m_bytesIn; }

    const FindingRecord *record(FindingCode code) const noexcept;
    bool active(FindingCode code) const noexcept;
    /// Everything found so far that is worse than a note, as lines.
    QByteArray alarms() const;
    /// Everything found so far, as lines.
    QByteArray everything() const;

private:
    void look();

    SegmentReader m_reader;
    SampleTaker m_taker;
    RingProbe m_probe;
    FindingTracker m_tracker;
    std::chrono::microseconds m_period;
    Sample m_sample;
    bool m_knowsEverybody = false;
    platform::ProcessList m_processes;
    std::int64_t m_processesNs = 0;
    std::int64_t m_framesNs = 0;
    std::uint64_t m_samples = 0;
    std::uint64_t m_bytesIn = 0;
};

} // namespace membridge::test

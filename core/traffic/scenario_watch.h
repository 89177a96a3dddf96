// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../observe/finding_tracker.h"
#include "../observe/sample_taker.h"
#include "scenario.h"
#include "scenario_report.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace membridge {

/// Looks at one segment of a scenario, read-only, and remembers what was found when.
///
/// Threads: one owner.
class ScenarioWatch
{
public:
    /// `startNs`: the scenario's start, on the clock of the samples.
    ScenarioWatch(const ScenarioSegment &segment, std::string name, std::int64_t startNs);

    /// One look. While the segment does not exist, that is all that it finds out. Throws nothing.
    void look() noexcept;
    /// Whether it could be opened; from then on that object is watched, whatever becomes of its name.
    bool isThere() const noexcept { return m_reader != nullptr; }
    const std::string &name() const noexcept { return m_name; }
    /// Of the latest look.
    const std::optional<RingHeader> &ring() const noexcept { return m_ring; }
    /// One for each code, in the order in which they were found first.
    const std::vector<ScenarioFinding> &findings() const noexcept { return m_findings; }

private:
    void open();
    void inspectNow();
    void note(const Finding &finding, std::int64_t firstNs, std::int64_t lastNs);

    std::string m_id;
    std::string m_name;
    bool m_isRing;
    std::int64_t m_startNs;
    std::unique_ptr<SegmentReader> m_reader;
    std::unique_ptr<SampleTaker> m_taker;
    std::unique_ptr<FindingTracker> m_tracker;
    std::optional<RingHeader> m_ring;
    std::int64_t m_inspectedNs = 0;
    std::int64_t m_inspectionEndNs = 0;         ///< Of the latest inspection.
    std::vector<FindingCode> m_inspectionFound; ///< By it.
    std::vector<ScenarioFinding> m_findings;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scenario_watch.h"

#include "../ipc/error.h"
#include "../observe/inspection.h"
#include "pacer.h"

#include <algorithm>
#include <utility>

namespace membridge {

ScenarioWatch::ScenarioWatch(const ScenarioSegment &segment, std::string name, std::int64_t startNs)
    : m_id(segment.id), m_name(std::move(name)), m_isRing(segment.ring), m_startNs(startNs)
{
}

void ScenarioWatch::open()
{
    m_reader = std::make_unique<SegmentReader>(SegmentReader::open(m_name));
    const Layout layout = m_isRing ? Layout::Ring : Layout::Region;
    m_taker = std::make_unique<SampleTaker>(*m_reader, layout);
    m_tracker = std::make_unique<FindingTracker>(layout);
}

void ScenarioWatch::look() noexcept
{
    try {
        if (m_reader == nullptr)
            open();
        const Sample sample = m_taker->take();
        m_tracker->add(sample);
        m_ring = sample.ring ? std::optional(sample.ring->header) : std::nullopt;
        constexpr std::int64_t inspectEveryNs = 300'000'000;
        if (sample.timeNs - m_inspectedNs >= inspectEveryNs) {
            inspectNow();
            m_inspectedNs = sample.timeNs;
        }
        for (const FindingRecord &record : m_tracker->records())
            note(record.finding, record.sinceNs, record.lastNs);
    } catch (const Error &) {
        // Not there yet, or nothing to read at this moment: the next look tells.
        m_ring.reset();
    }
}

void ScenarioWatch::inspectNow()
{
    const std::int64_t began = trafficNowNs();
    const Inspection inspection = inspect(*m_reader, m_isRing ? Layout::Ring : Layout::Region);
    const std::int64_t ended = trafficNowNs();
    m_tracker->addProcesses(began, ended, inspection.processes);
    std::vector<FindingCode> found;
    for (const Finding &finding : inspection.findings) {
        // What two inspections in a row found counts as true in between.
        const bool before = std::find(m_inspectionFound.begin(), m_inspectionFound.end(), finding.code)
            != m_inspectionFound.end();
        note(finding, before ? m_inspectionEndNs : ended, ended);
        found.push_back(finding.code);
    }
    m_inspectionFound = std::move(found);
    m_inspectionEndNs = ended;
    if (m_isRing)
        m_tracker->addFrames(RingProbe(*m_reader).pending(0), ended);
}

void ScenarioWatch::note(const Finding &finding, std::int64_t firstNs, std::int64_t lastNs)
{
    auto known = std::find_if(m_findings.begin(), m_findings.end(),
                              [&](const ScenarioFinding &one) { return one.code == finding.code; });
    if (known == m_findings.end())
        known = m_findings.insert(
            known, {.segment = m_id, .code = finding.code, .severity = finding.severity, .text = finding.text});
    known->add(std::max<std::int64_t>(firstNs - m_startNs, 0), lastNs - m_startNs);
}

} // namespace membridge

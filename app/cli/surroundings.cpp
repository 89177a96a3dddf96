// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "surroundings.h"

#include <algorithm>
#include <chrono>

namespace membridge::cli {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t calmNs = 5 * second;
constexpr std::int64_t urgentNs = second;

/// Also when it never was.
bool isOlder(std::int64_t thenNs, std::int64_t nowNs, std::int64_t ageNs) noexcept
{
    return thenNs == 0 || nowNs - thenNs >= ageNs;
}

} // namespace

void Surroundings::look(FindingTracker &tracker, std::int64_t timeNs, bool urgent)
{
    lookAtProcesses(tracker, timeNs, urgent);
    // A hidden segment may live in another file system.
    if (m_reader.isHidden() || !isOlder(m_spaceNs, timeNs, second))
        return;
    m_spaceNs = timeNs;
    tracker.addSpace(platform::sharedMemorySpace(), timeNs);
}

void Surroundings::lookAtProcesses(FindingTracker &tracker, std::int64_t timeNs, bool urgent)
{
    if (m_walk.valid()) {
        if (m_walk.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return;
        const Sighting sighting = m_walk.get();
        const platform::ProcessList &list = sighting.inspection.processes;
        tracker.addProcesses(sighting.beganNs, sighting.endedNs, list);
        m_processes = static_cast<std::int64_t>(list.processes.size());
        const auto &findings = sighting.inspection.findings;
        const auto orphaned = std::find_if(findings.begin(), findings.end(), [](const Finding &finding) {
            return finding.code == FindingCode::LockOrphaned;
        });
        m_word = sighting.inspection.lock;
        m_orphaned = orphaned != findings.end() ? std::optional(*orphaned) : std::nullopt;
    }
    if (!isOlder(m_walkedNs, timeNs, urgent ? urgentNs : calmNs))
        return;
    m_walkedNs = timeNs;
    m_walk = std::async(std::launch::async, [&reader = m_reader, layout = m_layout] {
        Sighting sighting;
        sighting.beganNs = platform::monotonicNs();
        const auto &stat = reader.statAtOpen();
        if (layout == Layout::Region)
            sighting.inspection = inspect(reader, layout);
        else
            sighting.inspection.processes = platform::attachedProcesses(stat.device, stat.inode);
        sighting.endedNs = platform::monotonicNs();
        return sighting;
    });
}

const Finding *Surroundings::orphaned(LockWord word) const noexcept
{
    return m_orphaned && m_word == word ? &*m_orphaned : nullptr;
}

} // namespace membridge::cli

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "process_history.h"

#include <algorithm>

namespace membridge {

void ProcessHistory::add(std::int64_t beganNs, std::int64_t endedNs, const platform::ProcessList &list)
{
    constexpr std::size_t kept = 8;
    for (const platform::ProcessInfo &process : m_latest.processes) {
        const auto same = [&](const platform::ProcessInfo &other) { return other.isSameProcess(process); };
        // One that can't be looked into any more may well be alive.
        const auto &unreadable = list.unreadable;
        if (!process.mapped || std::any_of(list.processes.begin(), list.processes.end(), same)
            || std::find(unreadable.begin(), unreadable.end(), process.pid) != unreadable.end())
            continue;
        if (m_gone.size() == kept)
            m_gone.erase(m_gone.begin());
        m_gone.push_back({process, endedNs});
    }
    m_latest = list;
    m_beganNs = beganNs;
    m_endedNs = endedNs;
}

std::uint64_t ProcessHistory::writers() const noexcept
{
    return static_cast<std::uint64_t>(
        std::count_if(m_latest.processes.begin(), m_latest.processes.end(),
                      [](const auto &process) { return process.mapped && process.writable; }));
}

const platform::ProcessInfo *ProcessHistory::stopped() const noexcept
{
    const auto found = std::find_if(m_latest.processes.begin(), m_latest.processes.end(), [](const auto &process) {
        return process.state == 'T' || process.state == 't' || process.state == 'Z' || process.state == 'X';
    });
    return found == m_latest.processes.end() ? nullptr : &*found;
}

const platform::ProcessInfo *ProcessHistory::goneSince(std::int64_t sinceNs) const noexcept
{
    return m_gone.empty() || m_gone.back().foundNs < sinceNs ? nullptr : &m_gone.back().process;
}

} // namespace membridge

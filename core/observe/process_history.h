// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../platform/platform.h"

#include <cstdint>
#include <vector>

namespace membridge {

/// Who has a segment, and who had it: what lists of processes, taken now and then, tell together.
///
/// Threads: one owner.
class ProcessHistory
{
public:
    /// A list whose making took from `beganNs` to `endedNs`.
    void add(std::int64_t beganNs, std::int64_t endedNs, const platform::ProcessList &list);

    /// Of the latest list; both 0 when there was none.
    std::int64_t beganNs() const noexcept { return m_beganNs; }
    std::int64_t endedNs() const noexcept { return m_endedNs; }
    bool complete() const noexcept { return m_latest.complete; }
    /// Provably no process has it, the calling one included.
    bool nobody() const noexcept { return m_latest.complete && m_latest.processes.empty() && !m_latest.self; }
    bool seesNobody() const noexcept { return m_latest.processes.empty() && !m_latest.self; }
    /// How many have it mapped for writing.
    std::uint64_t writers() const noexcept;
    /// One that has it and is stopped or a zombie, or null.
    const platform::ProcessInfo *stopped() const noexcept;
    /// The latest that had it mapped and was found to be gone at `sinceNs` or later, or null.
    const platform::ProcessInfo *goneSince(std::int64_t sinceNs) const noexcept;

private:
    struct Gone
    {
        platform::ProcessInfo process;
        std::int64_t foundNs;
    };

    platform::ProcessList m_latest;
    std::int64_t m_beganNs = 0;
    std::int64_t m_endedNs = 0;
    std::vector<Gone> m_gone; ///< The latest few, in the order in which they were found.
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../platform/name_watch.h"
#include "segment_list.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace membridge {

/// listSegments(), kept up to date with work in proportion to what changed. Names that come, go or get another size or mode are told by the
/// system. What programs store through their mappings (lock words, ring headers) is not, so the first bytes of some segments are read
/// again in each round: of those that somebody looks at, and of others in turn.
///
/// Threads: one at a time.
class SegmentWatcher
{
public:
    /// Segments that nothing is known to have happened to, and nobody looks at, that are read again in one round.
    static constexpr std::size_t inTurn = 64;

    /// A round; the first one lists everything. `lookedAt`: names whose contents have to be current, those on screen for example.
    /// Whether segments() is another list than before. Never waits.
    bool refresh(std::span<const std::string> lookedAt = {});

    /// As of the last refresh(), sorted by name.
    const std::vector<SegmentInfo> &segments() const noexcept { return m_segments; }

    /// How often a segment was opened and read so far.
    std::uint64_t looks() const noexcept { return m_looks; }
    /// How often all names had to be listed so far.
    std::uint64_t listings() const noexcept { return m_listings; }

private:
    void addTurn(std::vector<std::string> &names);
    bool lookAgain(const std::vector<std::string> &names);

    platform::NameWatch m_watch;
    std::vector<SegmentInfo> m_segments;
    std::size_t m_turn = 0;
    std::uint64_t m_looks = 0;
    std::uint64_t m_listings = 0;
};

} // namespace membridge

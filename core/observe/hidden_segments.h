// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../platform/hidden_segments.h"
#include "segment_list.h"

#include <cstdint>
#include <string>
#include <vector>

namespace membridge {

/// A segment that the list of names does not show.
struct HiddenSegmentInfo
{
    SegmentInfo segment; ///< Its `name` is the address that SegmentReader::open() takes, with '#' and the inode where that is needed.
    std::string name; ///< What its processes call it, with the leading '/'; any bytes: escape before showing.
    platform::Hiding hiding = platform::Hiding::Deleted;
    std::int64_t pid = 0; ///< Through which it can be reached.
    std::string process;  ///< Command name of that process; untrusted text.

    bool operator==(const HiddenSegmentInfo &other) const = default;
};

struct HiddenSegmentList
{
    std::vector<HiddenSegmentInfo> segments; ///< Sorted by name, then by address.
    bool complete = false; ///< Every process that /proc shows could be looked into. It may not show those of others (hidepid, containers).
    std::vector<std::int64_t> unreadable; ///< Pids of those that could not.

    bool operator==(const HiddenSegmentList &other) const = default;
};

/// Segments that are deleted but held by some other process, and those in the /dev/shm of other mount namespaces. Reads 24 bytes of each.
/// Walks /proc: tens of milliseconds; not for the GUI thread. Linux; elsewhere empty and incomplete.
HiddenSegmentList listHiddenSegments();

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../platform/platform.h"
#include "layout_guess.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace membridge {

/// One named segment of this machine.
struct SegmentInfo
{
    std::string name; ///< With the leading '/'; any bytes: escape before showing.
    platform::SegmentStat stat;
    bool readable = false; ///< This user may look inside.
    LayoutGuess guess;
    std::optional<LockWord> lock;   ///< When guessed to be a region.
    std::optional<RingHeader> ring; ///< When guessed to be a ring.

    bool operator==(const SegmentInfo &other) const;
};

/// One of them, by a name as platform::listNames() gives it; nothing when there is no segment of that name. Reads its first 24 bytes.
std::optional<SegmentInfo> lookAtSegment(const std::string &name);
/// Guesses the layout from the first bytes of a segment that can be read, and takes the lock word or the header from them. `stat` has to be set.
void takeStart(std::span<const std::byte> start, SegmentInfo &info);

/// Every segment that the system can list, sorted by name. Reads 24 bytes of each. Names that vanish meanwhile are left out.
std::vector<SegmentInfo> listSegments();

} // namespace membridge

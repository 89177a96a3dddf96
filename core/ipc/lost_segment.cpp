// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "lost_segment.h"

#include "error.h"

namespace membridge {

void throwIfLost(const platform::Mapping &mapping, const std::string &name, const char *attempted)
{
    // A shrink within the last page gives zeros without a fault, so the size counts as well as the flag.
    const std::uint64_t now = mapping.sizeNow();
    if (now < mapping.size())
        throw Error(ErrorCode::SegmentLost, name, attempted,
                    "segment shrank from " + std::to_string(mapping.size()) + " to " + std::to_string(now) + " bytes");
    if (mapping.lost())
        throw Error(ErrorCode::NoSpace, name, attempted,
                    "a page could not be backed: the file system is full, or the segment shrank and grew again");
}

} // namespace membridge

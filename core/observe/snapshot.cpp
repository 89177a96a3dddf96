// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "snapshot.h"

#include <algorithm>

namespace membridge {

std::vector<ByteRange> changedRanges(const Snapshot &before, const Snapshot &after)
{
    std::vector<ByteRange> ranges;
    const std::uint64_t begin = std::max(before.offset, after.offset);
    const std::uint64_t end = std::min(before.end(), after.end());
    const auto byteOf = [](const Snapshot &snapshot, std::uint64_t at) {
        return snapshot.bytes[static_cast<std::size_t>(at - snapshot.offset)];
    };
    for (std::uint64_t at = begin; at < end; ++at) {
        if (byteOf(before, at) == byteOf(after, at))
            continue;
        if (!ranges.empty() && ranges.back().offset + ranges.back().length == at)
            ++ranges.back().length;
        else
            ranges.push_back({at, 1});
    }
    return ranges;
}

} // namespace membridge

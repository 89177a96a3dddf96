// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace membridge {

/// A part of a segment as it was at one moment. Immutable once made; shared between threads and views.
struct Snapshot
{
    std::int64_t timeNs = 0;       ///< CLOCK_MONOTONIC, after the copy.
    std::uint64_t segmentSize = 0; ///< Bytes of the whole segment then.
    std::uint64_t offset = 0;      ///< First byte of `bytes`, from the start of the segment.
    ByteVector bytes;              ///< Fewer than asked for when the segment ends sooner.
    ByteVector header;             ///< The first 24 bytes of the segment, or fewer.
    /// Evidence that a writer was at work during the copy: the lock word showed a writer before or after it. False is no proof: an
    /// unlocked copy may be torn unseen.
    bool torn = false;

    std::uint64_t end() const noexcept { return offset + bytes.size(); }
};

/// Bytes [offset, offset + length) of a segment.
struct ByteRange
{
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    bool operator==(const ByteRange &) const = default;
};

/// Where `after` differs from `before`, within the bytes that both hold; adjoining bytes are one range, in rising order.
std::vector<ByteRange> changedRanges(const Snapshot &before, const Snapshot &after);

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/decode.h"
#include "../codec/schema.h"
#include "segment_reader.h"

#include <cstdint>

namespace membridge {

struct SegmentDecode
{
    Decoded decoded; ///< Offsets count from the offset that was asked for.
    /// Evidence that a writer was at work: the lock word showed a writer, or two reads of the same bytes differed. False is no proof.
    bool torn = false;
};

/// Decodes the bytes of a region from `offset` (of the segment) on, without the lock. Reads no more than the schema needs, at most
/// `maxBytes`: a schema that needs more gets the error TooLarge, because a sparse segment can claim any length. Throws Error as SegmentReader::read().
SegmentDecode decodeSegment(const SegmentReader &reader, std::uint64_t offset, const Schema &schema,
                            std::uint64_t maxBytes = 256 * 1024 * 1024, const DecodeLimits &limits = {});

} // namespace membridge

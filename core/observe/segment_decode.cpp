// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "segment_decode.h"

#include <algorithm>

namespace membridge {

SegmentDecode decodeSegment(const SegmentReader &reader, std::uint64_t offset, const Schema &schema,
                            std::uint64_t maxBytes, const DecodeLimits &limits)
{
    constexpr std::uint64_t firstRead = 64 * 1024;
    const std::uint64_t size = reader.stat().size;
    const std::uint64_t available = std::min(size > offset ? size - offset : 0, maxBytes);
    for (std::uint64_t length = std::min(firstRead, available);; length = std::min(length * 2, available)) {
        const auto snapshot = reader.snapshot(offset, length);
        SegmentDecode result;
        result.decoded = decode(snapshot->bytes, schema, limits);
        const bool wantsMore = result.decoded.error
            && result.decoded.error->reason != DecodeError::Reason::TooManyValues;
        if (wantsMore && length < available && snapshot->bytes.size() == length)
            continue;
        if (wantsMore && size > offset && available < size - offset) {
            result.decoded.error->reason = DecodeError::Reason::TooLarge;
            result.decoded.error->left = maxBytes;
        }
        const auto again = reader.snapshot(offset, result.decoded.consumed);
        result.torn = snapshot->torn || again->torn
            || !std::equal(again->bytes.begin(), again->bytes.end(), snapshot->bytes.begin());
        return result;
    }
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "layout.h"

namespace membridge {

std::string RingFault::text() const
{
    switch (kind) {
    case RingFaultKind::TooSmall:
        return "segment of " + std::to_string(limit)
            + " bytes is too small for a ring (24 bytes of header and 4 of data)";
    case RingFaultKind::CapacityNotPowerOfTwo:
        return "capacity field is " + std::to_string(wanted) + ", which is no power of two (the segment has room for "
            + std::to_string(limit) + ")";
    case RingFaultKind::CapacityMismatch:
        return "capacity field is " + std::to_string(wanted) + " but the segment has " + std::to_string(limit)
            + " bytes of data";
    case RingFaultKind::HeadPastTail:
        return "head " + std::to_string(header.head) + " is past tail " + std::to_string(header.tail);
    case RingFaultKind::OverCapacity:
        return "tail " + std::to_string(header.tail) + " is " + std::to_string(wanted) + " bytes past head "
            + std::to_string(header.head) + " but the capacity is " + std::to_string(limit);
    case RingFaultKind::FramePastTail:
        return "frame at position " + std::to_string(position) + " claims " + std::to_string(wanted)
            + " bytes but only " + std::to_string(limit) + " are pending";
    case RingFaultKind::HeadMoved:
        return "head is " + std::to_string(wanted) + " but this consumer left it at " + std::to_string(limit)
            + ": another consumer is at work, or the ring was set up anew";
    case RingFaultKind::TailMoved:
        return "tail is " + std::to_string(wanted) + " but this producer left it at " + std::to_string(limit)
            + ": another producer is at work, or the ring was set up anew";
    }
    return {};
}

std::optional<RingFault> checkRing(const RingHeader &header, std::uint64_t segmentSize, SizeIs sizeIs) noexcept
{
    const auto fault = [&](RingFaultKind kind, std::uint64_t wanted, std::uint64_t limit) {
        return RingFault{.kind = kind, .position = 0, .wanted = wanted, .limit = limit, .header = header};
    };
    if (segmentSize < ring_layout::dataOffset + ring_layout::smallestCapacity)
        return fault(RingFaultKind::TooSmall, ring_layout::dataOffset + ring_layout::smallestCapacity, segmentSize);
    const std::uint64_t room = segmentSize - ring_layout::dataOffset;
    if (!std::has_single_bit(header.capacity) || header.capacity < ring_layout::smallestCapacity)
        return fault(RingFaultKind::CapacityNotPowerOfTwo, header.capacity, room);
    if (sizeIs == SizeIs::Exact ? header.capacity != room : header.capacity > room)
        return fault(RingFaultKind::CapacityMismatch, header.capacity, room);
    if (header.head > header.tail)
        return fault(RingFaultKind::HeadPastTail, header.head, header.tail);
    if (header.used() > header.capacity)
        return fault(RingFaultKind::OverCapacity, header.used(), header.capacity);
    return std::nullopt;
}

const char *name(LockState state) noexcept
{
    switch (state) {
    case LockState::Free:
        return "free";
    case LockState::Readers:
        return "readers";
    case LockState::Writer:
        return "writer";
    case LockState::Invalid:
        return "invalid";
    }
    return "invalid";
}

} // namespace membridge

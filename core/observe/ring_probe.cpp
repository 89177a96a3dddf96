// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "ring_probe.h"

#include <algorithm>
#include <cstring>

namespace membridge {

namespace {

template <typename T> T load(const std::byte *from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

/// Walks length prefixes through bytes [begin, end) of the ring, which were copied to `bytes`.
struct FrameWalk
{
    std::uint64_t frames = 0;
    std::uint64_t end; ///< Position after the last whole frame.
    std::optional<std::uint64_t> badLength;
};

template <typename Visit>
FrameWalk walkFrames(std::span<const std::byte> bytes, std::uint64_t begin, std::uint64_t end, Visit &&visit)
{
    FrameWalk walk;
    walk.end = begin;
    while (walk.end < end) {
        const std::uint64_t left = end - walk.end;
        if (left < ring_layout::frameHeaderSize) {
            walk.badLength = ring_layout::frameHeaderSize;
            break;
        }
        const auto at = static_cast<std::size_t>(walk.end - begin);
        const std::uint64_t frame = ring_layout::frameHeaderSize + std::uint64_t{load<std::uint32_t>(bytes.data() + at)};
        if (frame > left) {
            walk.badLength = frame;
            break;
        }
        visit(walk.end, bytes.subspan(at + ring_layout::frameHeaderSize, static_cast<std::size_t>(frame - ring_layout::frameHeaderSize)));
        walk.end += frame;
        ++walk.frames;
    }
    return walk;
}

} // namespace

std::optional<RingSample> RingProbe::sample() const
{
    constexpr int tries = 16;
    RingSample sample;
    ByteVector bytes(ring_layout::dataOffset);
    for (int i = 0; i < tries && !sample.consistent; ++i) {
        // head, then all three, then head again: if head stood still, head and tail were true at one moment.
        std::uint64_t headBefore = 0;
        std::uint64_t headAfter = 0;
        if (m_reader.read(ring_layout::headOffset, std::as_writable_bytes(std::span(&headBefore, 1))) != sizeof headBefore
            || m_reader.read(0, bytes) != bytes.size()
            || m_reader.read(ring_layout::headOffset, std::as_writable_bytes(std::span(&headAfter, 1))) != sizeof headAfter)
            return std::nullopt;
        sample.header.head = headBefore;
        sample.header.tail = load<std::uint64_t>(bytes.data() + ring_layout::tailOffset);
        sample.header.capacity = load<std::uint64_t>(bytes.data() + ring_layout::capacityOffset);
        sample.consistent = headBefore == headAfter;
    }
    sample.timeNs = platform::monotonicNs();
    sample.segmentSize = m_reader.stat().size;
    sample.fault = checkRing(sample.header, sample.segmentSize);
    // head moved at every try: tail is newer than head, so too large an occupancy is our own doing.
    if (!sample.consistent && sample.fault && sample.fault->kind == RingFaultKind::OverCapacity) {
        sample.header.head = sample.header.tail - sample.header.capacity;
        sample.fault.reset();
    }
    return sample;
}

bool RingProbe::readRing(std::uint64_t capacity, std::uint64_t position, std::span<std::byte> out) const
{
    const std::uint64_t at = position & (capacity - 1);
    const std::uint64_t first = std::min<std::uint64_t>(out.size(), capacity - at);
    return m_reader.read(ring_layout::dataOffset + at, out.first(static_cast<std::size_t>(first))) == first
        && m_reader.read(ring_layout::dataOffset, out.subspan(static_cast<std::size_t>(first))) == out.size() - first;
}

PendingFrames RingProbe::pending(std::size_t limit, const PendingLimits &limits) const
{
    PendingFrames result;
    const auto now = sample();
    if (!now) {
        result.fault = RingFault{.kind = RingFaultKind::TooSmall,
                                 .position = 0,
                                 .wanted = ring_layout::dataOffset + ring_layout::smallestCapacity,
                                 .limit = m_reader.stat().size,
                                 .header = {}};
        return result;
    }
    result.header = now->header;
    result.fault = now->fault;
    if (result.fault)
        return result;

    // In pieces, so that a large ring full of frames is never held whole. A frame that the end of a piece cuts is read again at the
    // start of the next one; one that is larger than a piece is read by itself, as far as it is wanted.
    constexpr std::uint64_t pieceSize = 1024 * 1024;
    const RingHeader header = now->header;
    std::uint64_t position = header.head;
    ByteVector piece;
    const auto keep = [&](std::uint64_t at, std::uint64_t length) -> ByteVector & {
        Frame &frame = result.frames.emplace_back();
        frame.position = at;
        frame.length = length;
        frame.payload.resize(static_cast<std::size_t>(std::min(length, limits.maxPayload)));
        return frame.payload;
    };
    while (position < header.tail && result.total < limits.maxFrames && position - header.head < limits.maxBytes) {
        piece.resize(static_cast<std::size_t>(std::min(pieceSize, header.tail - position)));
        if (!readRing(header.capacity, position, piece))
            return result; // it shrank just now; the caller's status check says so
        const auto walk = walkFrames(piece, position, position + piece.size(), [&](std::uint64_t at, std::span<const std::byte> payload) {
            if (result.frames.size() < limit) {
                ByteVector &kept = keep(at, payload.size());
                std::copy_n(payload.begin(), kept.size(), kept.begin());
            }
        });
        result.total += walk.frames;
        position = walk.end;
        const std::uint64_t left = header.tail - position;
        if (!walk.badLength)
            continue;
        if (*walk.badLength > left || left < ring_layout::frameHeaderSize) {
            result.fault = RingFault{
                .kind = RingFaultKind::FramePastTail, .position = position, .wanted = *walk.badLength, .limit = left, .header = header};
            break;
        }
        if (*walk.badLength > pieceSize) {
            if (result.frames.size() < limit) {
                ByteVector &kept = keep(position, *walk.badLength - ring_layout::frameHeaderSize);
                if (!readRing(header.capacity, position + ring_layout::frameHeaderSize, kept))
                    return result;
            }
            ++result.total;
            position += *walk.badLength;
        }
    }
    result.totalIsExact = result.fault || position == header.tail;

    // Frames whose position is still at or past head were not consumed while they were copied: they are exact.
    const auto after = sample();
    const std::uint64_t headNow = after && after->header.head >= header.head ? after->header.head : header.tail;
    while (result.possiblyOverwritten < result.frames.size() && result.frames[result.possiblyOverwritten].position < headNow)
        ++result.possiblyOverwritten;
    // A length that was overwritten during the walk is no corruption of the ring.
    if (result.fault && result.fault->position < headNow)
        result.fault.reset();
    return result;
}

RingProgress RingProbe::progress(const RingSample &previous, const RingSample &now, std::uint64_t walkBudget) const
{
    RingProgress progress;
    progress.elapsedNs = now.timeNs - previous.timeNs;
    if (now.header.head < previous.header.head || now.header.tail < previous.header.tail || previous.fault || now.fault
        || previous.header.capacity != now.header.capacity) {
        progress.restarted = true;
        return progress;
    }
    progress.bytesIn = now.header.tail - previous.header.tail;
    progress.bytesOut = now.header.head - previous.header.head;
    if (progress.bytesIn == 0)
        return progress;
    // Frame boundaries are known at the previous tail, at head and at tail. Where more came than can be walked, or the previous tail is
    // already overwritten, the pending frames stand for the rest.
    const std::uint64_t capacity = now.header.capacity;
    const bool all = progress.bytesIn <= std::min(capacity, walkBudget);
    const std::uint64_t begin = all ? previous.header.tail : std::max(previous.header.tail, now.header.head);
    ByteVector bytes(static_cast<std::size_t>(std::min(now.header.tail - begin, walkBudget)));
    if (!readRing(capacity, begin, bytes))
        return progress;
    // Whatever was published since must not have come round to what was copied.
    const auto after = sample();
    if (!after || after->header.tail < now.header.tail || after->header.tail - begin > capacity)
        return progress;
    const auto walk = walkFrames(bytes, begin, begin + bytes.size(), [](std::uint64_t, std::span<const std::byte>) {});
    // A push that is not published yet may be writing over bytes that were consumed. tail is a frame boundary: a walk that lands exactly
    // on it read true lengths. A walk that the budget cut short proves itself by head instead.
    const bool landed = walk.end == now.header.tail;
    const bool stillPending = after->header.head <= begin;
    if (landed || stillPending) {
        progress.framesSeen = walk.frames;
        progress.bytesWalked = walk.end - begin;
    }
    return progress;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "ring_probe.h"

#include "../platform/segment_size.h"

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
        visit(walk.end,
              bytes.subspan(at + ring_layout::frameHeaderSize,
                            static_cast<std::size_t>(frame - ring_layout::frameHeaderSize)));
        walk.end += frame;
        ++walk.frames;
    }
    return walk;
}

std::ptrdiff_t keptSize(std::uint64_t length, const PendingLimits &limits)
{
    return static_cast<std::ptrdiff_t>(std::min(length, limits.maxPayload));
}

/// A place for the payload of one more frame.
ByteVector &keep(PendingFrames &result, std::uint64_t position, std::uint64_t length)
{
    Frame &frame = result.frames.emplace_back();
    frame.position = position;
    frame.length = length;
    return frame.payload;
}

} // namespace

std::optional<RingSample> RingProbe::sample() const
{
    // More would cost a fast ring's observer several times as much, and head would still move during each. It will where it just did.
    const int tries = m_headRaces ? 1 : 3;
    auto before = readHeader();
    auto middle = before ? readHeader() : std::nullopt;
    if (!middle)
        return std::nullopt;
    RingSample sample;
    sample.header = *middle;
    // The reads follow each other, but the fields within one are read in any order. What two of them agree on in full was true between them.
    sample.consistent = *before == *middle;
    for (int i = 0; i < tries && !sample.consistent; ++i) {
        // Otherwise the tail in the middle belongs to a head that stood still from the read before to the one after. When it moved, the next
        // read closes the next such three.
        const auto after = readHeader();
        if (!after)
            return std::nullopt;
        sample.header = {.head = before->head, .tail = middle->tail, .capacity = middle->capacity};
        sample.consistent = before->head == middle->head && middle->head == after->head;
        before = middle;
        middle = after;
    }
    m_headRaces = !sample.consistent;
    sample.timeNs = platform::monotonicNs();
    sample.segmentSize = platform::sizeOf(*m_reader.handle(), m_reader.name());
    sample.fault = checkRing(sample.header, sample.segmentSize);
    // head moved at every try: tail is newer than head, so too large an occupancy is our own doing.
    if (!sample.consistent && sample.fault && sample.fault->kind == RingFaultKind::OverCapacity) {
        sample.header.head = sample.header.tail - sample.header.capacity;
        sample.fault.reset();
    }
    return sample;
}

std::optional<RingHeader> RingProbe::readHeader() const
{
    RingHeader header;
    if (m_reader.read(ring_layout::headOffset, std::as_writable_bytes(std::span(&header, 1))) != sizeof header)
        return std::nullopt;
    return header;
}

std::optional<std::uint64_t> RingProbe::readHead() const
{
    std::uint64_t head = 0;
    if (m_reader.read(ring_layout::headOffset, std::as_writable_bytes(std::span(&head, 1))) != sizeof head)
        return std::nullopt;
    return head;
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
    std::deque<Place> last;
    PendingFrames result = walkPending(limit, limits, last);
    if (last.empty())
        return result;
    for (const Place &place : last) {
        Frame &frame = result.newest.emplace_back();
        frame.position = place.position;
        frame.length = place.length;
        frame.payload.resize(static_cast<std::size_t>(keptSize(place.length, limits)));
        if (!readRing(result.header.capacity, place.position + ring_layout::frameHeaderSize, frame.payload)) {
            result.newest.clear(); // it shrank just now; the caller's status check says so
            return result;
        }
    }
    const auto head = readHead();
    if (!head || *head < result.header.head)
        result.newest.clear();
    else
        std::erase_if(result.newest, [&](const Frame &frame) { return frame.position < *head; });
    return result;
}

PendingFrames RingProbe::walkPending(std::size_t limit, const PendingLimits &limits, std::deque<Place> &last) const
{
    PendingFrames result;
    const auto note = [&](std::uint64_t position, std::uint64_t length) {
        if (limits.newest == 0)
            return;
        if (last.size() == limits.newest)
            last.pop_front();
        last.push_back({position, length});
    };
    bool placesEnd = limits.runs == 0;
    const auto place = [&](std::uint64_t position, std::uint64_t length) {
        result.before += position < limits.from ? 1 : 0;
        if (placesEnd)
            return;
        // Head came past those before: they are no longer pending, and what follows is no neighbour of theirs.
        if (position != result.places.end())
            result.places = FrameRuns(position);
        result.places.add(static_cast<std::uint32_t>(length));
        placesEnd = result.places.runCount() >= limits.runs;
    };
    const auto wanted = [&](std::uint64_t position) { return position >= limits.from && result.frames.size() < limit; };
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

    // In pieces, so that a large ring full of frames is never held whole. After each read head is read again: what it has not passed is
    // exact, and it is itself a frame boundary. What it has passed was consumed and may be overwritten, so the walk goes on from there.
    constexpr std::uint64_t pieceSize = 1024 * 1024;
    const RingHeader header = now->header;
    std::uint64_t position = header.head;
    ByteVector piece;
    result.totalIsExact = false;
    while (position < header.tail) {
        if (result.total >= limits.maxFrames || position - header.head >= limits.maxBytes)
            return result;
        const std::uint64_t begin = position;
        piece.resize(static_cast<std::size_t>(std::min(pieceSize, header.tail - begin)));
        const auto headNow = readRing(header.capacity, begin, piece) ? readHead() : std::nullopt;
        if (!headNow || *headNow < header.head)
            return result; // it shrank or was set up anew just now; the caller's status check says so
        position = std::max(begin, std::min(*headNow, header.tail));
        if (position - begin >= piece.size())
            continue;
        const auto rest = std::span<const std::byte>(piece).subspan(static_cast<std::size_t>(position - begin));
        const auto walk = walkFrames(
            rest, position, begin + piece.size(), [&](std::uint64_t at, std::span<const std::byte> payload) {
                note(at, payload.size());
                place(at, payload.size());
                if (wanted(at))
                    keep(result, at, payload.size())
                        .assign(payload.begin(), payload.begin() + keptSize(payload.size(), limits));
            });
        result.total += walk.frames;
        position = walk.end;
        const std::uint64_t left = header.tail - position;
        if (!walk.badLength)
            continue;
        if (*walk.badLength > left) {
            result.totalIsExact = true;
            result.fault = RingFault{.kind = RingFaultKind::FramePastTail,
                                     .position = position,
                                     .wanted = *walk.badLength,
                                     .limit = left,
                                     .header = header};
            return result;
        }
        // A frame that the end of the piece cuts is read again at the start of the next one; one that is larger than a piece by itself,
        // as far as it is wanted.
        if (*walk.badLength <= pieceSize)
            continue;
        const std::uint64_t length = *walk.badLength - ring_layout::frameHeaderSize;
        note(position, length);
        place(position, length);
        if (wanted(position)) {
            ByteVector &kept = keep(result, position, length);
            kept.resize(static_cast<std::size_t>(keptSize(length, limits)));
            const bool read = readRing(header.capacity, position + ring_layout::frameHeaderSize, kept);
            const auto after = read ? readHead() : std::nullopt;
            if (!after || *after > position)
                result.frames.pop_back(); // consumed while it was copied
            if (!after)
                return result;
        }
        ++result.total;
        position += *walk.badLength;
    }
    result.totalIsExact = true;
    return result;
}

RingProgress RingProbe::progress(const RingSample &previous, const RingSample &now, std::uint64_t walkBudget) const
{
    m_lengths.clear();
    RingProgress progress;
    progress.elapsedNs = now.timeNs - previous.timeNs;
    if (now.header.head < previous.header.head || now.header.tail < previous.header.tail || previous.fault || now.fault
        || previous.header.capacity != now.header.capacity) {
        progress.restarted = true;
        return progress;
    }
    progress.bytesIn = now.header.tail - previous.header.tail;
    progress.bytesOut = now.header.head - previous.header.head;
    if (progress.bytesIn == 0 || walkBudget < ring_layout::frameHeaderSize)
        return progress;
    // Frame boundaries are known at the previous tail, at head and at tail. Bytes that head has not passed are exact. Bytes that were
    // consumed can only be overwritten by a push that comes round: one in flight would have to fill half of the ring to reach those that
    // are less than half a ring behind tail. Where more came than that, or than the budget, the pending frames stand for the rest.
    const std::uint64_t capacity = now.header.capacity;
    const bool all = progress.bytesIn <= capacity / 2
        && progress.bytesIn <= reachOf(walkBudget, now.header, previous.header.tail);
    if (!all && !now.consistent)
        return progress; // its head is no boundary
    const std::uint64_t begin = all ? previous.header.tail : std::max(previous.header.tail, now.header.head);
    const HeaderWalk walk = walkHeaders(now.header, begin, walkBudget);
    progress.walkCost = walk.cost;
    // Of each index alone: the two need not be of one moment.
    const auto after = readHeader();
    const bool counts = (walk.frames != 0 || walk.badLength) && after && after->tail >= now.header.tail;
    const bool exact = counts && after->head <= begin;
    const bool intact = exact || (counts && after->tail - begin <= capacity / 2);
    if (intact && (exact || walk.end == now.header.tail)) {
        progress.framesSeen = walk.frames;
        progress.bytesWalked = walk.end - begin;
    } else {
        m_lengths.clear();
    }
    if (exact && walk.badLength)
        progress.fault = RingFault{.kind = RingFaultKind::FramePastTail,
                                   .position = walk.end,
                                   .wanted = *walk.badLength,
                                   .limit = now.header.tail - walk.end,
                                   .header = now.header};
    return progress;
}

std::uint64_t RingProbe::reachOf(std::uint64_t budget, const RingHeader &header, std::uint64_t position) const
{
    if (header.tail - position <= budget)
        return budget;
    // Of large frames only the lengths are read. That the first one is as large as those after it is a guess; if it is wrong, the walk falls
    // short, and coverage says so.
    std::uint32_t length = 0;
    if (!readRing(header.capacity, position, std::as_writable_bytes(std::span(&length, 1))) || length < largeFrame)
        return budget;
    return budget / (singleReadCost + smallPiece) * length;
}

RingProbe::HeaderWalk RingProbe::walkHeaders(const RingHeader &header, std::uint64_t begin, std::uint64_t budget) const
{
    constexpr std::uint64_t firstPiece = 4096;
    constexpr std::uint64_t largestPiece = 64 * 1024;
    HeaderWalk walk;
    walk.end = begin;
    std::uint64_t pieceSize = firstPiece;
    while (walk.end < header.tail && walk.cost < budget) {
        const std::uint64_t pieceBegin = walk.end;
        m_piece.resize(static_cast<std::size_t>(std::min({pieceSize, header.tail - pieceBegin, budget - walk.cost})));
        const std::span<std::byte> piece(m_piece);
        if (header.tail - pieceBegin < ring_layout::frameHeaderSize)
            walk.badLength = ring_layout::frameHeaderSize;
        if (piece.size() < ring_layout::frameHeaderSize || !readRing(header.capacity, pieceBegin, piece))
            break;
        walk.cost += piece.size() + (pieceSize == smallPiece ? singleReadCost : 0);
        while (walk.end - pieceBegin <= piece.size() - ring_layout::frameHeaderSize) {
            const std::uint64_t frame = ring_layout::frameHeaderSize
                + std::uint64_t{load<std::uint32_t>(piece.data() + (walk.end - pieceBegin))};
            if (frame > header.tail - walk.end) {
                walk.badLength = frame;
                return walk;
            }
            walk.end += frame;
            ++walk.frames;
            const auto length = static_cast<std::uint32_t>(frame - ring_layout::frameHeaderSize);
            if (!m_lengths.empty() && m_lengths.back().length == length)
                ++m_lengths.back().frames;
            else
                m_lengths.push_back({.length = length, .frames = 1});
        }
        const bool large = walk.frames > 0 && (walk.end - begin) / walk.frames >= largeFrame;
        pieceSize = large ? smallPiece : std::min(std::max(pieceSize, firstPiece) * 4, largestPiece);
    }
    return walk;
}

} // namespace membridge

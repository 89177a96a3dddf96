// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "frame_collector.h"

#include <algorithm>
#include <cstring>

namespace membridge {

namespace {

constexpr std::uint64_t pieceSize = 1024 * 1024;

/// The whole frame at `at`, or its prefix's claim where `bytes` end before it does.
std::uint64_t frameSize(std::span<const std::byte> bytes, std::uint64_t at)
{
    if (bytes.size() - at < ring_layout::frameHeaderSize)
        return ring_layout::frameHeaderSize;
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + at, sizeof length);
    return ring_layout::frameHeaderSize + std::uint64_t{length};
}

} // namespace

FrameCollector::Look FrameCollector::look(const StopFlag *stop)
{
    Look look;
    const auto now = m_probe.sample();
    if (!now)
        return look;
    look.fault = now->fault;
    if (now->fault)
        return look;
    m_timeNs = now->timeNs;
    look.capacity = now->header.capacity;
    if (!m_next || now->header.tail < *m_next || now->header.capacity != m_capacity) {
        const bool fromTail = !m_next && m_begin == Begin::Tail;
        if (!now->consistent && !fromTail)
            return look; // its head is no boundary
        restart(*now, fromTail);
    }
    walk(*now, look, stop);
    m_store.publish();
    return look;
}

void FrameCollector::restart(const RingSample &now, bool fromTail)
{
    if (m_next)
        m_store.addGap(FrameRowKind::Restarted, m_timeNs, now.header.head, 0);
    m_next = fromTail ? now.header.tail : now.header.head;
    m_capacity = now.header.capacity;
}

void FrameCollector::walk(const RingSample &now, Look &look, const StopFlag *stop)
{
    while (*m_next < now.header.tail && (stop == nullptr || !stop->requested())) {
        const std::uint64_t before = *m_next;
        const bool more = walkPiece(now, look);
        look.bytesIn += *m_next - before;
        if (!more || *m_next == before)
            return;
    }
}

void FrameCollector::miss(std::uint64_t to, Look &look)
{
    m_store.addGap(FrameRowKind::Missed, m_timeNs, *m_next, to - *m_next);
    look.bytesMissed += to - *m_next;
    m_next = to;
}

bool FrameCollector::readPiece(std::uint64_t capacity, std::uint64_t position)
{
    const std::span<std::byte> piece(m_piece);
    const std::uint64_t at = position & (capacity - 1);
    const auto first = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), capacity - at));
    return m_reader.read(ring_layout::dataOffset + at, piece.first(first)) == first
        && m_reader.read(ring_layout::dataOffset, piece.subspan(first)) == piece.size() - first;
}

std::optional<FrameCollector::Indices> FrameCollector::readIndices() const
{
    // tail first: the older it is, the less it calls overwritten for certain, and that only matters up to the copy.
    Indices indices;
    const auto read = [this](std::uint64_t offset, std::uint64_t &value) {
        return m_reader.read(offset, std::as_writable_bytes(std::span(&value, 1))) == sizeof value;
    };
    if (!read(ring_layout::tailOffset, indices.tail) || !read(ring_layout::headOffset, indices.head))
        return std::nullopt;
    return indices;
}

bool FrameCollector::walkPiece(const RingSample &now, Look &look)
{
    const std::uint64_t begin = *m_next;
    const std::uint64_t capacity = now.header.capacity;
    m_piece.resize(static_cast<std::size_t>(std::min({pieceSize, now.header.tail - begin, capacity})));
    const auto after = readPiece(capacity, begin) ? readIndices() : std::nullopt;
    if (!after || after->head < now.header.head || after->tail < now.header.tail)
        return false; // it shrank or was set up anew: the next look sees that
    const std::uint64_t overwritten = after->tail > capacity ? after->tail - capacity : 0;
    if (begin < overwritten) {
        const auto fresh = m_probe.sample();
        if (!fresh || fresh->fault || !fresh->consistent || fresh->header.head < begin)
            return false;
        miss(fresh->header.head, look);
        return true;
    }

    // Twice: first to see whether the lengths lead to a boundary, then to keep the frames.
    const std::uint64_t end = begin + m_piece.size();
    const std::uint64_t boundary = std::min(after->head, now.header.tail);
    std::uint64_t position = begin;
    bool reached = position >= boundary;
    while (position < end) {
        const std::uint64_t frame = frameSize(m_piece, position - begin);
        if (frame > now.header.tail - position || (position < boundary && frame > boundary - position))
            break;
        if (frame > end - position)
            break;
        position += frame;
        reached = reached || position == boundary;
    }
    if (position < boundary && !reached) {
        const std::uint64_t claimed = position < end ? frameSize(m_piece, position - begin) : 0;
        const bool wholePrefix = end - position >= ring_layout::frameHeaderSize;
        const bool cut = end < boundary && (!wholePrefix || claimed <= boundary - position);
        if (!cut) {
            miss(boundary, look);
            return true;
        }
    }

    std::uint64_t at = begin;
    const auto keep = [&](std::uint64_t frame) {
        const auto payload = std::span<const std::byte>(m_piece).subspan(
            static_cast<std::size_t>(at - begin + ring_layout::frameHeaderSize));
        const std::uint64_t length = frame - ring_layout::frameHeaderSize;
        m_store.addFrame(m_timeNs, at, length,
                         payload.first(static_cast<std::size_t>(std::min<std::uint64_t>(length, payload.size()))),
                         at >= after->head);
        at += frame;
    };
    while (at < position)
        keep(frameSize(m_piece, at - begin));
    m_next = at;
    if (at == end)
        return true;
    // The next one runs past the piece, or past tail.
    const std::uint64_t frame = frameSize(m_piece, at - begin);
    const std::uint64_t left = now.header.tail - at;
    if (frame > left) {
        look.fault = RingFault{
            .kind = RingFaultKind::FramePastTail, .position = at, .wanted = frame, .limit = left, .header = now.header};
        m_store.addGap(FrameRowKind::Broken, m_timeNs, at, left);
        m_next = now.header.tail;
        return true;
    }
    // Larger than a piece by itself: as much of it as was read.
    if (at == begin)
        keep(frame);
    m_next = at;
    return true;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "frame_recorder.h"

#include <algorithm>
#include <cstring>

namespace membridge {

namespace {

/// More than what is kept of one frame: what is at the start of a piece is always whole in it, as far as it is wanted.
constexpr std::uint64_t pieceSize = 1024 * 1024;
static_assert(pieceSize > FrameRecorder::mostKeptBytes);

/// No ring takes longer to be set up, unless its creator was stopped in the middle.
constexpr std::chrono::milliseconds longestSetUp{500};

constexpr std::chrono::milliseconds nameInterval{100};

RingFault tooSmall(const SegmentReader &reader)
{
    return {.kind = RingFaultKind::TooSmall,
            .position = 0,
            .wanted = ring_layout::dataOffset + ring_layout::smallestCapacity,
            .limit = reader.stat().size,
            .header = {}};
}

} // namespace

FrameRecorder::FrameRecorder(const SegmentReader &reader, std::uint64_t keptBytes)
    : m_reader(reader),
      m_probe(reader),
      m_kept(std::clamp<std::uint64_t>(keptBytes, ring_layout::frameHeaderSize, mostKeptBytes))
{
    RingSample sample;
    if (takeSample(sample)) {
        m_last = sample.header;
        m_position = sample.header.tail;
        m_started = true;
    }
}

bool FrameRecorder::takeSample(RingSample &sample)
{
    const auto taken = m_probe.sample();
    m_fault = taken ? taken->fault : tooSmall(m_reader);
    if (m_fault)
        return false;
    sample = *taken;
    return true;
}

void FrameRecorder::beginAnew(const RingSample &sample)
{
    ++m_counts.restarts;
    // Whoever sets a ring up zeroes both indices. A tail that alone went back is another producer's: its frames begin who knows where.
    m_position = sample.header.head < m_last.head || sample.header.capacity != m_last.capacity ? 0 : sample.header.tail;
}

bool FrameRecorder::look(FrameSink &sink, std::uint64_t maxFrames)
{
    RingSample now;
    if (!takeSample(now))
        return false;
    if (!m_started) {
        m_position = 0; // it was being set up
        m_started = true;
    } else if (now.header.head < m_last.head || now.header.tail < m_last.tail || now.header.capacity != m_last.capacity) {
        beginAnew(now);
    }
    m_last = now.header;
    const std::uint64_t begin = m_counts.followed;
    // Not to the newest tail: a producer that is faster than this would keep the look from ever ending.
    const std::uint64_t end = now.header.tail;
    const std::uint64_t frames = m_counts.frames;
    while (m_position < end && m_counts.frames - frames < maxFrames
           && copyPiece(sink, now, maxFrames - (m_counts.frames - frames))) { }
    return m_counts.followed != begin;
}

bool FrameRecorder::isExact(std::uint64_t begin, const RingSample &after) const noexcept
{
    if (begin >= after.header.head)
        return true;
    const std::uint64_t reach = std::max(after.header.capacity / 2, m_largestFrame);
    return reach < after.header.capacity && after.header.tail - begin <= after.header.capacity - reach;
}

/// False when nothing can be said before the next look. `now` becomes newer.
bool FrameRecorder::copyPiece(FrameSink &sink, RingSample &now, std::uint64_t maxFrames)
{
    const std::uint64_t begin = m_position;
    const std::uint64_t end = now.header.tail;
    m_piece.resize(static_cast<std::size_t>(std::min({pieceSize, end - begin, now.header.capacity})));
    const bool read = readRing(now.header.capacity, begin);
    RingSample after;
    if (!takeSample(after) || !read)
        return false;
    if (after.header.head < now.header.head || after.header.tail < end || after.header.capacity != now.header.capacity)
        return false;
    m_last = after.header;
    const bool pending = begin >= after.header.head;
    const bool exact = isExact(begin, after) && end - begin <= now.header.capacity;
    if (exact && handOn(sink, now, maxFrames, pending)) {
        now = after;
        return true;
    }
    // The chain of lengths is broken. It can be taken up where a frame is known to begin: at head, if the one read is no mixture, or at tail.
    const bool headIsAhead = after.consistent && after.header.head > m_position;
    skipTo(exact || !headIsAhead ? end : after.header.head, after.timeNs);
    now = after;
    return true;
}

/// False where the bytes are no frame.
bool FrameRecorder::handOn(FrameSink &sink, const RingSample &now, std::uint64_t maxFrames, bool pending)
{
    const std::uint64_t begin = m_position;
    while (m_position < now.header.tail && maxFrames > 0) {
        const std::uint64_t offset = m_position - begin;
        const std::uint64_t left = now.header.tail - m_position;
        const std::uint64_t there = m_piece.size() - std::min<std::uint64_t>(offset, m_piece.size());
        if (left >= ring_layout::frameHeaderSize && there < ring_layout::frameHeaderSize)
            return true;
        std::uint64_t frame = ring_layout::frameHeaderSize;
        if (left >= frame) {
            std::uint32_t length = 0;
            std::memcpy(&length, m_piece.data() + offset, sizeof length);
            frame += length;
        }
        if (frame > left) {
            m_counts.corrupt += pending ? 1 : 0;
            return false;
        }
        const std::uint64_t kept = std::min(frame, m_kept);
        if (kept > there)
            return true;
        tellGap(sink);
        const RecordedFrame recorded{.timeNs = now.timeNs,
                                     .position = m_position,
                                     .length = frame,
                                     .bytes = std::span<const std::byte>(m_piece).subspan(
                                         static_cast<std::size_t>(offset), static_cast<std::size_t>(kept))};
        m_position += frame;
        m_counts.followed += frame;
        m_counts.bytes += frame;
        ++m_counts.frames;
        --maxFrames;
        m_largestFrame = std::max(m_largestFrame, frame);
        sink.frame(recorded);
    }
    return true;
}

void FrameRecorder::skipTo(std::uint64_t position, std::int64_t timeNs)
{
    if (m_gap.bytes == 0)
        m_gap = {.timeNs = timeNs, .position = m_position, .bytes = 0};
    m_gap.bytes += position - m_position;
    m_counts.followed += position - m_position;
    m_position = position;
}

void FrameRecorder::tellGap(FrameSink &sink)
{
    if (m_gap.bytes == 0)
        return;
    const RecordedGap gap = std::exchange(m_gap, {});
    sink.gap(gap);
}

bool FrameRecorder::readRing(std::uint64_t capacity, std::uint64_t position)
{
    const std::uint64_t at = position & (capacity - 1);
    const std::span<std::byte> out(m_piece);
    const auto first = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), capacity - at));
    return m_reader.read(ring_layout::dataOffset + at, out.first(first)) == first
        && m_reader.read(ring_layout::dataOffset, out.subspan(first)) == out.size() - first;
}

std::optional<FrameRecorder::End> FrameRecorder::nameLost() const
{
    const StatusReport report = m_reader.status();
    if (report.status == SegmentStatus::Removed && !report.removedAtOpen)
        return End::Removed;
    if (report.status == SegmentStatus::Replaced)
        return End::Replaced;
    return std::nullopt;
}

FrameRecorder::End FrameRecorder::run(FrameSink &sink, const Limits &limits, const StopFlag *stop)
{
    const Deadline deadline = limits.duration ? Deadline::after(*limits.duration, stop)
                                              : Deadline::after(std::chrono::nanoseconds::max(), stop);
    using Clock = std::chrono::steady_clock;
    std::optional<Clock::time_point> faultySince;
    Clock::time_point nextNameLook;
    Backoff backoff;
    End end = End::Time;
    const std::uint64_t before = m_counts.frames;
    while (true) {
        // Looked at before the last look, so that this one comes after the end that was asked for.
        const bool stopped = deadline.stopped();
        const bool over = stopped || deadline.passed();
        std::optional<End> lost;
        if (over || Clock::now() >= nextNameLook) {
            lost = nameLost();
            nextNameLook = Clock::now() + nameInterval;
        }
        const std::uint64_t seen = m_counts.frames - before;
        const bool came = look(sink, limits.frames ? *limits.frames - seen : std::numeric_limits<std::uint64_t>::max());
        if (limits.frames && m_counts.frames - before >= *limits.frames) {
            end = End::Count;
            break;
        }
        if (stopped) {
            end = End::Stopped;
            break;
        }
        if (lost) {
            end = *lost;
            break;
        }
        if (!m_fault) {
            faultySince.reset();
            if (over) {
                end = End::Time;
                break;
            }
        } else if (!faultySince) {
            faultySince = Clock::now();
        } else if (Clock::now() - *faultySince > longestSetUp) {
            end = End::Malformed;
            break;
        }
        sink.settle();
        if (came)
            backoff = Backoff();
        backoff.pause();
    }
    tellGap(sink);
    sink.settle();
    return end;
}

} // namespace membridge

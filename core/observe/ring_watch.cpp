// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "ring_watch.h"

#include <algorithm>
#include <limits>

namespace membridge {

namespace {

constexpr ByteRange indexBytes(std::uint64_t offset) noexcept
{
    return {offset, sizeof(std::uint64_t)};
}

Evidence evidenceOf(EvidenceKind kind, std::uint64_t number = 0)
{
    return {.kind = kind, .pid = 0, .process = {}, .number = number};
}

bool isUnset(const RingHeader &header) noexcept
{
    return header == RingHeader{};
}

} // namespace

void RingWatch::add(const RingSample &sample, const RingProgress &progress, bool shrank, Moment now)
{
    m_list.expire(FindingCode::HeadWentBack, now.timeNs - m_limits.eventNs);
    m_list.expire(FindingCode::SecondConsumer, now.timeNs - m_limits.eventNs);
    m_list.expire(FindingCode::SecondProducer, now.timeNs - m_limits.eventNs);
    // Its head and tail are of different moments; the next sample tells as much.
    if (!sample.consistent)
        return;
    watchIndices(sample, now);
    watchFault(sample, shrank, now);
    m_latest = sample;
    if (sample.fault) {
        m_started = false;
        return;
    }
    if (!m_started)
        restart(sample, now);
    if (progress.framesSeen > 0)
        m_frame = progress.bytesWalked / progress.framesSeen;
    if (progress.fault) [[unlikely]]
        reportCorrupt(*progress.fault, now.timeNs);
    if (m_list.isActive(FindingCode::FrameCorrupt) && sample.header.head > m_corruptPosition)
        m_list.end(FindingCode::FrameCorrupt, m_corruptOffset);
    // A producer finds it full when its next frame does not fit; that is most likely as large as those before.
    const std::uint64_t room = sample.header.capacity - sample.header.used();
    const bool full = room < std::max(m_frame, ring_layout::frameHeaderSize);
    m_moved = m_moved || sample.header.head != m_head || sample.header.tail != m_tail;
    watchConsumer(sample.header, full, now);
    watchProducer(sample.header, full, now);
    watchFill(sample.header, full, now);
    m_head = sample.header.head;
    m_tail = sample.header.tail;
}

void RingWatch::restart(const RingSample &sample, Moment now)
{
    m_started = true;
    m_head = sample.header.head;
    m_tail = sample.header.tail;
    m_moved = false;
    m_waitingSince = m_tailMoved = m_pausesSince = m_windowSince = m_filledAt = now;
    m_tailThen = m_tail;
    m_moves = 0;
    m_longestPause = m_longestBefore = 0;
    m_producerStopped = false;
    m_windowFullNs = 0;
    m_windowFull = false;
    m_windowHead = m_head;
    if (!m_list.isActive(FindingCode::SharedCacheLine))
        m_list.raise(
            {FindingCode::SharedCacheLine, Severity::Info,
             "head, tail, capacity and the first bytes of data share a cache line, as this format has it: each side slows "
             "the other a little",
             ring_layout::headOffset, ring_layout::tailOffset, ring_layout::dataOffset},
            {ring_layout::headOffset, ring_layout::dataOffset}, {}, now.timeNs);
}

void RingWatch::watchIndices(const RingSample &sample, Moment now)
{
    if (!m_latest) [[unlikely]]
        return;
    const RingHeader &before = m_latest->header;
    const RingHeader &after = sample.header;
    if (after.head >= before.head && after.tail >= before.tail) [[likely]]
        return;
    m_started = false;
    // What an index does in a ring whose header makes no sense tells nothing about who moved it.
    const bool sound = !m_latest->fault && before.capacity == after.capacity;
    const auto near = [&](std::uint64_t from, std::uint64_t to) {
        return sound && to != 0 && from - to <= before.capacity;
    };
    if (after.head < before.head)
        reportWentBack("head", FindingCode::SecondConsumer, ring_layout::headOffset, before.head, after.head,
                       near(before.head, after.head), now);
    if (after.tail < before.tail)
        reportWentBack("tail", FindingCode::SecondProducer, ring_layout::tailOffset, before.tail, after.tail,
                       near(before.tail, after.tail), now);
}

void RingWatch::reportWentBack(const char *index, FindingCode inferred, std::uint64_t offset, std::uint64_t from,
                               std::uint64_t to, bool inference, Moment now)
{
    const std::string moved = std::string(index) + " went back from " + std::to_string(from) + " to "
        + std::to_string(to);
    if (!m_list.touch(FindingCode::HeadWentBack, offset, now.timeNs))
        m_list.raise({FindingCode::HeadWentBack, Severity::Error, moved, offset, from, to}, indexBytes(offset),
                     to == 0 ? evidenceOf(EvidenceKind::SetUpAnew) : Evidence{}, now.timeNs);
    if (!inference || m_list.touch(inferred, offset, now.timeNs))
        return;
    const std::uint64_t writers = m_processes.writers();
    m_list.raise({inferred, Severity::Error,
                  moved
                      + (inferred == FindingCode::SecondProducer ? ": two producers seem to write it"
                                                                 : ": two consumers seem to read it"),
                  offset, from, to},
                 indexBytes(offset),
                 writers > 2 ? evidenceOf(EvidenceKind::ThirdWriter, writers) : evidenceOf(EvidenceKind::IndexWentBack),
                 now.timeNs);
}

void RingWatch::watchFault(const RingSample &sample, bool shrank, Moment now)
{
    if (!sample.fault) [[likely]] {
        m_fault.reset();
        m_list.end(FindingCode::OccupancyOverCapacity, ring_layout::headOffset);
        m_list.end(FindingCode::CapacityMismatch, ring_layout::capacityOffset);
        return;
    }
    const RingFault &fault = *sample.fault;
    if (m_fault != fault.kind) {
        m_fault = fault.kind;
        m_faultSince = now;
        return;
    }
    if (fault.kind == RingFaultKind::TooSmall || (shrank && fault.kind == RingFaultKind::CapacityMismatch)
        || now - m_faultSince < (isUnset(sample.header) ? m_limits.setUpNs : m_limits.confirmNs))
        return;
    for (Finding &finding : ringFindings(sample.header, sample.segmentSize, fault)) {
        const ByteRange bytes = indexBytes(finding.offset);
        if (!m_list.touch(finding.code, bytes.offset, now.timeNs))
            m_list.raise(std::move(finding), bytes, {}, now.timeNs);
    }
}

Evidence RingWatch::whoStalls() const
{
    if (m_processes.endedNs() == 0)
        return evidenceOf(EvidenceKind::NotLookedAt);
    const auto name = [](EvidenceKind kind, const platform::ProcessInfo &process) {
        return Evidence{.kind = kind, .pid = process.pid, .process = process.name, .number = 0};
    };
    if (const auto *stopped = m_processes.stopped())
        return name(EvidenceKind::ProcessStopped, *stopped);
    if (m_processes.nobody())
        return evidenceOf(EvidenceKind::NobodyHasIt);
    if (const auto *gone = m_processes.goneSince(std::min(m_waitingSince.timeNs, m_tailMoved.timeNs)))
        return name(EvidenceKind::ProcessGone, *gone);
    return evidenceOf(m_processes.seesNobody() ? EvidenceKind::NotAllSeen : EvidenceKind::HoldersAlive);
}

void RingWatch::watchConsumer(const RingHeader &header, bool full, Moment now)
{
    if (header.used() == 0 || header.head != m_head) {
        m_waitingSince = now;
        m_tailThen = header.tail;
        m_list.end(FindingCode::ConsumerStalled, ring_layout::headOffset);
        return;
    }
    // In a ring that nobody has moved since we look, both sides may rest.
    const bool waited = header.tail != m_tailThen || (full && m_moved);
    if (!waited || now - m_waitingSince < m_limits.consumerStalledNs
        || m_list.touch(FindingCode::ConsumerStalled, ring_layout::headOffset, now.timeNs))
        return;
    const std::int64_t waiting = now - m_waitingSince;
    m_list.raise({FindingCode::ConsumerStalled, Severity::Warning,
                  std::to_string(header.used()) + " bytes wait and nothing was consumed for " + secondsText(waiting),
                  ring_layout::headOffset, header.used(), milliseconds(waiting)},
                 indexBytes(ring_layout::headOffset), whoStalls(), now.timeNs);
}

void RingWatch::watchProducer(const RingHeader &header, bool full, Moment now)
{
    const std::int64_t pause = now - m_tailMoved;
    if (header.tail != m_tail) {
        m_list.end(FindingCode::ProducerStalled, ring_layout::tailOffset);
        // Before the first movement nobody knows how long the pause was, and that of a stopped process is not usual.
        if (m_moves > 0 && !m_producerStopped)
            m_longestPause = std::max(m_longestPause, pause);
        m_producerStopped = false;
        ++m_moves;
        m_tailMoved = now;
        if (now - m_pausesSince >= m_limits.producerMemoryNs) {
            m_pausesSince = now;
            m_longestBefore = m_longestPause;
            m_longestPause = 0;
        }
        return;
    }
    if (full) {
        m_tailMoved = now;
        m_list.end(FindingCode::ProducerStalled, ring_layout::tailOffset);
        return;
    }
    const std::int64_t longest = std::max(m_longestPause, m_longestBefore);
    if (m_moves < m_limits.producerMoves
        || pause < std::max(m_limits.producerStalledNs, m_limits.producerTimesUsual * longest)
        || m_list.touch(FindingCode::ProducerStalled, ring_layout::tailOffset, now.timeNs))
        return;
    // One that is done looks the same, unless a process was stopped.
    Evidence evidence = whoStalls();
    m_producerStopped = evidence.kind == EvidenceKind::ProcessStopped;
    m_list.raise({FindingCode::ProducerStalled, m_producerStopped ? Severity::Warning : Severity::Info,
                  "nothing was produced for " + secondsText(pause) + ", after pauses of at most "
                      + std::to_string(milliseconds(longest)) + " ms",
                  ring_layout::tailOffset, milliseconds(pause), milliseconds(longest)},
                 indexBytes(ring_layout::tailOffset), std::move(evidence), now.timeNs);
}

void RingWatch::watchFill(const RingHeader &header, bool full, Moment now)
{
    if (full && m_windowFull)
        m_windowFullNs += now - m_filledAt;
    m_windowFull = full;
    m_filledAt = now;
    const std::int64_t window = now - m_windowSince;
    if (window < m_limits.fullWindowNs) [[likely]]
        return;
    const double share = static_cast<double>(m_windowFullNs) / static_cast<double>(window);
    const bool active = m_list.isActive(FindingCode::RingFull);
    const bool taken = header.head != m_windowHead && !m_list.isActive(FindingCode::ConsumerStalled);
    m_windowSince = now;
    m_windowFullNs = 0;
    m_windowHead = header.head;
    if (share < (active ? m_limits.fullEndShare : m_limits.fullShare)) {
        m_list.end(FindingCode::RingFull, ring_layout::tailOffset);
        return;
    }
    // A full ring from which somebody takes is a producer faster than its consumer: it waits, nothing is wrong.
    const auto percent = static_cast<std::uint64_t>(share * 100 + 0.5);
    m_list.raise({FindingCode::RingFull, taken ? Severity::Info : Severity::Warning,
                  "the ring was full " + std::to_string(percent) + " % of the time"
                      + (taken ? ": its consumer is the slower side" : ", and nobody took anything out"),
                  ring_layout::tailOffset, header.capacity, percent},
                 indexBytes(ring_layout::tailOffset), {}, now.timeNs);
}

void RingWatch::addFrames(const PendingFrames &frames, std::int64_t timeNs)
{
    if (!frames.fault && frames.totalIsExact && frames.total > 0 && m_frame == 0)
        m_frame = frames.header.used() / frames.total;
    // Faults of the header are the samples' business.
    if (frames.fault && frames.fault->kind == RingFaultKind::FramePastTail)
        reportCorrupt(*frames.fault, timeNs);
    else if (!frames.fault && frames.totalIsExact)
        m_list.expire(FindingCode::FrameCorrupt, std::numeric_limits<std::int64_t>::max());
}

void RingWatch::reportCorrupt(const RingFault &fault, std::int64_t timeNs)
{
    // What comes after a broken frame is read by luck: the first one counts.
    if (m_list.isActive(FindingCode::FrameCorrupt) && m_corruptPosition < fault.position)
        return;
    const std::uint64_t at = fault.position & (fault.header.capacity - 1);
    const ByteRange bytes{ring_layout::dataOffset + at,
                          std::min(ring_layout::frameHeaderSize, fault.header.capacity - at)};
    const bool known = m_list.touch(FindingCode::FrameCorrupt, bytes.offset, timeNs);
    m_list.expire(FindingCode::FrameCorrupt, timeNs);
    m_corruptPosition = fault.position;
    m_corruptOffset = bytes.offset;
    if (!known)
        m_list.raise({FindingCode::FrameCorrupt, Severity::Error, fault.text(), bytes.offset, fault.wanted, fault.limit},
                     bytes, {}, timeNs);
    const std::uint64_t writers = m_processes.writers();
    if (writers > 2 && !m_list.touch(FindingCode::SecondProducer, ring_layout::tailOffset, timeNs))
        m_list.raise(
            {FindingCode::SecondProducer, Severity::Warning,
             "a frame is broken and " + std::to_string(writers) + " processes may write: two of them may be producers",
             ring_layout::tailOffset, fault.position, writers},
            indexBytes(ring_layout::tailOffset), evidenceOf(EvidenceKind::ThirdWriter, writers), timeNs);
}

} // namespace membridge

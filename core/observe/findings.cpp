// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "findings.h"

namespace membridge {

const char *name(FindingCode code) noexcept
{
    switch (code) {
    case FindingCode::LockOrphaned:
        return "lock-orphaned";
    case FindingCode::LockStuck:
        return "lock-stuck";
    case FindingCode::LockInvalid:
        return "lock-invalid";
    case FindingCode::ReadersImplausible:
        return "readers-implausible";
    case FindingCode::LockResetWhileHeld:
        return "lock-reset-while-held";
    case FindingCode::WriterStarved:
        return "writer-starved";
    case FindingCode::ReaderLeak:
        return "reader-leak";
    case FindingCode::HeadWentBack:
        return "head-went-back";
    case FindingCode::OccupancyOverCapacity:
        return "occupancy-over-capacity";
    case FindingCode::FrameCorrupt:
        return "frame-corrupt";
    case FindingCode::CapacityMismatch:
        return "capacity-mismatch";
    case FindingCode::ConsumerStalled:
        return "consumer-stalled";
    case FindingCode::ProducerStalled:
        return "producer-stalled";
    case FindingCode::RingFull:
        return "ring-full";
    case FindingCode::SecondProducer:
        return "second-producer";
    case FindingCode::SecondConsumer:
        return "second-consumer";
    case FindingCode::SegmentShrank:
        return "segment-shrank";
    case FindingCode::SegmentReplaced:
        return "segment-replaced";
    case FindingCode::SegmentRemoved:
        return "segment-removed";
    case FindingCode::SegmentTooSmall:
        return "segment-too-small";
    case FindingCode::TmpfsNearlyFull:
        return "tmpfs-nearly-full";
    case FindingCode::SchemaMisfit:
        return "schema-misfit";
    case FindingCode::SharedCacheLine:
        return "shared-cache-line";
    }
    return "";
}

const char *name(Severity severity) noexcept
{
    switch (severity) {
    case Severity::Info:
        return "info";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        return "error";
    }
    return "info";
}

const char *advice(FindingCode code) noexcept
{
    switch (code) {
    case FindingCode::LockOrphaned:
        return "Free the lock with `unlock --expect` and check what the dead holder was writing.";
    case FindingCode::LockStuck:
        return "Look at what the processes that have the segment are doing; free the lock only when its holder is known to be gone.";
    case FindingCode::LockInvalid:
        return "Stop the programs, find out who wrote over the first four bytes, then free the lock with `unlock --expect`.";
    case FindingCode::ReadersImplausible:
        return "Check that this is a region and not a ring, and that nobody writes over the first four bytes.";
    case FindingCode::LockResetWhileHeld:
        return "Let the creator call map() once, before anybody else opens the segment: every call frees the lock.";
    case FindingCode::WriterStarved:
        return "Let readers hold the lock for a shorter time, or pause between reads.";
    case FindingCode::ReaderLeak:
        return "Find out which reader died holding the lock; once nobody reads, free it with `unlock --expect`.";
    case FindingCode::HeadWentBack:
        return "Let each index be written by one process only, and the ring be set up once.";
    case FindingCode::OccupancyOverCapacity:
        return "Stop both sides and set the ring up anew; nothing in it can be trusted.";
    case FindingCode::FrameCorrupt:
        return "Check that there is one producer and that nobody else writes into the data; then set the ring up anew.";
    case FindingCode::CapacityMismatch:
        return "Check that this is a ring, that its creator called spsc(), and that nobody resized the segment.";
    case FindingCode::ConsumerStalled:
        return "Check that the consumer runs and asks for messages.";
    case FindingCode::ProducerStalled:
        return "Check that the producer runs, unless it has nothing more to send.";
    case FindingCode::RingFull:
        return "Make the ring larger or its consumer faster, if the producer must not wait.";
    case FindingCode::SecondProducer:
        return "Let only one process push into this ring; give each producer a ring of its own.";
    case FindingCode::SecondConsumer:
        return "Let only one process pop from this ring; give each consumer a ring of its own.";
    case FindingCode::SegmentShrank:
        return "Find out who resized the segment, then restart the programs that use it.";
    case FindingCode::SegmentReplaced:
        return "Restart the programs that still have the old segment, and attach again here.";
    case FindingCode::SegmentRemoved:
        return "Nothing, if the programs are done; otherwise restart them, the creator first.";
    case FindingCode::SegmentTooSmall:
        return "Check the layout, and the size that the creator asked for.";
    case FindingCode::TmpfsNearlyFull:
        return "Remove segments that nobody uses, or make /dev/shm larger.";
    case FindingCode::SchemaMisfit:
        return "Check that the schema has the types, order and counts that the writer uses.";
    case FindingCode::SharedCacheLine:
        return "Nothing; if speed matters, push and pop in batches.";
    }
    return "";
}

std::vector<Finding> lockFindings(LockWord word, const platform::ProcessList &processes, const RecordedHold *dead)
{
    std::vector<Finding> findings;
    const auto raw = static_cast<std::uint64_t>(static_cast<std::int64_t>(word.raw));
    const auto add = [&](FindingCode code, Severity severity, std::string text) {
        findings.push_back({code, severity, std::move(text), region_layout::lockOffset, raw, processes.processes.size()});
    };
    if (word.state() == LockState::Invalid) {
        add(FindingCode::LockInvalid, Severity::Error,
            "lock word is " + std::to_string(word.raw) + ", which is no state of this lock: everyone waits for ever");
        return findings;
    }
    if (word.implausible())
        add(FindingCode::ReadersImplausible, Severity::Error,
            "lock word counts " + std::to_string(word.raw) + " readers: most likely it was overwritten");
    // There is one writer at most: the word is that one's unless somebody reset it and took it anew. Of several readers one being dead says
    // nothing of the others.
    if (dead != nullptr && dead->taken && word.state() == LockState::Writer)
        add(FindingCode::LockOrphaned, Severity::Error,
            "lock word is -1; " + dead->program + ", process " + std::to_string(dead->pid)
                + ", recorded that it took the write lock, and died");
    // Held, and provably nobody else has the segment: whoever holds it is gone.
    else if (word.state() != LockState::Free && processes.complete && processes.processes.empty() && !processes.self)
        add(FindingCode::LockOrphaned, Severity::Error,
            "lock word is " + std::to_string(word.raw) + " but no process has the segment: its holder is gone");
    return findings;
}

std::vector<Finding> ringFindings(const RingHeader &header, std::uint64_t segmentSize,
                                  const std::optional<RingFault> &fault)
{
    std::vector<Finding> findings;
    if (fault) {
        FindingCode code = FindingCode::FrameCorrupt;
        std::uint64_t offset = 0;
        switch (fault->kind) {
        case RingFaultKind::TooSmall:
            code = FindingCode::SegmentTooSmall;
            break;
        case RingFaultKind::CapacityNotPowerOfTwo:
        case RingFaultKind::CapacityMismatch:
            code = FindingCode::CapacityMismatch;
            offset = ring_layout::capacityOffset;
            break;
        case RingFaultKind::HeadPastTail:
        case RingFaultKind::OverCapacity:
            code = FindingCode::OccupancyOverCapacity;
            offset = ring_layout::headOffset;
            break;
        case RingFaultKind::FramePastTail:
            code = FindingCode::FrameCorrupt;
            offset = ring_layout::dataOffset + (fault->position & (header.capacity - 1));
            break;
        case RingFaultKind::HeadMoved:
            code = FindingCode::SecondConsumer;
            offset = ring_layout::headOffset;
            break;
        case RingFaultKind::TailMoved:
            code = FindingCode::SecondProducer;
            offset = ring_layout::tailOffset;
            break;
        }
        findings.push_back({code, Severity::Error, fault->text(), offset, fault->wanted, fault->limit});
    } else if (header.used() == header.capacity) {
        findings.push_back({FindingCode::RingFull, Severity::Warning,
                            "the ring is full (" + std::to_string(header.capacity) + " bytes): its producer has to wait",
                            ring_layout::tailOffset, header.capacity, segmentSize});
    }
    return findings;
}

} // namespace membridge

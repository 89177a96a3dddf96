// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace membridge::words {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// Findings on a lock carry the word's value, sign-extended to 64 bits.
LockWord wordOf(const Finding &finding)
{
    return LockWord{static_cast<std::int32_t>(static_cast<std::int64_t>(finding.first))};
}

/// A full ring: one look carries the segment's size as its second number, a longer observation the percentage of its time.
bool isOneLook(const Finding &finding)
{
    return finding.second > 100 || finding.second == finding.first + ring_layout::dataOffset;
}

QString seconds(quint64 milliseconds)
{
    return Words::tr("%1 s", "seconds").arg(QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
}

QString index(quint64 value)
{
    return QLocale().toString(value);
}

} // namespace

QString of(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return Words::tr("note", "severity");
    case Severity::Warning:
        return Words::tr("warning", "severity");
    case Severity::Error:
        return Words::tr("error", "severity");
    }
    return {};
}

QString of(const Finding &finding)
{
    switch (finding.code) {
    case FindingCode::LockInvalid:
        return Words::tr("The lock word is %1, which is no state of this lock: everyone who wants it waits forever.")
            .arg(number(wordOf(finding).raw));
    case FindingCode::ReadersImplausible:
        return Words::tr("The lock word counts %Ln readers: most likely it was overwritten.", nullptr,
                         wordOf(finding).raw);
    case FindingCode::LockOrphaned:
        return Words::tr("The lock is held (%1) but its holder is gone.").arg(of(wordOf(finding)));
    case FindingCode::OccupancyOverCapacity:
        return Words::tr(
                   "Head and tail contradict each other (%1, where %2 is the limit): nothing can be pushed or popped.")
            .arg(QLocale().toString(static_cast<quint64>(finding.first)),
                 QLocale().toString(static_cast<quint64>(finding.second)));
    case FindingCode::FrameCorrupt:
        return Words::tr("The frame at offset %1 claims %2 but only %3 are pending: what follows can't be read.")
            .arg(offset(finding.offset), exactSize(finding.first), exactSize(finding.second));
    case FindingCode::CapacityMismatch:
        return Words::tr("The capacity field says %1 but the segment has %2 of data.")
            .arg(exactSize(finding.first), exactSize(finding.second));
    case FindingCode::RingFull:
        if (isOneLook(finding))
            return Words::tr("The ring is full (%1): its producer has to wait.").arg(exactSize(finding.first));
        if (finding.severity == Severity::Info)
            return Words::tr("The ring was full %1 % of the time: its consumer is the slower side.").arg(finding.second);
        return Words::tr("The ring was full %1 % of the time, and nobody took anything out.").arg(finding.second);
    case FindingCode::SegmentTooSmall:
        return Words::tr("The segment has %1, too little for this layout, which needs at least %2.")
            .arg(exactSize(finding.second), exactSize(finding.first));
    case FindingCode::LockStuck:
        return Words::tr("The lock has been held (%1) in every sample for %2.")
            .arg(of(wordOf(finding)), seconds(finding.second));
    case FindingCode::LockResetWhileHeld:
        return Words::tr("The lock word went to %1: more read locks were given back than taken, as after a reset while "
                         "readers held it.")
            .arg(number(wordOf(finding).raw));
    case FindingCode::WriterStarved:
        return Words::tr("Readers have come and gone for %1 and the lock was never seen free: a writer, if one waits, "
                         "does not get in.")
            .arg(seconds(finding.second));
    case FindingCode::ReaderLeak:
        return Words::tr("The lock never counts fewer than %Ln readers any more, though others come and go: some "
                         "probably died holding it.",
                         nullptr, wordOf(finding).raw);
    case FindingCode::HeadWentBack:
        return finding.offset == ring_layout::headOffset
            ? Words::tr("Head went back from %1 to %2.").arg(index(finding.first), index(finding.second))
            : Words::tr("Tail went back from %1 to %2.").arg(index(finding.first), index(finding.second));
    case FindingCode::ConsumerStalled:
        return Words::tr("%1 wait and nothing was consumed for %2.")
            .arg(exactSize(finding.first), seconds(finding.second));
    case FindingCode::ProducerStalled:
        return Words::tr("Nothing was produced for %1, after pauses of at most %2.")
            .arg(seconds(finding.first), seconds(finding.second));
    case FindingCode::SecondProducer:
        if (finding.severity == Severity::Warning)
            return Words::tr("A frame is broken and %Ln processes may write: two of them may be producers.", nullptr,
                             static_cast<int>(finding.second));
        return Words::tr("Tail went back from %1 to %2: two producers seem to write it.")
            .arg(index(finding.first), index(finding.second));
    case FindingCode::SecondConsumer:
        return Words::tr("Head went back from %1 to %2: two consumers seem to read it.")
            .arg(index(finding.first), index(finding.second));
    case FindingCode::SegmentShrank:
        return Words::tr("The segment shrank from %1 to %2: programs that touch what is gone crash.")
            .arg(exactSize(finding.first), exactSize(finding.second));
    case FindingCode::SegmentReplaced:
        return Words::tr("The segment's name now means another object: programs that opened it earlier and later don't "
                         "see each other.");
    case FindingCode::SegmentRemoved:
        return Words::tr("The segment's name was removed: nobody can open it any more, those who have it go on.");
    case FindingCode::TmpfsNearlyFull:
        return Words::tr("Only %1 of %2 of shared memory are free: a program that touches a new page may crash.")
            .arg(size(finding.first), size(finding.second));
    case FindingCode::SchemaMisfit:
        return Words::tr("The schema does not fit: field %1, at offset %2.")
            .arg(number(static_cast<qint64>(finding.first) + 1), offset(finding.offset));
    case FindingCode::SharedCacheLine:
        return Words::tr("Head, tail, capacity and the first bytes of data share a cache line, as this format has it: "
                         "each side slows the other a little.");
    }
    return shown(finding.text);
}

QString advice(FindingCode code)
{
    switch (code) {
    case FindingCode::LockOrphaned:
        return Words::tr("Free the lock with `unlock --expect` and check what the dead holder was writing.");
    case FindingCode::LockStuck:
        return Words::tr(
            "Look at what the processes that have the segment are doing; free the lock only when its holder is known to be gone.");
    case FindingCode::LockInvalid:
        return Words::tr(
            "Stop the programs, find out who wrote over the first four bytes, then free the lock with `unlock --expect`.");
    case FindingCode::ReadersImplausible:
        return Words::tr("Check that this is a region and not a ring, and that nobody writes over the first four bytes.");
    case FindingCode::LockResetWhileHeld:
        return Words::tr(
            "Let the creator call map() once, before anybody else opens the segment: every call frees the lock.");
    case FindingCode::WriterStarved:
        return Words::tr("Let readers hold the lock for a shorter time, or pause between reads.");
    case FindingCode::ReaderLeak:
        return Words::tr(
            "Find out which reader died holding the lock; once nobody reads, free it with `unlock --expect`.");
    case FindingCode::HeadWentBack:
        return Words::tr("Let each index be written by one process only, and the ring be set up once.");
    case FindingCode::OccupancyOverCapacity:
        return Words::tr("Stop both sides and set the ring up anew; nothing in it can be trusted.");
    case FindingCode::FrameCorrupt:
        return Words::tr(
            "Check that there is one producer and that nobody else writes into the data; then set the ring up anew.");
    case FindingCode::CapacityMismatch:
        return Words::tr(
            "Check that this is a ring, that its creator called spsc(), and that nobody resized the segment.");
    case FindingCode::ConsumerStalled:
        return Words::tr("Check that the consumer runs and asks for messages.");
    case FindingCode::ProducerStalled:
        return Words::tr("Check that the producer runs, unless it has nothing more to send.");
    case FindingCode::RingFull:
        return Words::tr("Make the ring larger or its consumer faster, if the producer must not wait.");
    case FindingCode::SecondProducer:
        return Words::tr("Let only one process push into this ring; give each producer a ring of its own.");
    case FindingCode::SecondConsumer:
        return Words::tr("Let only one process pop from this ring; give each consumer a ring of its own.");
    case FindingCode::SegmentShrank:
        return Words::tr("Find out who resized the segment, then restart the programs that use it.");
    case FindingCode::SegmentReplaced:
        return Words::tr("Restart the programs that still have the old segment, and attach again here.");
    case FindingCode::SegmentRemoved:
        return Words::tr("Nothing, if the programs are done; otherwise restart them, the creator first.");
    case FindingCode::SegmentTooSmall:
        return Words::tr("Check the layout, and the size that the creator asked for.");
    case FindingCode::TmpfsNearlyFull:
        return Words::tr("Remove segments that nobody uses, or make /dev/shm larger.");
    case FindingCode::SchemaMisfit:
        return Words::tr("Check that the schema has the types, order and counts that the writer uses.");
    case FindingCode::SharedCacheLine:
        return Words::tr("Nothing; if speed matters, push and pop in batches.");
    }
    return {};
}

QString of(const Evidence &evidence)
{
    const QString process = words::process(evidence.pid, evidence.process);
    switch (evidence.kind) {
    case EvidenceKind::Observed:
        return {};
    case EvidenceKind::NobodyHasIt:
        return Words::tr("No process has the segment.");
    case EvidenceKind::ProcessStopped:
        return Words::tr("It has been stopped: %1, which has the segment.").arg(process);
    case EvidenceKind::HolderDied:
        return Words::tr("Inferred from the hold record of %1.").arg(process);
    case EvidenceKind::ProcessGone:
        return Words::tr("It had the segment and has it no more: %1.").arg(process);
    case EvidenceKind::NotAllSeen:
        return Words::tr("No process was seen that has the segment, but not all could be looked into.");
    case EvidenceKind::HoldersAlive:
        return Words::tr("Those who have the segment are alive.");
    case EvidenceKind::NotLookedAt:
        return Words::tr("Who has the segment was not looked at.");
    case EvidenceKind::IndexWentBack:
        return Words::tr("Inferred: an index falls like that when two processes advance it from copies of their own.");
    case EvidenceKind::SetUpAnew:
        return Words::tr("It fell to 0, as when the creator sets the ring up again: what was pending is lost.");
    case EvidenceKind::ThirdWriter:
        return Words::tr("%Ln processes have the segment mapped for writing.", nullptr,
                         static_cast<int>(evidence.number));
    case EvidenceKind::MoreReleasesThanHolds:
        return Words::tr("Inferred: readers gave back a lock that had been freed under them.");
    case EvidenceKind::NeverSeenFree:
        return Words::tr("Inferred from %Ln samples; between them it may have been free.", nullptr,
                         static_cast<int>(std::min<std::uint64_t>(evidence.number, std::numeric_limits<int>::max())));
    }
    return {};
}

} // namespace membridge::words

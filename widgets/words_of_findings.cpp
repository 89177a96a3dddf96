// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "words.h"

#include <QCoreApplication>
#include <QLocale>

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
        return Words::tr("The lock is held (%1) but no process has the segment open: the lock's holder is gone.")
            .arg(of(wordOf(finding)));
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
        return Words::tr("The ring is full (%1): its producer has to wait.").arg(exactSize(finding.first));
    case FindingCode::SegmentTooSmall:
        return Words::tr("The segment has %1, too little for this layout, which needs at least %2.")
            .arg(exactSize(finding.second), exactSize(finding.first));
    case FindingCode::LockStuck:
    case FindingCode::LockResetWhileHeld:
    case FindingCode::WriterStarved:
    case FindingCode::ReaderLeak:
    case FindingCode::HeadWentBack:
    case FindingCode::ConsumerStalled:
    case FindingCode::ProducerStalled:
    case FindingCode::SecondProducer:
    case FindingCode::SecondConsumer:
    case FindingCode::SegmentShrank:
    case FindingCode::SegmentReplaced:
    case FindingCode::SegmentRemoved:
    case FindingCode::TmpfsNearlyFull:
    case FindingCode::SchemaMisfit:
    case FindingCode::SharedCacheLine:
        break;
    }
    // Nothing in core makes these yet, so what their numbers mean is in core's own sentence only.
    return shown(finding.text);
}

} // namespace membridge::words

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "operation_words.h"

#include "widgets/value_words.h"
#include "widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace membridge::operation_words {

namespace {

struct OperationWords
{
    Q_DECLARE_TR_FUNCTIONS(OperationWords)
};

using Kind = Operation::Kind;

QString counted(quint64 number)
{
    return QLocale().toString(number);
}

QString word(Kind kind)
{
    switch (kind) {
    case Kind::Write:
        return OperationWords::tr("Write");
    case Kind::Read:
        return OperationWords::tr("Read");
    case Kind::Seek:
        return OperationWords::tr("Seek");
    case Kind::Zero:
        return OperationWords::tr("Zero");
    case Kind::Push:
        return OperationWords::tr("Push");
    case Kind::Pop:
        return OperationWords::tr("Pop");
    case Kind::Drain:
        return OperationWords::tr("Drain");
    case Kind::Peek:
        return OperationWords::tr("Peek");
    case Kind::Edit:
        return OperationWords::tr("Edit");
    }
    return {};
}

OperationEntry entry(const OperationResult &result, const QString &text, bool failed = false)
{
    return {.time = QTime::currentTime(),
            .what = word(result.operation.kind),
            .position = {},
            .length = {},
            .text = text,
            .failed = failed};
}

OperationEntry entryOfEdit(const OperationResult &result)
{
    const QString at = words::offset(result.operation.segmentOffset);
    if (result.edit.outcome == EditOutcome::Written)
        return entry(result,
                     (result.operation.withoutLock ? OperationWords::tr("Edited %1 B at %2, without a lock.")
                                                   : OperationWords::tr("Edited %1 B at %2."))
                         .arg(counted(result.bytes), at));
    const QString why = result.edit.outcome == EditOutcome::Changed
        ? OperationWords::tr("other bytes are there by now")
        : words::of(result.edit.outcome == EditOutcome::Stopped ? WaitOutcome::Stopped : WaitOutcome::TimedOut);
    return entry(result, OperationWords::tr("Edited nothing at %1: %2.").arg(at, why), true);
}

OperationEntry entryOfRead(const OperationResult &result)
{
    const Schema &schema = *result.operation.schema;
    if (result.decoded.error)
        return entry(result, OperationWords::tr("Read nothing: %1").arg(words::of(*result.decoded.error, schema)), true);
    OperationEntry read = entry(result, value_words::shown(result.decoded.values(schema)));
    read.position = result.at;
    read.length = result.decoded.consumed;
    return read;
}

QString refusal(const OperationResult &result)
{
    const quint64 needed = result.bytes + ring_layout::frameHeaderSize;
    const quint64 left = result.ringCapacity - qMin(result.ringUsed, result.ringCapacity);
    if (result.tooLarge)
        return OperationWords::tr("too large: the frame needs %1 B, and the ring holds %2 B at most (%3 B are free).")
            .arg(counted(needed), counted(result.ringCapacity), counted(left));
    if (result.push == PushOutcome::Full)
        return OperationWords::tr("full: the frame needs %1 B and %2 B are free.").arg(counted(needed), counted(left));
    return words::of(result.push);
}

OperationEntry entryOfPush(const OperationResult &result)
{
    const bool refused = result.tooLarge || result.push != PushOutcome::Pushed;
    const quint64 frame = result.bytes + ring_layout::frameHeaderSize;
    QString text;
    if (result.operation.count == 1)
        text = refused
            ? OperationWords::tr("Not pushed: %1").arg(refusal(result))
            : OperationWords::tr("Pushed a frame of %1 B (payload %2 B).").arg(counted(frame), counted(result.bytes));
    else
        text = OperationWords::tr("Frames pushed: %1 of %2, each of %3 B.")
                   .arg(counted(result.frames), counted(result.operation.count), counted(frame));
    if (result.operation.count != 1 && refused)
        text = OperationWords::tr("%1 Then: %2").arg(text, refusal(result));
    else if (result.stopped)
        text = OperationWords::tr("%1 Then it was stopped.").arg(text);
    OperationEntry pushed = entry(result, text, refused || result.stopped);
    if (result.frames > 0)
        pushed.position = result.at;
    pushed.length = result.bytes;
    return pushed;
}

/// Why no frame was taken, or no further one.
QString endOf(const OperationResult &result)
{
    if (result.stopped)
        return OperationWords::tr("it was stopped.");
    if (result.pop.outcome == PopOutcome::Malformed && result.pop.fault)
        return words::of(*result.pop.fault);
    if (result.pop.outcome == PopOutcome::Misfit && result.pop.decoded.error)
        return OperationWords::tr("the frame is still there: %1")
            .arg(words::of(*result.pop.decoded.error, *result.operation.schema));
    return words::of(result.pop.outcome);
}

std::vector<OperationEntry> entriesOfFrames(const OperationResult &result)
{
    std::vector<OperationEntry> entries;
    for (const TakenFrame &frame : result.taken)
        entries.push_back({.time = frame.time,
                           .what = word(result.operation.kind),
                           .position = frame.position,
                           .length = frame.length,
                           .text = frame.values,
                           .failed = false});
    return entries;
}

std::vector<OperationEntry> entriesOfTaken(const OperationResult &result)
{
    std::vector<OperationEntry> entries = entriesOfFrames(result);
    const PopOutcome outcome = result.pop.outcome;
    const bool failed = result.stopped || outcome == PopOutcome::Misfit || outcome == PopOutcome::Malformed;
    const bool one = result.operation.kind == Kind::Peek
        || (result.operation.kind == Kind::Pop && result.operation.count == 1);
    if (one) {
        if (failed && result.operation.kind == Kind::Pop)
            entries.push_back(entry(result, OperationWords::tr("Popped nothing, %1").arg(endOf(result)), true));
        else if (outcome != PopOutcome::Popped)
            entries.push_back(entry(result, endOf(result), failed));
    } else {
        const QString sum = OperationWords::tr("Frames consumed: %1, payload %2 B, left in the ring %3 B.")
                                .arg(counted(result.frames), counted(result.bytes), counted(result.ringUsed));
        entries.push_back(entry(
            result,
            outcome == PopOutcome::Popped && !failed ? sum : OperationWords::tr("%1 Then: %2").arg(sum, endOf(result)),
            failed));
    }
    if (failed && outcome == PopOutcome::Misfit) {
        entries.back().position = result.pop.frame.position;
        entries.back().length = result.pop.frame.length;
    }
    return entries;
}

} // namespace

std::vector<OperationEntry> entriesOf(const OperationResult &result)
{
    if (result.error) {
        // What was done before is done; frames that were consumed are nowhere else.
        std::vector<OperationEntry> entries = entriesOfFrames(result);
        if (result.operation.kind == Kind::Push && result.frames > 0)
            entries.push_back(entryOfPush(result));
        entries.push_back(entry(result, words::of(*result.error), true));
        return entries;
    }
    if (result.wait != WaitOutcome::Done)
        return {entry(result,
                      OperationWords::tr("Waiting for the lock (%2): %1. Nothing was done.")
                          .arg(words::of(result.wait), words::of(result.lock)),
                      true)};
    switch (result.operation.kind) {
    case Kind::Edit:
        return {entryOfEdit(result)};
    case Kind::Write: {
        OperationEntry written = entry(
            result, OperationWords::tr("Wrote %1 B at data offset %2.").arg(counted(result.bytes), counted(result.at)));
        written.position = result.at;
        written.length = result.bytes;
        return {written};
    }
    case Kind::Seek:
        return {entry(result, OperationWords::tr("The cursor is at data offset %1.").arg(counted(result.cursor)))};
    case Kind::Zero:
        return {entry(result, OperationWords::tr("Set %1 B to zero.").arg(counted(result.bytes)))};
    case Kind::Read:
        return {entryOfRead(result)};
    case Kind::Push:
        return {entryOfPush(result)};
    case Kind::Pop:
    case Kind::Drain:
    case Kind::Peek:
        return entriesOfTaken(result);
    }
    return {};
}

quint64 unlisted(const OperationResult &result)
{
    return result.frames > result.taken.size() && result.operation.kind != Kind::Push
        ? result.frames - result.taken.size()
        : 0;
}

} // namespace membridge::operation_words

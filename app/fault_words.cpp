// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fault_words.h"

#include <QCoreApplication>

namespace membridge::words {

namespace {

/// As they stand in core/traffic/fault.cpp.
constexpr const char *texts[] = {
    QT_TRANSLATE_NOOP("membridge::FaultWords", "takes the read lock and is killed while it holds it"),
    QT_TRANSLATE_NOOP(
        "membridge::FaultWords",
        "readers go on; writers wait with a deadline and report who is missing, and nobody resets the lock unasked"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "takes the write lock and is killed while it holds it"),
    QT_TRANSLATE_NOOP("membridge::FaultWords",
                      "waits with a deadline, treats the data as half written, and has the lock recovered explicitly"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "writes a value over the lock word"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "the word (default -7)"),
    QT_TRANSLATE_NOOP("membridge::FaultWords",
                      "takes no lock from a word that is not -1, 0 or a number of readers, and reports it"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "copies a message behind tail and is killed before it publishes it"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "the consumer sees no part of it; the next producer writes over it"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "looks at the next message and is killed before it releases it"),
    QT_TRANSLATE_NOOP("membridge::FaultWords",
                      "the next consumer gets that message again, so whoever acts on messages must bear one twice"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "writes another length over that of the next message"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "the length (default 4294967295)"),
    QT_TRANSLATE_NOOP("membridge::FaultWords",
                      "the consumer checks the length against tail, consumes nothing and reports the ring as damaged"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "writes a value over the capacity field"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "the capacity (default 12345)"),
    QT_TRANSLATE_NOOP("membridge::FaultWords",
                      "whoever opens the ring from now on compares it with the size and refuses"),
    QT_TRANSLATE_NOOP("membridge::FaultWords",
                      "pushes from a copy of tail that is out of date, as a second producer does"),
    QT_TRANSLATE_NOOP(
        "membridge::FaultWords",
        "the producer notices that tail is not where it left it, and stops instead of writing over messages"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "cuts the segment"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "bytes that are left (default: half)"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "survives the pages that are gone (SIGBUS) and reports the loss"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "takes the name away and gives it to a new segment of the same size"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "notices that the name means another object now, and opens it anew"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "kills a process that has the segment (SIGKILL)"),
    QT_TRANSLATE_NOOP(
        "membridge::FaultWords",
        "the others wait with a deadline and report who is missing; what was published before is still whole"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "asks a process that has the segment to end (SIGTERM)"),
    QT_TRANSLATE_NOOP("membridge::FaultWords",
                      "gives the lock back and ends with no message half pushed; the others go on without it"),
    QT_TRANSLATE_NOOP("membridge::FaultWords", "stops a process that has the segment for a time (SIGSTOP)"),
    QT_TRANSLATE_NOOP(
        "membridge::FaultWords",
        "the others wait with a deadline and do not take it for dead: it goes on, and nothing is lost by then"),
};

} // namespace

std::span<const char *const> faultTexts()
{
    return texts;
}

QString ofFault(const char *text)
{
    return text[0] == '\0' ? QString() : QCoreApplication::translate("membridge::FaultWords", text);
}

} // namespace membridge::words

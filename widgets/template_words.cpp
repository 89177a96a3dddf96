// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "template_words.h"

#include "words.h"

#include <QCoreApplication>

namespace membridge::words {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString of(const TemplateTextError &error)
{
    using Reason = TemplateTextError::Reason;
    const QString word = shown(error.word);
    switch (error.reason) {
    case Reason::Empty:
        return Words::tr("Type a pattern (counter, random, sine, text, verify) or fields.");
    case Reason::TooLong:
        return Words::tr("The template is longer than 4096 bytes.");
    case Reason::TooManyFields:
        return Words::tr("There are more than 256 fields.");
    case Reason::UnknownField:
        return Words::tr("“%1” is neither a field nor a value; text needs quotes.").arg(word);
    case Reason::MissingBracket:
        return Words::tr("“%1” has no closing bracket.").arg(word);
    case Reason::TooManyNumbers:
        return Words::tr("“%1” takes fewer numbers.").arg(word);
    case Reason::NotAnInteger:
        return Words::tr("“%1” is no whole number that fits here.").arg(word);
    case Reason::NotANumber:
        return Words::tr("“%1” is no number.").arg(word);
    case Reason::EmptyRange:
        return Words::tr("The smaller number comes first: “%1”.").arg(word);
    case Reason::NoColumn:
        return Words::tr("csv() needs a file and a column from 1: csv(values.csv,1).");
    case Reason::UnknownEscape:
        return Words::tr("A backslash can't stand before “%1” here.").arg(word);
    case Reason::NotUtf8:
        return Words::tr("Text must be UTF-8.");
    case Reason::BadValue:
        return Words::tr("This is no value: %1.").arg(word);
    }
    return {};
}

QString of(SenderRowState state)
{
    switch (state) {
    case SenderRowState::Disabled:
        return {};
    case SenderRowState::Sending:
        return Words::tr("sending");
    case SenderRowState::Full:
        return Words::tr("ring full");
    case SenderRowState::Done:
        return Words::tr("done");
    case SenderRowState::Failed:
        return Words::tr("failed");
    }
    return {};
}

QString of(TrafficEnd end)
{
    switch (end) {
    case TrafficEnd::Count:
        return Words::tr("all messages that were asked for");
    case TrafficEnd::Time:
        return Words::tr("the time is over");
    case TrafficEnd::Stopped:
        return Words::tr("stopped");
    case TrafficEnd::NoProgress:
        return Words::tr("nothing moved");
    case TrafficEnd::Malformed:
        return Words::tr("the ring contradicts itself");
    case TrafficEnd::Misfit:
        return Words::tr("the schema does not fit a message");
    }
    return {};
}

QString of(OffenceKind kind)
{
    switch (kind) {
    case OffenceKind::Corrupt:
        return Words::tr("corrupt");
    case OffenceKind::Lost:
        return Words::tr("lost");
    case OffenceKind::Duplicated:
        return Words::tr("duplicated");
    case OffenceKind::Reordered:
        return Words::tr("reordered");
    case OffenceKind::Late:
        return Words::tr("late");
    }
    return {};
}

} // namespace membridge::words

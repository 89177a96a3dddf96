// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace membridge::words {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// What core says it attempted, as the beginning of a sentence that ends in ": why". %1 is the quoted name.
QString attempt(const Error &error)
{
    const struct
    {
        const char *attempted;
        const char *sentence;
    } known[] = {
        {"open segment read-only", QT_TRANSLATE_NOOP("Words", "Cannot open the segment %1 for reading")},
        {"open segment", QT_TRANSLATE_NOOP("Words", "Cannot open the segment %1")},
        {"create segment", QT_TRANSLATE_NOOP("Words", "Cannot create the segment %1")},
        {"size segment", QT_TRANSLATE_NOOP("Words", "Cannot give the segment %1 its size")},
        {"reserve memory for segment", QT_TRANSLATE_NOOP("Words", "Cannot set memory aside for the segment %1")},
        {"remove segment", QT_TRANSLATE_NOOP("Words", "Cannot remove the segment %1")},
        {"look at segment", QT_TRANSLATE_NOOP("Words", "Cannot inspect the segment %1")},
        {"read segment", QT_TRANSLATE_NOOP("Words", "Cannot read from the segment %1")},
        {"map segment", QT_TRANSLATE_NOOP("Words", "Cannot map the segment %1")},
        {"map region", QT_TRANSLATE_NOOP("Words", "Cannot use the segment %1 as a region")},
        {"map ring", QT_TRANSLATE_NOOP("Words", "Cannot use the segment %1 as a ring")},
        {"set up ring", QT_TRANSLATE_NOOP("Words", "Cannot set up a ring in the segment %1")},
        {"write to region", QT_TRANSLATE_NOOP("Words", "Cannot write to the region %1")},
        {"zero region", QT_TRANSLATE_NOOP("Words", "Cannot set the region %1 to zeros")},
        {"read from region", QT_TRANSLATE_NOOP("Words", "Cannot read from the region %1")},
        {"seek in region", QT_TRANSLATE_NOOP("Words", "Cannot seek in the region %1")},
        {"push to ring", QT_TRANSLATE_NOOP("Words", "Cannot push to the ring %1")},
        {"pop from ring", QT_TRANSLATE_NOOP("Words", "Cannot pop from the ring %1")},
        {"read from ring", QT_TRANSLATE_NOOP("Words", "Cannot read from the ring %1")},
        {"take part in segment", QT_TRANSLATE_NOOP("Words", "Cannot take part in the segment %1")},
        {"take the lock of region", QT_TRANSLATE_NOOP("Words", "Cannot take the lock of the region %1")},
        {"look at ring", QT_TRANSLATE_NOOP("Words", "Cannot inspect the ring %1")},
    };
    const QString name = Words::tr("“%1”", "quoted name").arg(shown(error.segment()));
    if (!error.segment().empty()) {
        for (const auto &entry : known) {
            if (error.attempted() == entry.attempted)
                return Words::tr(entry.sentence).arg(name);
        }
    }
    if (error.segment().empty() && error.attempted() == "encode value")
        return Words::tr("Cannot encode the value");
    if (error.segment().empty())
        return Words::tr("Cannot %1", "%1 is an English phrase, e.g. \"map segment\"").arg(shown(error.attempted()));
    //: %1 is an English phrase, e.g. "map segment"; %2 a quoted name.
    return Words::tr("Cannot %1 %2").arg(shown(error.attempted()), name);
}

QString advice(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidName:
        return Words::tr("A name starts with “/” and goes on without another “/”, for example /sensors.");
    case ErrorCode::InvalidArgument:
    case ErrorCode::OutOfBounds:
        return {};
    case ErrorCode::NotFound:
        return Words::tr("Is the program that creates it running?");
    case ErrorCode::AlreadyExists:
        return Words::tr("Choose another name, or remove the old segment first.");
    case ErrorCode::PermissionDenied:
        return Words::tr("Ask its owner to let you read and write it, or run as the user who owns it.");
    case ErrorCode::ReadOnly:
        return Words::tr("Press “Participate” to take part.");
    case ErrorCode::TooSmall:
    case ErrorCode::NotPowerOfTwo:
        return {};
    case ErrorCode::Malformed:
        return Words::tr("It may be damaged, not set up yet, or no ring at all: look at its bytes.");
    case ErrorCode::SegmentLost:
        return Words::tr("Attach again to use what is left of it.");
    case ErrorCode::NoSpace:
        return Words::tr("Remove segments that nobody needs, or choose a smaller size.");
    case ErrorCode::RoleTaken:
    case ErrorCode::System:
        return {};
    }
    return {};
}

/// Codes whose reason is not the whole story: core's own sentence has the numbers.
bool reasonHasNumbers(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidName:
    case ErrorCode::InvalidArgument:
    case ErrorCode::OutOfBounds:
    case ErrorCode::TooSmall:
    case ErrorCode::NotPowerOfTwo:
    case ErrorCode::Malformed:
    case ErrorCode::SegmentLost:
    case ErrorCode::System:
        return true;
    case ErrorCode::NotFound:
    case ErrorCode::AlreadyExists:
    case ErrorCode::PermissionDenied:
    case ErrorCode::ReadOnly:
    case ErrorCode::NoSpace:
    case ErrorCode::RoleTaken:
        return false;
    }
    return true;
}

/// Core's reasons are English with numbers in them; those that are known are put into words by their pattern.
QString reasonInWords(const std::string &reason)
{
    static const char *const known[] = {
        QT_TRANSLATE_NOOP("Words", "the name must start with '/'"),
        QT_TRANSLATE_NOOP("Words", "the name needs at least one character after '/'"),
        QT_TRANSLATE_NOOP("Words", "the name must not contain a NUL byte"),
        QT_TRANSLATE_NOOP("Words", "the name is longer than %1 bytes after '/'"),
        QT_TRANSLATE_NOOP("Words", "the name is longer than %1 bytes"),
        QT_TRANSLATE_NOOP("Words", "the name must not contain a further '/'"),
        QT_TRANSLATE_NOOP("Words", "the name must not be '.' or '..'"),
        QT_TRANSLATE_NOOP("Words", "that is no shared-memory segment but another kind of file"),
        QT_TRANSLATE_NOOP("Words", "the name now means another segment; attach to that one first"),
        QT_TRANSLATE_NOOP("Words", "there is not enough memory"),
        QT_TRANSLATE_NOOP("Words", "it is larger than the address space"),
        QT_TRANSLATE_NOOP("Words", "a payload of 4 GiB and more has no length prefix"),
        QT_TRANSLATE_NOOP("Words", "size must be greater than %1"),
        QT_TRANSLATE_NOOP("Words", "size is beyond what a file can have"),
        QT_TRANSLATE_NOOP("Words", "length cannot be zero"),
        QT_TRANSLATE_NOOP("Words", "%1 bytes at offset %2 do not fit in a data area of %3 bytes"),
        QT_TRANSLATE_NOOP("Words", "offset %1 is past the data area of %2 bytes"),
        QT_TRANSLATE_NOOP("Words", "position %1 is past the data area of %2 bytes"),
        QT_TRANSLATE_NOOP("Words", "segment shrank from %1 to %2 bytes"),
        QT_TRANSLATE_NOOP("Words", "the segment has %1 bytes; this layout needs at least %2"),
        QT_TRANSLATE_NOOP("Words", "%1 bytes of data are no power of two; try %2 or %3"),
        QT_TRANSLATE_NOOP("Words", "a frame of %1 bytes can never fit in a ring of %2"),
        QT_TRANSLATE_NOOP("Words", "the text is not UTF-8 at byte %1; write it as bytes"),
        QT_TRANSLATE_NOOP("Words", "text of 4 GiB and more has no length prefix"),
        QT_TRANSLATE_NOOP("Words", "a list can't stand here: lists nest one level at most"),
        QT_TRANSLATE_NOOP("Words", "segment of %1 bytes is too small for a ring (%2 bytes of header and %3 of data)"),
        QT_TRANSLATE_NOOP("Words", "capacity field is %1, which is no power of two (the segment has room for %2)"),
        QT_TRANSLATE_NOOP("Words", "capacity field is %1 but the segment has %2 bytes of data"),
        QT_TRANSLATE_NOOP("Words", "head %1 is past tail %2"),
        QT_TRANSLATE_NOOP("Words", "tail %1 is %2 bytes past head %3 but the capacity is %4"),
    };
    const QString english = shown(reason);
    for (const char *pattern : known) {
        QString expression = QRegularExpression::escape(QString::fromUtf8(pattern));
        expression.replace(QRegularExpression(QStringLiteral("\\\\%\\d")), QStringLiteral("(\\d+)"));
        const auto match = QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(english);
        if (!match.hasMatch())
            continue;
        QString text = Words::tr(pattern);
        for (int place = 1; place <= match.lastCapturedIndex(); ++place)
            text = text.arg(QLocale().toString(match.captured(place).toULongLong()));
        return text;
    }
    return english;
}

/// Who is in the way, and what to do about it.
QString takenBy(const Error &error)
{
    const bool producer = error.attempted() == "push to ring";
    if (error.holder().pid == QCoreApplication::applicationPid())
        return producer ? Words::tr("this program is its producer at the moment. Stop sending or replaying first.")
                        : Words::tr("this program is its consumer at the moment. Stop consuming first.");
    const QString who = process(error.holder().pid, error.holder().program);
    return (producer ? Words::tr("%1 is its producer already, and a ring has one only. End that one first, or leave "
                                 "the pushing to it.")
                     : Words::tr("%1 is its consumer already, and a ring has one only. End that one first, or leave "
                                 "the popping to it."))
        .arg(who);
}

QString quoted(const std::string &word)
{
    return Words::tr("“%1”", "quoted word").arg(shown(word));
}

} // namespace

QString of(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidName:
        return Words::tr("not a name that a segment can have");
    case ErrorCode::InvalidArgument:
        return Words::tr("not allowed by the format");
    case ErrorCode::OutOfBounds:
        return Words::tr("outside of the data");
    case ErrorCode::NotFound:
        return Words::tr("no segment has that name");
    case ErrorCode::AlreadyExists:
        return Words::tr("a segment with that name exists already");
    case ErrorCode::PermissionDenied:
        return Words::tr("you have no permission");
    case ErrorCode::ReadOnly:
        return Words::tr("it is open read-only");
    case ErrorCode::TooSmall:
        return Words::tr("it is too small for this layout");
    case ErrorCode::NotPowerOfTwo:
        return Words::tr("a ring's capacity must be a power of two");
    case ErrorCode::Malformed:
        return Words::tr("its header contradicts itself");
    case ErrorCode::SegmentLost:
        return Words::tr("it shrank while it was in use, so nothing read or written then counts");
    case ErrorCode::NoSpace:
        return Words::tr("there is not enough memory left for segments");
    case ErrorCode::RoleTaken:
        return Words::tr("this program already has that side of the ring");
    case ErrorCode::System:
        return Words::tr("the operating system reported an error");
    }
    return {};
}

QString of(const Error &error)
{
    if (error.code() == ErrorCode::RoleTaken && error.holder().pid > 0)
        return attempt(error) + QStringLiteral(": ") + takenBy(error);
    QString text = attempt(error) + QStringLiteral(": ") + of(error.code());
    if (reasonHasNumbers(error.code()) && !error.reason().empty())
        text += QStringLiteral(" (%1)").arg(reasonInWords(error.reason()));
    text += QLatin1Char('.');
    if (const QString what = advice(error.code()); !what.isEmpty())
        text += QLatin1Char(' ') + what;
    return text;
}

QString of(const RingFault &fault)
{
    const QLocale locale;
    switch (fault.kind) {
    case RingFaultKind::TooSmall:
        return Words::tr("The segment has %1, too little for a ring, which needs at least %2.")
            .arg(exactSize(fault.limit), exactSize(fault.wanted));
    case RingFaultKind::CapacityNotPowerOfTwo:
        return Words::tr("The capacity field says %1, which is no power of two; the segment has room for %2.")
            .arg(exactSize(fault.wanted), exactSize(fault.limit));
    case RingFaultKind::CapacityMismatch:
        return Words::tr("The capacity field says %1 but the segment has %2 of data.")
            .arg(exactSize(fault.wanted), exactSize(fault.limit));
    case RingFaultKind::HeadPastTail:
        return Words::tr("Head (%1) is past tail (%2): the consumer can't be ahead of the producer.")
            .arg(locale.toString(static_cast<quint64>(fault.header.head)),
                 locale.toString(static_cast<quint64>(fault.header.tail)));
    case RingFaultKind::OverCapacity:
        return Words::tr("Tail (%1) is %2 past head (%3), more than the capacity of %4.")
            .arg(locale.toString(static_cast<quint64>(fault.header.tail)), exactSize(fault.wanted),
                 locale.toString(static_cast<quint64>(fault.header.head)), exactSize(fault.limit));
    case RingFaultKind::FramePastTail:
        return Words::tr("The frame at position %1 claims %2 but only %3 are pending.")
            .arg(locale.toString(static_cast<quint64>(fault.position)), exactSize(fault.wanted), exactSize(fault.limit));
    case RingFaultKind::HeadMoved:
        return Words::tr(
                   "Head is %1 but this consumer left it at %2: another consumer is at work, or the ring was set up anew.")
            .arg(locale.toString(static_cast<quint64>(fault.wanted)),
                 locale.toString(static_cast<quint64>(fault.limit)));
    case RingFaultKind::TailMoved:
        return Words::tr(
                   "Tail is %1 but this producer left it at %2: another producer is at work, or the ring was set up anew.")
            .arg(locale.toString(static_cast<quint64>(fault.wanted)),
                 locale.toString(static_cast<quint64>(fault.limit)));
    }
    return {};
}

QString of(const DecodeError &error)
{
    return of(error, Schema{});
}

QString of(const DecodeError &error, const Schema &schema)
{
    QString field = Words::tr("Field %1").arg(error.field + 1);
    if (error.field < schema.fields.size() && !schema.fields[error.field].name.empty())
        field = Words::tr("Field “%1”").arg(shown(schema.fields[error.field].name));
    const bool list = error.element > 0
        || (error.field < schema.fields.size() && schema.fields[error.field].kind == FieldKind::Tagged
            && schema.fields[error.field].count != 1);
    if (list)
        field = Words::tr("%1, element %2,", "a field and an element of its list")
                    .arg(field, QLocale().toString(static_cast<quint64>(error.element)));
    switch (error.reason) {
    case DecodeError::Reason::PastEnd:
        return Words::tr("%1 at offset %2 needs %3 but only %4 are left.")
            .arg(field, offset(error.offset), exactSize(error.wanted), exactSize(error.left));
    case DecodeError::Reason::StringPastEnd:
        return Words::tr("%1 at offset %2 is a string that needs %3 with its length but only %4 are left.")
            .arg(field, offset(error.offset), exactSize(error.wanted), exactSize(error.left));
    case DecodeError::Reason::TooManyValues:
        return Words::tr("%1 asks for more values (%2) than are shown at once (%3).")
            .arg(field, QLocale().toString(static_cast<quint64>(error.wanted)),
                 QLocale().toString(static_cast<quint64>(error.left)));
    case DecodeError::Reason::TooLarge:
        return Words::tr("%1 at offset %2 needs %3, more than the %4 that are read at once.")
            .arg(field, offset(error.offset), exactSize(error.wanted), exactSize(error.left));
    }
    return {};
}

QString of(const SchemaError &error)
{
    const QString word = quoted(error.word);
    switch (error.reason) {
    case SchemaError::Reason::Empty:
        return Words::tr("Type a schema, for example: str int 3*bool");
    case SchemaError::Reason::UnknownTag:
        return Words::tr(
                   "%1 is no type. There are bool, int, float, f32, f64, i32, i64, u8, u32, u64, str, bytes(N), skip(N), @N and “...”.")
            .arg(word);
    case SchemaError::Reason::BadCount:
        return Words::tr("%1 is no count from 0 to %2.").arg(word, QLocale().toString(quint64{1} << 32));
    case SchemaError::Reason::BadName:
        return Words::tr("%1 is no field name: letters, digits, “_”, “-” and “.”, starting with a letter or “_”.")
            .arg(word);
    case SchemaError::Reason::ExpectedTag:
        return Words::tr("A type is missing after %1.").arg(word);
    case SchemaError::Reason::TextAfterRest:
        return Words::tr("“...” ignores all that is left, so nothing can follow it.");
    case SchemaError::Reason::MissingParenthesis:
        return Words::tr("The number of bytes goes in parentheses, for example bytes(16) or skip(4).");
    case SchemaError::Reason::TooManyFields:
        return Words::tr("That is too many fields; there can be %1.").arg(QLocale().toString(4096));
    case SchemaError::Reason::BadOffset:
        return Words::tr("%1 is no offset from @0 to @%2, decimal or hexadecimal (@0x40).")
            .arg(word, QString::number(maxSchemaOffset));
    case SchemaError::Reason::UnexpectedName:
        return Words::tr("In %1 there is a name; what is skipped has none.").arg(word);
    case SchemaError::Reason::ExpectedField:
        return Words::tr("A field is missing after %1.").arg(word);
    }
    return {};
}

QString of(const ConditionError &error)
{
    const QString column = QLocale().toString(quint64(error.column) + 1);
    switch (error.reason) {
    case ConditionError::Reason::Empty:
        return Words::tr("Type a condition, for example: word == -1 for 2s");
    case ConditionError::Reason::TooLong:
        return Words::tr("The condition is longer than %1 bytes.").arg(QLocale().toString(quint64(Condition::maxLength)));
    case ConditionError::Reason::TooDeep:
        return Words::tr("It is nested too deep at column %1.").arg(column);
    case ConditionError::Reason::UnexpectedText:
        return Words::tr("What is at column %1 can't stand there.").arg(column);
    case ConditionError::Reason::UnexpectedEnd:
        return Words::tr("Something is missing at the end.");
    case ConditionError::Reason::UnknownVariable:
        return error.suggestion.empty() ? Words::tr("There is no such value at column %1.").arg(column)
                                        : Words::tr("There is no such value at column %1; is it %2?")
                                              .arg(column, QString::fromStdString(error.suggestion));
    case ConditionError::Reason::BadNumber:
        return Words::tr("What is at column %1 is no number.").arg(column);
    case ConditionError::Reason::BadString:
        return Words::tr("The text at column %1 has no end, or an escape that is none.").arg(column);
    case ConditionError::Reason::DurationExpected:
        return Words::tr("A time such as 500ms, 2s or 1min is missing at column %1.").arg(column);
    case ConditionError::Reason::NotACondition:
        return Words::tr("Something that is true or false is missing at column %1.").arg(column);
    }
    return {};
}

QString of(const ValueTextError &error)
{
    const QString word = quoted(error.word);
    switch (error.reason) {
    case ValueTextError::Reason::NotABool:
        return Words::tr("%1 is neither true nor false.").arg(word);
    case ValueTextError::Reason::NotAnInteger:
        return Words::tr("%1 is no integer.").arg(word);
    case ValueTextError::Reason::IntegerOutOfRange:
        return Words::tr("%1 is out of range for this type.").arg(word);
    case ValueTextError::Reason::NotANumber:
        return Words::tr("%1 is no number.").arg(word);
    case ValueTextError::Reason::OddHexDigits:
        return Words::tr("%1 has an odd number of hexadecimal digits.").arg(word);
    case ValueTextError::Reason::NotHex:
        return Words::tr("%1 has something other than hexadecimal digits.").arg(word);
    case ValueTextError::Reason::UnterminatedQuote:
        return Words::tr("The quoted text %1 has no closing quote.").arg(word);
    case ValueTextError::Reason::UnterminatedList:
        return Words::tr("The list %1 has no closing “]”.").arg(word);
    case ValueTextError::Reason::NestedTooDeep:
        return Words::tr("A list can't stand inside a list.");
    case ValueTextError::Reason::UnknownEscape:
        return Words::tr("%1 is no escape. There are \\n, \\t, \\r, \\0, \\\\, \\\", \\' and \\xNN.").arg(word);
    }
    return {};
}

QString of(Doubt doubt, quint64 doubtOffset)
{
    switch (doubt) {
    case Doubt::None:
        return {};
    case Doubt::BoolNotZeroOrOne:
        return Words::tr("a bool byte other than 0 and 1");
    case Doubt::InvalidUtf8:
        return Words::tr("not UTF-8 from byte %1 of the text on").arg(QLocale().toString(doubtOffset));
    case Doubt::ControlCharacters:
        return Words::tr("control characters in the text");
    case Doubt::ImplausibleFloat:
        return Words::tr("an implausible magnitude: perhaps no floating-point number");
    }
    return {};
}

} // namespace membridge::words

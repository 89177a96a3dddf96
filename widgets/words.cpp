// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "words.h"

#include "core/codec/utf8.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTextDocument>

#include <array>
#include <cmath>

namespace membridge::words {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// A number of bytes in binary units.
QString scaled(double bytes, int decimals, const std::array<QString, 7> &units)
{
    std::size_t unit = 0;
    // 1023.95 would round to "1,024.0".
    while (bytes >= 1023.95 && unit + 1 < units.size()) {
        bytes /= 1024;
        ++unit;
    }
    return units[unit].arg(QLocale().toString(bytes, 'f', decimals));
}

} // namespace

QString shown(std::string_view untrusted)
{
    const std::string escaped = escapedForDisplay(untrusted);
    return QString::fromUtf8(escaped.data(), static_cast<qsizetype>(escaped.size()));
}

QString process(qint64 pid, std::string_view name)
{
    const QString number = QString::number(pid);
    return name.empty() ? Words::tr("process %1").arg(number) : Words::tr("process %1 (%2)").arg(number, shown(name));
}

QString of(const RecordedHold &hold)
{
    const QString text = hold.alive
        ? (hold.write ? Words::tr("%1, process %2, holds the write lock, which it asked for at %3.")
                      : Words::tr("%1, process %2, holds a read lock, which it asked for at %3."))
        : !hold.taken
        ? (hold.write ? Words::tr("%1, process %2, died asking for the write lock or holding it, since %3.")
                      : Words::tr("%1, process %2, died asking for a read lock or holding it, since %3."))
        : (hold.write ? Words::tr("%1, process %2, died holding the write lock, which it asked for at %3.")
                      : Words::tr("%1, process %2, died holding the read lock, which it asked for at %3."));
    return text.arg(shown(hold.program), QString::number(hold.pid),
                    QLocale().toString(QDateTime::fromMSecsSinceEpoch(hold.sinceNs / 1'000'000), QLocale::ShortFormat));
}

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()) : text;
}

QString exactSize(quint64 bytes)
{
    return Words::tr("%1 B", "bytes").arg(QLocale().toString(bytes));
}

QString size(quint64 bytes)
{
    if (bytes < 4096)
        return exactSize(bytes);
    return scaled(static_cast<double>(bytes), 1,
                  {Words::tr("%1 B", "bytes"), Words::tr("%1 KiB"), Words::tr("%1 MiB"), Words::tr("%1 GiB"),
                   Words::tr("%1 TiB"), Words::tr("%1 PiB"), Words::tr("%1 EiB")});
}

QString rate(double bytesPerSecond, int decimals)
{
    if (!std::isfinite(bytesPerSecond))
        return QStringLiteral("—");
    if (std::fabs(bytesPerSecond) < 1024)
        return Words::tr("%1 B/s").arg(QLocale().toString(bytesPerSecond, 'f', 0));
    return scaled(bytesPerSecond, decimals,
                  {Words::tr("%1 B/s"), Words::tr("%1 KiB/s"), Words::tr("%1 MiB/s"), Words::tr("%1 GiB/s"),
                   Words::tr("%1 TiB/s"), Words::tr("%1 PiB/s"), Words::tr("%1 EiB/s")});
}

QString duration(double ns)
{
    const struct
    {
        double ns;
        const char *unit;
    } units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "\u00b5s"}};
    for (const auto &unit : units) {
        // What would be rounded to a thousand of the smaller unit is one of this.
        if (std::fabs(ns) >= unit.ns * 0.9995) {
            const double value = ns / unit.ns;
            const int decimals = std::fabs(value) < 10 ? 2 : std::fabs(value) < 100 ? 1 : 0;
            return QLocale().toString(value, 'f', decimals) + QLatin1Char(' ') + QString::fromUtf8(unit.unit);
        }
    }
    return QLocale().toString(ns, 'f', 0) + QStringLiteral(" ns");
}

QString number(qint64 number)
{
    if (number >= 0)
        return QLocale().toString(number);
    // Negated as unsigned: the smallest number has no positive counterpart.
    return QStringLiteral("−") + QLocale().toString(quint64{0} - static_cast<quint64>(number));
}

QString offset(quint64 offset)
{
    return QStringLiteral("0x%1 (%2)").arg(QString::number(offset, 16), QLocale().toString(offset));
}

QString percent(double share)
{
    if (!std::isfinite(share))
        return QStringLiteral("—");
    const double value = share * 100;
    const QString text = Words::tr("%1 %");
    if (value > 0 && value < 0.1)
        return Words::tr("< %1").arg(text.arg(QLocale().toString(0.1, 'f', 1)));
    if (value > 99.9 && value < 100)
        return Words::tr("> %1").arg(text.arg(QLocale().toString(99.9, 'f', 1)));
    if (value == 0 || value == 100)
        return text.arg(QLocale().toString(static_cast<int>(value)));
    return text.arg(QLocale().toString(value, 'f', 1));
}

QString of(Layout layout)
{
    switch (layout) {
    case Layout::Unknown:
        return Words::tr("unknown", "layout of a segment");
    case Layout::Region:
        return Words::tr("region");
    case Layout::Ring:
        return Words::tr("ring");
    }
    return {};
}

QString of(const LayoutGuess &guess)
{
    if (guess.layout == Layout::Unknown)
        return of(guess.layout);
    //: Layout of a segment and how sure that is, e.g. "ring · 99 %".
    return Words::tr("%1 · %2 %").arg(of(guess.layout), QLocale().toString(qRound(guess.confidence * 100)));
}

QString of(GuessReason reason)
{
    switch (reason) {
    case GuessReason::TooSmall:
        return Words::tr("The segment is too small for either layout.");
    case GuessReason::Unreadable:
        return Words::tr("Its header could not be read.");
    case GuessReason::HeaderConsistent:
        return Words::tr("Capacity, size and indices agree as in a ring.");
    case GuessReason::CapacityMatchesSize:
        return Words::tr("The capacity field matches the size of a ring, but the indices contradict each other: "
                         "most likely a damaged ring.");
    case GuessReason::RingCutShort:
        return Words::tr("The header describes a ring of another size: perhaps the segment was resized.");
    case GuessReason::SizeOfARing:
        return Words::tr(
            "The size is that of a ring, but the header describes none: perhaps not set up yet, or damaged.");
    case GuessReason::NotARingHeader:
        return Words::tr(
            "The size could be that of a ring, but the header is none, and the first word is a possible lock state.");
    case GuessReason::NotARingSize:
        return Words::tr("The size is not that of a ring, and the first word is a possible lock state.");
    case GuessReason::ImplausibleLockWord:
        return Words::tr("The size is not that of a ring, but the first word is no plausible lock state either.");
    }
    return {};
}

QString of(LockWord word)
{
    switch (word.state()) {
    case LockState::Free:
        return Words::tr("free", "state of a lock");
    case LockState::Readers:
        return word.readers() == 1 ? Words::tr("1 reader") : Words::tr("%Ln readers", nullptr, word.readers());
    case LockState::Writer:
        return Words::tr("1 writer");
    case LockState::Invalid:
        break;
    }
    return Words::tr("invalid (%1)").arg(number(word.raw));
}

QString of(PushOutcome outcome)
{
    switch (outcome) {
    case PushOutcome::Pushed:
        return Words::tr("pushed");
    case PushOutcome::Full:
        return Words::tr("not pushed: the ring has no room for this frame now");
    case PushOutcome::Malformed:
        return Words::tr("not pushed: the ring's indices contradict each other");
    }
    return {};
}

QString of(PopOutcome outcome)
{
    switch (outcome) {
    case PopOutcome::Popped:
        return Words::tr("popped");
    case PopOutcome::Empty:
        return Words::tr("nothing to pop: the ring is empty");
    case PopOutcome::Misfit:
        return Words::tr("not popped: the schema does not fit the frame, which is still there");
    case PopOutcome::Malformed:
        return Words::tr("not popped: the ring's indices or the frame's length are impossible");
    }
    return {};
}

QString of(WaitOutcome outcome)
{
    switch (outcome) {
    case WaitOutcome::Done:
        return Words::tr("done");
    case WaitOutcome::TimedOut:
        return Words::tr("timed out");
    case WaitOutcome::Stopped:
        return Words::tr("stopped");
    }
    return {};
}

QString of(const StatusReport &report)
{
    switch (report.status) {
    case SegmentStatus::Live:
        return {};
    case SegmentStatus::Resized:
        return Words::tr("The segment grew from %1 to %2 since it was opened. Attach again to see all of it.")
            .arg(exactSize(report.sizeAtOpen), exactSize(report.sizeNow));
    case SegmentStatus::Shrunk:
        return Words::tr("The segment shrank from %1 to %2. Programs that map the lost part crash when they touch it.")
            .arg(exactSize(report.sizeAtOpen), exactSize(report.sizeNow));
    case SegmentStatus::Removed:
        if (report.removedAtOpen)
            return Words::tr(
                "This segment's name was removed before you attached. It lives on for those who have it open; "
                "a segment that has the name now is another one.");
        return Words::tr("The segment's name was removed. What you see lives on for those who have it open, "
                         "but no program can open it any more.");
    case SegmentStatus::Replaced:
        return Words::tr("The segment was removed and created again: its name now means another one. "
                         "You see the old one; attach again to see the new one.");
    }
    return {};
}

QString whereHidden(const HiddenSegmentInfo &hidden)
{
    const QString process = shown(hidden.process);
    const QString pid = QString::number(hidden.pid);
    return hidden.hiding == platform::Hiding::Deleted ? Words::tr("unlinked, held by %1 (%2)").arg(process, pid)
                                                      : Words::tr("in the namespace of %1 (%2)").arg(process, pid);
}

} // namespace membridge::words

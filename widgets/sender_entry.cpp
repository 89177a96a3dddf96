// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sender_entry.h"

#include "template_words.h"
#include "words.h"

#include <QJsonValue>
#include <QRegularExpression>

#include <cmath>
#include <utility>

namespace membridge {

namespace {

constexpr double mostPerSecond = 1e9;
constexpr quint64 mostBurst = 65'536;
constexpr quint64 largestPayload = quint64(1) << 32;

const std::pair<SenderEntry::Part, const char *> keys[] = {
    {SenderEntry::Part::Name, "name"},   {SenderEntry::Part::Payload, "payload"}, {SenderEntry::Part::Size, "size"},
    {SenderEntry::Part::Rate, "rate"},   {SenderEntry::Part::Jitter, "jitter"},   {SenderEntry::Part::Count, "count"},
    {SenderEntry::Part::Burst, "burst"},
};

std::optional<quint64> wholeNumber(const QString &text)
{
    bool ok = false;
    const quint64 number = text.trimmed().toULongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace

const QStringList &SenderEntry::patterns()
{
    static const QStringList names{QStringLiteral("counter"), QStringLiteral("random"), QStringLiteral("sine"),
                                   QStringLiteral("text"), QStringLiteral("verify")};
    return names;
}

std::optional<double> SenderEntry::rateOf(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty() || typed.compare(QLatin1String("max"), Qt::CaseInsensitive) == 0)
        return 0;
    static const QRegularExpression form(QStringLiteral("^([0-9.eE+-]+)\\s*(/s|ns|us|µs|ms|s|min)?$"));
    const QRegularExpressionMatch match = form.match(typed);
    bool ok = false;
    const double number = match.captured(1).toDouble(&ok);
    if (!match.hasMatch() || !ok || !std::isfinite(number) || number <= 0)
        return std::nullopt;
    const QString unit = match.captured(2);
    const double seconds = unit == QLatin1String("ns")                ? 1e-9
        : unit == QLatin1String("us") || unit == QStringLiteral("µs") ? 1e-6
        : unit == QLatin1String("ms")                                 ? 1e-3
        : unit == QLatin1String("min")                                ? 60
                                                                      : 1;
    const bool isRate = unit.isEmpty() || unit == QLatin1String("/s");
    const double rate = isRate ? number : 1 / (number * seconds);
    return std::isfinite(rate) && rate > 0 && rate <= mostPerSecond ? std::optional(rate) : std::nullopt;
}

QString &SenderEntry::text(Part part)
{
    switch (part) {
    case Part::Name:
        return name;
    case Part::Payload:
        return payload;
    case Part::Size:
        return size;
    case Part::Rate:
        return rate;
    case Part::Jitter:
        return jitter;
    case Part::Count:
        return count;
    case Part::Burst:
        break;
    }
    return burst;
}

const QString &SenderEntry::text(Part part) const
{
    return const_cast<SenderEntry *>(this)->text(part);
}

bool SenderEntry::isTemplate() const
{
    return !patterns().contains(payload.trimmed());
}

QString SenderEntry::parse(Part part, SenderRow &row) const
{
    switch (part) {
    case Part::Name:
        return {};
    case Part::Payload: {
        const qsizetype pattern = patterns().indexOf(payload.trimmed());
        if (pattern >= 0) {
            row.payload.pattern = static_cast<PayloadPattern>(pattern);
            return {};
        }
        auto parsed = parseTemplate(payload.toStdString());
        if (const auto *error = std::get_if<TemplateTextError>(&parsed))
            return words::of(*error);
        row.payload.fields = std::get<PayloadTemplate>(std::move(parsed));
        return {};
    }
    case Part::Size: {
        if (isTemplate())
            return {};
        const qsizetype colon = size.indexOf(QLatin1Char(':'));
        const auto from = wholeNumber(size.left(colon));
        const auto to = colon < 0 ? from : wholeNumber(size.mid(colon + 1));
        if (!from || !to || *to >= largestPayload)
            return tr("A size is a number of bytes, or two with a colon: 16:256.");
        if (*from > *to)
            return tr("The smaller size comes first.");
        if (payload.trimmed() == QLatin1String("verify") && *from < verifyHeaderSize)
            return tr("Payloads to verify have at least %1 bytes.").arg(verifyHeaderSize);
        row.payload.smallest = *from;
        row.payload.largest = *to;
        return {};
    }
    case Part::Rate: {
        const auto perSecond = rateOf(rate);
        if (!perSecond)
            return tr("A rate is “max”, messages a second (1000/s) or a period (10 ms).");
        row.pace.messagesPerSecond = *perSecond;
        return {};
    }
    case Part::Jitter: {
        QString typed = jitter.trimmed();
        if (typed.endsWith(QLatin1Char('%')))
            typed.chop(1);
        bool ok = true;
        const double percent = typed.isEmpty() ? 0 : typed.trimmed().toDouble(&ok);
        if (!ok || !(percent >= 0 && percent <= 100))
            return tr("A jitter is a part of the interval, from 0 to 100 %.");
        row.pace.jitter = percent / 100;
        return {};
    }
    case Part::Count: {
        const auto number = count.trimmed().isEmpty() ? std::optional<quint64>(0) : wholeNumber(count);
        if (!number)
            return tr("A count is a whole number; none: no limit.");
        row.count = *number;
        return {};
    }
    case Part::Burst: {
        const auto number = burst.trimmed().isEmpty() ? std::optional<quint64>(1) : wholeNumber(burst);
        if (!number || *number == 0 || *number > mostBurst)
            return tr("A burst is a number from 1 to 65536.");
        row.pace.burst = *number;
        return {};
    }
    }
    return {};
}

QString SenderEntry::error(Part part) const
{
    SenderRow row;
    return parse(part, row);
}

std::optional<SenderRow> SenderEntry::row(quint32 stream) const
{
    SenderRow row;
    for (const auto &[part, key] : keys) {
        if (!parse(part, row).isEmpty())
            return std::nullopt;
    }
    row.enabled = enabled;
    row.payload.stream = stream;
    row.payload.seed = row.pace.seed = stream + 1;
    return row;
}

QJsonObject SenderEntry::toJson() const
{
    QJsonObject object{{QStringLiteral("enabled"), enabled}};
    for (const auto &[part, key] : keys)
        object.insert(QLatin1String(key), text(part));
    return object;
}

SenderEntry SenderEntry::fromJson(const QJsonObject &object)
{
    SenderEntry entry;
    entry.enabled = object.value(QStringLiteral("enabled")).toBool(true);
    for (const auto &[part, key] : keys) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (value.isString() && value.toString().size() <= longestText)
            entry.text(part) = value.toString();
    }
    return entry;
}

} // namespace membridge

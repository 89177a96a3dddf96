// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ThroughputPlot says in words: the rest of it is in throughput_plot.cpp.
#include "throughput_plot.h"

#include "plot_words.h"
#include "words.h"

#include <algorithm>
#include <cmath>

namespace membridge {

namespace {

using Channel = RingRecording::Channel;

QString valueText(Channel channel, double value)
{
    switch (channel) {
    case RingRecording::Messages:
        return plot_words::messageRate(value);
    case RingRecording::Fill:
        return words::percent(value);
    default:
        return words::rate(value);
    }
}

QString spread(Channel channel, const TimeBucket &bucket)
{
    return plot_words::spread(bucket, [channel](double value) { return valueText(channel, value); });
}

QString nameOf(Channel channel)
{
    switch (channel) {
    case RingRecording::BytesIn:
        return ThroughputPlot::tr("In");
    case RingRecording::BytesOut:
        return ThroughputPlot::tr("Out");
    case RingRecording::Messages:
        return ThroughputPlot::tr("Messages/s");
    default:
        return ThroughputPlot::tr("Fill");
    }
}

constexpr Channel described[] = {RingRecording::BytesIn, RingRecording::BytesOut, RingRecording::Messages,
                                 RingRecording::Fill};

} // namespace

QString ThroughputPlot::latestText() const
{
    if (m_recording.isEmpty())
        return tr("No samples yet");
    // Over a tenth of a second: single looks flicker too fast to be read.
    const qint64 last = m_recording.lastNs();
    const auto lately = [&](Channel channel) { return m_recording.summary(channel, last - 100'000'000, last + 1); };
    const TimeBucket in = lately(RingRecording::BytesIn);
    const TimeBucket out = lately(RingRecording::BytesOut);
    const double nothing = std::nan("");
    const QString values = tr("In %1 · out %2 · fill %3")
                               .arg(words::rate(in.count > 0 ? in.mean() : nothing),
                                    words::rate(out.count > 0 ? out.mean() : nothing),
                                    words::percent(lately(RingRecording::Fill).mean()));
    const qint64 begin = std::max<qint64>(viewBeginNs(), m_recording.firstNs());
    const TimeBucket full = m_recording.summary(RingRecording::Full, begin, viewEndNs());
    const TimeBucket empty = m_recording.summary(RingRecording::Empty, begin, viewEndNs());
    QString text = values;
    if (full.count > 0)
        text = tr("%1 · in view: full %2, empty %3 of the time")
                   .arg(values, words::percent(full.mean()), words::percent(empty.mean()));
    return isPaused() ? tr("View paused, recording goes on · %1").arg(text) : text;
}

QString ThroughputPlot::textAt(qint64 timeNs) const
{
    if (m_recording.isEmpty())
        return {};
    // What the pixel column there holds, or else the samples next to it.
    const qint64 column = std::max<qint64>((viewEndNs() - viewBeginNs()) / static_cast<qint64>(columnCount()), 1);
    QStringList lines;
    for (const Channel channel : described) {
        const TimeBucket bucket = plot_words::samplesAt(m_recording.channel(channel), timeNs, column);
        //: %1 is what, %2 its value
        if (bucket.count > 0)
            lines << tr("%1: %2").arg(nameOf(channel), spread(channel, bucket));
    }
    if (lines.isEmpty())
        return {};
    const TimeBucket coverage = plot_words::samplesAt(m_recording.channel(RingRecording::Coverage), timeNs, column);
    if (coverage.count > 0 && coverage.min < 1)
        lines << tr("messages estimated from %1").arg(words::percent(coverage.mean()));
    lines.prepend(tr("%1 s").arg(secondsText(timeNs - originNs())));
    return lines.join(QLatin1Char('\n'));
}

QString ThroughputPlot::textBetween(qint64 fromNs, qint64 toNs) const
{
    QStringList parts{tr("Δt %1 s").arg(secondsText(toNs - fromNs))};
    const double span = static_cast<double>(toNs - fromNs) / 1e9;
    const qint64 column = std::max<qint64>((viewEndNs() - viewBeginNs()) / static_cast<qint64>(columnCount()), 1);
    const TimeBucket coverage = m_recording.summary(RingRecording::Coverage, fromNs, toNs + 1);
    for (const Channel channel : described) {
        const TimeBucket bucket = m_recording.summary(channel, fromNs, toNs + 1);
        if (bucket.count == 0)
            continue;
        const bool estimated = channel == RingRecording::Messages && coverage.count > 0 && coverage.min < 1;
        const QString value = spread(channel, bucket);
        QString part = tr("%1: %2").arg(nameOf(channel).toLower(),
                                        //: %1 is a value that is estimated
                                        estimated ? tr("~%1").arg(value) : value);
        if (channel == RingRecording::BytesIn || channel == RingRecording::BytesOut)
            part = tr("%1, about %2").arg(part, words::size(static_cast<quint64>(std::max(0.0, bucket.mean() * span))));
        const TimeSeries &series = m_recording.channel(channel);
        const auto from = plot_words::valueAt(series, fromNs, column);
        const auto to = plot_words::valueAt(series, toNs, column);
        if (from && to && span > 0)
            part += QStringLiteral(", ") + plot_words::changeAndRate(*to - *from, span, [channel](double each) {
                        return valueText(channel, each);
                    });
        parts << part;
    }
    if (coverage.count > 0 && coverage.min < 1)
        parts << tr("messages estimated from %1").arg(words::percent(coverage.mean()));
    return parts.join(QStringLiteral(" · "));
}

QString ThroughputPlot::valuesAsCsv(qint64 beginNs, qint64 endNs, std::size_t rows) const
{
    // Not translated and with points: for programs.
    QString text = QStringLiteral("seconds");
    for (const char *name : {"bytes_in_per_s", "bytes_out_per_s", "messages_per_s", "fill"}) {
        for (const char *what : {"mean", "min", "max"})
            text += QStringLiteral(",%1_%2").arg(QLatin1String(name), QLatin1String(what));
    }
    // 1: every message was counted; below, their rate is estimated from that share of the bytes.
    text += QLatin1String(",coverage\r\n");
    std::array<std::vector<TimeBucket>, std::size(described)> columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i] = m_recording.channel(described[i]).query(beginNs, endNs, rows);
    const std::vector<TimeBucket> coverage = m_recording.channel(RingRecording::Coverage).query(beginNs, endNs, rows);
    const double width = static_cast<double>(endNs - beginNs) / static_cast<double>(rows);
    for (std::size_t row = 0; row < columns.back().size(); ++row) {
        if (columns.back()[row].count == 0)
            continue;
        text += QString::number(toSeconds(beginNs + static_cast<qint64>(width * static_cast<double>(row))), 'f', 6);
        for (const auto &column : columns) {
            if (row < column.size() && column[row].count > 0)
                text += plot_words::asCsv(column[row]);
            else
                text += QLatin1String(",,,");
        }
        text += QLatin1Char(',');
        if (row < coverage.size() && coverage[row].count > 0)
            text += plot_words::exactNumber(coverage[row].mean());
        text += QLatin1String("\r\n");
    }
    return text;
}

} // namespace membridge

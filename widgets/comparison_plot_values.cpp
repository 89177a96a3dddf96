// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ComparisonPlot says in words: the rest of it is in comparison_plot.cpp.
#include "comparison_plot.h"

#include "plot_words.h"
#include "words.h"

#include "core/observe/time_series.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace membridge {

namespace {

/// In a table of comma-separated values.
QString quoted(QString text)
{
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

} // namespace

QString ComparisonPlot::nameOf(Quantity quantity)
{
    switch (quantity) {
    case BytesIn:
        return tr("In");
    case BytesOut:
        return tr("Out");
    case Messages:
        return tr("Messages/s");
    case Fill:
        return tr("Fill");
    case Writer:
        return tr("Writer");
    case Readers:
        return tr("Readers");
    case QuantityCount:
        break;
    }
    return {};
}

QString ComparisonPlot::valueText(Quantity quantity, double value)
{
    switch (quantity) {
    case BytesIn:
    case BytesOut:
        return words::rate(value);
    case Messages:
        return plot_words::messageRate(value);
    case Readers:
        return QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1);
    default:
        return words::percent(value);
    }
}

QString ComparisonPlot::changeText(Quantity quantity, double change)
{
    return plot_words::change(change, [quantity](double value) { return valueText(quantity, value); });
}

QString ComparisonPlot::latestText() const
{
    QStringList parts;
    for (const Side side : {First, Second}) {
        QString said = tr("detached");
        if (m_segments[side].plot != nullptr && clock(side) == nullptr) {
            said = tr("no samples yet");
        } else if (clock(side) != nullptr) {
            // Over a tenth of a second: single looks flicker too fast to be read.
            constexpr qint64 latelyNs = 100'000'000;
            const qint64 last = clock(side)->lastNs();
            QStringList values;
            for (const Lane &lane : m_lanes) {
                const TimeSeries *of = series(side, lane.quantity);
                const TimeBucket bucket = of != nullptr ? plot_words::samplesBetween(*of, last - latelyNs, last + 1)
                                                        : TimeBucket{};
                if (bucket.count > 0)
                    values << tr("%1 %2").arg(nameOf(lane.quantity), valueText(lane.quantity, bucket.mean()));
            }
            said = values.join(QStringLiteral(" · "));
        }
        parts << tr("%1: %2").arg(shortName(side), said);
    }
    const QString text = parts.join(QStringLiteral("   |   "));
    return isPaused() ? tr("View paused, recording goes on · %1").arg(text) : text;
}

QString ComparisonPlot::textAt(qint64 timeNs) const
{
    QStringList lines;
    for (const Lane &lane : m_lanes) {
        QStringList values;
        std::array<TimeBucket, SideCount> there;
        for (const Side side : {First, Second}) {
            if (const TimeSeries *of = series(side, lane.quantity))
                there[side] = plot_words::samplesAt(*of, timeNs, columnNs());
            if (there[side].count == 0)
                continue;
            QString value = plot_words::spread(there[side], [&](double v) { return valueText(lane.quantity, v); });
            const TimeSeries *shares = lane.quantity == Messages ? coverage(side) : nullptr;
            if (shares != nullptr && plot_words::samplesAt(*shares, timeNs, columnNs()).min < 1)
                value = tr("about %1").arg(value);
            values << tr("%1: %2").arg(shortName(side), value);
        }
        if (there[First].count > 0 && there[Second].count > 0)
            values << tr("Δ %1").arg(changeText(lane.quantity, there[Second].mean() - there[First].mean()));
        if (!values.isEmpty())
            lines << tr("%1   %2").arg(nameOf(lane.quantity), values.join(QStringLiteral(" · ")));
    }
    if (lines.isEmpty())
        return {};
    lines.prepend(tr("%1 s").arg(secondsText(timeNs - originNs())));
    return lines.join(QLatin1Char('\n'));
}

QString ComparisonPlot::textBetween(qint64 fromNs, qint64 toNs) const
{
    QStringList lines{tr("Δt %1 s").arg(secondsText(toNs - fromNs))};
    for (const Side side : {First, Second}) {
        QStringList parts;
        for (const Lane &lane : m_lanes) {
            const TimeSeries *of = series(side, lane.quantity);
            const TimeBucket all = of != nullptr ? plot_words::samplesBetween(*of, fromNs, toNs + 1) : TimeBucket{};
            if (all.count == 0)
                continue;
            const auto text = [&](double value) { return valueText(lane.quantity, value); };
            QString value = plot_words::spread(all, text);
            const TimeSeries *shares = lane.quantity == Messages ? coverage(side) : nullptr;
            const TimeBucket counted = shares != nullptr ? plot_words::samplesBetween(*shares, fromNs, toNs + 1)
                                                         : TimeBucket{};
            if (counted.count > 0 && counted.min < 1)
                value = tr("about %1").arg(value);
            QString part = tr("%1 %2").arg(nameOf(lane.quantity), value);
            const auto between = lane.quantity == Writer || lane.quantity == Readers ? plot_words::Between::Step
                                                                                     : plot_words::Between::Line;
            const auto from = plot_words::valueAt(*of, fromNs, columnNs(), between);
            const auto to = plot_words::valueAt(*of, toNs, columnNs(), between);
            if (from && to && toNs > fromNs)
                part += QStringLiteral(", ")
                    + plot_words::changeAndRate(*to - *from, static_cast<double>(toNs - fromNs) / 1e9, text);
            parts << part;
        }
        if (!parts.isEmpty())
            lines << tr("%1: %2").arg(shortName(side), parts.join(QStringLiteral(" · ")));
    }
    return lines.join(QLatin1Char('\n'));
}

QString ComparisonPlot::valuesAsCsv(qint64 beginNs, qint64 endNs, std::size_t rows) const
{
    // Not translated and with points: for programs.
    constexpr std::array names{"bytes_in_per_s", "bytes_out_per_s", "messages_per_s",
                               "fill",           "writer_share",    "readers"};
    QString text = QStringLiteral("seconds");
    std::vector<std::vector<TimeBucket>> columns;
    for (const Side side : {First, Second}) {
        for (const Lane &lane : m_lanes) {
            const TimeSeries *of = series(side, lane.quantity);
            if (of == nullptr)
                continue;
            for (const char *what : {"mean", "min", "max"})
                text += QLatin1Char(',')
                    + quoted(QStringLiteral("%1 %2_%3")
                                 .arg(m_segments[side].name, QLatin1String(names[lane.quantity]), QLatin1String(what)));
            columns.push_back(of->query(beginNs, endNs, rows));
        }
    }
    text += QLatin1String("\r\n");
    const double width = static_cast<double>(endNs - beginNs) / static_cast<double>(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const auto known = [row](const auto &column) { return row < column.size() && column[row].count > 0; };
        if (std::none_of(columns.begin(), columns.end(), known))
            continue;
        text += QString::number(toSeconds(beginNs + static_cast<qint64>(width * static_cast<double>(row))), 'f', 6);
        for (const auto &column : columns) {
            if (known(column))
                text += plot_words::asCsv(column[row]);
            else
                text += QLatin1String(",,,");
        }
        text += QLatin1String("\r\n");
    }
    return text;
}

} // namespace membridge

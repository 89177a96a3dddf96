// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot_words.h"

#include "plot_columns.h"
#include "throughput_plot.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace membridge::plot_words {

QString messageRate(double aSecond)
{
    return QLocale().toString(aSecond, 'f', aSecond < 10 ? 1 : 0);
}

QString spread(const TimeBucket &bucket, const std::function<QString(double)> &text)
{
    QString mean = text(bucket.mean());
    const QString least = text(bucket.min);
    const QString most = text(bucket.max);
    if (least == most)
        return mean;
    //: %1 is a mean, %2 and %3 the least and the most
    return ThroughputPlot::tr("%1 (%2 … %3)").arg(mean, least, most);
}

QString change(double difference, const std::function<QString(double)> &text)
{
    return (difference < 0       ? QStringLiteral("−")
                : difference > 0 ? QStringLiteral("+")
                                 : QString())
        + text(std::fabs(difference));
}

QString changeAndRate(double difference, double seconds, const std::function<QString(double)> &text)
{
    //: A change, and how much of it came in a second
    return ThroughputPlot::tr("Δ %1 (%2 per second)").arg(change(difference, text), change(difference / seconds, text));
}

namespace {

/// Two looks at the lowest rate are less than that apart.
constexpr qint64 rarestNs = 1'500'000'000;

/// The samples nearest to that time on either side, at most so far away; count 0 where there are none.
std::pair<TimeBucket, TimeBucket> neighbours(const TimeSeries &series, qint64 timeNs, qint64 reachNs)
{
    constexpr std::size_t pieces = 256;
    const auto known = [](const TimeBucket &bucket) { return bucket.count > 0; };
    const auto earlier = series.query(timeNs - reachNs, timeNs, pieces);
    const auto later = series.query(timeNs, timeNs + reachNs, pieces);
    const auto before = std::find_if(earlier.rbegin(), earlier.rend(), known);
    const auto after = std::find_if(later.begin(), later.end(), known);
    return {before != earlier.rend() ? *before : TimeBucket{}, after != later.end() ? *after : TimeBucket{}};
}

} // namespace

TimeBucket samplesAt(const TimeSeries &series, qint64 timeNs, qint64 columnNs)
{
    const auto period = static_cast<qint64>(PlotColumns::usualIntervalNs(series));
    // Half of the gaps that a line bridges.
    constexpr qint64 farthestNs = 25'000'000;
    for (const qint64 reach : {columnNs / 2 + 1, 2 * columnNs, period / 2 + 1, period, 4 * period, farthestNs}) {
        const TimeBucket bucket = samplesBetween(series, timeNs - reach, timeNs + reach);
        if (bucket.count > 0)
            return bucket;
    }
    // Samples may be rarer here than they are as a rule.
    const auto [before, after] = neighbours(series, timeNs, rarestNs);
    if (before.count == 0 || after.count == 0 || series.isBroken(before.endNs))
        return {};
    return timeNs - before.endNs < after.beginNs - timeNs ? before : after;
}

std::optional<double> valueAt(const TimeSeries &series, qint64 timeNs, qint64 columnNs, Between between)
{
    const qint64 half = columnNs / 2 + 1;
    if (const TimeBucket column = samplesBetween(series, timeNs - half, timeNs + half); column.count > 0)
        return column.mean();
    // What is nearest on either side, as far away as samples that belong together can be.
    constexpr double leastGapNs = 50e6;
    const auto gap = static_cast<qint64>(
        std::max({8 * PlotColumns::usualIntervalNs(series), 3 * static_cast<double>(columnNs), leastGapNs}));
    auto [before, after] = neighbours(series, timeNs, gap);
    if (before.count == 0 || after.count == 0) {
        // Samples may be rarer here than they are as a rule.
        const auto [far, beyond] = neighbours(series, timeNs, std::max(gap, rarestNs));
        if (far.count > 0 && beyond.count > 0 && !series.isBroken(far.endNs)) {
            before = far;
            after = beyond;
        }
    }
    if (before.count == 0 && after.count == 0)
        return std::nullopt;
    if (before.count == 0)
        return after.mean();
    if (after.count == 0 || between == Between::Step)
        return before.mean();
    if (series.isBroken(before.endNs))
        return timeNs - before.endNs < after.beginNs - timeNs ? before.mean() : after.mean();
    const double share = static_cast<double>(timeNs - before.endNs)
        / static_cast<double>(std::max<qint64>(after.beginNs - before.endNs, 1));
    return before.mean() + (after.mean() - before.mean()) * std::clamp(share, 0.0, 1.0);
}

QString exactNumber(double value)
{
    // The shortest form would have an exponent also where the number is whole: 1e+05.
    const QString text = QString::number(value, 'g', 15);
    return text.toDouble() == value ? text : QString::number(value, 'g', 17);
}

QString asCsv(const TimeBucket &bucket)
{
    return QStringLiteral(",%1,%2,%3").arg(exactNumber(bucket.mean()), exactNumber(bucket.min), exactNumber(bucket.max));
}

TimeBucket samplesBetween(const TimeSeries &series, qint64 fromNs, qint64 toNs)
{
    const auto columns = series.query(fromNs, toNs, 1);
    return columns.empty() ? TimeBucket{} : columns.front();
}

} // namespace membridge::plot_words

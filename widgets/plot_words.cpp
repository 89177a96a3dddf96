// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot_words.h"

#include "throughput_plot.h"

#include <QLocale>

namespace membridge::plot_words {

QString messageRate(double aSecond)
{
    return QLocale().toString(aSecond, 'f', aSecond < 10 ? 1 : 0);
}

QString spread(const TimeBucket &bucket, const std::function<QString(double)> &text)
{
    const QString mean = text(bucket.mean());
    const QString least = text(bucket.min);
    const QString most = text(bucket.max);
    if (least == most)
        return mean;
    //: %1 is a mean, %2 and %3 the least and the most
    return ThroughputPlot::tr("%1 (%2 … %3)").arg(mean, least, most);
}

TimeBucket samplesAt(const TimeSeries &series, qint64 timeNs, qint64 columnNs)
{
    constexpr qint64 farthestNs = 25'000'000;
    for (const qint64 reach : {columnNs / 2 + 1, 2 * columnNs, farthestNs}) {
        const TimeBucket bucket = samplesBetween(series, timeNs - reach, timeNs + reach);
        if (bucket.count > 0)
            return bucket;
    }
    return {};
}

TimeBucket samplesBetween(const TimeSeries &series, qint64 fromNs, qint64 toNs)
{
    const auto columns = series.query(fromNs, toNs, 1);
    return columns.empty() ? TimeBucket{} : columns.front();
}

} // namespace membridge::plot_words

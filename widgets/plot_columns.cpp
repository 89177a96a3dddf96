// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace membridge {

double PlotColumns::highest() const
{
    double highest = 0;
    for (const double value : most) {
        if (value > highest) // not for a NaN
            highest = value;
    }
    return highest;
}

qsizetype PlotColumns::nearest(double time) const
{
    qsizetype best = -1;
    const auto after = std::lower_bound(seconds.begin(), seconds.end(), time) - seconds.begin();
    for (qsizetype i = std::max<qsizetype>(after - 2, 0); i < std::min(after + 2, seconds.size()); ++i) {
        if (std::isnan(mean[i]))
            continue;
        if (best < 0 || std::fabs(seconds[i] - time) < std::fabs(seconds[best] - time))
            best = i;
    }
    return best;
}

double PlotColumns::usualIntervalNs(const TimeSeries &series)
{
    return series.total() < 2
        ? 0
        : static_cast<double>(series.lastNs() - series.firstNs()) / static_cast<double>(series.total() - 1);
}

PlotColumns PlotColumns::of(const TimeSeries &series, qint64 originNs, qint64 beginNs, qint64 endNs,
                            std::size_t columns, double factor)
{
    PlotColumns result;
    const auto buckets = series.query(beginNs, endNs, columns);
    const auto count = static_cast<qsizetype>(buckets.size());
    for (QVector<double> *values : {&result.seconds, &result.mean, &result.least, &result.most})
        values->reserve(count);
    const auto add = [&](double seconds, double mean, double least, double most) {
        result.seconds.push_back(seconds);
        result.mean.push_back(mean * factor);
        result.least.push_back(least * factor);
        result.most.push_back(most * factor);
    };
    // Not where samples are far apart: they may be taken that rarely.
    const double width = static_cast<double>(endNs - beginNs) / static_cast<double>(std::max<std::size_t>(columns, 1));
    const double gapNs = 3 * width;
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    std::int64_t last = 0;
    for (const TimeBucket &bucket : buckets) {
        if (bucket.count == 0)
            continue;
        const auto sinceOrigin = [originNs](std::int64_t timeNs) {
            return static_cast<double>(timeNs - originNs) / 1e9;
        };
        if (!result.seconds.isEmpty() && static_cast<double>(bucket.beginNs - last) > gapNs && series.isBroken(last))
            add(sinceOrigin(last + (bucket.beginNs - last) / 2), nothing, nothing, nothing);
        add(sinceOrigin(bucket.beginNs + (bucket.endNs - bucket.beginNs) / 2), bucket.mean(), bucket.min, bucket.max);
        last = bucket.endNs;
    }
    return result;
}

EstimatedColumns EstimatedColumns::of(const PlotColumns &values, const PlotColumns &coverage)
{
    EstimatedColumns result;
    result.exact.fill(std::numeric_limits<double>::quiet_NaN(), values.mean.size());
    result.estimated = result.exact;
    bool wasExact = true;
    for (qsizetype i = 0; i < values.mean.size(); ++i) {
        const qsizetype at = coverage.nearest(values.seconds[i]);
        const bool isExact = at >= 0 && coverage.least[at] >= 1;
        if (isExact || (i > 0 && wasExact))
            result.exact[i] = values.mean[i];
        if (!isExact || (i > 0 && !wasExact))
            result.estimated[i] = values.mean[i];
        result.any = result.any || (!isExact && !std::isnan(values.mean[i]));
        wasExact = isExact;
    }
    return result;
}

} // namespace membridge

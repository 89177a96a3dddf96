// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "histogram_bars.h"

#include "duration_ticker.h"

#include <algorithm>
#include <cmath>

namespace membridge::histogram_bars {

std::vector<HistogramBar> of(const LogHistogram &histogram, int perDoubling)
{
    std::vector<HistogramBar> bars;
    for (std::size_t i = 0; i < LogHistogram::bucketCount; ++i) {
        if (histogram.countIn(i) == 0)
            continue;
        const std::uint64_t from = LogHistogram::beginOf(i);
        const std::uint64_t to = i + 1 < LogHistogram::bucketCount ? LogHistogram::beginOf(i + 1) - 1 : histogram.max();
        const double begin = std::floor(std::log2(static_cast<double>(std::max<std::uint64_t>(from, 1))) * perDoubling)
            / perDoubling;
        if (bars.empty() || bars.back().begin != begin)
            bars.push_back({.begin = begin, .from = std::max(from, histogram.min()), .to = 0, .count = 0});
        bars.back().to = std::min(to, histogram.max());
        bars.back().count += histogram.countIn(i);
    }
    return bars;
}

void fill(QCPBars *bars, const std::vector<HistogramBar> &values, int perDoubling)
{
    QVector<double> keys;
    QVector<double> counts;
    for (const HistogramBar &bar : values) {
        keys << bar.begin + 0.5 / perDoubling;
        counts << static_cast<double>(bar.count);
    }
    bars->setData(keys, counts, true);
}

void setUpCounts(QCustomPlot &plot)
{
    plot.yAxis->setScaleType(QCPAxis::stLogarithmic);
    plot.yAxis->setTicker(QSharedPointer<CountTicker>::create());
}

void fitAxes(QCustomPlot &plot, const std::vector<std::vector<HistogramBar>> &all, int perDoubling)
{
    double most = 1;
    double first = 64;
    double last = 0;
    for (const std::vector<HistogramBar> &bars : all) {
        for (const HistogramBar &bar : bars) {
            most = std::max(most, static_cast<double>(bar.count));
            first = std::min(first, bar.begin + 0.5 / perDoubling);
            last = std::max(last, bar.begin + 0.5 / perDoubling);
        }
    }
    plot.yAxis->setRange(0.5, std::max(most * 2, 10.0));
    plot.xAxis->setRange(std::min(first, last) - 1.5, last + 1.5);
}

} // namespace membridge::histogram_bars

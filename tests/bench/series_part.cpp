// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "series_part.h"

#include "race.h"

#include "core/observe/time_series.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace membridge::bench {

namespace {

constexpr std::int64_t ms = 1'000'000;
constexpr std::int64_t second = 1000 * ms;
constexpr std::int64_t hour = 3600 * second;
constexpr std::size_t columns = 2000;

struct Zoom
{
    const char *what;
    std::int64_t widthNs;
};

constexpr Zoom zooms[] = {{"the last second", second},
                          {"the last 10 minutes", 600 * second},
                          {"the last hour", hour},
                          {"the whole day", 24 * hour}};

} // namespace

void measureSeries(Results &results, const Plan &plan, const Cores &cores)
{
    const bool quick = plan.repetitions == 1;
    const std::int64_t end = quick ? hour : 24 * hour;
    const auto row = [&](std::string what, const char *unit, std::optional<double> atMost) {
        return Figure{.section = quick ? "An hour of samples at 1 kHz" : "A day of samples at 1 kHz",
                      .what = std::move(what),
                      .unit = unit,
                      .samples = {},
                      .atMost = atMost,
                      .atLeast = {}};
    };
    TimeSeries series;
    for (std::int64_t timeNs = 0; timeNs < end; timeNs += ms)
        series.append(timeNs, static_cast<double>(timeNs % (7 * second)));
    Figure memory = row("memory", "MiB", 64);
    memory.samples.add(static_cast<double>(series.memory()) / (1024 * 1024), cacheLineNs(cores));
    results.figures.push_back(memory);
    for (const Zoom &zoom : zooms) {
        Figure figure = row(std::string("a query of 2,000 columns, ") + zoom.what, "ms", 1);
        for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
            const double line = cacheLineNs(cores);
            const auto start = std::chrono::steady_clock::now();
            const auto buckets = series.query(end - zoom.widthNs, end, columns);
            const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
            const bool any = std::any_of(buckets.begin(), buckets.end(),
                                         [](const TimeBucket &bucket) { return bucket.count > 0; });
            if (buckets.size() > columns || !any)
                throw std::runtime_error("the query does not tell what there is");
            figure.samples.add(took.count(), line);
        }
        results.figures.push_back(figure);
    }
    std::printf("time series\n");
    std::fflush(stdout);
}

} // namespace membridge::bench

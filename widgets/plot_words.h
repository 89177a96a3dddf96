// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/time_series.h"

#include <QString>

#include <functional>
#include <optional>

/// What plots over time say of their values. GUI thread.
namespace membridge::plot_words {

/// "12,345", with a decimal below 10.
QString messageRate(double aSecond);
/// "mean (least … most)", or the value alone where there is but one. `text` puts a value into words.
QString spread(const TimeBucket &bucket, const std::function<QString(double)> &text);
/// "+12", "−12" or "0": a difference, with the sign that can't be taken for a hyphen. `text` puts a value of at least 0 into words.
QString change(double difference, const std::function<QString(double)> &text);
/// "Δ +12 (+3 per second)".
QString changeAndRate(double difference, double seconds, const std::function<QString(double)> &text);
/// What a series has at a time: the samples of the pixel column there, or else those next to it, as far away as a line goes on between samples
/// that belong together; count 0 where nothing is known.
TimeBucket samplesAt(const TimeSeries &series, qint64 timeNs, qint64 columnNs);
enum class Between {
    Line, ///< Values go over into each other, as a line from sample to sample shows it.
    Step, ///< A value holds until the next sample.
};
/// The value of a series at a time, as the plot shows it: the mean of the samples of its pixel column or, where that has none, what is drawn
/// between the samples before and after; nothing where nothing is drawn.
std::optional<double> valueAt(const TimeSeries &series, qint64 timeNs, qint64 columnNs, Between between = Between::Line);
/// For programs: as short as it can be without being another value, with a point.
QString exactNumber(double value);
/// Mean, least and most, each after a comma.
QString asCsv(const TimeBucket &bucket);
/// The whole stretch as one bucket; count 0 where nothing is known of it.
TimeBucket samplesBetween(const TimeSeries &series, qint64 fromNs, qint64 toNs);

} // namespace membridge::plot_words

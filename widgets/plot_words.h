// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/time_series.h"

#include <QString>

#include <functional>

/// What plots over time say of their values. GUI thread.
namespace membridge::plot_words {

/// "12,345", with a decimal below 10.
QString messageRate(double aSecond);
/// "mean (least … most)", or the value alone where there is but one. `text` puts a value into words.
QString spread(const TimeBucket &bucket, const std::function<QString(double)> &text);
/// What a series has at a time: the samples of the pixel column there, or else those next to it; count 0 where nothing is known.
TimeBucket samplesAt(const TimeSeries &series, qint64 timeNs, qint64 columnNs);
/// The whole stretch as one bucket; count 0 where nothing is known of it.
TimeBucket samplesBetween(const TimeSeries &series, qint64 fromNs, qint64 toNs);

} // namespace membridge::plot_words

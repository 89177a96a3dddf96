// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/log_histogram.h"

#include <QtGlobal>

#include <vector>

class QCPBars;
class QCustomPlot;

namespace membridge {

/// One bar of a drawn LogHistogram: all of its values between two powers of two, or a part of them.
struct HistogramBar
{
    double begin = 0;  ///< log2 of where the bar begins; 0 and 1 share the first one.
    quint64 from = 0;  ///< The least value that can be in it, to within a bucket of the histogram.
    quint64 to = 0;    ///< The largest one.
    quint64 count = 0; ///< More than 0.
};

namespace histogram_bars {

/// The bars with values, in their order: `perDoubling` of them from one power of two to the next.
std::vector<HistogramBar> of(const LogHistogram &histogram, int perDoubling = 1);
/// In the middle of each bar's place, on an axis whose value n stands for 2^n.
void fill(QCPBars *bars, const std::vector<HistogramBar> &values, int perDoubling = 1);
/// A logarithmic count axis with a few ticks, and ranges that show all bars of all of these.
void setUpCounts(QCustomPlot &plot);
void fitAxes(QCustomPlot &plot, const std::vector<std::vector<HistogramBar>> &all, int perDoubling = 1);

} // namespace histogram_bars
} // namespace membridge

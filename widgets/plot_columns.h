// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/time_series.h"

#include <QVector>

namespace membridge {

/// What a plot draws of a series: the mean, minimum and maximum of each pixel column that has samples, and a NaN between two that don't belong
/// together. All vectors are of one length.
struct PlotColumns
{
    QVector<double> seconds; ///< The middle of a column's samples, since `originNs`.
    QVector<double> mean;
    QVector<double> least;
    QVector<double> most;

    /// The highest maximum; 0 when there is none.
    double highest() const;
    /// The column nearest to that time, or -1.
    qsizetype nearest(double seconds) const;

    /// The mean time between two samples; 0 where there are no two.
    static double usualIntervalNs(const TimeSeries &series);
    /// `factor` scales the values. The line is broken where the series is, as far as that is broader than some columns.
    static PlotColumns of(const TimeSeries &series, qint64 originNs, qint64 beginNs, qint64 endNs, std::size_t columns,
                          double factor = 1);
};

/// The means of an estimated series as two lines, of which each has a NaN where the other is; a column between an exact and an estimated one belongs
/// to both, so that they meet.
struct EstimatedColumns
{
    QVector<double> exact;
    QVector<double> estimated;
    bool any = false; ///< Something is estimated.

    /// `coverage`: of the same stretch; 1 where the values are exact.
    static EstimatedColumns of(const PlotColumns &values, const PlotColumns &coverage);
};

} // namespace membridge

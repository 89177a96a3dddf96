// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot_columns.h"
#include "steady_range.h"
#include "time_plot.h"

#include <QPointer>

#include <array>
#include <functional>
#include <vector>

class QCPGraph;
class QCPItemText;

namespace membridge {

class TimeSeries;

/// Two segments on one time axis: what both have shares a scale, what one alone has stands below. GUI thread.
///
/// Nothing is copied: both plots' recordings are asked for the pixel columns in view. The first segment's lines are solid, the second's dashed and
/// of another colour; estimated message rates are dotted. A segment whose plot is gone has no values any more.
class ComparisonPlot : public TimePlot
{
    Q_OBJECT

public:
    enum Side { First, Second, SideCount };
    /// A segment's name and its own plot over time, a ThroughputPlot or LockLanes.
    struct Segment
    {
        QString name;
        QPointer<TimePlot> plot;
    };

    /// At least one of them has a plot.
    ComparisonPlot(const Segment &first, const Segment &second, QWidget *parent = nullptr);

    const Segment &segment(Side side) const { return m_segments[side]; }

    QString latestText() const override;
    /// Of each value both segments', and their difference.
    QString textAt(qint64 timeNs) const override;
    /// Δt, and for each segment a line with the mean, least and most of its values and their change from one moment to the other.
    QString textBetween(qint64 fromNs, qint64 toNs) const override;
    QString valuesAsCsv(qint64 beginNs, qint64 endNs, std::size_t rows) const override;

    QSize sizeHint() const override;

protected:
    qint64 firstNs() const override;
    qint64 lastNs() const override;
    std::size_t sampleCount() const override;
    void fillCurves(qint64 beginNs, qint64 endNs, std::size_t columns) override;
    void fitAxes(bool atOnce) override;
    void applyColours(const Theme &theme) override;
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Quantity { BytesIn, BytesOut, Messages, Fill, Writer, Readers, QuantityCount };

    /// A line of means and the band of extremes behind it.
    struct Curve
    {
        Side side = First;
        QCPGraph *mean = nullptr;
        QCPGraph *most = nullptr;
        QCPGraph *least = nullptr;
        QCPGraph *estimated = nullptr; ///< Of messages only.
        PlotColumns columns;
    };
    struct Lane
    {
        Quantity quantity = BytesIn;
        QCPAxisRect *rect = nullptr;
        QCPItemText *name = nullptr;
        std::vector<Curve> curves;
        SteadyRange top;
    };

    bool hasQuantity(Side side, Quantity quantity) const;
    /// nullptr: it has no such value, or its plot is gone.
    const TimeSeries *series(Side side, Quantity quantity) const;
    const TimeSeries *coverage(Side side) const;
    /// What tells when samples were taken; nullptr: none were.
    const TimeSeries *clock(Side side) const;
    std::vector<Lane> makeLanes();
    Curve makeCurve(Side side, const Lane &lane);
    void setUpPlot();
    void fillMessages(Curve &curve, qint64 begin, qint64 end, std::size_t columns) const;
    void arrange();
    QString shortName(Side side) const;
    static QString nameOf(Quantity quantity);
    static QString valueText(Quantity quantity, double value);
    static QString changeText(Quantity quantity, double change);

    std::array<Segment, SideCount> m_segments;
    std::vector<Lane> m_lanes;
};

} // namespace membridge

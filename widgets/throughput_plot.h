// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot_columns.h"
#include "steady_range.h"
#include "time_plot.h"

#include "core/observe/ring_recording.h"

#include <QSharedPointer>

#include <vector>

class QCPAxisTickerFixed;
class QCPGraph;

namespace membridge {

/// Bytes in and out per second, messages per second, and how full the ring is, over time. GUI thread.
///
/// Lines are means, the bands behind them reach from the least to the most of each pixel column, so that no spike is lost at any zoom. Message
/// rates are solid where every frame was counted and dashed where they are estimates.
class ThroughputPlot : public TimePlot
{
    Q_OBJECT

public:
    explicit ThroughputPlot(QWidget *parent = nullptr);

    /// Points whose time does not rise are left out; clear() starts over.
    void addBatch(const std::vector<RingPoint> &points);
    void clear();
    const RingRecording &recording() const { return m_recording; }

    QString latestText() const override;
    QString textAt(qint64 timeNs) const override;
    /// Δt, and of each value its difference, rate of change, mean, least and most.
    QString textBetween(qint64 fromNs, qint64 toNs) const override;
    /// Seconds, and mean, least and most of each value.
    QString valuesAsCsv(qint64 beginNs, qint64 endNs, std::size_t rows) const override;

    QSize sizeHint() const override;

protected:
    qint64 firstNs() const override { return m_recording.firstNs(); }
    qint64 lastNs() const override { return m_recording.lastNs(); }
    std::size_t sampleCount() const override;
    void fillCurves(qint64 beginNs, qint64 endNs, std::size_t columns) override;
    void fitAxes(bool atOnce) override;
    void applyColours(const Theme &theme) override;
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// A line of means and the band of extremes behind it.
    struct Curve
    {
        RingRecording::Channel channel;
        QCPGraph *mean = nullptr;
        QCPGraph *most = nullptr;
        QCPGraph *least = nullptr;
        PlotColumns columns;
    };

    void setUpPlot();
    void setUpRates(QCPAxisRect *rates);
    void setUpMessages(QCPAxisRect *messages);
    Curve makeCurve(RingRecording::Channel channel, QCPAxisRect *rect, bool rightAxis);
    /// What is shown beside the numbers, as far as the height has room for it.
    void arrange();
    void fillMessages(qint64 begin, qint64 end, std::size_t columns);

    RingRecording m_recording;
    QCPAxisRect *m_rateRect = nullptr;
    QCPAxisRect *m_messageRect = nullptr;
    QSharedPointer<QCPAxisTickerFixed> m_percent;
    Curve m_in;
    Curve m_out;
    Curve m_fill;
    Curve m_messages;
    QCPGraph *m_estimated = nullptr; ///< Messages where not all frames were counted.
    SteadyRange m_rateTop;
    SteadyRange m_messageTop;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "throughput_plot.h"

#include "plot_theme.h"
#include "rate_ticker.h"

#include <qcustomplot.h>

#include <algorithm>

namespace membridge {

namespace {

/// The axes never get shorter than this: a ring at rest is a line at the bottom, not noise blown up.
constexpr double leastRate = 64;
constexpr double leastMessages = 10;
/// Room beyond both ends of a value axis, so that a line at nothing or at all is seen beside the frame.
constexpr double belowZero = 0.03;
constexpr double aboveTop = 1.05;
/// Below this height both graphs leave out what is not a number.
constexpr int heightForLabels = 300;
constexpr int heightForManyTicks = 380;
constexpr int heightForHalves = 150;
constexpr int roomyMargin = 15;

} // namespace

ThroughputPlot::ThroughputPlot(QWidget *parent)
    : TimePlot(QStringLiteral("throughput"), parent),
      m_rateTop(SteadyRange::Steps::Binary, leastRate),
      m_messageTop(SteadyRange::Steps::Decimal, leastMessages)
{
    setObjectName(QStringLiteral("throughputPlot"));
    setAccessibleName(tr("Throughput over time"));
    setUpPlot();
    setUp({m_rateRect, m_messageRect});
}

ThroughputPlot::Curve ThroughputPlot::makeCurve(RingRecording::Channel channel, QCPAxisRect *rect, bool rightAxis)
{
    QCPAxis *time = rect->axis(QCPAxis::atBottom);
    QCPAxis *value = rect->axis(rightAxis ? QCPAxis::atRight : QCPAxis::atLeft);
    Curve curve;
    curve.channel = channel;
    curve.least = plot()->addGraph(time, value);
    curve.most = plot()->addGraph(time, value);
    curve.most->setChannelFillGraph(curve.least);
    curve.mean = plot()->addGraph(time, value);
    curve.mean->addToLegend();
    return curve;
}

void ThroughputPlot::setUpPlot()
{
    plot()->setMinimumSize(200, 100);
    m_rateRect = plot()->axisRect();
    m_messageRect = new QCPAxisRect(plot());
    setUpRates(m_rateRect);
    setUpMessages(m_messageRect);

    plot()->legend->setVisible(true);
    plot()->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    plot()->legend->setBorderPen(Qt::NoPen);
    plot()->plotLayout()->insertRow(0);
    auto *top = new QCPLayoutGrid;
    plot()->plotLayout()->addElement(0, 0, top);
    top->addElement(0, 0, plot()->legend);
    top->addElement(0, 1, new QCPLayoutElement(plot()));
    top->setColumnStretchFactor(0, 0.001);
    plot()->plotLayout()->addElement(2, 0, m_messageRect);
    plot()->plotLayout()->setRowStretchFactor(0, 0.001);
    plot()->plotLayout()->setRowStretchFactor(1, 2);
}

void ThroughputPlot::setUpRates(QCPAxisRect *rates)
{
    auto time = QSharedPointer<QCPAxisTickerTime>::create();
    time->setTimeFormat(QStringLiteral("%m:%s"));
    rates->axis(QCPAxis::atBottom)->setTicker(time);
    rates->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<RateTicker>::create());
    QCPAxis *fill = rates->axis(QCPAxis::atRight);
    m_percent = QSharedPointer<QCPAxisTickerFixed>::create();
    fill->setTicker(m_percent);
    fill->setVisible(true);
    fill->setRange(-belowZero * 100, aboveTop * 100);
    fill->setNumberFormat(QStringLiteral("f"));
    fill->setNumberPrecision(0);
    // The fill comes first, so that it lies behind the lines.
    m_fill = makeCurve(RingRecording::Fill, rates, true);
    m_in = makeCurve(RingRecording::BytesIn, rates, false);
    m_out = makeCurve(RingRecording::BytesOut, rates, false);
}

void ThroughputPlot::setUpMessages(QCPAxisRect *messages)
{
    QCPAxis *time = messages->axis(QCPAxis::atBottom);
    time->setTickLabels(false);
    time->setTicker(m_rateRect->axis(QCPAxis::atBottom)->ticker());
    messages->axis(QCPAxis::atLeft)->ticker()->setTickCount(3);
    messages->axis(QCPAxis::atLeft)->setNumberFormat(QStringLiteral("f"));
    messages->axis(QCPAxis::atLeft)->setNumberPrecision(0);
    m_messages = makeCurve(RingRecording::Messages, messages, false);
    m_estimated = plot()->addGraph(time, messages->axis(QCPAxis::atLeft));
}

void ThroughputPlot::retranslate()
{
    m_in.mean->setName(tr("In"));
    m_out.mean->setName(tr("Out"));
    m_estimated->setName(tr("Messages, estimated"));
    arrange();
}

void ThroughputPlot::applyColours(const Theme &theme)
{
    QCPAxis *fill = m_rateRect->axis(QCPAxis::atRight);
    fill->setLabelColor(theme.plotFill);
    fill->setTickLabelColor(theme.plotFill);
    const auto ink = [](const Curve &curve, const QColor &colour, Qt::PenStyle style, float band) {
        curve.mean->setPen(QPen(colour, 1, style));
        for (QCPGraph *edge : {curve.least, curve.most})
            edge->setPen(Qt::NoPen);
        QColor wash = colour;
        wash.setAlphaF(band);
        curve.most->setBrush(wash);
    };
    ink(m_in, theme.plotIn, Qt::SolidLine, 0.22f);
    // Dashed, so that the lines can be told apart without their colours.
    ink(m_out, theme.plotOut, Qt::DashLine, 0.18f);
    ink(m_fill, theme.plotFill, Qt::DotLine, 0.3f);
    QColor area = theme.plotFill;
    area.setAlphaF(0.12f);
    m_fill.mean->setBrush(area);
    ink(m_messages, theme.plotIn, Qt::SolidLine, 0.22f);
    m_estimated->setPen(QPen(theme.plotIn, 1, Qt::DashLine));
    plot()->legend->setBrush(theme.base);
    plot()->legend->setTextColor(theme.text);
    plot()->legend->setFont(font());
}

void ThroughputPlot::addBatch(const std::vector<RingPoint> &points)
{
    for (const RingPoint &point : points)
        m_recording.add(point);
    samplesArrived();
}

void ThroughputPlot::clear()
{
    m_recording.clear();
    samplesCleared();
}

std::size_t ThroughputPlot::sampleCount() const
{
    return m_recording.channel(RingRecording::Fill).total();
}

void ThroughputPlot::fillCurves(qint64 begin, qint64 end, std::size_t columns)
{
    for (Curve *curve : {&m_in, &m_out, &m_fill}) {
        curve->columns = PlotColumns::of(m_recording.channel(curve->channel), originNs(), begin, end, columns,
                                         curve->channel == RingRecording::Fill ? 100 : 1);
        curve->mean->setData(curve->columns.seconds, curve->columns.mean, true);
        showOnePoint(*curve->mean);
        curve->least->setData(curve->columns.seconds, curve->columns.least, true);
        curve->most->setData(curve->columns.seconds, curve->columns.most, true);
    }
    fillMessages(begin, end, columns);
}

void ThroughputPlot::fillMessages(qint64 begin, qint64 end, std::size_t columns)
{
    m_messages.columns = PlotColumns::of(m_recording.channel(RingRecording::Messages), originNs(), begin, end, columns);
    const PlotColumns &all = m_messages.columns;
    const PlotColumns coverage = PlotColumns::of(m_recording.channel(RingRecording::Coverage), originNs(), begin, end,
                                                 columns);
    const EstimatedColumns lines = EstimatedColumns::of(all, coverage);
    m_messages.mean->setData(all.seconds, lines.exact, true);
    showOnePoint(*m_messages.mean);
    m_estimated->setData(all.seconds, lines.estimated, true);
    if (lines.any)
        m_estimated->addToLegend();
    else
        m_estimated->removeFromLegend();
    m_messages.least->setData(all.seconds, all.least, true);
    m_messages.most->setData(all.seconds, all.most, true);
}

void ThroughputPlot::fitAxes(bool atOnce)
{
    const double rate = std::max(m_in.columns.highest(), m_out.columns.highest());
    const double messages = m_messages.columns.highest();
    const auto fit = [&](SteadyRange &range, QCPAxis *axis, double highest) {
        const double top = atOnce ? range.fit(highest) : range.update(highest, sinceStartMs());
        axis->setRange(-belowZero * top, aboveTop * top);
    };
    fit(m_rateTop, m_rateRect->axis(QCPAxis::atLeft), rate);
    fit(m_messageTop, m_messageRect->axis(QCPAxis::atLeft), messages);
}

void ThroughputPlot::arrange()
{
    const bool roomy = height() >= heightForLabels;
    const bool high = height() >= heightForManyTicks;
    const auto label = [&](QCPAxis *axis, const QString &text) { axis->setLabel(roomy ? text : QString()); };
    label(m_rateRect->axis(QCPAxis::atBottom), timeLabel());
    label(m_rateRect->axis(QCPAxis::atLeft), tr("Bytes per second"));
    label(m_rateRect->axis(QCPAxis::atRight), tr("Fill (%)"));
    label(m_messageRect->axis(QCPAxis::atLeft), tr("Messages/s"));
    // Where there is no room beside the axes, the legend has their units.
    m_fill.mean->setName(roomy ? tr("Fill") : tr("Fill (%)"));
    m_messages.mean->setName(roomy ? tr("Messages") : tr("Messages/s"));

    const int line = fontMetrics().height();
    const int beside = roomy ? roomyMargin : line / 2;
    for (QCPAxisRect *rect : {m_rateRect, m_messageRect}) {
        rect->setMinimumMargins(QMargins(roomyMargin, beside, roomyMargin, beside));
        rect->setMinimumSize(0, 3 * line / 2);
    }
    plot()->plotLayout()->setRowSpacing(roomy ? 2 : 0);
    plot()->legend->setIconSize(roomy ? 32 : line, roomy ? 18 : line);
    plot()->legend->setIconTextPadding(roomy ? 7 : 3);
    plot()->legend->setColumnSpacing(roomy ? 8 : 6);
    plot()->legend->setMargins(roomy ? QMargins(7, 5, 7, 4) : QMargins(7, 0, 7, 0));
    m_rateRect->axis(QCPAxis::atLeft)->ticker()->setTickCount(high ? 4 : 2);
    m_percent->setTickStep(high ? 25 : height() >= heightForHalves ? 50 : 100);
    m_messageRect->axis(QCPAxis::atLeft)->ticker()->setTickCount(high ? 3 : 1);
}

void ThroughputPlot::resizeEvent(QResizeEvent *event)
{
    TimePlot::resizeEvent(event);
    arrange();
}

QSize ThroughputPlot::sizeHint() const
{
    return {560, 300};
}

} // namespace membridge

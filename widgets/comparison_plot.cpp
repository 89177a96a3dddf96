// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "comparison_plot.h"

#include "elided_label.h"
#include "lock_lanes.h"
#include "plot_theme.h"
#include "rate_ticker.h"
#include "throughput_plot.h"

#include <qcustomplot.h>

#include <algorithm>

namespace membridge {

namespace {

constexpr double belowZero = 0.05;
constexpr double aboveTop = 1.08;
constexpr double leastRate = 64;
constexpr double leastMessages = 10;
constexpr double leastReaders = 2;
/// Below this height the time axis goes without its label.
constexpr int heightForLabels = 300;
constexpr int charactersOfAName = 40;

} // namespace

ComparisonPlot::ComparisonPlot(const Segment &first, const Segment &second, QWidget *parent)
    : TimePlot(QStringLiteral("comparison"), parent), m_segments{first, second}
{
    setObjectName(QStringLiteral("comparisonPlot"));
    setAccessibleName(tr("%1 and %2 over time").arg(first.name, second.name));
    setUpPlot();
    std::vector<QCPAxisRect *> rects;
    for (const Lane &lane : m_lanes)
        rects.push_back(lane.rect);
    setUp(rects);
    for (const Segment &segment : m_segments) {
        if (segment.plot != nullptr)
            connect(segment.plot, &TimePlot::recorded, this, &ComparisonPlot::samplesArrived);
    }
    samplesArrived();
}

bool ComparisonPlot::hasQuantity(Side side, Quantity quantity) const
{
    const bool isRing = qobject_cast<ThroughputPlot *>(m_segments[side].plot.data()) != nullptr;
    const bool isRegion = qobject_cast<LockLanes *>(m_segments[side].plot.data()) != nullptr;
    return quantity == Writer || quantity == Readers ? isRegion : isRing;
}

const TimeSeries *ComparisonPlot::series(Side side, Quantity quantity) const
{
    const QPointer<TimePlot> &plot = m_segments[side].plot;
    if (const auto *ring = qobject_cast<const ThroughputPlot *>(plot.data())) {
        switch (quantity) {
        case BytesIn:
            return &ring->recording().channel(RingRecording::BytesIn);
        case BytesOut:
            return &ring->recording().channel(RingRecording::BytesOut);
        case Messages:
            return &ring->recording().channel(RingRecording::Messages);
        case Fill:
            return &ring->recording().channel(RingRecording::Fill);
        default:
            return nullptr;
        }
    }
    if (const auto *lanes = qobject_cast<const LockLanes *>(plot.data())) {
        if (quantity == Writer || quantity == Readers)
            return &lanes->recording().channel(quantity == Writer ? LockRecording::Writer : LockRecording::Readers);
    }
    return nullptr;
}

const TimeSeries *ComparisonPlot::coverage(Side side) const
{
    const auto *ring = qobject_cast<const ThroughputPlot *>(m_segments[side].plot.data());
    return ring != nullptr ? &ring->recording().channel(RingRecording::Coverage) : nullptr;
}

const TimeSeries *ComparisonPlot::clock(Side side) const
{
    const TimeSeries *fill = series(side, Fill);
    const TimeSeries *any = fill != nullptr ? fill : series(side, Writer);
    return any == nullptr || any->isEmpty() ? nullptr : any;
}

std::vector<ComparisonPlot::Lane> ComparisonPlot::makeLanes()
{
    using Steps = SteadyRange::Steps;
    const auto rangeOf = [](Quantity quantity) {
        switch (quantity) {
        case BytesIn:
        case BytesOut:
            return SteadyRange(Steps::Binary, leastRate);
        case Messages:
            return SteadyRange(Steps::Decimal, leastMessages);
        case Readers:
            return SteadyRange(Steps::Decimal, leastReaders);
        default:
            return SteadyRange(Steps::Decimal, 1);
        }
    };
    std::vector<Lane> lanes;
    for (int each = 0; each < QuantityCount; ++each) {
        const auto quantity = static_cast<Quantity>(each);
        Lane lane{.quantity = quantity, .rect = nullptr, .name = nullptr, .curves = {}, .top = rangeOf(quantity)};
        for (const Side side : {First, Second}) {
            if (!hasQuantity(side, quantity))
                continue;
            if (lane.rect == nullptr)
                lane.rect = lanes.empty() ? plot()->axisRect() : new QCPAxisRect(plot());
            lane.curves.push_back(makeCurve(side, lane));
        }
        if (lane.rect != nullptr)
            lanes.push_back(std::move(lane));
    }
    return lanes;
}

ComparisonPlot::Curve ComparisonPlot::makeCurve(Side side, const Lane &lane)
{
    QCPAxis *time = lane.rect->axis(QCPAxis::atBottom);
    QCPAxis *value = lane.rect->axis(QCPAxis::atLeft);
    Curve curve;
    curve.side = side;
    curve.least = plot()->addGraph(time, value);
    curve.most = plot()->addGraph(time, value);
    curve.most->setChannelFillGraph(curve.least);
    curve.mean = plot()->addGraph(time, value);
    curve.mean->setName(shortName(side));
    if (lane.quantity == Messages)
        curve.estimated = plot()->addGraph(time, value);
    if (lane.quantity == Writer || lane.quantity == Readers) {
        for (QCPGraph *graph : {curve.least, curve.most, curve.mean})
            graph->setLineStyle(QCPGraph::lsStepLeft);
    }
    return curve;
}

void ComparisonPlot::setUpPlot()
{
    plot()->setMinimumSize(200, 100);
    m_lanes = makeLanes();
    Q_ASSERT(!m_lanes.empty());
    auto time = QSharedPointer<QCPAxisTickerTime>::create();
    time->setTimeFormat(QStringLiteral("%m:%s"));
    plot()->plotLayout()->insertRow(0);
    plot()->legend->setVisible(true);
    plot()->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    plot()->legend->setBorderPen(Qt::NoPen);
    auto *top = new QCPLayoutGrid;
    plot()->plotLayout()->addElement(0, 0, top);
    top->addElement(0, 0, plot()->legend);
    top->addElement(0, 1, new QCPLayoutElement(plot()));
    top->setColumnStretchFactor(0, 0.001);
    plot()->plotLayout()->setRowStretchFactor(0, 0.001);
    plot()->plotLayout()->setRowSpacing(0);
    std::array<QCPGraph *, SideCount> named{};
    int row = 1;
    for (Lane &lane : m_lanes) {
        if (row > 1)
            plot()->plotLayout()->addElement(row, 0, lane.rect);
        ++row;
        lane.rect->axis(QCPAxis::atBottom)->setTicker(time);
        lane.rect->axis(QCPAxis::atBottom)->setTickLabels(&lane == &m_lanes.back());
        // In the lane's corner: beside its axis there is no room for it where there are many lanes.
        lane.name = new QCPItemText(plot());
        lane.name->position->setType(QCPItemPosition::ptAxisRectRatio);
        lane.name->position->setAxisRect(lane.rect);
        lane.name->position->setCoords(0, 0);
        lane.name->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        lane.name->setPadding(QMargins(10, 1, 4, 1));
        lane.name->setClipToAxisRect(false);
        QCPAxis *value = lane.rect->axis(QCPAxis::atLeft);
        if (lane.quantity == BytesIn || lane.quantity == BytesOut)
            value->setTicker(QSharedPointer<RateTicker>::create());
        value->ticker()->setTickCount(2);
        value->setNumberFormat(QStringLiteral("f"));
        value->setNumberPrecision(0);
        for (const Curve &curve : lane.curves) {
            if (named[curve.side] == nullptr)
                named[curve.side] = curve.mean;
        }
    }
    // One entry a segment, the first one first: its lines look alike in all lanes.
    for (QCPGraph *graph : named) {
        if (graph != nullptr)
            graph->addToLegend();
    }
}

void ComparisonPlot::retranslate()
{
    arrange();
}

void ComparisonPlot::arrange()
{
    const int line = fontMetrics().height();
    for (const Lane &lane : m_lanes) {
        const bool isShare = lane.quantity == Fill || lane.quantity == Writer;
        lane.name->setText(isShare ? tr("%1 (%)").arg(nameOf(lane.quantity)) : nameOf(lane.quantity));
        lane.rect->setMinimumMargins(QMargins(0, line / 2, line, line / 2));
        lane.rect->setMinimumSize(0, 2 * line);
    }
    m_lanes.back().rect->axis(QCPAxis::atBottom)->setLabel(height() >= heightForLabels ? timeLabel() : QString());
}

void ComparisonPlot::resizeEvent(QResizeEvent *event)
{
    TimePlot::resizeEvent(event);
    arrange();
}

void ComparisonPlot::applyColours(const Theme &theme)
{
    const std::array<QColor, SideCount> inks{theme.plotIn, theme.plotOut};
    constexpr std::array styles{Qt::SolidLine, Qt::DashLine};
    for (const Lane &lane : m_lanes) {
        QColor behind = theme.base;
        behind.setAlphaF(0.8f);
        lane.name->setColor(theme.text);
        lane.name->setBrush(behind);
        lane.name->setFont(font());
        for (const Curve &curve : lane.curves) {
            const QColor &ink = inks[curve.side];
            curve.mean->setPen(QPen(ink, 1, styles[curve.side]));
            for (QCPGraph *edge : {curve.least, curve.most})
                edge->setPen(Qt::NoPen);
            QColor wash = ink;
            wash.setAlphaF(0.2f);
            curve.most->setBrush(wash);
            if (curve.estimated != nullptr)
                curve.estimated->setPen(QPen(ink, 1, Qt::DotLine));
        }
    }
    plot()->legend->setBrush(theme.base);
    plot()->legend->setTextColor(theme.text);
    plot()->legend->setFont(font());
}

qint64 ComparisonPlot::firstNs() const
{
    const TimeSeries *first = clock(First);
    const TimeSeries *second = clock(Second);
    if (first == nullptr || second == nullptr)
        return first != nullptr ? first->firstNs() : second != nullptr ? second->firstNs() : 0;
    return std::min(first->firstNs(), second->firstNs());
}

qint64 ComparisonPlot::lastNs() const
{
    const TimeSeries *first = clock(First);
    const TimeSeries *second = clock(Second);
    if (first == nullptr || second == nullptr)
        return first != nullptr ? first->lastNs() : second != nullptr ? second->lastNs() : 0;
    return std::max(first->lastNs(), second->lastNs());
}

std::size_t ComparisonPlot::sampleCount() const
{
    std::size_t count = 0;
    for (const Side side : {First, Second})
        count += clock(side) != nullptr ? clock(side)->total() : 0;
    return count;
}

void ComparisonPlot::fillCurves(qint64 beginNs, qint64 endNs, std::size_t columns)
{
    for (Lane &lane : m_lanes) {
        for (Curve &curve : lane.curves) {
            const TimeSeries *values = series(curve.side, lane.quantity);
            const bool isShare = lane.quantity == Fill || lane.quantity == Writer;
            curve.columns = values != nullptr
                ? PlotColumns::of(*values, originNs(), beginNs, endNs, columns, isShare ? 100 : 1)
                : PlotColumns{};
            curve.least->setData(curve.columns.seconds, curve.columns.least, true);
            curve.most->setData(curve.columns.seconds, curve.columns.most, true);
            if (curve.estimated != nullptr)
                fillMessages(curve, beginNs, endNs, columns);
            else
                curve.mean->setData(curve.columns.seconds, curve.columns.mean, true);
            showOnePoint(*curve.mean);
        }
    }
}

void ComparisonPlot::fillMessages(Curve &curve, qint64 begin, qint64 end, std::size_t columns) const
{
    const TimeSeries *shares = coverage(curve.side);
    const EstimatedColumns lines = EstimatedColumns::of(
        curve.columns, shares != nullptr ? PlotColumns::of(*shares, originNs(), begin, end, columns) : PlotColumns{});
    curve.mean->setData(curve.columns.seconds, lines.exact, true);
    curve.estimated->setData(curve.columns.seconds, lines.estimated, true);
}

void ComparisonPlot::fitAxes(bool atOnce)
{
    for (Lane &lane : m_lanes) {
        double top = 100;
        if (lane.quantity != Fill && lane.quantity != Writer) {
            double highest = 0;
            for (const Curve &curve : lane.curves)
                highest = std::max(highest, curve.columns.highest());
            top = atOnce ? lane.top.fit(highest) : lane.top.update(highest, sinceStartMs());
        }
        lane.rect->axis(QCPAxis::atLeft)->setRange(-belowZero * top, aboveTop * top);
    }
}

QString ComparisonPlot::shortName(Side side) const
{
    return ElidedLabel::shortened(m_segments[side].name, charactersOfAName);
}

QSize ComparisonPlot::sizeHint() const
{
    return {720, 560};
}

} // namespace membridge

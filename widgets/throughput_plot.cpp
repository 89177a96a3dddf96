// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "throughput_plot.h"

#include "elided_label.h"
#include "plot_cursors.h"
#include "rate_ticker.h"
#include "words.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace membridge {

namespace {

/// The axes never get shorter than this: a ring at rest is a line at the bottom, not noise blown up.
constexpr double leastRate = 64;
constexpr double leastMessages = 10;
/// Room beyond both ends of a value axis, so that a line at nothing or at all is seen beside the frame.
constexpr double belowZero = 0.03;
constexpr double aboveTop = 1.05;
constexpr double keyStep = 0.1;
constexpr double zoomStep = 1.25;
constexpr double shortestWhole = 60;
/// Below this height there is room for one graph only.
constexpr int heightForTwo = 300;

} // namespace

ThroughputPlot::ThroughputPlot(QWidget *parent)
    : QWidget(parent),
      m_plot(new QCustomPlot(this)),
      m_latest(new ElidedLabel(QString(), this)),
      m_measured(new QLabel(this)),
      m_rateTop(SteadyRange::Steps::Binary, leastRate),
      m_messageTop(SteadyRange::Steps::Decimal, leastMessages)
{
    setObjectName(QStringLiteral("throughputPlot"));
    setAccessibleName(tr("Throughput over time"));
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setObjectName(QStringLiteral("throughputGraph"));
    m_plot->setAccessibleName(tr("Throughput over time"));
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_latest->setObjectName(QStringLiteral("throughputLatest"));
    m_latest->setAccessibleName(tr("Newest values"));
    m_measured->setObjectName(QStringLiteral("throughputMeasured"));
    m_measured->setAccessibleName(tr("Between the cursors"));
    m_measured->setWordWrap(true);
    m_measured->hide();
    for (QLabel *label : {m_latest, m_measured}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
    }

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2, 2, 2, 2);
    column->setSpacing(2);
    column->addWidget(m_plot, 1);
    column->addWidget(m_measured);
    column->addWidget(m_latest);

    m_sinceStart.start();
    m_replotTimer.setSingleShot(true);
    m_replotTimer.setInterval(replotMs);
    connect(&m_replotTimer, &QTimer::timeout, this, &ThroughputPlot::replotNow);
    setUpPlot();
    m_cursors = new PlotCursors(m_plot, {m_rateRect, m_messageRect},
                                [this](double seconds) { return textAt(toNs(seconds)); });
    connect(m_cursors, &PlotCursors::cursorsChanged, this, &ThroughputPlot::redraw);
    applyTheme();
    m_latest->setText(latestText());
}

ThroughputPlot::~ThroughputPlot() = default;

ThroughputPlot::Curve ThroughputPlot::makeCurve(RingRecording::Channel channel, QCPAxisRect *rect, bool rightAxis)
{
    QCPAxis *time = rect->axis(QCPAxis::atBottom);
    QCPAxis *value = rect->axis(rightAxis ? QCPAxis::atRight : QCPAxis::atLeft);
    Curve curve;
    curve.channel = channel;
    curve.least = m_plot->addGraph(time, value);
    curve.most = m_plot->addGraph(time, value);
    curve.most->setChannelFillGraph(curve.least);
    curve.mean = m_plot->addGraph(time, value);
    curve.mean->addToLegend();
    return curve;
}

void ThroughputPlot::setUpPlot()
{
    m_plot->setMinimumSize(200, 120);
    m_plot->setNotAntialiasedElements(QCP::aeAll);
    m_plot->setPlottingHint(QCP::phFastPolylines, true);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setAutoAddPlottableToLegend(false);
    m_rateRect = m_plot->axisRect();
    m_messageRect = new QCPAxisRect(m_plot);
    auto *group = new QCPMarginGroup(m_plot);
    for (QCPAxisRect *rect : {m_rateRect, m_messageRect}) {
        rect->setRangeDrag(Qt::Horizontal);
        rect->setRangeZoom(Qt::Horizontal);
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, group);
        rect->axis(QCPAxis::atBottom)->setRange(0, m_window);
    }
    setUpRates(m_rateRect);
    setUpMessages(m_messageRect);

    m_plot->legend->setVisible(true);
    m_plot->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    m_plot->legend->setBorderPen(Qt::NoPen);
    m_plot->plotLayout()->insertRow(0);
    auto *top = new QCPLayoutGrid;
    m_plot->plotLayout()->addElement(0, 0, top);
    top->addElement(0, 0, m_plot->legend);
    top->addElement(0, 1, new QCPLayoutElement(m_plot));
    top->setColumnStretchFactor(0, 0.001);
    m_plot->plotLayout()->addElement(2, 0, m_messageRect);
    m_plot->plotLayout()->setRowStretchFactor(0, 0.001);
    m_plot->plotLayout()->setRowStretchFactor(1, 2);
    m_plot->plotLayout()->setRowSpacing(2);
    retranslate();
}

void ThroughputPlot::setUpRates(QCPAxisRect *rates)
{
    auto time = QSharedPointer<QCPAxisTickerTime>::create();
    time->setTimeFormat(QStringLiteral("%m:%s"));
    rates->axis(QCPAxis::atBottom)->setTicker(time);
    rates->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<RateTicker>::create());
    QCPAxis *fill = rates->axis(QCPAxis::atRight);
    auto percent = QSharedPointer<QCPAxisTickerFixed>::create();
    percent->setTickStep(25);
    fill->setTicker(percent);
    fill->setVisible(true);
    fill->setRange(-belowZero * 100, aboveTop * 100);
    fill->setNumberFormat(QStringLiteral("f"));
    fill->setNumberPrecision(0);
    // The fill comes first, so that it lies behind the lines.
    m_fill = makeCurve(RingRecording::Fill, rates, true);
    m_in = makeCurve(RingRecording::BytesIn, rates, false);
    m_out = makeCurve(RingRecording::BytesOut, rates, false);
    connect(rates->axis(QCPAxis::atBottom), qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this,
            &ThroughputPlot::viewMoved);
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
    m_estimated = m_plot->addGraph(time, messages->axis(QCPAxis::atLeft));
    m_estimated->addToLegend();
    // One time axis: whoever is moved moves the other.
    connect(time, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), m_rateRect->axis(QCPAxis::atBottom),
            qOverload<const QCPRange &>(&QCPAxis::setRange));
    connect(m_rateRect->axis(QCPAxis::atBottom), qOverload<const QCPRange &>(&QCPAxis::rangeChanged), time,
            qOverload<const QCPRange &>(&QCPAxis::setRange));
}

void ThroughputPlot::retranslate()
{
    m_in.mean->setName(tr("In"));
    m_out.mean->setName(tr("Out"));
    m_fill.mean->setName(tr("Fill"));
    m_messages.mean->setName(tr("Messages"));
    m_estimated->setName(tr("Messages, estimated"));
    m_rateRect->axis(QCPAxis::atBottom)->setLabel(tr("Time since attaching (min:s)"));
    m_rateRect->axis(QCPAxis::atLeft)->setLabel(tr("Bytes per second"));
    m_rateRect->axis(QCPAxis::atRight)->setLabel(tr("Fill (%)"));
    m_messageRect->axis(QCPAxis::atLeft)->setLabel(tr("Messages/s"));
}

void ThroughputPlot::applyTheme()
{
    const Theme theme = Theme::of(palette());
    m_plot->setBackground(theme.base);
    for (QCPAxis *axis : m_rateRect->axes() + m_messageRect->axes()) {
        const QColor ink = axis == m_rateRect->axis(QCPAxis::atRight) ? theme.plotFill : theme.text;
        for (const auto set : {&QCPAxis::setBasePen, &QCPAxis::setTickPen, &QCPAxis::setSubTickPen})
            (axis->*set)(QPen(theme.muted));
        axis->setLabelColor(ink);
        axis->setTickLabelColor(ink);
        axis->setLabelFont(font());
        axis->setTickLabelFont(font());
        axis->grid()->setPen(QPen(theme.grid, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(theme.grid));
    }
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
    m_plot->legend->setBrush(theme.base);
    m_plot->legend->setTextColor(theme.text);
    m_plot->legend->setFont(font());
    m_cursors->setTheme(theme);
    redraw();
}

void ThroughputPlot::addBatch(const std::vector<RingPoint> &points)
{
    const bool wasEmpty = m_recording.isEmpty();
    for (const RingPoint &point : points) {
        if (wasEmpty && m_recording.isEmpty() && !m_originSet)
            m_origin = point.timeNs;
        if (!m_recording.isEmpty() && point.timeNs <= m_recording.lastNs())
            continue;
        m_recording.add(point);
        m_newest = point;
    }
    if (!m_recording.isEmpty())
        scheduleReplot();
}

void ThroughputPlot::clear()
{
    m_recording.clear();
    m_newest = {};
    m_refit = true;
    setFollowing(true);
    redraw();
}

void ThroughputPlot::setOrigin(qint64 timeNs)
{
    m_origin = timeNs;
    m_originSet = true;
    redraw();
}

qint64 ThroughputPlot::toNs(double seconds) const
{
    return m_origin + static_cast<qint64>(std::clamp(seconds * 1e9, -4e18, 4e18));
}

double ThroughputPlot::toSeconds(qint64 timeNs) const
{
    return static_cast<double>(timeNs - m_origin) / 1e9;
}

double ThroughputPlot::wholeSeconds() const
{
    const double kept = m_recording.isEmpty() ? 0 : toSeconds(m_recording.lastNs()) - toSeconds(m_recording.firstNs());
    return std::max(kept, shortestWhole);
}

std::size_t ThroughputPlot::columnCount() const
{
    return static_cast<std::size_t>(std::max(m_rateRect->width(), 100));
}

void ThroughputPlot::setTimeRange(double lower, double upper)
{
    m_settingRange = true;
    m_rateRect->axis(QCPAxis::atBottom)->setRange(lower, upper);
    m_settingRange = false;
}

void ThroughputPlot::setWindowSeconds(double seconds)
{
    // Written so that a NaN becomes the shortest.
    m_window = seconds > leastWindow ? std::min(seconds, wholeSeconds()) : leastWindow;
    if (!m_following) {
        const double upper = m_rateRect->axis(QCPAxis::atBottom)->range().upper;
        setTimeRange(upper - m_window, upper);
    }
    m_refit = true;
    redraw();
}

void ThroughputPlot::showAll()
{
    if (m_recording.isEmpty())
        return;
    const double first = toSeconds(m_recording.firstNs());
    m_window = wholeSeconds();
    setTimeRange(first, first + m_window);
    setFollowing(false);
    m_refit = true;
    redraw();
    emit viewChanged(viewBeginNs(), viewEndNs());
}

void ThroughputPlot::showRange(qint64 beginNs, qint64 endNs)
{
    if (endNs <= beginNs)
        return;
    setTimeRange(toSeconds(beginNs), toSeconds(endNs));
    m_window = toSeconds(endNs) - toSeconds(beginNs);
    setFollowing(false);
    m_refit = true;
    redraw();
}

qint64 ThroughputPlot::viewBeginNs() const
{
    return toNs(m_rateRect->axis(QCPAxis::atBottom)->range().lower);
}

qint64 ThroughputPlot::viewEndNs() const
{
    return toNs(m_rateRect->axis(QCPAxis::atBottom)->range().upper);
}

void ThroughputPlot::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_latest->setText(latestText());
    redraw();
}

void ThroughputPlot::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    m_refit = true;
    emit followingChanged(following);
    redraw();
}

void ThroughputPlot::setMarkers(std::vector<TimeMarker> markers)
{
    std::vector<std::pair<double, TimeMarker>> placed;
    placed.reserve(markers.size());
    for (TimeMarker &marker : markers) {
        const double seconds = toSeconds(marker.timeNs);
        placed.emplace_back(seconds, std::move(marker));
    }
    m_cursors->setMarkers(std::move(placed));
}

void ThroughputPlot::scheduleReplot()
{
    // Not restarted while it runs: a steady stream of points must not put the replot off for ever.
    if (!m_replotTimer.isActive())
        m_replotTimer.start();
}

void ThroughputPlot::redraw()
{
    m_redraw = true;
    scheduleReplot();
}

void ThroughputPlot::replotNow()
{
    if (!isVisible())
        return;
    if (m_following && !m_paused && !m_recording.isEmpty()) {
        // Until the window is full the line grows from the left, without times that never were.
        const double lower = std::max(toSeconds(m_recording.lastNs()) - m_window, toSeconds(m_recording.firstNs()));
        setTimeRange(lower, lower + m_window);
    }
    if (const QString text = latestText(); text != m_latest->text()) {
        m_latest->setText(text);
        setAccessibleDescription(text);
    }
    if (m_paused && !m_redraw)
        return;
    m_redraw = false;
    fillCurves();
    fitAxes();
    m_cursors->update();
    const auto a = m_cursors->cursor(PlotCursors::A);
    const auto b = m_cursors->cursor(PlotCursors::B);
    m_measured->setVisible(a && b);
    if (a && b)
        m_measured->setText(textBetween(toNs(std::min(*a, *b)), toNs(std::max(*a, *b))));
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

void ThroughputPlot::fillCurves()
{
    const qint64 begin = viewBeginNs();
    const qint64 end = viewEndNs();
    const std::size_t columns = columnCount();
    // A column beyond each end, so that the lines reach the frame.
    const qint64 beyond = (end - begin) / static_cast<qint64>(columns) + 1;
    for (Curve *curve : {&m_in, &m_out, &m_fill}) {
        curve->columns = PlotColumns::of(m_recording.channel(curve->channel), m_origin, begin - beyond, end + beyond,
                                         columns + 2, curve->channel == RingRecording::Fill ? 100 : 1);
        curve->mean->setData(curve->columns.seconds, curve->columns.mean, true);
        curve->least->setData(curve->columns.seconds, curve->columns.least, true);
        curve->most->setData(curve->columns.seconds, curve->columns.most, true);
    }
    fillMessages(begin - beyond, end + beyond, columns + 2);
}

void ThroughputPlot::fillMessages(qint64 begin, qint64 end, std::size_t columns)
{
    m_messages.columns = PlotColumns::of(m_recording.channel(RingRecording::Messages), m_origin, begin, end, columns);
    const PlotColumns &all = m_messages.columns;
    const PlotColumns coverage = PlotColumns::of(m_recording.channel(RingRecording::Coverage), m_origin, begin, end,
                                                 columns);
    // A point between an exact and an estimated one belongs to both lines, so that they meet.
    QVector<double> exact(all.mean.size(), std::numeric_limits<double>::quiet_NaN());
    QVector<double> estimated = exact;
    bool wasExact = true;
    for (qsizetype i = 0; i < all.mean.size(); ++i) {
        const qsizetype at = coverage.nearest(all.seconds[i]);
        const bool isExact = at >= 0 && coverage.least[at] >= 1;
        if (isExact || (i > 0 && wasExact))
            exact[i] = all.mean[i];
        if (!isExact || (i > 0 && !wasExact))
            estimated[i] = all.mean[i];
        wasExact = isExact;
    }
    m_messages.mean->setData(all.seconds, exact, true);
    m_estimated->setData(all.seconds, estimated, true);
    m_messages.least->setData(all.seconds, all.least, true);
    m_messages.most->setData(all.seconds, all.most, true);
}

void ThroughputPlot::fitAxes()
{
    const double rate = std::max(m_in.columns.highest(), m_out.columns.highest());
    const double messages = m_messages.columns.highest();
    const auto fit = [&](SteadyRange &range, QCPAxis *axis, double highest) {
        const double top = m_refit ? range.fit(highest) : range.update(highest, m_sinceStart.elapsed());
        axis->setRange(-belowZero * top, aboveTop * top);
    };
    fit(m_rateTop, m_rateRect->axis(QCPAxis::atLeft), rate);
    fit(m_messageTop, m_messageRect->axis(QCPAxis::atLeft), messages);
    m_refit = false;
}

void ThroughputPlot::viewMoved()
{
    if (m_settingRange)
        return;
    const QCPRange range = m_rateRect->axis(QCPAxis::atBottom)->range();
    // Zoomed out past what is kept, or in past what was sampled, there is nothing to see.
    m_window = std::clamp(range.size(), leastWindow, wholeSeconds());
    if (m_window != range.size())
        setTimeRange(range.center() - m_window / 2, range.center() + m_window / 2);
    setFollowing(false);
    m_refit = true;
    redraw();
    emit viewChanged(viewBeginNs(), viewEndNs());
}

void ThroughputPlot::keyPressEvent(QKeyEvent *event)
{
    QCPAxis *axis = m_rateRect->axis(QCPAxis::atBottom);
    const auto here = [&] { return m_cursors->mouseSeconds().value_or(axis->range().center()); };
    switch (event->key()) {
    case Qt::Key_Left:
        axis->moveRange(-keyStep * axis->range().size());
        break;
    case Qt::Key_Right:
        axis->moveRange(keyStep * axis->range().size());
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        axis->scaleRange(1 / zoomStep);
        break;
    case Qt::Key_Minus:
        axis->scaleRange(zoomStep);
        break;
    case Qt::Key_Home:
        showAll();
        break;
    case Qt::Key_End:
        setFollowing(true);
        break;
    case Qt::Key_A:
        m_cursors->setCursor(PlotCursors::A, here());
        break;
    case Qt::Key_B:
        m_cursors->setCursor(PlotCursors::B, here());
        break;
    case Qt::Key_Delete:
        m_cursors->setCursor(PlotCursors::A, {});
        m_cursors->setCursor(PlotCursors::B, {});
        break;
    case Qt::Key_M:
        emit markRequested(toNs(here()));
        break;
    default:
        QWidget::keyPressEvent(event);
        break;
    }
}

void ThroughputPlot::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    QStyleOptionFocusRect option;
    option.initFrom(this);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

void ThroughputPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::FontChange)
        applyTheme();
    else if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ThroughputPlot::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    redraw();
}

void ThroughputPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool two = height() >= heightForTwo;
    if (m_messageRect->visible() != two) {
        m_messageRect->setVisible(two);
        m_messageRect->setMaximumSize(QWIDGETSIZE_MAX, two ? QWIDGETSIZE_MAX : 0);
        m_messageRect->setMinimumSize(0, two ? 40 : 0);
        m_messageRect->setAutoMargins(two ? QCP::msAll : QCP::msLeft | QCP::msRight);
        if (!two)
            m_messageRect->setMargins(QMargins());
        m_plot->plotLayout()->setRowStretchFactor(2, two ? 1 : 0.001);
        for (QCPGraph *graph : {m_messages.mean, m_estimated}) {
            if (two)
                graph->addToLegend();
            else
                graph->removeFromLegend();
        }
    }
    redraw();
}

QSize ThroughputPlot::sizeHint() const
{
    return {560, 300};
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "throughput_plot.h"

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

namespace membridge {

namespace {

/// The rate axis never gets shorter than this: a ring at rest is a line at the bottom, not noise blown up.
constexpr double leastRate = 64;
/// Room beyond both ends of both axes, so that a line at nothing or at all is seen beside the frame.
constexpr double belowZero = 0.03;
constexpr double aboveTop = 1.05;
constexpr double keyStep = 0.1;
constexpr double zoomStep = 1.25;

} // namespace

ThroughputPlot::ThroughputPlot(QWidget *parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_latest(new QLabel(this))
{
    setObjectName(QStringLiteral("throughputPlot"));
    setAccessibleName(tr("Throughput over time"));
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setObjectName(QStringLiteral("throughputGraph"));
    m_plot->setAccessibleName(tr("Throughput over time"));
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_latest->setObjectName(QStringLiteral("throughputLatest"));
    m_latest->setAccessibleName(tr("Newest values"));
    m_latest->setTextFormat(Qt::PlainText);
    m_latest->setAlignment(Qt::AlignCenter);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2, 2, 2, 2);
    column->setSpacing(2);
    column->addWidget(m_plot, 1);
    column->addWidget(m_latest);

    m_replotTimer.setSingleShot(true);
    m_replotTimer.setInterval(replotMs);
    connect(&m_replotTimer, &QTimer::timeout, this, &ThroughputPlot::replotNow);
    setUpPlot();
    applyTheme();
    m_latest->setText(latestText());
}

void ThroughputPlot::setUpPlot()
{
    m_plot->setMinimumSize(200, 120);
    m_plot->setNotAntialiasedElements(QCP::aeAll);
    m_plot->setPlottingHint(QCP::phFastPolylines, true);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);

    auto time = QSharedPointer<QCPAxisTickerTime>::create();
    time->setTimeFormat(QStringLiteral("%m:%s"));
    m_plot->xAxis->setTicker(time);
    m_plot->yAxis->setTicker(QSharedPointer<RateTicker>::create());
    m_plot->yAxis->setRange(-belowZero * leastRate, aboveTop * leastRate);
    auto percent = QSharedPointer<QCPAxisTickerFixed>::create();
    percent->setTickStep(25);
    m_plot->yAxis2->setTicker(percent);
    m_plot->yAxis2->setVisible(true);
    m_plot->yAxis2->setRange(-belowZero * 100, aboveTop * 100);
    m_plot->yAxis2->setNumberFormat(QStringLiteral("f"));
    m_plot->yAxis2->setNumberPrecision(0);
    m_plot->xAxis->setRange(0, m_window);

    // The fill comes first, so that it lies behind the lines; the legend names the rates first.
    m_plot->setAutoAddPlottableToLegend(false);
    m_fill = m_plot->addGraph(m_plot->xAxis, m_plot->yAxis2);
    m_in = m_plot->addGraph();
    m_out = m_plot->addGraph();
    for (QCPGraph *graph : {m_in, m_out, m_fill})
        graph->addToLegend();
    m_plot->legend->setVisible(true);
    m_plot->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    m_plot->legend->setBorderPen(Qt::NoPen);
    m_plot->plotLayout()->insertRow(0);
    auto *top = new QCPLayoutGrid;
    m_plot->plotLayout()->addElement(0, 0, top);
    top->addElement(0, 0, m_plot->legend);
    top->addElement(0, 1, new QCPLayoutElement(m_plot));
    top->setColumnStretchFactor(0, 0.001);
    m_plot->plotLayout()->setRowStretchFactor(0, 0.001);

    connect(m_plot->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, &ThroughputPlot::viewMoved);
    retranslate();
}

void ThroughputPlot::retranslate()
{
    m_in->setName(tr("In"));
    m_out->setName(tr("Out"));
    m_fill->setName(tr("Fill"));
    m_plot->xAxis->setLabel(tr("Time since attaching (min:s)"));
    m_plot->yAxis->setLabel(tr("Bytes per second"));
    m_plot->yAxis2->setLabel(tr("Fill (%)"));
}

void ThroughputPlot::applyTheme()
{
    const Theme theme = Theme::of(palette());
    m_plot->setBackground(theme.base);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis, m_plot->yAxis2}) {
        const QColor ink = axis == m_plot->yAxis2 ? theme.plotFill : theme.text;
        for (const auto set : {&QCPAxis::setBasePen, &QCPAxis::setTickPen, &QCPAxis::setSubTickPen})
            (axis->*set)(QPen(theme.muted));
        axis->setLabelColor(ink);
        axis->setTickLabelColor(ink);
        axis->setLabelFont(font());
        axis->setTickLabelFont(font());
        axis->grid()->setPen(QPen(theme.grid, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(theme.grid));
    }
    m_in->setPen(QPen(theme.plotIn, 1));
    // Dashed, so that the two lines can be told apart without their colours.
    m_out->setPen(QPen(theme.plotOut, 1, Qt::DashLine));
    m_fill->setPen(QPen(theme.plotFill, 1, Qt::DotLine));
    QColor area = theme.plotFill;
    area.setAlphaF(0.16f);
    m_fill->setBrush(area);
    m_plot->legend->setBrush(theme.base);
    m_plot->legend->setTextColor(theme.text);
    m_plot->legend->setFont(font());
    redraw();
}

void ThroughputPlot::addSample(double tSeconds, double bytesIn, double bytesOut, double fillRatio)
{
    addBatch({{tSeconds, bytesIn, bytesOut, fillRatio}});
}

void ThroughputPlot::addBatch(const std::vector<ThroughputPoint> &points)
{
    for (const ThroughputPoint &point : points) {
        if (!std::isfinite(point.tSeconds) || (m_any && point.tSeconds <= m_newest.tSeconds))
            continue;
        m_in->addData(point.tSeconds, point.bytesIn);
        m_out->addData(point.tSeconds, point.bytesOut);
        m_fill->addData(point.tSeconds, point.fillRatio * 100);
        m_newest = point;
        m_any = true;
    }
    if (!m_any)
        return;
    double oldest = m_newest.tSeconds - keptSeconds;
    if (const int count = pointCount(); count > maxPoints)
        oldest = std::max(oldest, m_in->data()->at(count - maxPoints)->key);
    for (QCPGraph *graph : {m_in, m_out, m_fill})
        graph->data()->removeBefore(oldest);
    scheduleReplot();
}

void ThroughputPlot::clear()
{
    for (QCPGraph *graph : {m_in, m_out, m_fill})
        graph->data()->clear();
    m_newest = {};
    m_any = false;
    setFollowing(true);
    redraw();
}

void ThroughputPlot::setWindowSeconds(double seconds)
{
    m_window = std::clamp(seconds, 1.0, keptSeconds);
    if (!m_following) {
        m_settingRange = true;
        m_plot->xAxis->setRange(m_plot->xAxis->range().upper - m_window, m_plot->xAxis->range().upper);
        m_settingRange = false;
    }
    redraw();
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
    emit followingChanged(following);
    redraw();
}

QString ThroughputPlot::latestText() const
{
    if (!m_any)
        return tr("No samples yet");
    const QString values = tr("In %1 · out %2 · fill %3")
                               .arg(words::rate(m_newest.bytesIn), words::rate(m_newest.bytesOut),
                                    words::percent(m_newest.fillRatio));
    return m_paused ? tr("View paused, recording goes on · %1").arg(values) : values;
}

int ThroughputPlot::pointCount() const
{
    return m_in->dataCount();
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
    if (m_following && !m_paused && m_any) {
        // Until the window is full the line grows from the left, without times that never were.
        const double first = m_in->data()->at(0)->key;
        const double lower = std::max(m_newest.tSeconds - m_window, first);
        m_settingRange = true;
        m_plot->xAxis->setRange(lower, lower + m_window);
        m_settingRange = false;
    }
    if (!m_paused)
        fitRateAxis();
    if (const QString text = latestText(); text != m_latest->text()) {
        m_latest->setText(text);
        setAccessibleDescription(text);
    }
    if (m_paused && !m_redraw)
        return;
    m_redraw = false;
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

void ThroughputPlot::fitRateAxis()
{
    double highest = leastRate;
    for (const QCPGraph *graph : {m_in, m_out}) {
        bool found = false;
        const QCPRange range = graph->getValueRange(found, QCP::sdBoth, m_plot->xAxis->range());
        if (found)
            highest = std::max(highest, range.upper);
    }
    m_plot->yAxis->setRange(-belowZero * highest, aboveTop * highest);
}

void ThroughputPlot::viewMoved()
{
    if (m_settingRange)
        return;
    const QCPRange range = m_plot->xAxis->range();
    // Zoomed out past what is kept, or in past what was sampled, there is nothing to see.
    if (range.size() > keptSeconds || range.size() < 1) {
        m_settingRange = true;
        m_plot->xAxis->setRange(range.center(), std::clamp(range.size(), 1.0, keptSeconds), Qt::AlignCenter);
        m_settingRange = false;
    }
    m_window = m_plot->xAxis->range().size();
    setFollowing(false);
    redraw();
}

void ThroughputPlot::keyPressEvent(QKeyEvent *event)
{
    QCPAxis *axis = m_plot->xAxis;
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
    case Qt::Key_End:
        setFollowing(true);
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

QSize ThroughputPlot::sizeHint() const
{
    return {560, 260};
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "histogram_plot.h"

#include "duration_ticker.h"
#include "elided_label.h"
#include "plot_export.h"
#include "plot_theme.h"
#include "words.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <numeric>

namespace membridge {

namespace {

/// Fine enough to tell 100 bytes from 120, coarse enough for a plot of 200 pixels.
constexpr int perDoubling = 4;
constexpr double barWidth = 0.9 / perDoubling;
constexpr int pixelsPerTick = 90;
constexpr int namePadding = 3;

int plural(std::uint64_t count)
{
    return static_cast<int>(std::min<std::uint64_t>(count, INT_MAX));
}

} // namespace

HistogramPlot::HistogramPlot(Of of, QWidget *parent)
    : PlotWidget(parent),
      m_of(of),
      m_plot(new QCustomPlot(this)),
      m_summary(new ElidedLabel(QString(), this, Qt::ElideRight))
{
    const bool sizes = of == Of::Sizes;
    const QString name = sizes ? QStringLiteral("sizeHistogram") : QStringLiteral("intervalHistogram");
    setObjectName(name);
    setAccessibleName(sizes ? tr("Histogram of message sizes") : tr("Histogram of the times between messages"));
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setObjectName(name + QStringLiteral("Graph"));
    m_plot->setAccessibleName(accessibleName());
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    m_summary->setObjectName(name + QStringLiteral("Summary"));
    m_summary->setAccessibleName(tr("What the histogram shows"));
    m_summary->setTextFormat(Qt::PlainText);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2, 2, 2, 2);
    column->setSpacing(2);
    column->addWidget(m_plot, 1);
    column->addWidget(m_summary, 0, Qt::AlignHCenter);
    setUpPlot();
    connect(m_plot, &QCustomPlot::afterLayout, this, &HistogramPlot::placeMarks);
    m_replotTimer.setSingleShot(true);
    m_replotTimer.setInterval(replotMs);
    connect(&m_replotTimer, &QTimer::timeout, this, &HistogramPlot::replotNow);
    retranslate();
    applyTheme();
    replotNow();
}

void HistogramPlot::setUpPlot()
{
    m_plot->setMinimumSize(200, 90);
    m_plot->setNotAntialiasedElements(QCP::aeAll);
    PowerOfTwoTicker::Words words;
    if (m_of == Of::Sizes)
        words = [](double value) { return words::size(static_cast<quint64>(value)); };
    m_plot->xAxis->setTicker(QSharedPointer<PowerOfTwoTicker>::create(words));
    histogram_bars::setUpCounts(*m_plot);
    const auto bars = [this] {
        auto *result = new QCPBars(m_plot->xAxis, m_plot->yAxis);
        result->setWidth(barWidth);
        result->setBaseValue(0.5);
        return result;
    };
    m_graph = bars();
    m_currentGraph = bars();
    constexpr std::array shares{0.5, 0.99, 1.0};
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        Mark &mark = m_marks[i];
        mark.share = shares[i];
        mark.line = new QCPItemLine(m_plot);
        for (QCPItemPosition *end : {mark.line->start, mark.line->end})
            end->setType(QCPItemPosition::ptAbsolute);
        mark.line->setClipToAxisRect(false);
        mark.name = new QCPItemText(m_plot);
        mark.name->setClipToAxisRect(false);
        mark.name->position->setType(QCPItemPosition::ptAbsolute);
        mark.name->setPositionAlignment(Qt::AlignTop | Qt::AlignLeft);
        mark.name->setPadding(QMargins(namePadding, 0, namePadding, 0));
    }
    m_told = new QCPItemText(m_plot);
    m_told->setClipToAxisRect(false);
    m_told->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_told->position->setCoords(0.5, 1);
    m_told->setPositionAlignment(Qt::AlignBottom | Qt::AlignHCenter);
    m_told->setPadding(QMargins(4, 2, 4, 2));
    m_told->setVisible(false);
}

void HistogramPlot::retranslate()
{
    m_plot->yAxis->setLabel(m_of == Of::Sizes ? tr("Messages") : tr("Intervals"));
    m_marks[0].name->setText(tr("p50", "the median"));
    m_marks[1].name->setText(tr("p99", "the 99th percentile"));
    m_marks[2].name->setText(tr("max"));
    redraw();
}

const LogHistogram &HistogramPlot::values() const
{
    return m_of == Of::Sizes ? m_seen.sizes : m_seen.intervals;
}

double HistogramPlot::coverage() const
{
    return m_of == Of::Sizes ? m_seen.sizeCoverage() : m_seen.intervalCoverage();
}

QString HistogramPlot::valueText(double value) const
{
    return m_of == Of::Sizes ? words::size(static_cast<quint64>(value)) : words::duration(value);
}

void HistogramPlot::add(const RingHistograms &more)
{
    m_seen.merge(more);
    redraw();
}

void HistogramPlot::clear()
{
    m_seen = {};
    takeValues();
    replotNow();
}

void HistogramPlot::setPaused(bool paused)
{
    m_paused = paused;
    redraw();
}

QString HistogramPlot::summary() const
{
    const LogHistogram &all = values();
    if (all.count() == 0 && m_seen.bytesIn > 0 && coverage() < 1)
        return tr("Messages came, but too fast to be looked at one by one");
    if (all.count() == 0)
        return m_of == Of::Sizes ? tr("No message came since attaching") : tr("No two messages came since attaching");
    const QString count = m_of == Of::Sizes ? tr("%Ln message(s)", nullptr, plural(all.count()))
                                            : tr("%Ln interval(s)", nullptr, plural(all.count()));
    QStringList parts;
    // Exact only while every frame was seen; otherwise a sample, with the coverage beside it.
    parts << (coverage() >= 1 ? tr("%1, every one seen").arg(count)
                              : tr("%1, a sample: %2 of the bytes seen").arg(count, words::percent(coverage())));
    const auto percentile = [&](double share) {
        const quint64 value = all.percentile(share);
        const QString text = valueText(static_cast<double>(value));
        // The middle of a bucket of several sizes; durations have no more digits than that anyway.
        const bool close = m_of == Of::Sizes && value != all.max() && value != all.min()
            && LogHistogram::beginOf(LogHistogram::bucketOf(value) + 1)
                    - LogHistogram::beginOf(LogHistogram::bucketOf(value))
                > 1;
        return close ? QStringLiteral("≈ ") + text : text;
    };
    if (m_of == Of::Intervals) {
        parts << tr("to within %1 (at most %2)")
                     .arg(words::duration(m_seen.lookMeanNs()),
                          words::duration(static_cast<double>(m_seen.longestLookNs)));
        if (m_seen.spread > 0)
            parts << tr("%1 are means of messages that came between two looks")
                         .arg(words::percent(static_cast<double>(m_seen.spread) / static_cast<double>(all.count())));
    }
    parts << tr("p50 %1 · p99 %2 · max %3")
                 .arg(percentile(0.5), percentile(0.99), valueText(static_cast<double>(all.max())));
    return parts.join(QStringLiteral(" · "));
}

QString HistogramPlot::textOf(const HistogramBar &bar) const
{
    const QString from = valueText(static_cast<double>(bar.from));
    const QString to = valueText(static_cast<double>(bar.to));
    const QString range = from == to ? from : tr("%1 … %2").arg(from, to);
    const quint64 all = std::accumulate(m_bars.begin(), m_bars.end(), quint64(0),
                                        [](quint64 sum, const HistogramBar &one) { return sum + one.count; });
    const QString share = words::percent(static_cast<double>(bar.count) / static_cast<double>(std::max<quint64>(all, 1)));
    return m_of == Of::Sizes ? tr("%1: %Ln message(s), %2", nullptr, plural(bar.count)).arg(range, share)
                             : tr("%1: %Ln interval(s), %2", nullptr, plural(bar.count)).arg(range, share);
}

QString HistogramPlot::valuesAsCsv() const
{
    // Not translated and with points: for programs.
    const bool sizes = m_of == Of::Sizes;
    QString text = sizes ? QStringLiteral("bytes_from,bytes_to,messages,coverage\r\n")
                         : QStringLiteral("ns_from,ns_to,intervals,coverage,resolution_ns\r\n");
    const LogHistogram &all = values();
    for (std::size_t i = 0; i < LogHistogram::bucketCount; ++i) {
        if (all.countIn(i) == 0)
            continue;
        const quint64 to = i + 1 < LogHistogram::bucketCount ? LogHistogram::beginOf(i + 1) - 1 : all.max();
        text += QStringLiteral("%1,%2,%3,%4")
                    .arg(LogHistogram::beginOf(i))
                    .arg(to)
                    .arg(all.countIn(i))
                    .arg(coverage(), 0, 'f', 6);
        text += sizes ? QStringLiteral("\r\n") : QStringLiteral(",%1\r\n").arg(m_seen.lookMeanNs(), 0, 'f', 0);
    }
    return text;
}

bool HistogramPlot::saveImage(const QString &fileName)
{
    return plot_export::savePicture(*m_plot, accessibleName(), fileName);
}

void HistogramPlot::redraw()
{
    if (!m_replotTimer.isActive())
        m_replotTimer.start();
}

void HistogramPlot::replotNow()
{
    if (!m_paused)
        takeValues();
    m_plot->xAxis->ticker()->setTickCount(std::clamp(m_plot->width() / pixelsPerTick, 2, 8));
    // As many decades from number to number as the height calls for.
    const QCPRange counts = m_plot->yAxis->range();
    const double decades = std::log10(counts.upper / counts.lower);
    const double lines = std::max(m_plot->axisRect()->height() / (1.2 * fontMetrics().height()), 1.0);
    if (const auto ticker = m_plot->yAxis->ticker().dynamicCast<CountTicker>())
        ticker->setLogBase(std::pow(10, std::ceil(decades / lines)));
    tellCurrent();
    if (isVisible())
        m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HistogramPlot::takeValues()
{
    // The bar that is told stays the one of its values, whichever come before it.
    const std::optional<double> told = m_current ? std::optional(m_bars[*m_current].begin) : std::nullopt;
    m_bars = histogram_bars::of(values(), perDoubling);
    m_current.reset();
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        if (told && m_bars[i].begin == *told)
            m_current = i;
    }
    histogram_bars::fill(m_graph, m_bars, perDoubling);
    histogram_bars::fitAxes(*m_plot, {m_bars}, perDoubling);
    for (Mark &mark : m_marks)
        mark.value = values().count() == 0 ? std::nullopt : std::optional(values().percentile(mark.share));
    const QString text = summary();
    if (text != m_summary->text()) {
        m_summary->setText(text);
        m_summary->setToolTip(words::plainToolTip(text));
    }
    m_plot->xAxis->setLabel(axisLabel());
}

QString HistogramPlot::axisLabel() const
{
    const QString label = m_of == Of::Sizes ? tr("Message size")
        : m_seen.looks == 0                 ? tr("Time between messages")
                            : tr("Time between messages, to within %1").arg(words::duration(m_seen.lookMeanNs()));
    //: %1 is what an axis shows
    return coverage() >= 1 ? label : tr("%1 (a sample: %2 of the bytes)").arg(label, words::percent(coverage()));
}

void HistogramPlot::placeMarks()
{
    const QRect rect = m_plot->axisRect()->rect();
    const QFontMetrics metrics(font());
    double taken = -1; // up to here the row has names
    int row = 0;
    for (const Mark &mark : m_marks) {
        mark.line->setVisible(mark.value.has_value());
        mark.name->setVisible(mark.value.has_value());
        if (!mark.value)
            continue;
        const auto value = static_cast<double>(std::max<std::uint64_t>(*mark.value, 1));
        const double x = m_plot->xAxis->coordToPixel(std::log2(value));
        const double width = metrics.horizontalAdvance(mark.name->text()) + 2 * namePadding;
        const double left = std::min(x, rect.right() - width);
        row = left < taken ? row + 1 : 0;
        taken = std::max(taken, left + width);
        mark.line->start->setCoords(x, rect.top());
        mark.line->end->setCoords(x, rect.bottom());
        mark.name->position->setCoords(left, rect.top() + 1 + row * metrics.height());
    }
}

void HistogramPlot::setCurrentBar(std::optional<std::size_t> bar)
{
    if (bar && *bar >= m_bars.size())
        bar.reset();
    if (bar == m_current)
        return;
    m_current = bar;
    tellCurrent();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HistogramPlot::tellCurrent()
{
    m_told->setVisible(m_current.has_value());
    QString description = m_summary->text();
    if (m_current) {
        const HistogramBar &bar = m_bars[*m_current];
        m_told->setText(textOf(bar));
        histogram_bars::fill(m_currentGraph, {bar}, perDoubling);
        description = m_told->text() + QLatin1Char('\n') + description;
    } else {
        histogram_bars::fill(m_currentGraph, {}, perDoubling);
    }
    if (description != accessibleDescription())
        setAccessibleDescription(description);
}

void HistogramPlot::applyTheme()
{
    const Theme theme = Theme::of(palette());
    m_plot->setBackground(theme.base);
    themeAxes(*m_plot->axisRect(), theme, font());
    QColor wash = theme.plotIn;
    wash.setAlphaF(0.5f);
    m_graph->setPen(QPen(theme.plotIn));
    m_graph->setBrush(wash);
    m_currentGraph->setPen(QPen(theme.text));
    m_currentGraph->setBrush(theme.plotIn);
    constexpr std::array styles{Qt::DashLine, Qt::DashDotLine, Qt::DotLine};
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        m_marks[i].line->setPen(QPen(theme.text, 1, styles[i]));
        m_marks[i].name->setColor(theme.text);
        m_marks[i].name->setBrush(theme.base);
        m_marks[i].name->setFont(font());
    }
    m_told->setColor(theme.text);
    m_told->setBrush(theme.base);
    m_told->setPen(QPen(theme.grid));
    m_told->setFont(font());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HistogramPlot::keyPressEvent(QKeyEvent *event)
{
    const std::size_t count = m_bars.size();
    const bool known = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right || event->key() == Qt::Key_Home
        || event->key() == Qt::Key_End;
    if (event->key() == Qt::Key_Escape && m_current)
        return setCurrentBar({});
    if (!known || count == 0)
        return PlotWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrentBar(m_current ? std::max<std::size_t>(*m_current, 1) - 1 : count - 1);
    case Qt::Key_Right:
        return setCurrentBar(m_current ? std::min(*m_current + 1, count - 1) : 0);
    case Qt::Key_Home:
        return setCurrentBar(0);
    default:
        return setCurrentBar(count - 1);
    }
}

bool HistogramPlot::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseMove) {
        const double at = m_plot->xAxis->pixelToCoord(static_cast<QMouseEvent *>(event)->position().x());
        std::optional<std::size_t> over;
        for (std::size_t i = 0; i < m_bars.size(); ++i) {
            if (at >= m_bars[i].begin && at < m_bars[i].begin + 1.0 / perDoubling)
                over = i;
        }
        setCurrentBar(over);
    } else if (event->type() == QEvent::Leave) {
        setCurrentBar({});
    }
    return PlotWidget::eventFilter(watched, event);
}

void HistogramPlot::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString name = m_of == Of::Sizes ? QStringLiteral("sizes") : QStringLiteral("intervals");
    const auto tell = [this](const QString &reason) { emit failed(reason); };
    connect(menu->addAction(tr("Start over")), &QAction::triggered, this, &HistogramPlot::clear);
    menu->addSeparator();
    connect(menu->addAction(tr("Export picture…")), &QAction::triggered, this, [=, this] {
        plot_export::choosePicture(
            this, name, [this](const QString &fileName) { return saveImage(fileName); }, tell);
    });
    connect(menu->addAction(tr("Export values…")), &QAction::triggered, this, [=, this] {
        plot_export::chooseValues(
            this, name, [this] { return valuesAsCsv(); }, tell);
    });
    menu->popup(event->globalPos());
}

QSize HistogramPlot::sizeHint() const
{
    return {560, 300};
}

} // namespace membridge

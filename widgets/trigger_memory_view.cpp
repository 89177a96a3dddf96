// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "trigger_memory_view.h"

#include "duration_ticker.h"
#include "plot_keys.h"
#include "plot_theme.h"
#include "theme.h"
#include "words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace membridge {

namespace {

/// A word that is no state can be anything: the scale stays that of states.
constexpr double mostShown = 64;
/// It is small, and labels must not touch.
constexpr int fewTicks = 3;

} // namespace

TriggerMemoryView::TriggerMemoryView(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("triggerMemory"));
    setAccessibleName(tr("Around the latest firing"));
    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("triggerMemorySummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_show = new QPushButton(tr("Show in &plots"), this);
    m_show->setObjectName(QStringLiteral("triggerMemoryShow"));
    m_show->setAccessibleName(tr("Show the moment of the firing in the segment's plots"));
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (m_event)
            emit momentRequested(m_event->timeNs);
    });
    setUpPlot();
    auto *row = new QHBoxLayout;
    row->addWidget(m_summary, 1);
    row->addWidget(m_show);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_plot, 1);
    applyTheme();
    setEvent(nullptr);
}

void TriggerMemoryView::setUpPlot()
{
    m_plot = new QCustomPlot(this);
    m_plot->setObjectName(QStringLiteral("triggerMemoryPlot"));
    m_plot->setAccessibleName(tr("Samples around the firing"));
    m_plot->setToolTip(tr("Every sample around the firing, at 0. Wheel: zoom; drag: move; Home: everything."));
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->setMinimumSize(120, 50);
    m_plot->setNotAntialiasedElements(QCP::aeAll);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    auto times = QSharedPointer<DurationTicker>::create();
    times->setTickCount(fewTicks);
    m_plot->xAxis->setTicker(times);
    m_plot->yAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->yAxis->setNumberPrecision(0);
    m_before = new QCPItemRect(m_plot);
    for (QCPItemPosition *corner : {m_before->topLeft, m_before->bottomRight}) {
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    m_up = m_plot->addGraph();
    m_down = m_plot->addGraph();
    for (QCPGraph *graph : {m_up, m_down})
        graph->setLineStyle(QCPGraph::lsStepLeft);
    m_moment = new QCPItemStraightLine(m_plot);
    m_moment->point1->setCoords(0, 0);
    m_moment->point2->setCoords(0, 1);
    m_plot->installEventFilter(this);
}

void TriggerMemoryView::setEvent(const std::shared_ptr<const TriggerEvent> &event)
{
    // The samples after it came: what is looked at stays.
    const bool same = m_event && event && m_event->number == event->number;
    const bool hadAll = m_plot->xAxis->range().upper == m_endNs;
    m_event = event;
    fill();
    m_summary->setText(summary());
    m_plot->setAccessibleDescription(summary());
    m_show->setEnabled(m_event != nullptr);
    m_plot->setVisible(m_event != nullptr);
    if (!same || hadAll)
        showAll();
    else
        m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TriggerMemoryView::fill()
{
    QVector<double> times;
    QVector<double> ups;
    QVector<double> downs;
    const auto add = [&](double ns, double up, double down) {
        times << ns;
        ups << up;
        downs << down;
    };
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    double highest = 1;
    double lowest = 0;
    m_isRing = m_event && !m_event->samples.empty() && m_event->samples[m_event->at].ring.has_value();
    for (std::size_t i = 0; m_event && i < m_event->samples.size(); ++i) {
        const Sample &sample = m_event->samples[i];
        const auto ns = static_cast<double>(sample.timeNs - m_event->timeNs);
        // Nobody looked in between: there is no line.
        if (sample.afterGap && !times.isEmpty())
            add(ns, nothing, nothing);
        if (sample.ring && !sample.ring->fault)
            add(ns, static_cast<double>(sample.ring->header.used()), 0);
        else if (sample.lock)
            add(ns, std::max(sample.lock->raw, 0), std::min(sample.lock->raw, 0));
        else
            add(ns, nothing, nothing);
        if (!std::isnan(ups.back())) {
            highest = std::max(highest, ups.back());
            lowest = std::min(lowest, downs.back());
        }
    }
    m_up->setData(times, ups, true);
    m_down->setData(times, downs, true);
    if (m_isRing) {
        auto bytes = QSharedPointer<QCPAxisTicker>::create();
        bytes->setTickCount(fewTicks);
        m_plot->yAxis->setTicker(bytes);
        m_plot->yAxis->setRange(0, highest * 1.1);
    } else {
        auto whole = QSharedPointer<QCPAxisTickerFixed>::create();
        whole->setTickStep(1);
        whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
        m_plot->yAxis->setTicker(whole);
        m_plot->yAxis->setRange(std::max(std::min(lowest, -1.0), -mostShown) - 0.3, std::min(highest, mostShown) + 0.3);
    }
    m_before->topLeft->setCoords(times.isEmpty() ? 0 : times.front(), 0);
    m_before->bottomRight->setCoords(0, 1);
    applyTheme();
}

void TriggerMemoryView::showAll()
{
    if (!m_event || m_event->samples.empty())
        return;
    const auto begin = static_cast<double>(m_event->samples.front().timeNs - m_event->timeNs);
    const auto end = static_cast<double>(m_event->samples.back().timeNs - m_event->timeNs);
    m_endNs = std::max(end, begin + 1);
    m_plot->xAxis->setRange(begin, m_endNs);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString TriggerMemoryView::summary() const
{
    if (!m_event)
        return tr("Nothing has fired yet. What was sampled before and after a firing is kept and shown here.");
    const QLocale locale;
    const std::size_t after = m_event->samples.empty() ? 0 : m_event->samples.size() - 1 - m_event->at;
    const QString what = m_isRing ? tr("Bytes in the ring") : tr("Lock word");
    return m_event->complete ? tr("%1, sample by sample: %2 before, %3 after")
                                   .arg(what, locale.toString(quint64(m_event->at)), locale.toString(quint64(after)))
                             : tr("%1, sample by sample: %2 before; those after are still to come")
                                   .arg(what, locale.toString(quint64(m_event->at)));
}

void TriggerMemoryView::applyTheme()
{
    const Theme theme = Theme::of(palette());
    m_plot->setBackground(theme.base);
    themeAxes(*m_plot->axisRect(), theme, font());
    const auto draw = [](QCPGraph &graph, QColor colour) {
        graph.setPen(QPen(colour, 1));
        colour.setAlphaF(0.5f);
        graph.setBrush(colour);
    };
    draw(*m_up, m_isRing ? theme.plotFill : theme.readers);
    draw(*m_down, theme.writer);
    QColor before = theme.info;
    before.setAlphaF(0.08f);
    m_before->setPen(Qt::NoPen);
    m_before->setBrush(before);
    m_moment->setPen(QPen(theme.info, 1, Qt::DashLine));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

bool TriggerMemoryView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_plot && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Home) {
            showAll();
            return true;
        }
        if (movePlotByKey(*m_plot, key))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void TriggerMemoryView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

} // namespace membridge

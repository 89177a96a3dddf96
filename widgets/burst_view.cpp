// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "burst_view.h"

#include "duration_ticker.h"
#include "histogram_bars.h"
#include "plot_keys.h"
#include "plot_theme.h"
#include "theme.h"
#include "words.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <climits>
#include <cmath>

namespace membridge {

namespace {

constexpr double leastViewNs = 100;
/// Room on both sides of a hold that is zoomed to, in shares of it.
constexpr double roomAround = 0.5;

enum Triggers { None, WriterComes, ReaderComes };

QString holds(const QString &who, const BurstHolds &holds)
{
    if (holds.ns.count() == 0)
        return holds.cut == 0 ? BurstView::tr("%1: none seen").arg(who)
                              : BurstView::tr("%1: no whole hold seen, at least %2")
                                    .arg(who, words::duration(static_cast<double>(holds.longestNs)));
    const auto percentile = [&](double share) {
        return words::duration(static_cast<double>(holds.ns.percentile(share)));
    };
    return BurstView::tr("%1: %Ln hold(s), median %2, 99 % within %3, longest %4", nullptr,
                         static_cast<int>(std::min<std::uint64_t>(holds.ns.count(), INT_MAX)))
        .arg(who, percentile(0.5), percentile(0.99), percentile(1));
}

} // namespace

BurstView::BurstView(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("burstView"));
    setAccessibleName(tr("Burst scope"));
    m_summary = new QPlainTextEdit(this);
    m_summary->setObjectName(QStringLiteral("burstSummary"));
    m_summary->setAccessibleName(tr("What the capture saw"));
    m_summary->setReadOnly(true);
    m_summary->setFrameShape(QFrame::NoFrame);
    m_summary->setTabChangesFocus(true);
    m_summary->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    setUpTimeline();
    setUpHistogram();
    auto *plots = new QHBoxLayout;
    plots->setSpacing(4);
    plots->addWidget(m_timeline, 5);
    plots->addWidget(m_histogram, 3);
    plots->addWidget(m_summary, 4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 2);
    column->setSpacing(4);
    column->addWidget(makeControls());
    column->addLayout(plots, 1);
    applyTheme();
    setRunning(false);
    m_summary->setPlainText(summary());
}

QWidget *BurstView::makeControls()
{
    auto *controls = new QWidget(this);
    m_for = new QSpinBox(controls);
    m_for->setObjectName(QStringLiteral("burstFor"));
    m_for->setAccessibleName(tr("How long to look without a pause"));
    m_for->setRange(1, static_cast<int>(BurstOptions::longest.count()));
    m_for->setValue(100);
    m_for->setSuffix(tr(" ms"));
    m_trigger = new QComboBox(controls);
    m_trigger->setObjectName(QStringLiteral("burstTrigger"));
    m_trigger->setAccessibleName(tr("What ends the capture"));
    m_trigger->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_trigger->setMinimumContentsLength(8);
    m_trigger->addItem(tr("for all of it"), None);
    m_trigger->addItem(tr("until 10 ms after a writer holds it"), WriterComes);
    m_trigger->addItem(tr("until 10 ms after a reader holds it"), ReaderComes);
    m_run = new QPushButton(tr("&Capture"), controls);
    m_run->setObjectName(QStringLiteral("burstRun"));
    m_run->setAccessibleName(tr("Look at the lock word without a pause"));
    m_run->setToolTip(tr("Costs one processor, and slows those who use the lock: it shares their cache line."));
    connect(m_run, &QPushButton::clicked, this, [this] { emit captureRequested(options()); });
    m_stop = new QPushButton(tr("&Stop"), controls);
    m_stop->setObjectName(QStringLiteral("burstStop"));
    m_stop->setAccessibleName(tr("End the capture now"));
    connect(m_stop, &QPushButton::clicked, this, &BurstView::stopRequested);
    m_longest = new QPushButton(tr("&Longest hold"), controls);
    m_longest->setObjectName(QStringLiteral("burstLongest"));
    m_longest->setAccessibleName(tr("Zoom to the longest hold"));
    connect(m_longest, &QPushButton::clicked, this, &BurstView::showLongest);
    m_showTrigger = new QPushButton(tr("T&rigger"), controls);
    m_showTrigger->setObjectName(QStringLiteral("burstShowTrigger"));
    m_showTrigger->setAccessibleName(tr("Show what was around the trigger"));
    m_showTrigger->hide();
    connect(m_showTrigger, &QPushButton::clicked, this, &BurstView::showTrigger);
    auto *all = new QPushButton(tr("&All"), controls);
    all->setObjectName(QStringLiteral("burstAll"));
    all->setAccessibleName(tr("Show the whole capture"));
    connect(all, &QPushButton::clicked, this, &BurstView::showAll);
    auto *row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_run);
    row->addWidget(m_for);
    row->addWidget(m_trigger);
    row->addWidget(m_stop);
    row->addStretch(1);
    row->addWidget(m_showTrigger);
    row->addWidget(m_longest);
    row->addWidget(all);
    return controls;
}

void BurstView::setUpTimeline()
{
    m_timeline = new QCustomPlot(this);
    m_timeline->setObjectName(QStringLiteral("burstTimeline"));
    m_timeline->setAccessibleName(tr("Lock word over time"));
    m_timeline->setToolTip(tr(
        "The lock word since the capture began; pale where a change came, between two samples. Wheel: zoom; drag: move; "
        "middle click: the hold there."));
    m_timeline->setFocusPolicy(Qt::StrongFocus);
    m_timeline->setMinimumSize(120, 50);
    m_timeline->setNotAntialiasedElements(QCP::aeAll);
    m_timeline->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_timeline->axisRect()->setRangeDrag(Qt::Horizontal);
    m_timeline->axisRect()->setRangeZoom(Qt::Horizontal);
    m_timeline->xAxis->setTicker(QSharedPointer<DurationTicker>::create());
    m_timeline->yAxis->setNumberFormat(QStringLiteral("f"));
    m_timeline->yAxis->setNumberPrecision(0);
    auto whole = QSharedPointer<QCPAxisTickerFixed>::create();
    whole->setTickStep(1);
    whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    m_timeline->yAxis->setTicker(whole);
    m_timeline->yAxis->setRange(-1.3, 1.3);
    m_readers = m_timeline->addGraph();
    m_writer = m_timeline->addGraph();
    m_readerEdges = m_timeline->addGraph();
    m_writerEdges = m_timeline->addGraph();
    for (QCPGraph *graph : {m_readers, m_writer, m_readerEdges, m_writerEdges})
        graph->setLineStyle(QCPGraph::lsStepLeft);
    m_longestMark = new QCPItemRect(m_timeline);
    m_longestMark->setVisible(false);
    m_longestMark->topLeft->setTypeX(QCPItemPosition::ptPlotCoords);
    m_longestMark->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_longestMark->bottomRight->setTypeX(QCPItemPosition::ptPlotCoords);
    m_longestMark->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_triggerMark = new QCPItemStraightLine(m_timeline);
    m_triggerMark->setVisible(false);
    m_timeline->installEventFilter(this);
    connect(m_timeline->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this](const QCPRange &range) {
        const double whole = m_capture ? static_cast<double>(std::max<std::int64_t>(m_capture->durationNs, 1)) : 1e8;
        const double size = std::clamp(range.size(), leastViewNs, 1.1 * whole);
        if (size != range.size())
            m_timeline->xAxis->setRange(range.center() - size / 2, range.center() + size / 2);
    });
}

void BurstView::setUpHistogram()
{
    m_histogram = new QCustomPlot(this);
    m_histogram->setObjectName(QStringLiteral("burstHistogram"));
    m_histogram->setAccessibleName(tr("Histogram of hold times"));
    m_histogram->setToolTip(tr("How often a hold lasted how long: writers, and readers who were alone."));
    m_histogram->setMinimumSize(90, 50);
    m_histogram->xAxis->setTicker(QSharedPointer<PowerOfTwoTicker>::create());
    histogram_bars::setUpCounts(*m_histogram);
    const auto bars = [this] {
        auto *result = new QCPBars(m_histogram->xAxis, m_histogram->yAxis);
        result->setWidth(0.4);
        result->setBaseValue(0.5);
        return result;
    };
    m_writerBars = bars();
    m_readerBars = bars();
    auto *group = new QCPBarsGroup(m_histogram);
    m_writerBars->setBarsGroup(group);
    m_readerBars->setBarsGroup(group);
}

BurstOptions BurstView::options() const
{
    BurstOptions options;
    options.duration = std::chrono::milliseconds(m_for->value());
    const int trigger = m_trigger->currentData().toInt();
    if (trigger != None)
        options.trigger = BurstTrigger{.word = trigger == WriterComes ? -1 : 1};
    return options;
}

void BurstView::setRunning(bool running)
{
    m_run->setEnabled(!running);
    m_stop->setEnabled(running);
    m_longest->setEnabled(
        !running && m_capture
        && std::max({m_capture->writer.longestNs, m_capture->reader.longestNs, m_capture->readers.longestNs}) > 0);
    if (running)
        m_summary->setPlainText(tr("Looking…"));
}

void BurstView::setFailure(const QString &text)
{
    setRunning(false);
    m_summary->setPlainText(text);
}

void BurstView::setCapture(const BurstCapturePtr &capture)
{
    m_capture = capture;
    m_at = 0;
    fillTimeline();
    markTrigger();
    fillHistogram();
    setRunning(false);
    m_summary->setPlainText(summary());
    m_timeline->setAccessibleDescription(summary());
    showAll();
}

void BurstView::fillTimeline()
{
    QVector<double> times;
    QVector<double> readers;
    QVector<double> writers;
    QVector<double> readerEdges;
    QVector<double> writerEdges;
    const auto add = [&](double ns, std::int32_t word) {
        times << ns;
        readers << std::max(word, 0);
        writers << std::min(word, 0);
        readerEdges << 0;
        writerEdges << 0;
    };
    // Between the last sample of one word and the first of another: what both have in common is solid, the rest is pale.
    const auto addEdge = [&](const LockTransition &transition) {
        const double from = std::max(
            static_cast<double>(transition.timeNs - transition.uncertaintyNs - m_capture->beginNs), times.back());
        const auto [least, most] = std::minmax(transition.from, transition.to);
        times << from;
        readers << std::max(least, 0);
        writers << std::min(most, 0);
        readerEdges << std::max(most, 0);
        writerEdges << std::min(least, 0);
    };
    double highest = 1;
    double lowest = -1;
    if (m_capture) {
        // What came before the first kept change is known only from its `from`.
        add(0, m_capture->kept.empty() ? m_capture->firstWord : m_capture->kept.front().from);
        for (const LockTransition &transition : m_capture->kept) {
            if (transition.uncertaintyNs > 0)
                addEdge(transition);
            add(static_cast<double>(transition.timeNs - m_capture->beginNs), transition.to);
            highest = std::max(highest, static_cast<double>(transition.to));
            lowest = std::min(lowest, static_cast<double>(transition.to));
        }
        const double last = m_capture->kept.size() == m_capture->transitions || m_capture->kept.empty()
            ? static_cast<double>(m_capture->durationNs)
            : times.back();
        add(last, m_capture->kept.empty() ? m_capture->lastWord : m_capture->kept.back().to);
    }
    m_readers->setData(times, readers, true);
    m_writer->setData(times, writers, true);
    m_readerEdges->setData(times, readerEdges, true);
    m_writerEdges->setData(times, writerEdges, true);
    // A word that is no state can be anything: the scale stays that of states.
    constexpr double mostShown = 64;
    m_timeline->yAxis->setRange(std::max(lowest, -mostShown) - 0.3, std::min(highest, mostShown) + 0.3);
    const BurstHolds *longest = nullptr;
    if (m_capture) {
        for (const BurstHolds *holds : {&m_capture->writer, &m_capture->reader, &m_capture->readers}) {
            if (holds->longestNs > 0 && (longest == nullptr || holds->longestNs > longest->longestNs))
                longest = holds;
        }
    }
    m_longestMark->setVisible(longest != nullptr);
    if (longest != nullptr) {
        const double begin = static_cast<double>(longest->longestAtNs - m_capture->beginNs);
        m_longestMark->topLeft->setCoords(begin, 0);
        m_longestMark->bottomRight->setCoords(begin + static_cast<double>(longest->longestNs), 1);
    }
}

void BurstView::markTrigger()
{
    const bool came = m_capture && m_capture->triggerNs;
    m_triggerMark->setVisible(came);
    m_showTrigger->setVisible(m_capture && m_capture->trigger);
    m_showTrigger->setEnabled(came);
    if (!came)
        return;
    const auto at = static_cast<double>(*m_capture->triggerNs - m_capture->beginNs);
    m_triggerMark->point1->setCoords(at, 0);
    m_triggerMark->point2->setCoords(at, 1);
}

void BurstView::showTrigger()
{
    if (!m_triggerMark->visible())
        return;
    // What came before it, as long as what was looked at after it.
    m_at = m_triggerMark->point1->coords().x();
    const double after = static_cast<double>(m_capture->durationNs) - m_at;
    showRange(std::max(m_at - after, 0.0), m_at + after);
}

void BurstView::fillHistogram()
{
    std::vector<std::vector<HistogramBar>> all;
    for (const auto &[bars, holds] : {std::pair{m_writerBars, m_capture ? &m_capture->writer : nullptr},
                                      std::pair{m_readerBars, m_capture ? &m_capture->reader : nullptr}}) {
        if (holds != nullptr)
            histogram_bars::fill(bars, all.emplace_back(histogram_bars::of(holds->ns)));
    }
    histogram_bars::fitAxes(*m_histogram, all);
    m_histogram->replot(QCustomPlot::rpQueuedReplot);
}

QString BurstView::summary() const
{
    if (!m_capture)
        return tr(
            "A capture looks at the lock word without a pause for a moment, and shows holds down to some ten nanoseconds. It "
            "costs one processor, and slows those who use the lock.");
    const BurstCapture &capture = *m_capture;
    const QLocale locale;
    QStringList lines;
    lines << tr("%1 samples in %2 (%3 M/s), one each %4, at most %5 apart: what lasted for less may be missing.")
                 .arg(locale.toString(quint64(capture.samples)),
                      words::duration(static_cast<double>(capture.durationNs)),
                      locale.toString(capture.rateHz / 1e6, 'f', 1), words::duration(capture.meanGapNs),
                      words::duration(static_cast<double>(capture.maxGapNs)));
    lines << tr("%Ln change(s), held for %1 of the time", nullptr,
                static_cast<int>(std::min<std::uint64_t>(capture.transitions, INT_MAX)))
                 .arg(words::percent(capture.busyRatio))
            + QStringLiteral("; ") + tr("at most %Ln reader(s) at once.", nullptr, capture.mostReaders);
    lines << holds(tr("Writers"), capture.writer) << holds(tr("Readers who were alone"), capture.reader);
    if (capture.readers.ns.count() > 0 || capture.readers.cut > 0)
        lines << holds(tr("Times with several readers, whom the word does not tell apart"), capture.readers);
    if (capture.trigger && capture.triggerNs) {
        const std::size_t before = capture.keptBeforeTrigger();
        lines << tr("Trigger after %1; changes that are kept: %2 before it, %3 from it on.")
                     .arg(words::duration(static_cast<double>(*capture.triggerNs - capture.beginNs)),
                          locale.toString(quint64(before)), locale.toString(quint64(capture.kept.size() - before)));
    } else if (capture.trigger) {
        lines << tr("The trigger did not come: the word was never seen to become %1.")
                     .arg(words::number(capture.trigger->word));
    }
    if (capture.kept.size() < capture.transitions)
        lines << tr("The timeline has %1 of the changes.").arg(locale.toString(quint64(capture.kept.size())));
    if (capture.end == BurstEnd::Lost)
        lines << tr("The segment shrank to nothing meanwhile.");
    return lines.join(QLatin1Char('\n'));
}

void BurstView::showRange(double beginNs, double endNs)
{
    m_timeline->xAxis->setRange(beginNs, endNs);
    m_timeline->replot(QCustomPlot::rpQueuedReplot);
}

double BurstView::viewBeginNs() const
{
    return m_timeline->xAxis->range().lower;
}

double BurstView::viewEndNs() const
{
    return m_timeline->xAxis->range().upper;
}

void BurstView::showAll()
{
    showRange(0, m_capture ? static_cast<double>(std::max<std::int64_t>(m_capture->durationNs, 1)) : 1e8);
}

void BurstView::showLongest()
{
    if (!m_longestMark->visible())
        return;
    const double begin = m_longestMark->topLeft->coords().x();
    const double end = m_longestMark->bottomRight->coords().x();
    const double room = (end - begin) * roomAround;
    m_at = begin;
    showRange(begin - room, end + room);
}

void BurstView::step(int direction)
{
    if (!m_capture || m_capture->kept.empty())
        return;
    const auto timeOf = [this](const LockTransition &transition) {
        return static_cast<double>(transition.timeNs - m_capture->beginNs);
    };
    const std::vector<LockTransition> &kept = m_capture->kept;
    auto found = direction > 0 ? std::upper_bound(kept.begin(), kept.end(), m_at,
                                                  [&](double at, const LockTransition &t) { return at < timeOf(t); })
                               : std::lower_bound(kept.begin(), kept.end(), m_at,
                                                  [&](const LockTransition &t, double at) { return timeOf(t) < at; });
    if (direction > 0 ? found == kept.end() : found == kept.begin())
        return;
    if (direction < 0)
        --found;
    m_at = timeOf(*found);
    const double half = m_timeline->xAxis->range().size() / 2;
    showRange(m_at - half, m_at + half);
}

void BurstView::zoomToHoldAt(double ns)
{
    if (!m_capture || m_capture->kept.empty())
        return;
    const std::vector<LockTransition> &kept = m_capture->kept;
    const auto timeOf = [this](const LockTransition &transition) {
        return static_cast<double>(transition.timeNs - m_capture->beginNs);
    };
    const auto after = std::upper_bound(kept.begin(), kept.end(), ns,
                                        [&](double at, const LockTransition &t) { return at < timeOf(t); });
    const double begin = after == kept.begin() ? 0 : timeOf(*(after - 1));
    const double end = after == kept.end() ? static_cast<double>(m_capture->durationNs) : timeOf(*after);
    const double room = std::max((end - begin) * roomAround, leastViewNs / 2);
    m_at = begin;
    showRange(begin - room, end + room);
}

bool BurstView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_timeline)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress && static_cast<QMouseEvent *>(event)->button() == Qt::MiddleButton) {
        zoomToHoldAt(m_timeline->xAxis->pixelToCoord(static_cast<QMouseEvent *>(event)->position().x()));
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        switch (const int key = static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_N:
            step(1);
            return true;
        case Qt::Key_P:
            step(-1);
            return true;
        case Qt::Key_L:
            showLongest();
            return true;
        case Qt::Key_T:
            showTrigger();
            return true;
        case Qt::Key_Home:
            showAll();
            return true;
        default:
            return movePlotByKey(*m_timeline, key) || QWidget::eventFilter(watched, event);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void BurstView::applyTheme()
{
    const Theme theme = Theme::of(palette());
    for (QCustomPlot *plot : {m_timeline, m_histogram}) {
        plot->setBackground(theme.base);
        themeAxes(*plot->axisRect(), theme, font());
    }
    const auto pale = [](QColor colour, float alpha) {
        colour.setAlphaF(alpha);
        return colour;
    };
    m_writer->setPen(QPen(theme.writer, 1));
    m_writer->setBrush(pale(theme.writer, 0.5f));
    m_readers->setPen(QPen(theme.readers, 1));
    m_readers->setBrush(pale(theme.readers, 0.5f));
    m_writerEdges->setPen(Qt::NoPen);
    m_writerEdges->setBrush(pale(theme.writer, 0.2f));
    m_readerEdges->setPen(Qt::NoPen);
    m_readerEdges->setBrush(pale(theme.readers, 0.2f));
    m_longestMark->setPen(QPen(theme.warning, 1, Qt::DashLine));
    m_longestMark->setBrush(pale(theme.warning, 0.12f));
    m_triggerMark->setPen(QPen(theme.info, 1, Qt::DashLine));
    m_writerBars->setPen(QPen(theme.writer));
    m_writerBars->setBrush(pale(theme.writer, 0.6f));
    m_readerBars->setPen(QPen(theme.readers));
    m_readerBars->setBrush(pale(theme.readers, 0.6f));
    m_timeline->replot(QCustomPlot::rpQueuedReplot);
    m_histogram->replot(QCustomPlot::rpQueuedReplot);
}

void BurstView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

} // namespace membridge

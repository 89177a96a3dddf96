// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "time_plot.h"

#include "elided_label.h"
#include "plot_cursors.h"
#include "plot_export.h"
#include "plot_theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <limits>

namespace membridge {

namespace {

constexpr double keyStep = 0.1;
constexpr double zoomStep = 1.25;
constexpr double shortestWhole = 60;
constexpr double secondsOfAnHour = 3600;
constexpr std::size_t mostRows = 200'000;

} // namespace

TimePlot::TimePlot(const QString &prefix, QWidget *parent)
    : PlotWidget(parent),
      m_prefix(prefix),
      m_plot(new QCustomPlot(this)),
      m_latest(new ElidedLabel(QString(), this, Qt::ElideRight)),
      m_measured(new QLabel(this)),
      m_follow(new QToolButton(this))
{
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setObjectName(prefix + QStringLiteral("Graph"));
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setNotAntialiasedElements(QCP::aeAll);
    m_plot->setPlottingHint(QCP::phFastPolylines, true);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setAutoAddPlottableToLegend(false);
    m_latest->setObjectName(prefix + QStringLiteral("Latest"));
    m_latest->setAccessibleName(tr("Newest values"));
    m_measured->setObjectName(prefix + QStringLiteral("Measured"));
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
    m_follow->setObjectName(prefix + QStringLiteral("Follow"));
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("The view moves with the newest values (End)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setAutoRaise(true);
    // As low as the line of text beside it: the plot needs the room.
    m_follow->setFixedHeight(fontMetrics().height());
    connect(m_follow, &QToolButton::toggled, this, &TimePlot::setFollowing);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(0, 0, 0, 0);
    bottom->addWidget(m_latest, 1);
    bottom->addWidget(m_follow);
    column->addLayout(bottom);

    m_sinceStart.start();
    m_replotTimer.setSingleShot(true);
    m_replotTimer.setInterval(replotMs);
    connect(&m_replotTimer, &QTimer::timeout, this, &TimePlot::replotNow);
}

TimePlot::~TimePlot() = default;

void TimePlot::setUp(const std::vector<QCPAxisRect *> &rects)
{
    m_rects = rects;
    m_plot->setAccessibleName(accessibleName());
    auto *group = new QCPMarginGroup(m_plot);
    for (QCPAxisRect *rect : rects) {
        rect->setRangeDrag(Qt::Horizontal);
        rect->setRangeZoom(Qt::Horizontal);
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, group);
        QCPAxis *time = rect->axis(QCPAxis::atBottom);
        time->setRange(0, m_window);
        if (time == timeAxis())
            continue;
        // One time axis: whoever is moved moves the others.
        connect(time, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), timeAxis(),
                qOverload<const QCPRange &>(&QCPAxis::setRange));
        connect(timeAxis(), qOverload<const QCPRange &>(&QCPAxis::rangeChanged), time,
                qOverload<const QCPRange &>(&QCPAxis::setRange));
    }
    connect(timeAxis(), qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, &TimePlot::viewMoved);
    m_cursors = new PlotCursors(m_plot, rects, [this](double seconds) { return textAt(toNs(seconds)); });
    connect(m_cursors, &PlotCursors::cursorsChanged, this, &TimePlot::redraw);
    retranslate();
    applyTheme();
    m_latest->setText(latestText());
}

QCPAxis *TimePlot::timeAxis() const
{
    return m_rects.front()->axis(QCPAxis::atBottom);
}

void TimePlot::applyTheme()
{
    const Theme theme = Theme::of(palette());
    m_plot->setBackground(theme.base);
    for (QCPAxisRect *rect : m_rects)
        themeAxes(*rect, theme, font());
    m_cursors->setTheme(theme);
    applyColours(theme);
    redraw();
}

void TimePlot::samplesArrived()
{
    if (sampleCount() == 0)
        return;
    if (!m_originSet && !m_hasFirst) {
        m_origin = firstNs();
        placeMarkers();
    }
    m_hasFirst = true;
    scheduleReplot();
    emit recorded();
}

void TimePlot::samplesCleared()
{
    m_hasFirst = false;
    m_refit = true;
    setFollowing(true);
    redraw();
    emit recorded();
}

void TimePlot::setOrigin(qint64 timeNs)
{
    m_origin = timeNs;
    m_originSet = true;
    placeMarkers();
    redraw();
}

qint64 TimePlot::toNs(double seconds) const
{
    return m_origin + static_cast<qint64>(std::clamp(seconds * 1e9, -4e18, 4e18));
}

double TimePlot::toSeconds(qint64 timeNs) const
{
    return static_cast<double>(timeNs - m_origin) / 1e9;
}

QString TimePlot::secondsText(qint64 ns)
{
    const double value = static_cast<double>(ns) / 1e9;
    return QLocale().toString(value, 'f', value < 1 ? 6 : 3);
}

double TimePlot::wholeSeconds() const
{
    const double kept = sampleCount() == 0 ? 0 : toSeconds(lastNs()) - toSeconds(firstNs());
    return std::max(kept, shortestWhole);
}

std::size_t TimePlot::columnCount() const
{
    return static_cast<std::size_t>(std::max(m_rects.front()->width(), 100));
}

qint64 TimePlot::columnNs() const
{
    return std::max<qint64>((viewEndNs() - viewBeginNs()) / static_cast<qint64>(columnCount()), 1);
}

void TimePlot::setTimeRange(double lower, double upper)
{
    m_settingRange = true;
    timeAxis()->setRange(lower, upper);
    m_settingRange = false;
}

void TimePlot::setWindowSeconds(double seconds)
{
    // Written so that a NaN becomes the shortest.
    m_wanted = seconds > leastWindow ? seconds : leastWindow;
    m_window = std::min(m_wanted, wholeSeconds());
    if (!m_following) {
        const double upper = timeAxis()->range().upper;
        setTimeRange(upper - m_window, upper);
    }
    m_refit = true;
    redraw();
    emit windowChosen(m_wanted);
}

void TimePlot::followWindow(double seconds)
{
    // Whoever is told that this follows is to see how much it shows from now on.
    m_wanted = seconds;
    setFollowing(true);
    setWindowSeconds(seconds);
}

void TimePlot::showAll()
{
    if (sampleCount() == 0)
        return;
    const double first = toSeconds(firstNs());
    // At once, also while it is paused.
    setTimeRange(first, first + wholeSeconds());
    followWindow(std::numeric_limits<double>::infinity());
}

void TimePlot::showRange(qint64 beginNs, qint64 endNs)
{
    if (endNs <= beginNs)
        return;
    setTimeRange(toSeconds(beginNs), toSeconds(endNs));
    m_window = toSeconds(endNs) - toSeconds(beginNs);
    m_wanted = m_window;
    setFollowing(false);
    m_refit = true;
    redraw();
}

qint64 TimePlot::viewBeginNs() const
{
    return toNs(timeAxis()->range().lower);
}

qint64 TimePlot::viewEndNs() const
{
    return toNs(timeAxis()->range().upper);
}

void TimePlot::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_latest->setText(latestText());
    redraw();
}

void TimePlot::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    m_follow->setChecked(following);
    m_refit = true;
    emit followingChanged(following);
    redraw();
}

void TimePlot::setMarkers(std::vector<TimeMarker> markers)
{
    m_markers = std::move(markers);
    placeMarkers();
}

void TimePlot::placeMarkers()
{
    std::vector<std::pair<double, TimeMarker>> placed;
    placed.reserve(m_markers.size());
    for (const TimeMarker &marker : m_markers)
        placed.emplace_back(toSeconds(marker.timeNs), marker);
    m_cursors->setMarkers(std::move(placed));
}

void TimePlot::scheduleReplot()
{
    // Not restarted while it runs: a steady stream of samples must not put the replot off for ever.
    if (!m_replotTimer.isActive())
        m_replotTimer.start();
}

void TimePlot::redraw()
{
    m_redraw = true;
    scheduleReplot();
}

void TimePlot::replotNow()
{
    if (!isVisible())
        return;
    if (m_following && !m_paused && sampleCount() > 0) {
        m_window = std::min(m_wanted, wholeSeconds());
        // Until the window is full the line grows from the left, without times that never were.
        const double lower = std::max(toSeconds(lastNs()) - m_window, toSeconds(firstNs()));
        setTimeRange(lower, lower + m_window);
    }
    if (const QString text = latestText(); text != m_latest->text()) {
        m_latest->setText(text);
        setAccessibleDescription(text);
    }
    if (m_paused && !m_redraw)
        return;
    m_redraw = false;
    const qint64 begin = viewBeginNs();
    const qint64 end = viewEndNs();
    const std::size_t columns = columnCount();
    // A column beyond each end, so that the lines reach the frame.
    const qint64 beyond = (end - begin) / static_cast<qint64>(columns) + 1;
    fillCurves(begin - beyond, end + beyond, columns + 2);
    fitAxes(m_refit);
    chooseTimeFormat();
    m_refit = false;
    const auto a = m_cursors->cursor(PlotCursors::A);
    const auto b = m_cursors->cursor(PlotCursors::B);
    m_measured->setVisible(a && b);
    if (a && b)
        m_measured->setText(textBetween(toNs(std::min(*a, *b)), toNs(std::max(*a, *b))));
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

void TimePlot::chooseTimeFormat()
{
    const bool hours = timeAxis()->range().upper >= secondsOfAnHour;
    if (hours == m_hours)
        return;
    m_hours = hours;
    for (const QCPAxisRect *rect : m_rects) {
        if (const auto ticker = rect->axis(QCPAxis::atBottom)->ticker().dynamicCast<QCPAxisTickerTime>())
            ticker->setTimeFormat(hours ? QStringLiteral("%h:%m:%s") : QStringLiteral("%m:%s"));
    }
    retranslate();
}

QString TimePlot::timeLabel() const
{
    return m_hours ? tr("Time since attaching (h:min:s)") : tr("Time since attaching (min:s)");
}

void TimePlot::viewMoved()
{
    if (m_settingRange)
        return;
    const QCPRange range = timeAxis()->range();
    // Zoomed out past what is kept, or in past what was sampled, there is nothing to see.
    m_window = std::clamp(range.size(), leastWindow, wholeSeconds());
    m_wanted = m_window;
    if (m_window != range.size())
        setTimeRange(range.center() - m_window / 2, range.center() + m_window / 2);
    setFollowing(false);
    m_refit = true;
    redraw();
    emit viewChanged(viewBeginNs(), viewEndNs());
}

bool TimePlot::saveImage(const QString &fileName)
{
    return plot_export::savePicture(*m_plot, accessibleName(), fileName);
}

void TimePlot::chooseImage()
{
    plot_export::choosePicture(
        this, m_prefix, [this](const QString &fileName) { return saveImage(fileName); },
        [this](const QString &reason) { emit failed(reason); });
}

void TimePlot::chooseValues(bool everything)
{
    const auto csv = [this, everything] {
        const qint64 begin = everything ? firstNs() : viewBeginNs();
        const qint64 end = everything ? lastNs() + 1 : viewEndNs();
        const auto rows = everything ? std::clamp<std::size_t>(sampleCount(), 1, mostRows) : columnCount();
        return valuesAsCsv(begin, end, rows);
    };
    plot_export::chooseValues(this, m_prefix, csv, [this](const QString &reason) { emit failed(reason); });
}

void TimePlot::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::pair<double, QString> windows[] = {
        {1, tr("Last second")}, {10, tr("Last 10 seconds")}, {60, tr("Last minute")}, {600, tr("Last 10 minutes")}};
    for (const auto &[span, text] : windows) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, span = span] { followWindow(span); });
    }
    connect(menu->addAction(tr("Everything")), &QAction::triggered, this, &TimePlot::showAll);
    menu->addSeparator();
    connect(menu->addAction(tr("Export picture…")), &QAction::triggered, this, &TimePlot::chooseImage);
    connect(menu->addAction(tr("Export values shown…")), &QAction::triggered, this, [this] { chooseValues(false); });
    connect(menu->addAction(tr("Export all values…")), &QAction::triggered, this, [this] { chooseValues(true); });
    menu->popup(event->globalPos());
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    QCPAxis *axis = timeAxis();
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
        // Before anything was recorded there is no moment yet.
        if (sampleCount() > 0)
            emit markRequested(toNs(here()));
        break;
    default:
        PlotWidget::keyPressEvent(event);
        break;
    }
}

} // namespace membridge

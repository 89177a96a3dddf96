// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "time_link.h"

#include "widgets/time_plot.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace membridge {

namespace {

/// A plot with many more says nothing.
constexpr std::size_t mostMarkers = 500;
constexpr qint64 aroundMomentNs = 5'000'000'000;

} // namespace

template <typename Act> void TimeLink::others(const TimePlot *plot, Act &&act)
{
    if (m_telling)
        return;
    const QScopedValueRollback telling(m_telling, true);
    for (const QPointer<TimePlot> &other : m_plots) {
        if (other != nullptr && other != plot)
            act(*other);
    }
}

void TimeLink::add(TimePlot *plot)
{
    std::erase_if(m_plots, [](const QPointer<TimePlot> &known) { return known.isNull(); });
    m_plots.emplace_back(plot);
    tellMarkers();
    // A widget says so before guarded pointers to it are empty: of the plot nothing but its QWidget is left.
    connect(plot, &QObject::destroyed, this, [this](QObject *gone) {
        std::erase_if(m_plots,
                      [gone](const QPointer<TimePlot> &known) { return known.isNull() || known.data() == gone; });
        tellMarkers();
    });
    connect(plot, &TimePlot::viewChanged, this, [this, plot](qint64 beginNs, qint64 endNs) {
        if (m_linked)
            others(plot, [=](TimePlot &other) { other.showRange(beginNs, endNs); });
    });
    connect(plot, &TimePlot::followingChanged, this, [this, plot](bool following) {
        if (m_linked && following)
            others(plot, [plot](TimePlot &other) {
                other.setFollowing(true);
                other.setWindowSeconds(plot->wantedSeconds());
            });
    });
    connect(plot, &TimePlot::windowChosen, this, [this, plot](double seconds) {
        if (m_linked)
            others(plot, [plot, seconds](TimePlot &other) {
                // Where time stands still, it is the same stretch that all of them show.
                if (plot->isFollowing())
                    other.setWindowSeconds(seconds);
                else
                    other.showRange(plot->viewBeginNs(), plot->viewEndNs());
            });
    });
    connect(plot, &TimePlot::markRequested, this,
            [this](qint64 timeNs) { addMarker({.timeNs = timeNs, .kind = TimeMarker::Kind::Hand, .text = {}}); });
}

void TimeLink::addMarker(const TimeMarker &marker)
{
    TimeMarker named = marker;
    if (named.text.isEmpty())
        named.text = QString::number(m_markers.size() + 1);
    const auto after = std::upper_bound(m_markers.begin(), m_markers.end(), named,
                                        [](const TimeMarker &a, const TimeMarker &b) { return a.timeNs < b.timeNs; });
    m_markers.insert(after, named);
    if (m_markers.size() > mostMarkers)
        m_markers.erase(m_markers.begin());
    tellMarkers();
}

void TimeLink::clearMarkers()
{
    m_markers.clear();
    tellMarkers();
}

std::vector<TimeMarker> TimeLink::shownMarkers() const
{
    std::vector<TimeMarker> shown = m_markers;
    const auto alive = std::count_if(m_plots.begin(), m_plots.end(),
                                     [](const QPointer<TimePlot> &plot) { return plot != nullptr; });
    if (alive < 2)
        return shown;
    for (TimeMarker &marker : shown) {
        if (!marker.segment.isEmpty())
            //: What happened, and the name of the segment
            marker.text = tr("%1 in %2").arg(marker.text, marker.segment);
    }
    return shown;
}

void TimeLink::tellMarkers()
{
    const std::vector<TimeMarker> shown = shownMarkers();
    for (const QPointer<TimePlot> &plot : m_plots) {
        if (plot != nullptr)
            plot->setMarkers(shown);
    }
}

void TimeLink::showMoment(qint64 timeNs)
{
    for (const QPointer<TimePlot> &plot : m_plots) {
        if (plot != nullptr)
            plot->showRange(timeNs - aroundMomentNs, timeNs + aroundMomentNs);
    }
}

} // namespace membridge

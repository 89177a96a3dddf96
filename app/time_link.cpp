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
    plot->setMarkers(m_markers);
    connect(plot, &TimePlot::viewChanged, this, [this, plot](qint64 beginNs, qint64 endNs) {
        if (m_linked)
            others(plot, [=](TimePlot &other) { other.showRange(beginNs, endNs); });
    });
    connect(plot, &TimePlot::followingChanged, this, [this, plot](bool following) {
        if (m_linked && following)
            others(plot, [plot](TimePlot &other) {
                other.setFollowing(true);
                other.setWindowSeconds(plot->windowSeconds());
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

void TimeLink::tellMarkers()
{
    for (const QPointer<TimePlot> &plot : m_plots) {
        if (plot != nullptr)
            plot->setMarkers(m_markers);
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

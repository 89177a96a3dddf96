// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/time_marker.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace membridge {

class TimePlot;

/// Lets the plots of all tabs show the same stretch of time, and the same markers. GUI thread.
class TimeLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// From now on, until it is deleted. It shows the markers that there are; where there are several plots, with the names of segments.
    void add(TimePlot *plot);
    /// Whether one plot that is moved, zoomed or told to follow moves the others.
    void setLinked(bool linked) { m_linked = linked; }
    bool isLinked() const { return m_linked; }

    void addMarker(const TimeMarker &marker);
    void clearMarkers();
    const std::vector<TimeMarker> &markers() const { return m_markers; }
    /// All plots show a stretch of time around that moment.
    void showMoment(qint64 timeNs);

private:
    void tellMarkers();
    std::vector<TimeMarker> shownMarkers() const;
    template <typename Act> void others(const TimePlot *plot, Act &&act);

    std::vector<QPointer<TimePlot>> m_plots;
    std::vector<TimeMarker> m_markers;
    bool m_linked = true;
    bool m_telling = false;
};

} // namespace membridge

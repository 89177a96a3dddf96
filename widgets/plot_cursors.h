// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"
#include "time_marker.h"

#include <QObject>

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <vector>

class QCPAxisRect;
class QCPItemLine;
class QCPItemText;
class QCustomPlot;
class QMouseEvent;

namespace membridge {

/// What lies over a plot with one time axis: the tracker at the mouse with the values there, two cursors that can be dragged, and markers. All in
/// a layer of its own, so that moving them doesn't draw the curves anew. GUI thread.
class PlotCursors : public QObject
{
    Q_OBJECT

public:
    enum Cursor { A, B, CursorCount };
    /// The values at that time, one line each.
    using Describe = std::function<QString(double seconds)>;

    /// The first of `rects` has the time axis; all are crossed by the lines. `plot` must outlive this.
    PlotCursors(QCustomPlot *plot, std::vector<QCPAxisRect *> rects, Describe describe);

    void setCursor(Cursor cursor, std::optional<double> seconds);
    std::optional<double> cursor(Cursor cursor) const { return m_cursors[cursor]; }
    /// Where the mouse is over the plot.
    std::optional<double> mouseSeconds() const;
    void setMarkers(std::vector<std::pair<double, TimeMarker>> markers);
    void setTheme(const Theme &theme);

signals:
    void cursorsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// The view moved, or the values changed: each replot calls it when it knows where everything is.
    void update();
    void place(QCPItemLine *line, double seconds) const;
    bool placeWords(QCPItemText *text, const QPointF &foot, std::span<double> taken) const;
    void showTracker();
    bool press(QMouseEvent *event);
    void move(QMouseEvent *event);
    void drawLayer();
    double secondsAt(double x) const;
    bool isOverRect(const QPointF &point) const;

    QCustomPlot *m_plot;
    std::vector<QCPAxisRect *> m_rects;
    Describe m_describe;
    Theme m_theme;
    std::array<std::optional<double>, CursorCount> m_cursors;
    std::array<QCPItemLine *, CursorCount> m_lines{};
    std::array<QCPItemText *, CursorCount> m_names{};
    QCPItemLine *m_tracker = nullptr;
    QCPItemText *m_values = nullptr;
    std::vector<std::pair<double, TimeMarker>> m_markers;
    std::vector<std::pair<QCPItemLine *, QCPItemText *>> m_markerItems;
    std::optional<double> m_mouseX;
    std::optional<Cursor> m_dragged;
};

} // namespace membridge

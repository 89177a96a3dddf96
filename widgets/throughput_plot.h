// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot_columns.h"
#include "steady_range.h"
#include "theme.h"
#include "time_marker.h"

#include "core/observe/ring_recording.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <array>
#include <vector>

class QCPAxisRect;
class QCPGraph;
class QCustomPlot;
class QLabel;
class QMenu;

namespace membridge {

class PlotCursors;

/// Bytes in and out per second, messages per second, and how full the ring is, over time. GUI thread.
///
/// Lines are means, the bands behind them reach from the least to the most of each pixel column, so that no spike is lost at any zoom. Message
/// rates are solid where every frame was counted and dashed where they are estimates. The whole history is kept, in bounded memory (see
/// RingRecording). Follows the newest point until the user drags, zooms or pauses; paints at most 30 times a second however many points come,
/// and its work grows with its width, not with the history.
///
/// Keys: left and right move, + and - zoom, Home shows everything, End follows again; A and B set the two cursors at the mouse, or in the middle,
/// Delete takes them away; M sets a marker.
class ThroughputPlot : public QWidget
{
    Q_OBJECT

public:
    static constexpr int replotMs = 33;
    static constexpr double leastWindow = 0.01; ///< Seconds.

    explicit ThroughputPlot(QWidget *parent = nullptr);
    ~ThroughputPlot() override;

    /// Points whose time does not rise are left out; clear() starts over.
    void addBatch(const std::vector<RingPoint> &points);
    void clear();
    const RingRecording &recording() const { return m_recording; }
    /// The moment from which the time axis counts (CLOCK_MONOTONIC); the first point's unless set.
    void setOrigin(qint64 timeNs);
    qint64 originNs() const { return m_origin; }

    /// Seconds shown, from leastWindow to the whole history.
    void setWindowSeconds(double seconds);
    double windowSeconds() const { return m_window; }
    /// Everything since the first point.
    void showAll();
    /// Freezes the view; points are recorded all the same.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// Moves with the newest point.
    void setFollowing(bool following);
    bool isFollowing() const { return m_following; }
    /// Shows [beginNs, endNs) without emitting viewChanged(): for plots with one time axis.
    void showRange(qint64 beginNs, qint64 endNs);
    qint64 viewBeginNs() const;
    qint64 viewEndNs() const;

    void setMarkers(std::vector<TimeMarker> markers);
    PlotCursors *cursors() const { return m_cursors; }

    /// The newest values in words, as shown below the plot.
    QString latestText() const;
    /// What was there at that time, in words: one line a value. Empty where nothing is known.
    QString textAt(qint64 timeNs) const;
    /// Between two moments: Δt, and of each value its difference, rate of change, mean, least and most.
    QString textBetween(qint64 fromNs, qint64 toNs) const;
    /// As CSV, a row a column of the plot: seconds, and mean, least and most of each value.
    QString valuesAsCsv(qint64 beginNs, qint64 endNs, std::size_t rows) const;
    /// Writes a picture; the file name's end decides: png, svg or pdf. False if it can't be written.
    bool saveImage(const QString &fileName);
    /// The plot itself, for tests.
    QCustomPlot *plot() const { return m_plot; }

    QSize sizeHint() const override;

signals:
    void followingChanged(bool following);
    /// The user moved or zoomed.
    void viewChanged(qint64 beginNs, qint64 endNs);
    /// The user wants a marker at that moment.
    void markRequested(qint64 timeNs);
    /// A file could not be written: one sentence.
    void failed(const QString &reason);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// A line of means and the band of extremes behind it.
    struct Curve
    {
        RingRecording::Channel channel;
        QCPGraph *mean = nullptr;
        QCPGraph *most = nullptr;
        QCPGraph *least = nullptr;
        PlotColumns columns;
    };

    void setUpPlot();
    void setUpRates(QCPAxisRect *rates);
    void setUpMessages(QCPAxisRect *messages);
    Curve makeCurve(RingRecording::Channel channel, QCPAxisRect *rect, bool rightAxis);
    void retranslate();
    void applyTheme();
    void scheduleReplot();
    void redraw();
    void replotNow();
    void fillCurves();
    void fillMessages(qint64 begin, qint64 end, std::size_t columns);
    void fitAxes();
    void viewMoved();
    void setTimeRange(double lower, double upper);
    double wholeSeconds() const;
    qint64 toNs(double seconds) const;
    double toSeconds(qint64 timeNs) const;
    void chooseImage();
    void chooseValues(bool everything);
    std::size_t columnCount() const;

    RingRecording m_recording;
    QCustomPlot *m_plot;
    QLabel *m_latest;
    QLabel *m_measured;
    PlotCursors *m_cursors;
    QCPAxisRect *m_rateRect = nullptr;
    QCPAxisRect *m_messageRect = nullptr;
    Curve m_in;
    Curve m_out;
    Curve m_fill;
    Curve m_messages;
    QCPGraph *m_estimated = nullptr; ///< Messages where not all frames were counted.
    SteadyRange m_rateTop;
    SteadyRange m_messageTop;
    RingPoint m_newest;
    QTimer m_replotTimer;
    QElapsedTimer m_sinceStart;
    qint64 m_origin = 0;
    bool m_originSet = false;
    double m_window = 60;
    bool m_paused = false;
    bool m_following = true;
    bool m_settingRange = false;
    bool m_refit = true;  ///< Another part is shown: the axes fit themselves at once.
    bool m_redraw = true; ///< Something other than new points calls for a replot, also while paused.
};

} // namespace membridge

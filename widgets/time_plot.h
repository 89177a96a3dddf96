// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot_widget.h"
#include "theme.h"
#include "time_marker.h"

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

class QCPAxis;
class QCPAxisRect;
class QCustomPlot;
class QLabel;
class QToolButton;

namespace membridge {

class PlotCursors;

/// A plot over time of what is recorded while it is shown: everything that plots of one time axis have in common. GUI thread.
///
/// The whole history is kept, in bounded memory. Follows the newest sample until the user drags, zooms or pauses; paints at most 30 times a
/// second however many samples come, and its work grows with its width, not with the history.
///
/// Keys: left and right move, + and - zoom, Home shows everything, End follows again; A and B set the two cursors at the mouse, or in the middle,
/// Delete takes them away; M sets a marker.
class TimePlot : public PlotWidget
{
    Q_OBJECT

public:
    static constexpr int replotMs = 33;
    static constexpr double leastWindow = 0.01; ///< Seconds.

    ~TimePlot() override;

    /// The moment from which the time axis counts (CLOCK_MONOTONIC); the first sample's unless set.
    void setOrigin(qint64 timeNs);
    qint64 originNs() const { return m_origin; }

    /// Seconds to show, at least leastWindow; infinity: the whole history. While there is less history than that, the view that follows
    /// grows with it.
    void setWindowSeconds(double seconds);
    /// Seconds shown, from leastWindow to the whole history.
    double windowSeconds() const { return m_window; }
    /// Those that were asked for.
    double wantedSeconds() const { return m_wanted; }
    /// Everything since the first sample, and what comes.
    void showAll();
    /// Freezes the view; samples are recorded all the same.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// Moves with the newest sample.
    void setFollowing(bool following);
    bool isFollowing() const { return m_following; }
    /// Shows [beginNs, endNs) without emitting viewChanged(): for plots with one time axis.
    void showRange(qint64 beginNs, qint64 endNs);
    qint64 viewBeginNs() const;
    qint64 viewEndNs() const;

    void setMarkers(std::vector<TimeMarker> markers);
    PlotCursors *cursors() const { return m_cursors; }

    /// The newest values in words, as shown below the plot.
    virtual QString latestText() const = 0;
    /// What was there at that time, in words: one line a value. Empty where nothing is known.
    virtual QString textAt(qint64 timeNs) const = 0;
    /// Between two moments, in words.
    virtual QString textBetween(qint64 fromNs, qint64 toNs) const = 0;
    /// As CSV, a row a column of the plot.
    virtual QString valuesAsCsv(qint64 beginNs, qint64 endNs, std::size_t rows) const = 0;
    /// Writes a picture; the file name's end decides: png, svg or pdf. False if it can't be written.
    bool saveImage(const QString &fileName);
    /// The plot itself, for tests.
    QCustomPlot *plot() const { return m_plot; }

signals:
    /// Something was recorded, or all of it was cleared.
    void recorded();
    void followingChanged(bool following);
    /// Another window was chosen, in seconds: wantedSeconds().
    void windowChosen(double seconds);
    /// The user moved or zoomed.
    void viewChanged(qint64 beginNs, qint64 endNs);
    /// The user wants a marker at that moment.
    void markRequested(qint64 timeNs);
    /// A file could not be written: one sentence.
    void failed(const QString &reason);

protected:
    /// `prefix` begins the names of the parts, for tests and style sheets, and of exported files.
    TimePlot(const QString &prefix, QWidget *parent);
    /// To be called at the end of the constructor. The first of `rects` has the time axis; all of them share it.
    void setUp(const std::vector<QCPAxisRect *> &rects);

    virtual qint64 firstNs() const = 0;
    virtual qint64 lastNs() const = 0;
    virtual std::size_t sampleCount() const = 0; ///< 0: nothing is recorded.
    /// Fetches `columns` pixel columns of [beginNs, endNs).
    virtual void fillCurves(qint64 beginNs, qint64 endNs, std::size_t columns) = 0;
    /// `atOnce`: another part is shown, so no patience.
    virtual void fitAxes(bool atOnce) = 0;
    virtual void applyColours(const Theme &theme) = 0;

    /// Something was recorded.
    void samplesArrived();
    /// Nothing is recorded any more.
    void samplesCleared();
    void redraw() override;
    std::size_t columnCount() const;
    /// Of one of them.
    qint64 columnNs() const;
    qint64 toNs(double seconds) const;
    double toSeconds(qint64 timeNs) const;
    qint64 sinceStartMs() const { return m_sinceStart.elapsed(); }
    /// What the time axis counts; its numbers have hours once there are any.
    QString timeLabel() const;
    /// "12.345", of a duration.
    static QString secondsText(qint64 ns);

    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QCPAxis *timeAxis() const;
    void applyTheme() override;
    void placeMarkers();
    void scheduleReplot();
    void replotNow();
    void viewMoved();
    void chooseTimeFormat();
    void setTimeRange(double lower, double upper);
    void followWindow(double seconds);
    double wholeSeconds() const;
    void chooseImage();
    void chooseValues(bool everything);

    QString m_prefix;
    QCustomPlot *m_plot;
    QLabel *m_latest;
    QLabel *m_measured;
    QToolButton *m_follow;
    PlotCursors *m_cursors = nullptr;
    std::vector<QCPAxisRect *> m_rects;
    std::vector<TimeMarker> m_markers;
    QTimer m_replotTimer;
    QElapsedTimer m_sinceStart;
    qint64 m_origin = 0;
    bool m_originSet = false;
    bool m_hasFirst = false; ///< Something was recorded since the beginning, or since all was cleared.
    double m_window = 60;
    double m_wanted = 60; ///< May be more than there is.
    bool m_paused = false;
    bool m_following = true;
    bool m_settingRange = false;
    bool m_hours = false; ///< On the time axis.
    bool m_refit = true;  ///< Another part is shown: the axes fit themselves at once.
    bool m_redraw = true; ///< Something other than new samples calls for a replot, also while paused.
};

} // namespace membridge

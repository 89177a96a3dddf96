// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QCPGraph;
class QCustomPlot;
class QLabel;

namespace membridge {

struct ThroughputPoint
{
    double tSeconds = 0;  ///< Rising; any origin.
    double bytesIn = 0;   ///< Bytes per second into the ring. NaN: not known (a restart), drawn as a gap.
    double bytesOut = 0;  ///< Bytes per second out of the ring. NaN as above.
    double fillRatio = 0; ///< 0 … 1. NaN as above.
};

/// Bytes in and out per second, and how full the ring is, over time. GUI thread.
///
/// Keeps the last ten minutes and shows the last one, following the newest point until the user drags, zooms or pauses.
/// Paints at most 30 times a second however many points come. Keys: left and right move, + and - zoom, End follows
/// again.
class ThroughputPlot : public QWidget
{
    Q_OBJECT

public:
    static constexpr double keptSeconds = 600;
    static constexpr int maxPoints = 200'000;
    static constexpr int replotMs = 33;

    explicit ThroughputPlot(QWidget *parent = nullptr);

    /// Rates in bytes per second.
    void addSample(double tSeconds, double bytesIn, double bytesOut, double fillRatio);
    /// Points whose time does not rise are left out; clear() starts over.
    void addBatch(const std::vector<ThroughputPoint> &points);
    void clear();

    /// Seconds shown, 1 … keptSeconds.
    void setWindowSeconds(double seconds);
    double windowSeconds() const { return m_window; }
    /// Freezes the view; points are recorded all the same.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// Moves with the newest point.
    void setFollowing(bool following);
    bool isFollowing() const { return m_following; }

    /// The newest values in words, as shown below the plot.
    QString latestText() const;
    /// Points kept.
    int pointCount() const;
    /// The plot itself, for tests and for export.
    QCustomPlot *plot() const { return m_plot; }

    QSize sizeHint() const override;

signals:
    void followingChanged(bool following);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void setUpPlot();
    void retranslate();
    void applyTheme();
    void scheduleReplot();
    void redraw();
    void replotNow();
    void fitRateAxis();
    void viewMoved();

    QCustomPlot *m_plot;
    QLabel *m_latest;
    QCPGraph *m_in = nullptr;
    QCPGraph *m_out = nullptr;
    QCPGraph *m_fill = nullptr;
    ThroughputPoint m_newest;
    QTimer m_replotTimer;
    double m_window = 60;
    bool m_any = false;
    bool m_paused = false;
    bool m_following = true;
    bool m_settingRange = false;
    bool m_redraw = true; ///< Something other than new points calls for a replot, also while paused.
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <functional>
#include <vector>

namespace membridge::bench {

/// Notes how long each event that led to painting took, all it caused included, and the longest that any event took. GUI thread.
class MeasuredApplication : public QApplication
{
    Q_OBJECT

public:
    MeasuredApplication(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;

    /// Called after each event that led to painting.
    void setPainted(std::function<void()> painted) { m_painted = std::move(painted); }
    /// What was noted so far is forgotten.
    void begin();
    /// Milliseconds, in the order of time.
    const std::vector<double> &paints() const { return m_paints; }
    /// Milliseconds of the longest event: so long a click had to wait.
    double longestMs() const { return m_longestMs; }

private:
    std::function<void()> m_painted;
    std::vector<double> m_paints;
    qint64 m_eventNs = 0;
    double m_longestMs = 0;
    int m_depth = 0;
    bool m_isPainting = false;
};

/// CLOCK_MONOTONIC.
qint64 nowNs();

} // namespace membridge::bench

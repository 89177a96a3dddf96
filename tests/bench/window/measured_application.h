// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <functional>
#include <vector>

namespace membridge::bench {

/// Notes how long each event that led to painting took, all it caused included, and how long the event loop was busy between two waits. GUI thread.
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
    const std::vector<double> &stretches() const { return m_stretches; }

private:
    std::function<void()> m_painted;
    std::vector<double> m_paints;
    std::vector<double> m_stretches;
    qint64 m_eventNs = 0;
    qint64 m_awakeNs = 0;
    int m_depth = 0;
    bool m_isPainting = false;
};

/// CLOCK_MONOTONIC.
qint64 nowNs();

} // namespace membridge::bench

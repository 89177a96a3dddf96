// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observation.h"

#include <QWidget>

class QLabel;
class QTabWidget;

namespace membridge {

class BurstView;
class LockLanes;
class StateBadge;

/// A region's lock: its state now, large; its history as lanes; and the burst scope. GUI thread.
class LockPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LockPanel(QWidget *parent = nullptr);

    LockLanes *lanes() const { return m_lanes; }
    BurstView *burst() const { return m_burst; }

    /// Of every observation, also while the view is paused.
    void record(const Observation &observation);
    /// Of those that are shown.
    void show(const Observation &observation);
    void setPaused(bool paused);
    void openBurst();

private:
    StateBadge *m_badge;
    QLabel *m_since;
    QTabWidget *m_tabs;
    LockLanes *m_lanes;
    BurstView *m_burst;
};

} // namespace membridge

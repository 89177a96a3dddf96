// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic_side_panel.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QSpinBox;

namespace membridge {

class HoldingSide;

/// Holding a region's lock by hand: which, for how long, a countdown, Release, and what became of each. GUI thread.
class HoldPanel : public TrafficSidePanel
{
    Q_OBJECT

public:
    explicit HoldPanel(Session *session, QWidget *parent = nullptr);

    QString reportText() const;

protected:
    TrafficSide *side() const override;
    void start() override;
    void showNumbers() override { } // updateButtons() shows them
    void showEnd(const TrafficOutcome &outcome) override;
    void updateButtons() override;

private:
    void makeControls(QHBoxLayout *row);
    QSpinBox *makeTime(const char *objectName, const QString &what, int milliseconds);
    QString endText(const TrafficOutcome &outcome) const;

    QComboBox *m_lock = nullptr;
    QSpinBox *m_for = nullptr;
    QSpinBox *m_timeout = nullptr;
    QLabel *m_countdown;
    QProgressBar *m_left;
    QPlainTextEdit *m_report;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <vector>

class QPlainTextEdit;
class QPushButton;

namespace membridge {

class RivalBanner;
class StateBadge;
class TrafficSide;
struct TrafficOutcome;

/// One side of traffic at load: start, stop, whether it runs, and a look at it five times a second. The base of the panels for each. GUI thread.
class TrafficSidePanel : public QWidget
{
    Q_OBJECT

protected:
    /// What the panel calls it, in the user's language; `id` begins the names of its widgets.
    struct Words
    {
        QString id;
        QString start;
        QString startName;
        QString startToolTip;
        QString stopName;
        QString stateName;
        QString idle;
        QString running;
    };
    /// Derived classes call updateButtons() once they are made.
    TrafficSidePanel(Session *session, const Words &words, QWidget *parent);

    /// nullptr before the first participation.
    virtual TrafficSide *side() const = 0;
    /// The user wants it to start, which is possible.
    virtual void start() = 0;
    /// It runs now.
    virtual void begun() { }
    virtual void showNumbers() = 0;
    virtual void showEnd(const TrafficOutcome &outcome) = 0;
    virtual void updateButtons();
    /// A warning that stands above it, and has to be confirmed before start(), while somebody else seems to be that side of the ring.
    RivalBanner *makeRivalBanner(RingSide ring);

    QPlainTextEdit *makeReport(const QString &accessibleName);
    /// Keeps the place that is scrolled to.
    static void say(QPlainTextEdit *report, const QString &text);

    QPointer<Session> m_session;
    QPushButton *m_start;
    QPushButton *m_stop;
    StateBadge *m_state;
    std::vector<QWidget *> m_inputs; ///< Disabled while it runs.

private:
    void connectSide();

    Words m_words;
    RivalBanner *m_rival = nullptr;
    QTimer m_timer;
};

} // namespace membridge

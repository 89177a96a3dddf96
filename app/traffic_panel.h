// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace membridge {

class ConsumerPanel;
class FaultPanel;
class HoldPanel;
class LockLoadPanel;
class SenderPanel;

/// Traffic at load for one session: a ring's producer and its consumer, or a region's readers and writers, and its lock held by hand; and faults on purpose. Until the user takes part it only says so. GUI thread.
class TrafficPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficPanel(Session *session, QWidget *parent = nullptr);

    SenderPanel *sender() const { return m_sender; }
    ConsumerPanel *consumer() const { return m_consumer; }
    LockLoadPanel *lockLoad() const { return m_lockLoad; }
    HoldPanel *hold() const { return m_hold; }
    /// Of that layout.
    FaultPanel *faults(Layout layout) const { return layout == Layout::Ring ? m_ringFaults : m_regionFaults; }

    /// Whether there is a segment to take part in.
    void setPossible(bool possible);

private:
    QWidget *makeInvitation();
    struct Choice
    {
        QString text;
        const char *objectName;
        QString what;
        QWidget *side;
    };
    QWidget *makePage(const std::vector<Choice> &choices);
    void showPage();

    QPointer<Session> m_session;
    QStackedWidget *m_stack;
    QLabel *m_invitation = nullptr;
    QPushButton *m_participate = nullptr;
    SenderPanel *m_sender = nullptr;
    ConsumerPanel *m_consumer = nullptr;
    LockLoadPanel *m_lockLoad = nullptr;
    HoldPanel *m_hold = nullptr;
    FaultPanel *m_ringFaults = nullptr;
    FaultPanel *m_regionFaults = nullptr;
};

} // namespace membridge

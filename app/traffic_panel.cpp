// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "traffic_panel.h"

#include "consumer_panel.h"
#include "fault_panel.h"
#include "hold_panel.h"
#include "lock_load_panel.h"
#include "sender_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace membridge {

TrafficPanel::TrafficPanel(Session *session, QWidget *parent)
    : QWidget(parent), m_session(session), m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("trafficPanel"));
    m_stack->addWidget(makeInvitation());
    m_sender = new SenderPanel(session);
    m_consumer = new ConsumerPanel(session);
    m_ringFaults = new FaultPanel(session, Layout::Ring);
    m_regionFaults = new FaultPanel(session, Layout::Region);
    const QString faults = tr("Faults");
    const QString whatFaults = tr("Show what can be broken on purpose");
    m_stack->addWidget(makePage({{tr("Produce"), "trafficProduce", tr("Show the producer at load"), m_sender},
                                 {tr("Consume"), "trafficConsume", tr("Show the consumer at load"), m_consumer},
                                 {faults, "trafficRingFaults", whatFaults, m_ringFaults}}));
    m_lockLoad = new LockLoadPanel(session);
    m_hold = new HoldPanel(session);
    m_stack->addWidget(makePage({{tr("Load"), "trafficLockLoad", tr("Show the readers and writers at load"), m_lockLoad},
                                 {tr("Hold"), "trafficHold", tr("Show the lock that is held by hand"), m_hold},
                                 {faults, "trafficRegionFaults", whatFaults, m_regionFaults}}));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(m_session, &Session::opened, this, &TrafficPanel::showPage);
    connect(m_session, &Session::participationChanged, this, &TrafficPanel::showPage);
    showPage();
}

QWidget *TrafficPanel::makePage(const std::vector<Choice> &choices)
{
    // Beside each other there would be room for neither, and a bar of tabs would take a row.
    auto *page = new QWidget(m_stack);
    auto *sides = new QStackedWidget(page);
    auto *buttons = new QVBoxLayout;
    for (const Choice &choice : choices) {
        sides->addWidget(choice.side);
        auto *button = new QToolButton(page);
        button->setObjectName(QLatin1String(choice.objectName));
        button->setText(choice.text);
        button->setAccessibleName(choice.what);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QToolButton::toggled, sides, [sides, side = choice.side](bool on) {
            if (on)
                sides->setCurrentWidget(side);
        });
        buttons->addWidget(button);
        button->setChecked(choice.side == choices.front().side);
    }
    buttons->addStretch(1);
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(6, 4, 6, 4);
    row->addLayout(buttons);
    row->addWidget(sides, 1);
    return page;
}

QWidget *TrafficPanel::makeInvitation()
{
    auto *page = new QWidget(m_stack);
    m_invitation = new QLabel(page);
    m_invitation->setObjectName(QStringLiteral("trafficInvitation"));
    m_invitation->setWordWrap(true);
    m_invitation->setMinimumWidth(1);
    m_participate = new QPushButton(tr("Participate"), page);
    m_participate->setObjectName(QStringLiteral("participateFromTraffic"));
    m_participate->setAccessibleName(tr("Take part in the segment's traffic"));
    m_participate->setEnabled(false);
    connect(m_participate, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->setParticipating(true);
    });
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(m_invitation);
    layout->addWidget(m_participate, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return page;
}

void TrafficPanel::setPossible(bool possible)
{
    m_participate->setEnabled(possible);
}

void TrafficPanel::showPage()
{
    const bool isRegion = m_session && m_session->facts() && m_session->facts()->layout != Layout::Ring;
    m_invitation->setText(
        isRegion
            ? tr("Read-only: no lock is taken and nothing is written. To hold the lock for some time, or to keep it busy with readers "
                 "and writers, take part. Writers overwrite the first bytes of the data.")
            : tr("Read-only: nothing is sent and nothing is consumed. To send messages at a rate, or to consume and check them, "
                 "take part: a ring has room for one producer and one consumer, so be the one that is missing."));
    const bool participating = m_session && m_session->isParticipating();
    m_stack->setCurrentIndex(!participating ? 0 : isRegion ? 2 : 1);
}

} // namespace membridge

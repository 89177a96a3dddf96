// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "traffic_side_panel.h"

#include "rival_banner.h"
#include "traffic_side.h"
#include "widgets/state_badge.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>

namespace membridge {

namespace {

constexpr int lookEveryMs = 200;

} // namespace

TrafficSidePanel::TrafficSidePanel(Session *session, const Words &words, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_start(new QPushButton(words.start, this)),
      m_stop(new QPushButton(tr("Stop"), this)),
      m_state(new StateBadge(this)),
      m_words(words)
{
    setObjectName(words.id + QStringLiteral("Panel"));
    m_start->setObjectName(words.id + QStringLiteral("Start"));
    m_start->setAccessibleName(words.startName);
    m_start->setToolTip(words.startToolTip);
    m_stop->setObjectName(words.id + QStringLiteral("Stop"));
    m_stop->setAccessibleName(words.stopName);
    m_stop->setToolTip(words.stopName);
    m_state->setObjectName(words.id + QStringLiteral("State"));
    m_state->setAccessibleName(words.stateName);

    connect(m_start, &QPushButton::clicked, this, [this] {
        if (m_session && m_session->isParticipating() && side() != nullptr)
            start();
    });
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (side() != nullptr)
            side()->stop();
        updateButtons();
    });
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (side() != nullptr)
            showNumbers();
        updateButtons();
    });
    connect(m_session, &Session::sidesMade, this, &TrafficSidePanel::connectSide);
    connect(m_session, &Session::participationChanged, this, [this] { updateButtons(); });
}

void TrafficSidePanel::connectSide()
{
    if (side() == nullptr)
        return;
    connect(side(), &TrafficSide::started, this, [this] {
        begun();
        m_timer.start();
        updateButtons();
    });
    connect(side(), &TrafficSide::ended, this, [this](const TrafficOutcome &outcome) {
        m_timer.stop();
        showEnd(outcome);
        updateButtons();
    });
}

void TrafficSidePanel::updateButtons()
{
    const TrafficSide *side = m_session ? this->side() : nullptr;
    const bool running = side != nullptr && side->isRunning();
    m_start->setEnabled(m_session && m_session->isParticipating() && !running
                        && (m_rival == nullptr || !m_rival->isBlocking()));
    m_stop->setEnabled(running && !side->isStopping());
    for (QWidget *input : m_inputs)
        input->setEnabled(!running);
    if (!running)
        m_state->setState(StateBadge::Kind::Neutral, m_words.idle);
    else if (side->isStopping())
        m_state->setState(StateBadge::Kind::Warning, tr("stopping…"));
    else
        m_state->setState(StateBadge::Kind::Participating, m_words.running);
}

RivalBanner *TrafficSidePanel::makeRivalBanner(RingSide ring)
{
    m_rival = new RivalBanner(m_session->rivals(), ring, this);
    connect(m_rival, &RivalBanner::changed, this, [this] { updateButtons(); });
    return m_rival;
}

QPlainTextEdit *TrafficSidePanel::makeReport(const QString &accessibleName)
{
    auto *report = new QPlainTextEdit(this);
    report->setObjectName(m_words.id + QStringLiteral("Report"));
    report->setAccessibleName(accessibleName);
    report->setReadOnly(true);
    report->setTabChangesFocus(true);
    report->setMinimumHeight(fontMetrics().height() * 2);
    return report;
}

void TrafficSidePanel::say(QPlainTextEdit *report, const QString &text)
{
    if (report->toPlainText() == text)
        return;
    const int scrolledTo = report->verticalScrollBar()->value();
    report->setPlainText(text);
    report->verticalScrollBar()->setValue(scrolledTo);
}

} // namespace membridge

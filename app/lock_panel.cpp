// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lock_panel.h"

#include "lock_badge.h"
#include "widgets/burst_view.h"
#include "widgets/lock_lanes.h"
#include "widgets/state_badge.h"
#include "widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace membridge {

LockPanel::LockPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("lockPanel"));
    m_badge = new StateBadge(this);
    m_badge->setObjectName(QStringLiteral("lockBadge"));
    m_badge->setAccessibleName(tr("Lock now"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setBold(true);
    m_badge->setFont(large);
    m_since = new QLabel(this);
    m_since->setObjectName(QStringLiteral("lockSince"));
    m_since->setAccessibleName(tr("How long the lock word has been as it is"));
    m_since->setAlignment(Qt::AlignHCenter);
    m_since->setWordWrap(true);
    auto *state = new QVBoxLayout;
    state->addStretch(1);
    state->addWidget(m_badge, 0, Qt::AlignHCenter);
    state->addWidget(m_since);
    state->addStretch(1);
    auto *left = new QWidget(this);
    left->setLayout(state);
    // The state's text changes all the time; the plots beside it must not move with it.
    left->setFixedWidth(large.pointSize() > 0 ? QFontMetrics(large).horizontalAdvance(QStringLiteral("00 readers")) + 16
                                              : 130);

    m_lanes = new LockLanes(this);
    m_burst = new BurstView(this);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("lockTabs"));
    m_tabs->setAccessibleName(tr("Lock over time, and burst scope"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_lanes, tr("Lock over time"));
    m_tabs->addTab(m_burst, tr("Burst scope"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(left);
    row->addWidget(m_tabs, 1);
}

void LockPanel::record(const Observation &observation)
{
    m_lanes->addBatch(observation.lockPoints);
}

void LockPanel::show(const Observation &observation)
{
    if (!observation.lock) {
        m_badge->setState(StateBadge::Kind::Neutral, QStringLiteral("—"));
        m_since->clear();
        return;
    }
    m_badge->setState(badgeOf(*observation.lock), words::of(*observation.lock));
    const LockRecording &recording = m_lanes->recording();
    if (recording.isEmpty())
        return;
    const double ns = static_cast<double>(recording.lastNs() - recording.unchangedSinceNs());
    constexpr double worthTelling = 500e6;
    const bool always = recording.unchangedSinceNs() == recording.firstNs();
    // A number and its unit stay in one line.
    const QString duration = words::duration(ns).replace(QLatin1Char(' '), QChar::Nbsp);
    if (ns < worthTelling)
        m_since->setText(always ? QString() : tr("changing")); // the first look tells of no change
    else
        m_since->setText(always ? tr("unchanged for %1, all the time it was watched").arg(duration)
                                : tr("unchanged for %1").arg(duration));
}

void LockPanel::setPaused(bool paused)
{
    m_lanes->setPaused(paused);
}

void LockPanel::openBurst()
{
    m_tabs->setCurrentWidget(m_burst);
}

} // namespace membridge

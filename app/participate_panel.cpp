// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "participate_panel.h"

#include "operation_log_panel.h"
#include "operation_words.h"
#include "region_hand_panel.h"
#include "ring_hand_panel.h"
#include "values_by_hand.h"
#include "widgets/value_line_edit.h"
#include "widgets/words.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace membridge {

ParticipatePanel::ParticipatePanel(Session *session, QWidget *parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("participatePanel"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(makeInvitation());
    m_stack->addWidget(makeControls());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_stack);

    connect(session, &Session::participationChanged, this, [this](bool participating) {
        if (participating) {
            m_invitation->setText(invitation());
            m_region->showCursor(0);
        }
        m_log->note(participating ? tr("Taking part: the segment is mapped for writing.")
                                  : tr("No longer taking part."));
        updateEnabled();
    });
    connect(session, &Session::participationFailed, this,
            [this](const Error &error) { m_invitation->setText(words::of(error)); });
    connect(session, &Session::busyChanged, this, &ParticipatePanel::updateEnabled);
    connect(session, &Session::performed, this, &ParticipatePanel::report);
    updateEnabled();
}

QString ParticipatePanel::invitation()
{
    return tr("Read-only: Membridge Scope changes neither the segment nor its lock nor its indices. Take part to "
              "write, push and pop as one of its programs would.");
}

QWidget *ParticipatePanel::makeInvitation()
{
    auto *page = new QWidget(this);
    m_invitation = new QLabel(invitation(), page);
    // Otherwise an error with a long name in it would set the least width of the window.
    m_invitation->setMinimumWidth(1);
    m_invitation->setObjectName(QStringLiteral("participateInvitation"));
    m_invitation->setWordWrap(true);
    m_invitation->setTextFormat(Qt::PlainText);
    m_participate = new QPushButton(tr("Participate"), page);
    m_participate->setObjectName(QStringLiteral("participateFromPanel"));
    m_participate->setAccessibleName(tr("Take part in the segment's traffic"));
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

QWidget *ParticipatePanel::makeControls()
{
    auto *page = new QSplitter(Qt::Horizontal, this);
    page->setObjectName(QStringLiteral("participateParts"));
    page->setChildrenCollapsible(false);

    auto *controls = new QWidget(page);
    m_kinds = new QStackedWidget(controls);
    m_region = new RegionHandPanel(m_kinds);
    m_region->setSegmentName(m_session ? words::shown(m_session->name().toStdString()) : QString());
    connect(m_region, &RegionHandPanel::requested, this, &ParticipatePanel::perform);
    connect(m_region, &RegionHandPanel::refused, this, &ParticipatePanel::refuse);
    m_ring = new RingHandPanel(m_session->rivals(), m_kinds);
    connect(m_ring, &RingHandPanel::requested, this, &ParticipatePanel::perform);
    connect(m_ring, &RingHandPanel::refused, this, &ParticipatePanel::refuse);
    for (ValuesByHand *values : {m_region->values(), m_ring->values()})
        connect(values->line(), &ValueLineEdit::historyChanged, this, &ParticipatePanel::historyChanged);
    m_kinds->addWidget(m_region);
    m_kinds->addWidget(m_ring);

    m_stop = new QPushButton(tr("S&top"), controls);
    m_stop->setObjectName(QStringLiteral("participateStop"));
    m_stop->setAccessibleName(tr("Stop waiting for the lock, or taking further frames"));
    m_stop->setToolTip(tr("Stop waiting for the lock, or taking further frames (Esc)"));
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->stop();
    });
    m_escape = new QShortcut(Qt::Key_Escape, this);
    m_escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(m_escape, &QShortcut::activated, m_stop, &QPushButton::click);

    auto *column = new QVBoxLayout(controls);
    column->setContentsMargins(0, 0, 0, 0);
    // Rows of values and a small window must not fight for the height.
    auto *scroll = new QScrollArea(controls);
    scroll->setObjectName(QStringLiteral("participateScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_kinds);
    column->addWidget(scroll, 1);
    column->addWidget(m_stop, 0, Qt::AlignLeft);
    m_log = new OperationLogPanel(page);
    page->addWidget(controls);
    page->addWidget(m_log);
    page->setStretchFactor(0, 1);
    page->setStretchFactor(1, 1);
    page->setSizes({500, 500});
    return page;
}

void ParticipatePanel::setLayoutKind(Layout layout)
{
    const QByteArray presets = savedPresets();
    m_isRing = layout == Layout::Ring;
    QWidget *shown = m_isRing ? static_cast<QWidget *>(m_ring) : m_region;
    QWidget *other = m_isRing ? static_cast<QWidget *>(m_region) : m_ring;
    m_kinds->setCurrentWidget(shown);
    // A stack is as large as its largest page.
    shown->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    other->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    loadPresets(presets);
    if (!m_session || !m_session->facts())
        return;
    // What no segment of this size can hold is not read from a file.
    const quint64 header = m_isRing ? ring_layout::dataOffset + ring_layout::frameHeaderSize : region_layout::dataOffset;
    const quint64 size = m_session->facts()->stat.size;
    values()->reader()->setMost(size - qMin<quint64>(size, header));
}

void ParticipatePanel::setPossible(bool possible, bool hidden)
{
    if (hidden)
        m_invitation->setText(
            tr("Read-only: this segment's name was removed or belongs to another namespace, and only by a "
               "name on this machine a segment can be opened for writing."));
    m_participate->setEnabled(possible);
}

ValuesByHand *ParticipatePanel::values() const
{
    return m_isRing ? m_ring->values() : m_region->values();
}

void ParticipatePanel::setHistory(const QStringList &history)
{
    m_region->values()->line()->setHistory(history);
    m_ring->values()->line()->setHistory(history);
}

QByteArray ParticipatePanel::savedPresets() const
{
    return values()->presets()->toJson();
}

void ParticipatePanel::loadPresets(const QByteArray &json)
{
    values()->presets()->fromJson(json);
}

QString ParticipatePanel::logText() const
{
    return m_log->model()->text();
}

void ParticipatePanel::refuse(const QString &why)
{
    m_log->note(tr("Not done: %1").arg(why), true);
}

void ParticipatePanel::perform(const Operation &operation)
{
    if (!m_session || !m_session->isParticipating())
        return;
    if (m_session->isBusy())
        m_log->note(tr("Still waiting for the operation before this one. Nothing was done."), true);
    else
        m_session->perform(operation);
}

void ParticipatePanel::report(const OperationResult &result)
{
    m_region->showCursor(result.cursor);
    m_log->append(operation_words::entriesOf(result), operation_words::unlisted(result));
}

void ParticipatePanel::updateEnabled()
{
    const bool participating = m_session && m_session->isParticipating();
    const bool busy = m_session && m_session->isBusy();
    m_stack->setCurrentIndex(participating ? 1 : 0);
    m_region->setReady(participating && !busy);
    m_ring->setReady(participating && !busy);
    m_stop->setVisible(busy);
    m_escape->setEnabled(busy);
}

} // namespace membridge

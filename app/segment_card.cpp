// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "segment_card.h"

#include "segment_content.h"
#include "segment_tab.h"
#include "widgets/elided_label.h"
#include "widgets/finding_model.h"
#include "widgets/lock_lanes.h"
#include "widgets/sparkline.h"
#include "widgets/state_badge.h"
#include "widgets/throughput_plot.h"
#include "widgets/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>

namespace membridge {

SegmentCard::SegmentCard(const QString &name, QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("segmentCard"));
    setAccessibleName(tr("Show segment %1").arg(name));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    auto *title = new ElidedLabel(name, this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    title->setObjectName(QStringLiteral("cardName"));
    m_state = new StateBadge(this);
    m_state->setObjectName(QStringLiteral("cardState"));
    m_findings = new QLabel(this);
    m_findings->setObjectName(QStringLiteral("cardFindings"));
    m_upperText = new QLabel(this);
    m_upperText->setObjectName(QStringLiteral("cardUpperText"));
    m_lowerText = new QLabel(this);
    m_lowerText->setObjectName(QStringLiteral("cardLowerText"));
    m_upper = new Sparkline(&Theme::plotFill, this);
    m_upper->setObjectName(QStringLiteral("cardUpper"));
    m_lower = new Sparkline(&Theme::plotIn, this);
    m_lower->setObjectName(QStringLiteral("cardLower"));
    const int valueWidth = fontMetrics().averageCharWidth() * 26;
    for (QLabel *text : {m_upperText, m_lowerText}) {
        text->setTextFormat(Qt::PlainText);
        text->setFixedWidth(valueWidth);
    }

    auto *names = new QHBoxLayout;
    names->addWidget(title);
    names->addWidget(m_state);
    names->addStretch(1);
    names->addWidget(m_findings);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(10, 8, 10, 8);
    grid->addLayout(names, 0, 0, 1, 4);
    grid->addWidget(m_upperText, 1, 0);
    grid->addWidget(m_upper, 1, 1);
    grid->addWidget(m_lowerText, 1, 2);
    grid->addWidget(m_lower, 1, 3);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    // All of the card is the button.
    for (QWidget *part : findChildren<QWidget *>())
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void SegmentCard::show(const SegmentTab &tab)
{
    showState(tab);
    showCurves(tab);
    const int count = tab.findings()->currentCount();
    m_findings->setText(count == 0 ? tr("no findings") : tr("findings: %1").arg(QLocale().toString(count)));
    setAccessibleDescription(
        QStringList{m_state->text(), m_upperText->text(), m_lowerText->text(), m_findings->text()}.join(
            QStringLiteral(", ")));
}

void SegmentCard::showState(const SegmentTab &tab)
{
    const ObservationPtr &latest = tab.session()->latest();
    if (latest == nullptr)
        m_state->setState(StateBadge::Kind::Neutral, tr("not seen yet"));
    else if (latest->error)
        m_state->setState(StateBadge::Kind::Invalid, tr("not readable"));
    else if (latest->status.status != SegmentStatus::Live && !latest->status.removedAtOpen)
        m_state->setState(StateBadge::Kind::Warning, tr("removed or replaced"));
    else
        m_state->setState(tab.stateBadge()->kind(), tab.stateBadge()->text());
}

void SegmentCard::showCurves(const SegmentTab &tab)
{
    const TimePlot *plot = tab.content() != nullptr ? tab.content()->timePlot() : nullptr;
    const ObservationPtr &latest = tab.session()->latest();
    if (const auto *ring = qobject_cast<const ThroughputPlot *>(plot)) {
        const RingRecording &recording = ring->recording();
        const qint64 end = recording.lastNs() + 1;
        const bool known = latest != nullptr && latest->ring && !latest->ring->fault
            && latest->ring->header.capacity > 0;
        m_upperText->setText(
            tr("fill %1").arg(known ? words::percent(static_cast<double>(latest->ring->header.used())
                                                     / static_cast<double>(latest->ring->header.capacity))
                                    : QStringLiteral("—")));
        m_upper->show(recording.channel(RingRecording::Fill), end - shownNs, end, 1);
        m_lowerText->setText(tr("in %1").arg(known && latest->bytesInPerSecond ? words::rate(*latest->bytesInPerSecond)
                                                                               : QStringLiteral("—")));
        m_lower->show(recording.channel(RingRecording::BytesIn), end - shownNs, end);
    } else if (const auto *lanes = qobject_cast<const LockLanes *>(plot)) {
        const LockRecording &recording = lanes->recording();
        const qint64 end = recording.lastNs() + 1;
        const TimeBucket held = recording.summary(LockRecording::Writer, end - shownNs, end);
        const TimeBucket readers = recording.summary(LockRecording::Readers, end - shownNs, end);
        const auto dash = QStringLiteral("—");
        m_upperText->setText(tr("writer %1 of the time").arg(held.count > 0 ? words::percent(held.mean()) : dash));
        m_upper->show(recording.channel(LockRecording::Writer), end - shownNs, end, 1);
        m_lowerText->setText(
            tr("readers at most %1").arg(readers.count > 0 ? QLocale().toString(readers.max, 'f', 0) : dash));
        m_lower->show(recording.channel(LockRecording::Readers), end - shownNs, end);
    }
}

QSize SegmentCard::sizeHint() const
{
    return layout()->sizeHint();
}

QSize SegmentCard::minimumSizeHint() const
{
    return layout()->minimumSize();
}

void SegmentCard::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool chosen = hasFocus();
    painter.setPen(QPen(chosen ? palette().color(QPalette::Highlight) : theme.grid, chosen ? 2 : 1));
    painter.setBrush(underMouse() || isDown() ? theme.highlight : theme.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
}

void SegmentCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace membridge

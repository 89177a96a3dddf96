// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ring_hand_panel.h"

#include "rival_banner.h"
#include "values_by_hand.h"
#include "widgets/schema_edit.h"
#include "widgets/still_spin_box.h"
#include "widgets/value_line_edit.h"
#include "widgets/value_rows_edit.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

namespace membridge {

namespace {

constexpr int fewFrames = 10;

} // namespace

RingHandPanel::RingHandPanel(RivalGuard *rivals, QWidget *parent)
    : HandPanel(parent),
      m_producerRival(new RivalBanner(rivals, RingSide::Producer, this)),
      m_consumerRival(new RivalBanner(rivals, RingSide::Consumer, this))
{
    setObjectName(QStringLiteral("ringHandPanel"));
    for (RivalBanner *banner : {m_producerRival, m_consumerRival})
        connect(banner, &RivalBanner::changed, this, [this] { setReady(m_ready); });
    makeProducer();
    makeConsumer();
    grid()->setRowStretch(grid()->rowCount(), 1);
}

void RingHandPanel::setReady(bool ready)
{
    m_ready = ready;
    HandPanel::setReady(ready);
    for (QPushButton *button : m_producing)
        button->setEnabled(ready && !m_producerRival->isBlocking());
    for (QPushButton *button : m_consuming)
        button->setEnabled(ready && !m_consumerRival->isBlocking());
}

QSpinBox *RingHandPanel::addCount(const char *objectName, const QString &accessibleName)
{
    auto *count = new StillSpinBox(this);
    count->setObjectName(QLatin1String(objectName));
    count->setAccessibleName(accessibleName);
    count->setToolTip(accessibleName);
    count->setRange(1, static_cast<int>(Operation::mostFrames));
    count->setValue(fewFrames);
    count->setGroupSeparatorShown(true);
    return count;
}

void RingHandPanel::makeProducer()
{
    auto *label = new QLabel(tr("Values:"), this);
    ValueLineEdit *line = values()->line();
    line->setObjectName(QStringLiteral("pushValues"));
    line->setAccessibleName(tr("Values of one frame to push; arrow up for those before"));
    line->setPlaceholderText(tr("one frame, for example: Hello 0.92 true"));
    label->setBuddy(values());
    QPushButton *push = addButton("pushButton", tr("P&ush"), tr("Push the values as one frame"));
    connect(push, &QPushButton::clicked, this, [this] { this->push(1); });
    connect(values(), &ValuesEdit::finished, this, [this] { this->push(1); });
    QPushButton *again = addButton("pushAgainButton", tr("Push &again"),
                                   tr("Push the frame pushed last once more (Ctrl+Enter)"));
    connect(again, &QPushButton::clicked, this, &RingHandPanel::pushAgain);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &RingHandPanel::pushAgain);
    }
    m_burst = addCount("burstCount", tr("Frames of a burst"));
    QPushButton *burst = addButton("burstButton", tr("&Burst"),
                                   tr("Push the values as many times, one frame each, until the ring is full"));
    connect(burst, &QPushButton::clicked, this, [this] { this->push(static_cast<quint64>(m_burst->value())); });

    auto *more = new QHBoxLayout;
    more->addWidget(values()->presets());
    more->addWidget(again);
    more->addStretch(1);
    more->addWidget(m_burst);
    more->addWidget(burst);
    m_producing = {push, again, burst};
    grid()->addWidget(m_producerRival, 0, 0, 1, 3);
    grid()->addWidget(label, 1, 0);
    grid()->addWidget(values(), 1, 1);
    grid()->addWidget(push, 1, 2);
    grid()->addWidget(values()->rows(), 2, 0, 1, 3);
    grid()->addLayout(more, 3, 0, 1, 3);
}

void RingHandPanel::makeConsumer()
{
    auto *label = new QLabel(tr("Schema:"), this);
    m_schema = new SchemaEdit(this);
    m_schema->setObjectName(QStringLiteral("popSchema"));
    m_schema->setAccessibleName(tr("Schema to pop with; empty: raw bytes"));
    m_schema->setPlaceholderText(tr("for example: str float bool; empty: raw bytes"));
    label->setBuddy(m_schema);
    QPushButton *pop = addButton("popButton", tr("P&op"),
                                 tr("Pop one frame; a schema that does not fit consumes nothing"));
    connect(pop, &QPushButton::clicked, this, [this] { take(Operation::Kind::Pop); });
    connect(m_schema, &QLineEdit::returnPressed, this, [this] { take(Operation::Kind::Pop); });
    QPushButton *peek = addButton("peekButton", tr("Pee&k"), tr("Decode the next frame and leave it in the ring"));
    connect(peek, &QPushButton::clicked, this, [this] { take(Operation::Kind::Peek); });
    QPushButton *drain = addButton("drainButton", tr("&Drain"), tr("Pop every frame that is pending now"));
    connect(drain, &QPushButton::clicked, this, [this] { take(Operation::Kind::Drain, Operation::mostFrames); });
    m_pops = addCount("popCount", tr("Most frames to pop at once"));
    QPushButton *popMany = addButton("popManyButton", tr("Pop &many"),
                                     tr("Pop as many frames; ends at the first that the schema does not fit"));
    connect(popMany, &QPushButton::clicked, this,
            [this] { take(Operation::Kind::Pop, static_cast<quint64>(m_pops->value())); });

    auto *more = new QHBoxLayout;
    more->addWidget(peek);
    more->addWidget(drain);
    more->addStretch(1);
    more->addWidget(m_pops);
    more->addWidget(popMany);
    m_consuming = {pop, drain, popMany};
    grid()->addWidget(m_consumerRival, 4, 0, 1, 3);
    grid()->addWidget(label, 5, 0);
    grid()->addWidget(m_schema, 5, 1);
    grid()->addWidget(pop, 5, 2);
    grid()->addLayout(more, 6, 0, 1, 3);
}

void RingHandPanel::push(quint64 count)
{
    // Keys reach this, too.
    if (m_producerRival->isBlocking()) {
        emit refused(m_producerRival->text());
        return;
    }
    std::optional<ValueList> typed = values()->values();
    if (!typed) {
        emit refused(values()->error());
        return;
    }
    m_lastPushed = std::move(typed);
    values()->remember();
    emit requested(
        {.kind = Operation::Kind::Push, .values = *m_lastPushed, .schema = {}, .dataOffset = {}, .count = count});
}

void RingHandPanel::pushAgain()
{
    if (m_producerRival->isBlocking())
        emit refused(m_producerRival->text());
    else if (m_lastPushed)
        emit requested({.kind = Operation::Kind::Push, .values = *m_lastPushed, .schema = {}, .dataOffset = {}});
    else
        emit refused(tr("nothing was pushed yet"));
}

void RingHandPanel::take(Operation::Kind kind, quint64 count)
{
    if (kind != Operation::Kind::Peek && m_consumerRival->isBlocking())
        emit refused(m_consumerRival->text());
    else if (m_schema->error().isEmpty())
        emit requested({.kind = kind, .values = {}, .schema = m_schema->schema(), .dataOffset = {}, .count = count});
    else
        emit refused(m_schema->error());
}

} // namespace membridge

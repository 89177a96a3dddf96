// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "participate_panel.h"

#include "core/codec/value_text.h"
#include "offset_edit.h"
#include "widgets/elided_label.h"
#include "widgets/schema_edit.h"
#include "widgets/theme.h"
#include "widgets/value_line_edit.h"
#include "widgets/words.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTime>
#include <QVBoxLayout>

namespace membridge {

namespace {

constexpr int keptLogLines = 1000;
constexpr int charactersInAQuestion = 80;

QString counted(quint64 number)
{
    return QLocale().toString(number);
}

/// The user's request was not carried out. An empty ring is an answer, not a failure.
bool isFailure(const OperationResult &result)
{
    return result.error || result.wait != WaitOutcome::Done || result.decoded.error || result.push != PushOutcome::Pushed
        || (result.pop.outcome != PopOutcome::Popped && result.pop.outcome != PopOutcome::Empty);
}

QString shownValues(const ValueList &values)
{
    QStringList parts;
    for (const Value &value : values)
        parts << QString::fromStdString(displayText(value));
    return parts.join(QStringLiteral(", "));
}

} // namespace

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
        if (participating)
            m_invitation->setText(invitation());
        log(participating ? tr("Taking part: the segment is mapped for writing.") : tr("No longer taking part."));
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
    auto *page = new QWidget(this);
    m_kinds = new QStackedWidget(page);
    m_kinds->addWidget(makeRegionControls());
    m_kinds->addWidget(makeRingControls());
    m_kinds->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    m_stop = new QPushButton(tr("S&top waiting"), page);
    m_stop->setObjectName(QStringLiteral("participateStop"));
    m_stop->setAccessibleName(tr("Stop waiting for the lock"));
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->stop();
    });
    m_escape = new QShortcut(Qt::Key_Escape, this);
    m_escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(m_escape, &QShortcut::activated, m_stop, &QPushButton::click);
    m_log = new QPlainTextEdit(page);
    m_log->setObjectName(QStringLiteral("participateLog"));
    m_log->setAccessibleName(tr("What became of each operation"));
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(keptLogLines);
    m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_log->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_log->setMinimumHeight(m_log->fontMetrics().height() * 2);

    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_kinds);
    layout->addWidget(m_log, 1);
    layout->addWidget(m_stop, 0, Qt::AlignLeft);
    return page;
}

QWidget *ParticipatePanel::makeRegionControls()
{
    auto *page = new QWidget(this);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);

    auto *writeLabel = new QLabel(tr("Values:"), page);
    m_writeValues = new ValueLineEdit(page);
    m_writeValues->setObjectName(QStringLiteral("writeValues"));
    m_writeValues->setAccessibleName(tr("Values to write"));
    m_writeValues->setPlaceholderText(tr("for example: \"Hello from A!\" 42 3.14 true [a b c]"));
    writeLabel->setBuddy(m_writeValues);
    m_writeOffset = new OffsetEdit(page);
    m_writeOffset->setObjectName(QStringLiteral("writeOffset"));
    m_writeOffset->setAccessibleName(tr("Data offset to write at; empty: at the cursor"));
    m_writeOffset->setPlaceholderText(tr("at cursor"));
    auto *write = new QPushButton(tr("&Write"), page);
    write->setObjectName(QStringLiteral("writeButton"));
    write->setAccessibleName(tr("Write the values under the write lock"));
    connect(write, &QPushButton::clicked, this, &ParticipatePanel::write);
    connect(m_writeValues, &QLineEdit::returnPressed, this, &ParticipatePanel::write);

    auto *readLabel = new QLabel(tr("Schema:"), page);
    m_readSchema = new SchemaEdit(page);
    m_readSchema->setObjectName(QStringLiteral("readSchema"));
    m_readSchema->setAccessibleName(tr("Schema to read with"));
    m_readSchema->setPlaceholderText(tr("for example: str int float bool 3*str"));
    readLabel->setBuddy(m_readSchema);
    m_readOffset = new OffsetEdit(page);
    m_readOffset->setObjectName(QStringLiteral("readOffset"));
    m_readOffset->setAccessibleName(tr("Data offset to read from; empty: at the cursor"));
    m_readOffset->setPlaceholderText(tr("at cursor"));
    auto *read = new QPushButton(tr("&Read"), page);
    read->setObjectName(QStringLiteral("readButton"));
    read->setAccessibleName(tr("Read by the schema under the read lock"));
    connect(read, &QPushButton::clicked, this, &ParticipatePanel::read);
    connect(m_readSchema, &QLineEdit::returnPressed, this, &ParticipatePanel::read);

    auto *zero = new QPushButton(tr("&Zero…"), page);
    zero->setObjectName(QStringLiteral("zeroButton"));
    zero->setAccessibleName(tr("Set the whole data area to zero"));
    connect(zero, &QPushButton::clicked, this, &ParticipatePanel::confirmZero);
    m_cursor = new QLabel(tr("cursor 0"), page);
    m_cursor->setObjectName(QStringLiteral("regionCursor"));

    for (OffsetEdit *edit : {m_writeOffset, m_readOffset})
        edit->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0x000000000000")));
    grid->addWidget(writeLabel, 0, 0);
    grid->addWidget(m_writeValues, 0, 1);
    grid->addWidget(m_writeOffset, 0, 2);
    grid->addWidget(write, 0, 3);
    grid->addWidget(zero, 0, 4);
    grid->addWidget(readLabel, 1, 0);
    grid->addWidget(m_readSchema, 1, 1);
    grid->addWidget(m_readOffset, 1, 2);
    grid->addWidget(read, 1, 3);
    grid->addWidget(m_cursor, 1, 4);
    grid->setColumnStretch(1, 1);
    m_actions.insert(m_actions.end(), {write, read, zero});
    return page;
}

QWidget *ParticipatePanel::makeRingControls()
{
    auto *page = new QWidget(this);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);

    auto *pushLabel = new QLabel(tr("Values:"), page);
    m_pushValues = new ValueLineEdit(page);
    m_pushValues->setObjectName(QStringLiteral("pushValues"));
    m_pushValues->setAccessibleName(tr("Values of one frame to push"));
    m_pushValues->setPlaceholderText(tr("one frame, for example: Hello 0.92 true"));
    pushLabel->setBuddy(m_pushValues);
    auto *push = new QPushButton(tr("P&ush"), page);
    push->setObjectName(QStringLiteral("pushButton"));
    push->setAccessibleName(tr("Push the values as one frame"));
    connect(push, &QPushButton::clicked, this, &ParticipatePanel::push);
    connect(m_pushValues, &QLineEdit::returnPressed, this, &ParticipatePanel::push);

    auto *popLabel = new QLabel(tr("Schema:"), page);
    m_popSchema = new SchemaEdit(page);
    m_popSchema->setObjectName(QStringLiteral("popSchema"));
    m_popSchema->setAccessibleName(tr("Schema to pop with; empty: raw bytes"));
    m_popSchema->setPlaceholderText(tr("for example: str float bool; empty: raw bytes"));
    popLabel->setBuddy(m_popSchema);
    auto *pop = new QPushButton(tr("P&op"), page);
    pop->setObjectName(QStringLiteral("popButton"));
    pop->setAccessibleName(tr("Pop one frame; a schema that does not fit consumes nothing"));
    connect(pop, &QPushButton::clicked, this, &ParticipatePanel::pop);
    connect(m_popSchema, &QLineEdit::returnPressed, this, &ParticipatePanel::pop);

    grid->addWidget(pushLabel, 0, 0);
    grid->addWidget(m_pushValues, 0, 1);
    grid->addWidget(push, 0, 2);
    grid->addWidget(popLabel, 1, 0);
    grid->addWidget(m_popSchema, 1, 1);
    grid->addWidget(pop, 1, 2);
    grid->setColumnStretch(1, 1);
    m_actions.insert(m_actions.end(), {push, pop});
    return page;
}

void ParticipatePanel::setLayoutKind(Layout layout)
{
    m_kinds->setCurrentIndex(layout == Layout::Ring ? 1 : 0);
}

void ParticipatePanel::setPossible(bool possible, bool hidden)
{
    if (hidden)
        m_invitation->setText(
            tr("Read-only: this segment's name was removed or belongs to another namespace, and only by a "
               "name on this machine a segment can be opened for writing."));
    m_participate->setEnabled(possible);
}

QString ParticipatePanel::logText() const
{
    return m_log->toPlainText();
}

void ParticipatePanel::refuse(const QString &why)
{
    log(tr("Not done: %1").arg(why), Outcome::Failed);
}

void ParticipatePanel::perform(const Operation &operation)
{
    if (!m_session || !m_session->isParticipating())
        return;
    if (m_session->isBusy())
        log(tr("Still waiting for the operation before this one. Nothing was done."), Outcome::Failed);
    else
        m_session->perform(operation);
}

void ParticipatePanel::write()
{
    if (!m_writeValues->values() || !m_writeOffset->isValid())
        return refuse(m_writeValues->values() ? m_writeOffset->error() : m_writeValues->error());
    perform({.kind = Operation::Kind::Write,
             .values = *m_writeValues->values(),
             .schema = {},
             .dataOffset = m_writeOffset->offset()});
}

void ParticipatePanel::read()
{
    if (!m_readSchema->schema() || !m_readOffset->isValid())
        return refuse(!m_readSchema->schema()
                          ? (m_readSchema->error().isEmpty() ? tr("type a schema first") : m_readSchema->error())
                          : m_readOffset->error());
    perform({.kind = Operation::Kind::Read,
             .values = {},
             .schema = m_readSchema->schema(),
             .dataOffset = m_readOffset->offset()});
}

void ParticipatePanel::confirmZero()
{
    const QString name = m_session ? words::shown(m_session->name().toStdString()) : QString();
    auto *question = new QMessageBox(QMessageBox::Warning, tr("Zero the data area"),
                                     tr("Set every data byte of %1 to zero, under the write lock? This can't be undone.")
                                         .arg(ElidedLabel::shortened(name, charactersInAQuestion)),
                                     QMessageBox::Cancel, this);
    question->setObjectName(QStringLiteral("zeroQuestion"));
    question->setTextFormat(Qt::PlainText);
    auto *zero = question->addButton(tr("Zero it"), QMessageBox::DestructiveRole);
    zero->setObjectName(QStringLiteral("zeroConfirmed"));
    question->setDefaultButton(QMessageBox::Cancel);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(zero, &QPushButton::clicked, this,
            [this] { perform({.kind = Operation::Kind::Zero, .values = {}, .schema = {}, .dataOffset = {}}); });
    question->open();
}

void ParticipatePanel::push()
{
    if (!m_pushValues->values())
        return refuse(m_pushValues->error());
    perform({.kind = Operation::Kind::Push, .values = *m_pushValues->values(), .schema = {}, .dataOffset = {}});
}

void ParticipatePanel::pop()
{
    if (!m_popSchema->error().isEmpty())
        return refuse(m_popSchema->error());
    perform({.kind = Operation::Kind::Pop, .values = {}, .schema = m_popSchema->schema(), .dataOffset = {}});
}

void ParticipatePanel::report(const OperationResult &result)
{
    m_cursor->setText(tr("cursor %1").arg(counted(result.cursor)));
    log(wordsOf(result), isFailure(result) ? Outcome::Failed : Outcome::Done);
}

QString ParticipatePanel::wordsOf(const OperationResult &result) const
{
    if (result.error)
        return words::of(*result.error);
    if (result.wait != WaitOutcome::Done) {
        return tr("Waiting for the lock (%2): %1. Nothing was done.").arg(words::of(result.wait), words::of(result.lock));
    }
    switch (result.operation.kind) {
    case Operation::Kind::Edit:
        if (result.edit.outcome != EditOutcome::Written)
            return tr("Edited nothing at %1: %2.")
                .arg(words::offset(result.operation.segmentOffset),
                     result.edit.outcome == EditOutcome::Changed
                         ? tr("other bytes are there by now")
                         : words::of(result.edit.outcome == EditOutcome::Stopped ? WaitOutcome::Stopped
                                                                                 : WaitOutcome::TimedOut));
        return result.operation.withoutLock
            ? tr("Edited %1 B at %2, without a lock.")
                  .arg(counted(result.bytes), words::offset(result.operation.segmentOffset))
            : tr("Edited %1 B at %2.").arg(counted(result.bytes), words::offset(result.operation.segmentOffset));
    case Operation::Kind::Write:
        return tr("Wrote %1 B at data offset %2.").arg(counted(result.bytes), counted(result.at));
    case Operation::Kind::Zero:
        return tr("Set %1 B to zero.").arg(counted(result.bytes));
    case Operation::Kind::Read:
        if (result.decoded.error)
            return tr("Read nothing: %1").arg(words::of(*result.decoded.error, *result.operation.schema));
        return tr("Read %1 B at data offset %2: %3")
            .arg(counted(result.decoded.consumed), counted(result.at),
                 shownValues(result.decoded.values(*result.operation.schema)));
    case Operation::Kind::Push: {
        const quint64 frame = result.bytes + ring_layout::frameHeaderSize;
        if (result.push == PushOutcome::Pushed)
            return tr("Pushed a frame of %1 B (payload %2 B).").arg(counted(frame), counted(result.bytes));
        if (result.push == PushOutcome::Full)
            return tr("Not pushed: the frame needs %1 B and %2 B are free.")
                .arg(counted(frame), counted(result.ringCapacity - qMin(result.ringUsed, result.ringCapacity)));
        return words::of(result.push);
    }
    case Operation::Kind::Pop:
        if (result.pop.outcome == PopOutcome::Malformed && result.pop.fault)
            return tr("Popped nothing: %1").arg(words::of(*result.pop.fault));
        if (result.pop.outcome == PopOutcome::Misfit && result.pop.decoded.error)
            return tr("Popped nothing, the frame is still there: %1")
                .arg(words::of(*result.pop.decoded.error, *result.operation.schema));
        if (result.pop.outcome != PopOutcome::Popped)
            return words::of(result.pop.outcome);
        return tr("Popped %1 B at position %2: %3")
            .arg(counted(result.pop.frame.payload.size()), counted(result.pop.frame.position),
                 result.operation.schema ? shownValues(result.pop.decoded.values(*result.operation.schema))
                                         : QString::fromStdString(displayText(Value{result.pop.frame.payload})));
    }
    return {};
}

void ParticipatePanel::log(const QString &text, Outcome outcome)
{
    const QString line = QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz")) + QStringLiteral("  ") + text;
    const QString colour = outcome == Outcome::Failed
        ? QStringLiteral(";color:%1").arg(Theme::of(palette()).error.name())
        : QString();
    // As HTML only for the colour: appended plain text would take over the colour of the line before.
    m_log->appendHtml(
        QStringLiteral("<span style=\"white-space:pre-wrap%1\">%2</span>").arg(colour, line.toHtmlEscaped()));
}

void ParticipatePanel::updateEnabled()
{
    const bool participating = m_session && m_session->isParticipating();
    const bool busy = m_session && m_session->isBusy();
    m_stack->setCurrentIndex(participating ? 1 : 0);
    for (QPushButton *button : m_actions)
        button->setEnabled(participating && !busy);
    m_stop->setVisible(busy);
    m_escape->setEnabled(busy);
}

} // namespace membridge

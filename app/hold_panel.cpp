// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hold_panel.h"

#include "holding_side.h"
#include "widgets/state_badge.h"
#include "widgets/still_combo_box.h"
#include "widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTime>
#include <QVBoxLayout>

#include <algorithm>

namespace membridge {

namespace {

constexpr int longestMs = 3'600'000;
constexpr int mostLines = 200;

QString timeOf(qint64 ns)
{
    return words::duration(static_cast<double>(ns));
}

} // namespace

HoldPanel::HoldPanel(Session *session, QWidget *parent)
    : TrafficSidePanel(session,
                       {.id = QStringLiteral("hold"),
                        .start = tr("Hold"),
                        .startName = tr("Take the lock and hold it for that long"),
                        .startToolTip = tr("Takes the real lock: the segment's programs wait for it meanwhile"),
                        .stopName = tr("Give the lock back now, or stop waiting for it"),
                        .stateName = tr("The lock that is held by hand"),
                        .idle = tr("not holding"),
                        .running = tr("holding")},
                       parent),
      m_countdown(new QLabel(this)),
      m_left(new QProgressBar(this)),
      m_report(makeReport(tr("How long each hold was waited for, and lasted")))
{
    m_countdown->setObjectName(QStringLiteral("holdCountdown"));
    m_left->setObjectName(QStringLiteral("holdLeft"));
    m_left->setAccessibleName(tr("Time that is left"));
    m_left->setTextVisible(false);
    m_left->setRange(0, 1000);
    m_left->setMaximumHeight(fontMetrics().height() / 2);
    m_report->setMaximumBlockCount(mostLines);
    m_report->setPlaceholderText(
        tr("While the lock is held, the segment's programs wait for it. It is given back at the end of the time, by "
           "Release, and when the tab or the program is closed."));
    // Its text changes with what is going on.
    const QFontMetrics metrics = m_stop->fontMetrics();
    m_stop->setMinimumWidth(
        std::max(metrics.horizontalAdvance(tr("Release")), metrics.horizontalAdvance(tr("Stop waiting"))) + 40);

    auto *row = new QHBoxLayout;
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addWidget(m_state);
    makeControls(row);
    auto *progress = new QHBoxLayout;
    progress->addWidget(m_left, 1);
    progress->addWidget(m_countdown);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addLayout(progress);
    column->addWidget(m_report, 1);
    m_inputs = {m_lock, m_for, m_timeout};
    HoldPanel::updateButtons();
}

QSpinBox *HoldPanel::makeTime(const char *objectName, const QString &what, int milliseconds)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(what);
    box->setToolTip(what);
    box->setRange(1, longestMs);
    box->setValue(milliseconds);
    box->setSuffix(tr(" ms", "behind a number"));
    box->setGroupSeparatorShown(true);
    return box;
}

void HoldPanel::makeControls(QHBoxLayout *row)
{
    m_lock = new StillComboBox(this);
    m_lock->setObjectName(QStringLiteral("holdLock"));
    m_lock->setAccessibleName(tr("Which lock to hold"));
    m_lock->setToolTip(tr("The write lock keeps everybody out, a read lock only writers"));
    m_lock->addItem(tr("write lock"), true);
    m_lock->addItem(tr("read lock"), false);
    m_for = makeTime("holdFor", tr("How long to hold it"), 5'000);
    m_timeout = makeTime("holdTimeout", tr("How long to wait for it at most"), 5'000);
    const auto add = [this, row](const QString &text, QWidget *widget) {
        auto *label = new QLabel(text, this);
        label->setBuddy(widget);
        row->addWidget(label);
        row->addWidget(widget);
    };
    add(tr("Lock:"), m_lock);
    add(tr("For:"), m_for);
    add(tr("Wait at most:"), m_timeout);
    row->addStretch(1);
}

TrafficSide *HoldPanel::side() const
{
    return m_session ? m_session->holding() : nullptr;
}

void HoldPanel::start()
{
    m_session->hold({.write = m_lock->currentData().toBool(),
                     .duration = std::chrono::milliseconds(m_for->value()),
                     .timeout = std::chrono::milliseconds(m_timeout->value())});
}

void HoldPanel::updateButtons()
{
    TrafficSidePanel::updateButtons();
    const HoldingSide *holding = m_session ? m_session->holding() : nullptr;
    const auto phase = holding != nullptr ? holding->phase() : HoldingSide::Phase::Idle;
    const bool holds = phase == HoldingSide::Phase::Holding;
    m_stop->setText(phase == HoldingSide::Phase::Waiting ? tr("Stop waiting") : tr("Release"));
    m_left->setVisible(phase != HoldingSide::Phase::Idle);
    m_countdown->setVisible(phase != HoldingSide::Phase::Idle);
    if (phase == HoldingSide::Phase::Idle)
        return;
    const HoldOptions &options = holding->options();
    const qint64 left = holding->leftNs();
    const qint64 whole = std::chrono::nanoseconds(holds ? options.duration : options.timeout).count();
    m_left->setValue(
        static_cast<int>(static_cast<double>(left) / static_cast<double>(std::max<qint64>(whole, 1)) * 1000));
    // Tenths, rounded up: it says 0.0 only when it is over.
    const QString seconds = QLocale().toString(static_cast<double>((left + 99'999'999) / 100'000'000) / 10, 'f', 1);
    m_countdown->setText(holds ? tr("is given back in %1 s").arg(seconds) : tr("is waited for, %1 s more").arg(seconds));
    if (holding->isStopping())
        return;
    if (holds)
        m_state->setState(options.write ? StateBadge::Kind::Writer : StateBadge::Kind::Readers,
                          options.write ? tr("holding the write lock") : tr("holding a read lock"));
    else
        m_state->setState(StateBadge::Kind::Neutral, tr("waiting for the lock"));
}

void HoldPanel::showEnd(const TrafficOutcome &outcome)
{
    m_report->appendPlainText(QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss: ")) + endText(outcome));
}

QString HoldPanel::endText(const TrafficOutcome &outcome) const
{
    if (outcome.error)
        return words::of(*outcome.error);
    const HoldingSide *holding = m_session->holding();
    if (!holding->result())
        return {};
    const HoldResult &result = *holding->result();
    const bool write = holding->options().write;
    const QString waited = timeOf(result.waitedNs);
    if (result.wait == WaitOutcome::Stopped)
        return (write ? tr("Write lock: stopped after waiting for %1; the lock word is %2.")
                      : tr("Read lock: stopped after waiting for %1; the lock word is %2."))
            .arg(waited, words::number(result.word.raw));
    if (result.wait != WaitOutcome::Done)
        return (write ? tr("Write lock: not to be had within %1; the lock word is %2.")
                      : tr("Read lock: not to be had within %1; the lock word is %2."))
            .arg(waited, words::number(result.word.raw));
    QString text = (write ? tr("Write lock: waited %1, held %2.") : tr("Read lock: waited %1, held %2."))
                       .arg(waited, timeOf(result.heldNs));
    if (!result.ours)
        text += QLatin1Char(' ') + tr("Somebody reset the lock meanwhile; the word was left alone.");
    return text;
}

QString HoldPanel::reportText() const
{
    return m_report->toPlainText();
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lock_load_panel.h"

#include "locking_side.h"
#include "widgets/state_badge.h"
#include "widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace membridge {

namespace {

constexpr int lookEveryMs = 200;

QString counted(quint64 number)
{
    return QLocale().toString(number);
}

QString timesOf(const LogHistogram &histogram)
{
    const auto time = [](quint64 ns) { return words::duration(static_cast<double>(ns)); };
    return LockLoadPanel::tr("p50 %1, p99 %2, p99.9 %3, max %4")
        .arg(time(histogram.percentile(0.5)), time(histogram.percentile(0.99)), time(histogram.percentile(0.999)),
             time(histogram.max()));
}

} // namespace

LockLoadPanel::LockLoadPanel(Session *session, QWidget *parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("lockLoadPanel"));
    m_start = new QPushButton(tr("Start"), this);
    m_start->setObjectName(QStringLiteral("lockLoadStart"));
    m_start->setAccessibleName(tr("Start readers and writers"));
    m_start->setToolTip(tr("Takes the lock again and again; writers overwrite the first bytes of the data"));
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setObjectName(QStringLiteral("lockLoadStop"));
    m_stop->setAccessibleName(tr("Stop readers and writers"));
    m_state = new StateBadge(this);
    m_state->setObjectName(QStringLiteral("lockLoadState"));
    m_state->setAccessibleName(tr("Readers and writers"));
    m_report = new QPlainTextEdit(this);
    m_report->setObjectName(QStringLiteral("lockLoadReport"));
    m_report->setAccessibleName(tr("How long they waited for and held the lock, and what was torn"));
    m_report->setReadOnly(true);
    m_report->setTabChangesFocus(true);
    m_report->setMinimumHeight(fontMetrics().height() * 2);
    m_report->setPlaceholderText(
        tr("Writers overwrite the first bytes of the data, and readers check that no read is torn."));

    auto *first = new QHBoxLayout;
    first->addWidget(m_start);
    first->addWidget(m_stop);
    first->addWidget(m_state);
    auto *second = new QHBoxLayout;
    makeControls(first, second);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    column->addWidget(m_report, 1);

    connect(m_start, &QPushButton::clicked, this, &LockLoadPanel::start);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_session && m_session->lockLoad() != nullptr) {
            m_session->lockLoad()->stop();
            updateButtons();
        }
    });
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &LockLoadPanel::showCounters);
    connect(m_session, &Session::sidesMade, this, &LockLoadPanel::connectSide);
    connect(m_session, &Session::participationChanged, this, &LockLoadPanel::updateButtons);
    updateButtons();
}

void LockLoadPanel::makeControls(QHBoxLayout *first, QHBoxLayout *second)
{
    const auto add = [this](QHBoxLayout *row, const QString &text, QWidget *widget, const char *objectName,
                            const QString &what) {
        widget->setObjectName(QLatin1String(objectName));
        widget->setAccessibleName(what);
        widget->setToolTip(what);
        auto *label = new QLabel(text, this);
        label->setBuddy(widget);
        row->addWidget(label);
        row->addWidget(widget);
    };
    m_readers = new QSpinBox(this);
    m_readers->setRange(0, static_cast<int>(LockLoadOptions::mostThreads));
    m_readers->setValue(2);
    m_writers = new QSpinBox(this);
    m_writers->setRange(0, static_cast<int>(LockLoadOptions::mostThreads));
    m_writers->setValue(1);
    m_bytes = new QSpinBox(this);
    m_bytes->setRange(static_cast<int>(verifyHeaderSize), 16 << 20);
    m_bytes->setValue(4096);
    m_bytes->setSuffix(tr(" B", "behind a number"));
    m_readerHold = new QLineEdit(QStringLiteral("10us"), this);
    m_writerHold = new QLineEdit(QStringLiteral("10us"), this);
    m_pause = new QLineEdit(QStringLiteral("1ms"), this);
    for (QLineEdit *edit : {m_readerHold, m_writerHold, m_pause})
        edit->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("100us:200us")) + 24);
    const QString form = tr("%1: a time (5ms), evenly spread (100us:2ms) or exponentially about a mean (exp:1ms)");
    add(first, tr("Readers:"), m_readers, "lockReaders", tr("Threads that read"));
    add(first, tr("Writers:"), m_writers, "lockWriters", tr("Threads that write"));
    add(first, tr("Bytes:"), m_bytes, "lockBytes", tr("Bytes that writers overwrite, from the start of the data"));
    first->addStretch(1);
    add(second, tr("Read hold:"), m_readerHold, "lockReaderHold", form.arg(tr("How long a reader holds the lock")));
    add(second, tr("Write hold:"), m_writerHold, "lockWriterHold", form.arg(tr("How long a writer holds the lock")));
    add(second, tr("Pause:"), m_pause, "lockPause", form.arg(tr("How long each waits before it asks again")));
    second->addStretch(1);
}

void LockLoadPanel::connectSide()
{
    LockingSide *side = m_session->lockLoad();
    if (side == nullptr)
        return;
    connect(side, &TrafficSide::started, this, [this] {
        m_timer.start();
        updateButtons();
    });
    connect(side, &TrafficSide::ended, this, &LockLoadPanel::showEnd);
}

void LockLoadPanel::start()
{
    if (!m_session || !m_session->isParticipating() || m_session->lockLoad() == nullptr)
        return;
    LockLoadOptions options;
    const std::pair<QLineEdit *, DurationSpread *> spreads[] = {
        {m_readerHold, &options.readerHold}, {m_writerHold, &options.writerHold}, {m_pause, &options.pause}};
    for (const auto &[edit, spread] : spreads) {
        const auto parsed = DurationSpread::parse(edit->text().trimmed().toStdString());
        if (std::holds_alternative<DurationSpreadError>(parsed)) {
            edit->setFocus();
            return say(edit->toolTip());
        }
        *spread = std::get<DurationSpread>(parsed);
    }
    options.readers = static_cast<unsigned>(m_readers->value());
    options.writers = static_cast<unsigned>(m_writers->value());
    options.bytes = std::min<quint64>(static_cast<quint64>(m_bytes->value()),
                                      m_session->facts()->stat.size - region_layout::dataOffset);
    m_report->clear();
    m_session->startLockLoad(options);
}

QString LockLoadPanel::numbers() const
{
    const LockingSide *side = m_session->lockLoad();
    const LockLoadCounters counters = side->lockCounters();
    QString text = tr("%1 reads, %2 writes, %3 attempts in vain, %4 torn reads")
                       .arg(counted(counters.reads), counted(counters.writes), counted(counters.timeouts),
                            counted(counters.torn));
    if (side->isRunning() || !side->result())
        return text;
    const LockLoadResult &result = *side->result();
    if (result.resets != 0)
        text += QLatin1Char('\n')
            + tr("%1 times the lock was no longer ours when it was given back: somebody reset it.")
                  .arg(counted(result.resets));
    const auto lines = [&text](const QString &who, const LockLoadSide &of) {
        if (of.turns == 0)
            return;
        text += QLatin1Char('\n') + tr("%1 waited: %2").arg(who, timesOf(of.waitNs));
        text += QLatin1Char('\n') + tr("%1 held: %2").arg(who, timesOf(of.holdNs));
    };
    lines(tr("readers"), result.readers);
    lines(tr("writers"), result.writers);
    if (result.firstTorn) {
        QString bytes;
        for (const std::byte byte : result.firstTorn->bytes)
            bytes += QStringLiteral(" %1").arg(std::to_integer<uint>(byte), 2, 16, QLatin1Char('0'));
        text += QLatin1Char('\n')
            + tr("first torn read: sequence %1, bytes%2").arg(counted(result.firstTorn->header.sequence), bytes);
    }
    return text;
}

void LockLoadPanel::showCounters()
{
    if (!m_session || m_session->lockLoad() == nullptr)
        return;
    say(numbers());
    updateButtons();
}

void LockLoadPanel::showEnd(const TrafficOutcome &outcome)
{
    m_timer.stop();
    if (outcome.error)
        say(words::of(*outcome.error));
    else if (m_session && m_session->lockLoad() != nullptr)
        say(numbers());
    updateButtons();
}

void LockLoadPanel::say(const QString &text)
{
    if (m_report->toPlainText() != text)
        m_report->setPlainText(text);
}

QString LockLoadPanel::reportText() const
{
    return m_report->toPlainText();
}

void LockLoadPanel::updateButtons()
{
    const LockingSide *side = m_session ? m_session->lockLoad() : nullptr;
    const bool running = side != nullptr && side->isRunning();
    m_start->setEnabled(m_session && m_session->isParticipating() && !running);
    m_stop->setEnabled(running && !side->isStopping());
    for (QWidget *each :
         {static_cast<QWidget *>(m_readers), static_cast<QWidget *>(m_writers), static_cast<QWidget *>(m_bytes),
          static_cast<QWidget *>(m_readerHold), static_cast<QWidget *>(m_writerHold), static_cast<QWidget *>(m_pause)})
        each->setEnabled(!running);
    m_state->setState(!running                 ? StateBadge::Kind::Neutral
                          : side->isStopping() ? StateBadge::Kind::Warning
                                               : StateBadge::Kind::Participating,
                      !running                 ? tr("not running")
                          : side->isStopping() ? tr("stopping…")
                                               : tr("running"));
}

} // namespace membridge

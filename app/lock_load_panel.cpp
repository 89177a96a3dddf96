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

LockLoadPanel::LockLoadPanel(Session *session, QWidget *parent)
    : TrafficSidePanel(
        session,
        {.id = QStringLiteral("lockLoad"),
         .start = tr("Start"),
         .startName = tr("Start readers and writers"),
         .startToolTip = tr("Takes the lock again and again; writers overwrite the first bytes of the data"),
         .stopName = tr("Stop readers and writers"),
         .stateName = tr("Readers and writers"),
         .idle = tr("not running"),
         .running = tr("running")},
        parent),
      m_report(makeReport(tr("How long they waited for and held the lock, and what was torn")))
{
    m_report->setPlaceholderText(
        tr("Writers overwrite the first bytes of the data, and readers check that no read is torn."));
    auto *first = new QHBoxLayout;
    first->addWidget(m_start);
    first->addWidget(m_stop);
    first->addWidget(m_state);
    auto *second = new QHBoxLayout;
    makeControls(first, second);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    column->addWidget(m_report, 1);
    m_inputs = {m_readers, m_writers, m_bytes, m_readerHold, m_writerHold, m_pause};
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

TrafficSide *LockLoadPanel::side() const
{
    return m_session ? m_session->lockLoad() : nullptr;
}

void LockLoadPanel::start()
{
    LockLoadOptions options;
    const std::pair<QLineEdit *, DurationSpread *> spreads[] = {
        {m_readerHold, &options.readerHold}, {m_writerHold, &options.writerHold}, {m_pause, &options.pause}};
    for (const auto &[edit, spread] : spreads) {
        const auto parsed = DurationSpread::parse(edit->text().trimmed().toStdString());
        if (std::holds_alternative<DurationSpreadError>(parsed)) {
            edit->setFocus();
            return say(m_report, edit->toolTip());
        }
        *spread = std::get<DurationSpread>(parsed);
    }
    options.readers = static_cast<unsigned>(m_readers->value());
    options.writers = static_cast<unsigned>(m_writers->value());
    options.bytes = std::min<quint64>(static_cast<quint64>(m_bytes->value()),
                                      m_session->facts()->stat.size - region_layout::dataOffset);
    options.program = "membridge-scope";
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

void LockLoadPanel::showNumbers()
{
    say(m_report, numbers());
}

void LockLoadPanel::showEnd(const TrafficOutcome &outcome)
{
    say(m_report, outcome.error ? words::of(*outcome.error) : numbers());
}

QString LockLoadPanel::reportText() const
{
    return m_report->toPlainText();
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consumer_panel.h"

#include "consuming_side.h"
#include "core/codec/copy_format.h"
#include "rival_banner.h"
#include "widgets/schema_edit.h"
#include "widgets/sender_entry.h"
#include "widgets/state_badge.h"
#include "widgets/template_words.h"
#include "widgets/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace membridge {

namespace {

QString counted(quint64 number)
{
    return QLocale().toString(number);
}

QString dumpOf(const Offence &offence)
{
    QString text;
    CopyWriter writer(CopyFormat::HexDump, 0, [&text](std::string_view part) {
        text += QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size()));
    });
    writer.write(offence.bytes);
    writer.finish();
    return text;
}

} // namespace

ConsumerPanel::ConsumerPanel(Session *session, QWidget *parent)
    : TrafficSidePanel(
        session,
        {.id = QStringLiteral("consumer"),
         .start = tr("Consume"),
         .startName = tr("Consume messages"),
         .startToolTip = tr(
             "Consumes messages, as the ring's only consumer: another program that does the same breaks it"),
         .stopName = tr("Stop consuming"),
         .stateName = tr("Consumer"),
         .idle = tr("not consuming"),
         .running = tr("consuming")},
        parent),
      m_report(makeReport(tr("What was consumed, and what is wrong with it")))
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addWidget(m_state);
    auto *more = new QHBoxLayout;
    makeControls(row, more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeRivalBanner(RingSide::Consumer));
    column->addLayout(row);
    column->addLayout(more);
    column->addWidget(m_report, 1);
    m_inputs = {m_rate, m_slowStart, m_pauseEvery, m_pauseFor, m_verify, m_schema};
    ConsumerPanel::updateButtons();
}

QSpinBox *ConsumerPanel::makeNumber(const char *objectName, const QString &what, const QString &suffix, int most)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(what);
    box->setToolTip(what);
    box->setRange(0, most);
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    // As wide as usual numbers.
    box->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("600,000 ms")) + 30);
    return box;
}

void ConsumerPanel::makeControls(QHBoxLayout *first, QHBoxLayout *second)
{
    const QString ms = tr(" ms", "behind a number");
    constexpr int longestMs = 600'000;
    m_rate = new QLineEdit(QStringLiteral("max"), this);
    m_rate->setObjectName(QStringLiteral("consumerRate"));
    m_rate->setAccessibleName(tr("Rate or period to consume at"));
    m_rate->setToolTip(tr("max, messages a second (1000/s) or a period (10 ms)"));
    m_rate->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("1000000/s")) + 20);
    m_slowStart = makeNumber("consumerSlowStart", tr("Slow start: nothing is consumed for so long"), ms, longestMs);
    m_pauseEvery = makeNumber("consumerPauseEvery", tr("Pause after so many messages; 0: never"), {}, 1'000'000);
    m_pauseFor = makeNumber("consumerPauseFor", tr("How long each pause is"), ms, longestMs);
    m_verify = new QCheckBox(tr("Verify"), this);
    m_verify->setObjectName(QStringLiteral("consumerVerify"));
    m_verify->setToolTip(tr("Check each message: the producer's payload has to be “verify”"));
    m_late = makeNumber("consumerLate", tr("Messages that took longer are late; 0: none is"),
                        tr(" µs", "behind a number"), 1'000'000'000);
    m_schema = new SchemaEdit(this);
    m_schema->setObjectName(QStringLiteral("consumerSchema"));
    m_schema->setAccessibleName(tr("Schema that each message has to fit; empty: none"));
    m_schema->setPlaceholderText(tr("schema; empty: any message"));

    const auto add = [this](QHBoxLayout *row, const QString &text, QWidget *widget) {
        auto *label = new QLabel(text, this);
        label->setBuddy(widget);
        row->addWidget(label);
        row->addWidget(widget);
    };
    add(first, tr("Rate:"), m_rate);
    first->addWidget(m_verify);
    add(first, tr("Late after:"), m_late);
    first->addStretch(1);
    add(second, tr("Slow start:"), m_slowStart);
    add(second, tr("Pause after:"), m_pauseEvery);
    add(second, tr("for:", "pause for"), m_pauseFor);
    add(second, tr("Schema:"), m_schema);
    second->setStretchFactor(m_schema, 1);
    connect(m_verify, &QCheckBox::toggled, m_late, &QWidget::setEnabled);
    m_late->setEnabled(false);
}

TrafficSide *ConsumerPanel::side() const
{
    return m_session ? m_session->consuming() : nullptr;
}

void ConsumerPanel::start()
{
    const auto rate = SenderEntry::rateOf(m_rate->text());
    if (!rate) {
        m_rate->setFocus();
        return say(m_report, tr("A rate is “max”, messages a second (1000/s) or a period (10 ms)."));
    }
    if (!m_schema->error().isEmpty()) {
        m_schema->setFocus();
        return say(m_report, m_schema->error());
    }
    ConsumerLoadOptions options;
    options.pace.messagesPerSecond = *rate;
    options.startAfter = std::chrono::milliseconds(m_slowStart->value());
    options.pauseEvery = static_cast<quint64>(m_pauseEvery->value());
    options.pauseFor = std::chrono::milliseconds(m_pauseFor->value());
    options.verify = m_verify->isChecked();
    options.verifier.lateAfterNs = static_cast<quint64>(m_late->value()) * 1000;
    options.schema = m_schema->schema();
    // Until it is stopped: whoever sends may begin much later.
    options.timeout = std::chrono::hours(24 * 365);
    m_verifying = options.verify;
    m_report->clear();
    m_session->startConsuming(options);
}

QString ConsumerPanel::numbers() const
{
    const ConsumingSide *side = m_session->consuming();
    const TrafficCounters counters = side->counters();
    QString text = tr("%1 consumed, %2/s, %3; waits for a message: %4")
                       .arg(counted(counters.messages), QLocale().toString(counters.rate(), 'f', 0),
                            words::size(counters.bytes), counted(counters.refused));
    if (!m_verifying)
        return text;
    const VerifyReport report = side->report();
    const auto time = [](quint64 ns) { return words::duration(static_cast<double>(ns)); };
    text += QLatin1Char('\n')
        + tr("latency p50 %1, p99 %2, p99.9 %3, max %4")
              .arg(time(report.latencyP50), time(report.latencyP99), time(report.latencyP999), time(report.latencyMax));
    text += QLatin1Char('\n')
        + tr("%1 lost, %2 duplicated, %3 reordered, %4 corrupt, %5 late")
              .arg(counted(report.counts.lost), counted(report.counts.duplicated), counted(report.counts.reordered),
                   counted(report.counts.corrupt), counted(report.counts.late));
    if (const auto &offence = report.firstOffence) {
        text += QLatin1Char('\n')
            + tr("first: %1, message %2 at position %3, %4 B; stream %5, sequence %6, expected %7")
                  .arg(words::of(offence->kind), counted(offence->message), counted(offence->position),
                       counted(offence->length), counted(offence->header.stream), counted(offence->header.sequence),
                       counted(offence->expected));
        text += QLatin1Char('\n') + dumpOf(*offence).trimmed();
    }
    return text;
}

void ConsumerPanel::showNumbers()
{
    say(m_report, numbers());
}

void ConsumerPanel::showEnd(const TrafficOutcome &outcome)
{
    QString text = outcome.error ? words::of(*outcome.error) : tr("Ended: %1.").arg(words::of(outcome.result.end));
    if (outcome.result.fault)
        text += QLatin1Char(' ') + words::of(*outcome.result.fault);
    if (outcome.result.misfit)
        text += QLatin1Char(' ')
            + tr("At position %1, and not consumed: %2")
                  .arg(counted(outcome.result.position), words::of(*outcome.result.misfit));
    if (m_session && m_session->consuming() != nullptr)
        text += QLatin1Char('\n') + numbers();
    say(m_report, text);
}

QString ConsumerPanel::reportText() const
{
    return m_report->toPlainText();
}

void ConsumerPanel::updateButtons()
{
    TrafficSidePanel::updateButtons();
    m_late->setEnabled(m_verify->isEnabled() && m_verify->isChecked());
}

} // namespace membridge

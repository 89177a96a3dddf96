// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fault_panel.h"

#include "fault_words.h"
#include "scenario_worker.h"
#include "session.h"
#include "widgets/theme.h"
#include "widgets/words.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

namespace membridge {

namespace {

constexpr int endWithinMs = 1000;

/// Not a segment's, but that of a process that has it.
bool isOfProcesses(const FaultEntry &fault)
{
    return fault.on != FaultEntry::On::Both && fault.on != FaultEntry::On::Regions && fault.on != FaultEntry::On::Rings;
}

bool lasts(const FaultEntry &fault)
{
    return isOfProcesses(fault) && QLatin1String(fault.id) == QLatin1String("stop");
}

bool isFor(const FaultEntry &fault, Layout layout)
{
    return isOfProcesses(fault) || fault.on == FaultEntry::On::Both
        || (fault.on == FaultEntry::On::Rings) == (layout == Layout::Ring);
}

} // namespace

FaultPanel::FaultPanel(Session *session, Layout layout, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_layout(layout),
      m_cli(ScenarioWorker::findCli()),
      m_process(this),
      m_list(new QTreeWidget(this)),
      m_result(new QLabel(this))
{
    setObjectName(layout == Layout::Ring ? QStringLiteral("ringFaults") : QStringLiteral("regionFaults"));
    m_list->setObjectName(QStringLiteral("faultList"));
    m_list->setAccessibleName(tr("What can go wrong"));
    m_list->setHeaderLabels({tr("Fault"), tr("What is done"), tr("A correct peer")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setMinimumHeight(fontMetrics().height() * 3);
    for (const FaultEntry &fault : allFaults()) {
        if (!isFor(fault, layout))
            continue;
        auto *item = new QTreeWidgetItem(
            m_list, {QString::fromLatin1(fault.id), words::ofFault(fault.does), words::ofFault(fault.correctPeer)});
        for (int column = 0; column < m_list->columnCount(); ++column)
            item->setToolTip(column, words::plainToolTip(item->text(column)));
    }
    m_list->resizeColumnToContents(0);
    m_list->setColumnWidth(1, fontMetrics().averageCharWidth() * 55);
    m_result->setObjectName(QStringLiteral("faultResult"));
    m_result->setAccessibleName(tr("What became of it"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setMinimumWidth(1);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_list, 1);
    column->addWidget(makeControls());
    column->addWidget(makeConfirmation());
    column->addWidget(m_result);

    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] { ask(false); });
    connect(m_session, &Session::processesSeen, this, &FaultPanel::showProcesses);
    connect(&m_process, &QProcess::started, this, &FaultPanel::updateControls);
    connect(&m_process, &QProcess::finished, this, &FaultPanel::showEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            tell(tr("membridge-cli could not be started: %1").arg(m_process.errorString()), true);
            updateControls();
        }
    });
    m_list->setCurrentItem(m_list->topLevelItem(0));
    ask(false);
}

FaultPanel::~FaultPanel()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(endWithinMs)) {
        m_process.kill();
        m_process.waitForFinished(endWithinMs);
    }
}

QWidget *FaultPanel::makeControls()
{
    auto *row = new QWidget(this);
    m_valueLabel = new QLabel(tr("&Value:"), row);
    m_value = new QLineEdit(row);
    m_value->setObjectName(QStringLiteral("faultValue"));
    m_value->setAccessibleName(tr("The number that the fault takes"));
    m_value->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("-?[0-9]{0,19}")), m_value));
    m_valueLabel->setBuddy(m_value);
    m_who = new QComboBox(row);
    m_who->setObjectName(QStringLiteral("faultProcess"));
    m_who->setAccessibleName(tr("The process that it happens to"));
    m_who->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_time = new QSpinBox(row);
    m_time->setObjectName(QStringLiteral("faultTime"));
    m_time->setAccessibleName(tr("How long it is stopped"));
    m_time->setRange(1, 3'600'000);
    m_time->setValue(2'000);
    m_time->setSuffix(tr(" ms", "behind a number"));
    m_time->setGroupSeparatorShown(true);
    m_carryOut = new QPushButton(tr("&Carry out…"), row);
    m_carryOut->setObjectName(QStringLiteral("faultCarryOut"));
    m_carryOut->setAccessibleName(tr("Carry out the selected fault, once it is confirmed"));
    m_stop = new QPushButton(tr("Stop"), row);
    m_stop->setObjectName(QStringLiteral("faultStop"));
    m_stop->setAccessibleName(tr("End the fault that is being carried out"));
    m_stop->setToolTip(tr("A process that is stopped goes on"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_carryOut);
    layout->addWidget(m_stop);
    layout->addWidget(m_who);
    layout->addWidget(m_time);
    layout->addWidget(m_valueLabel);
    layout->addWidget(m_value, 1);
    layout->addStretch(1);
    connect(m_carryOut, &QPushButton::clicked, this, [this] { ask(true); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_process.terminate(); });
    return row;
}

QWidget *FaultPanel::makeConfirmation()
{
    m_confirmation = new QWidget(this);
    m_question = new QLabel(m_confirmation);
    m_question->setObjectName(QStringLiteral("faultQuestion"));
    m_question->setTextFormat(Qt::PlainText);
    m_question->setWordWrap(true);
    m_question->setMinimumWidth(1);
    m_yes = new QPushButton(tr("Really do it"), m_confirmation);
    m_yes->setObjectName(QStringLiteral("faultYes"));
    m_no = new QPushButton(tr("Cancel"), m_confirmation);
    m_no->setObjectName(QStringLiteral("faultNo"));
    auto *layout = new QHBoxLayout(m_confirmation);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_question, 1);
    layout->addWidget(m_yes);
    layout->addWidget(m_no);
    connect(m_yes, &QPushButton::clicked, this, &FaultPanel::carryOut);
    connect(m_no, &QPushButton::clicked, this, [this] { ask(false); });
    return m_confirmation;
}

const FaultEntry *FaultPanel::current() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item != nullptr ? findFault(item->text(0).toStdString()) : nullptr;
}

void FaultPanel::showProcesses(const ProcessSightingPtr &sighting)
{
    std::vector<std::pair<QString, qlonglong>> others;
    for (const platform::ProcessInfo &process : sighting->list.processes) {
        // This program would not be there to show what came of it.
        if (process.pid != QCoreApplication::applicationPid())
            others.emplace_back(tr("%1, process %2").arg(words::shown(process.name)).arg(process.pid),
                                static_cast<qlonglong>(process.pid));
    }
    // Not while nothing changes: the list may be open.
    bool same = m_who->count() == static_cast<int>(others.size());
    for (int i = 0; same && i < m_who->count(); ++i)
        same = m_who->itemData(i).toLongLong() == others[static_cast<std::size_t>(i)].second;
    if (same)
        return;
    const QVariant chosen = m_who->currentData();
    m_who->clear();
    for (const auto &[text, pid] : others)
        m_who->addItem(text, pid);
    m_who->setCurrentIndex(std::max(0, m_who->findData(chosen)));
    // What was asked about must not come to mean another process.
    if (m_asking && m_who->currentData() != chosen)
        ask(false);
    updateControls();
}

void FaultPanel::ask(bool asking)
{
    const FaultEntry *fault = current();
    m_asking = asking && fault != nullptr;
    if (m_asking) {
        m_question->setText(isOfProcesses(*fault)
                                ? tr("This happens to %1. Really?").arg(m_who->currentText())
                                : tr("This damages the segment for every program that uses it. Really?"));
        m_result->clear();
    }
    updateControls();
    if (m_asking)
        m_no->setFocus();
}

void FaultPanel::updateControls()
{
    const FaultEntry *fault = current();
    const bool running = m_process.state() != QProcess::NotRunning;
    const bool ofProcesses = fault != nullptr && isOfProcesses(*fault);
    const bool takesValue = fault != nullptr && !ofProcesses && fault->valueMeans[0] != '\0';
    m_valueLabel->setVisible(takesValue);
    m_value->setVisible(takesValue);
    if (takesValue)
        m_value->setPlaceholderText(words::ofFault(fault->valueMeans));
    m_who->setVisible(ofProcesses);
    m_time->setVisible(fault != nullptr && lasts(*fault));
    m_confirmation->setVisible(m_asking && !running);
    m_stop->setVisible(running);
    for (QWidget *input : std::initializer_list<QWidget *>{m_list, m_value, m_who, m_time})
        input->setEnabled(!running);
    m_carryOut->setEnabled(!running && !m_asking && fault != nullptr && (!ofProcesses || m_who->count() > 0));
    m_carryOut->setToolTip(ofProcesses && m_who->count() == 0 ? tr("No other process has the segment.") : QString());
}

QStringList FaultPanel::arguments(const FaultEntry &fault) const
{
    QStringList arguments{QStringLiteral("fault"), QString::fromUtf8(m_session->name()), QString::fromLatin1(fault.id),
                          QStringLiteral("--yes"), QStringLiteral("--json")};
    if (isOfProcesses(fault)) {
        arguments << QStringLiteral("--pid") << QString::number(m_who->currentData().toLongLong());
        if (lasts(fault))
            arguments << QStringLiteral("--for") << QString::number(m_time->value());
        return arguments;
    }
    arguments << QStringLiteral("--layout")
              << (m_layout == Layout::Ring ? QStringLiteral("ring") : QStringLiteral("region"));
    // As one word: a negative number is no option.
    if (fault.valueMeans[0] != '\0' && !m_value->text().isEmpty())
        arguments << QStringLiteral("--value=") + m_value->text();
    return arguments;
}

void FaultPanel::carryOut()
{
    const FaultEntry *fault = current();
    if (!m_session || fault == nullptr || !m_asking || m_process.state() != QProcess::NotRunning)
        return;
    m_asking = false;
    if (m_cli.isEmpty() || !QFileInfo(m_cli).isExecutable()) {
        tell(tr("membridge-cli is neither beside this program nor in PATH"), true);
        updateControls();
        return;
    }
    tell(tr("%1 is being carried out…").arg(QString::fromLatin1(fault->id)), false);
    m_process.start(m_cli, arguments(*fault));
    updateControls();
    m_carryOut->setFocus();
}

void FaultPanel::showEnd()
{
    // One that dies was killed by its own hand, once it had said what it did.
    const QJsonObject said = QJsonDocument::fromJson(m_process.readAllStandardOutput()).object();
    const QString done = words::shown(said.value(QStringLiteral("text")).toString().toStdString());
    const QString peer = words::ofFault(
        words::shown(said.value(QStringLiteral("correct_peer")).toString().toStdString()).toUtf8().constData());
    if (said.value(QStringLiteral("done")).toBool()) {
        tell(tr("Done: %1.\nA correct peer: %2.").arg(done, peer), false);
    } else {
        const QByteArray why = m_process.readAllStandardError().trimmed().left(1000);
        tell(tr("Not done: %1").arg(words::shown(why.toStdString())), true);
    }
    updateControls();
}

void FaultPanel::tell(const QString &text, bool failed)
{
    m_failed = failed;
    QPalette colours = palette();
    if (failed)
        colours.setColor(QPalette::WindowText, Theme::of(palette()).error);
    m_result->setPalette(colours);
    m_result->setText(text);
}

QString FaultPanel::resultText() const
{
    return m_result->text();
}

void FaultPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        tell(m_result->text(), m_failed);
    QWidget::changeEvent(event);
}

} // namespace membridge

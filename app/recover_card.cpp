// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recover_card.h"

#include "widgets/words.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTime>
#include <QVBoxLayout>

namespace membridge {

namespace {

constexpr qsizetype logLines = 5;

bool isAboutAStuckLock(const FindingRecord &record)
{
    if (!record.active)
        return false;
    switch (record.finding.code) {
    case FindingCode::LockOrphaned:
    case FindingCode::LockStuck:
    case FindingCode::ReaderLeak:
        return true;
    default:
        return false;
    }
}

/// As high as its content where there is room; where there is none, it shrinks to three lines and scrolls.
class Details : public QScrollArea
{
public:
    Details(QWidget *content, QWidget *parent) : QScrollArea(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
        setWidget(content);
        // The card's own background.
        viewport()->setAutoFillBackground(false);
        content->setAutoFillBackground(false);
        content->installEventFilter(this);
    }

    QSize sizeHint() const override
    {
        const int height = widget()->layout()->totalHeightForWidth(viewport()->width());
        return {widget()->sizeHint().width(), qMax(height, minimumSizeHint().height())};
    }
    QSize minimumSizeHint() const override { return {0, fontMetrics().height() * 3}; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        if (event->size().width() != event->oldSize().width())
            updateGeometry();
    }
};

QString stateOf(char state)
{
    switch (state) {
    case 'R':
        return RecoverCard::tr("running");
    case 'T':
    case 't':
        return RecoverCard::tr("stopped");
    case 'Z':
        return RecoverCard::tr("zombie");
    case 'D':
        return RecoverCard::tr("waiting");
    default:
        return RecoverCard::tr("sleeping");
    }
}

} // namespace

RecoverCard::RecoverCard(QWidget *parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("recoverCard"));
    setAccessibleName(tr("Lock that nobody gives back"));
    setFrameShape(QFrame::StyledPanel);
    auto *details = new QWidget;
    const auto label = [details](const char *name) {
        auto *made = new QLabel(details);
        made->setObjectName(QLatin1String(name));
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        return made;
    };
    m_verdict = label("recoverVerdict");
    QFont bold = font();
    bold.setBold(true);
    m_verdict->setFont(bold);
    m_evidence = label("recoverEvidence");
    m_holders = label("recoverHolders");
    m_processes = label("recoverProcesses");
    m_log = label("recoverLog");
    m_log->hide();
    m_sure = new QCheckBox(tr("I know that its holder is gone: if it lives after all, two programs get in at once"),
                           this);
    m_sure->setObjectName(QStringLiteral("recoverSure"));
    m_recover = new QPushButton(this);
    m_recover->setObjectName(QStringLiteral("recoverButton"));
    m_recover->setAccessibleName(tr("Recover the lock"));
    m_recover->setEnabled(false);
    auto *dismiss = new QPushButton(tr("&Hide"), this);
    dismiss->setObjectName(QStringLiteral("recoverHide"));
    dismiss->setAccessibleName(tr("Hide this card"));
    connect(m_sure, &QCheckBox::toggled, m_recover, &QWidget::setEnabled);
    connect(m_recover, &QPushButton::clicked, this, [this] {
        if (!m_word)
            return;
        m_sure->setChecked(false);
        emit recoverRequested(m_word->raw);
    });
    connect(dismiss, &QPushButton::clicked, this, [this] {
        m_dismissed = true;
        hide();
    });
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_recover);
    row->addWidget(dismiss);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(4);
    auto *texts = new QVBoxLayout(details);
    texts->setContentsMargins(0, 0, 0, 0);
    texts->setSpacing(4);
    for (QLabel *part : {m_verdict, m_evidence, m_holders, m_processes})
        texts->addWidget(part);
    auto *area = new Details(details, this);
    area->setObjectName(QStringLiteral("recoverDetails"));
    area->setAccessibleName(tr("What is known about the lock"));
    column->addWidget(area);
    column->addWidget(m_sure);
    column->addLayout(row);
    column->addWidget(m_log);
    hide();
}

void RecoverCard::show(const Observation &observation)
{
    const auto found = std::find_if(observation.findings.begin(), observation.findings.end(), isAboutAStuckLock);
    if (found == observation.findings.end() || !observation.lock || observation.lock->raw == 0) {
        m_word.reset();
        m_sure->setChecked(false);
        // What was done stays to be read until it is hidden.
        setVisible(!m_lines.isEmpty() && !m_dismissed);
        m_sure->setVisible(false);
        m_recover->setVisible(false);
        if (!m_lines.isEmpty()) {
            m_verdict->setText(tr("The lock is no longer stuck."));
            m_evidence->hide();
            m_holders->hide();
            m_processes->hide();
        }
        return;
    }
    if (found->sinceNs != m_sinceNs) {
        m_sinceNs = found->sinceNs;
        m_dismissed = false;
    }
    m_verdict->setText(words::of(found->finding));
    const QString evidence = words::of(found->evidence);
    m_evidence->setText(evidence.isEmpty() ? words::advice(found->finding.code)
                                           : evidence + QLatin1Char(' ') + words::advice(found->finding.code));
    if (m_word != observation.lock) {
        m_word = observation.lock;
        m_sure->setChecked(false);
        m_recover->setText(
            tr("&Recover: set the lock word from %1 to 0, if it still is %1").arg(words::number(m_word->raw)));
        m_recover->setAccessibleName(m_recover->text());
    }
    QStringList holders;
    for (const RecordedHold &hold : observation.holds) {
        if (hold.write == (observation.lock->state() == LockState::Writer) && (hold.taken || !hold.alive))
            holders << words::of(hold);
    }
    m_holders->setText(holders.join(QLatin1Char(' ')));
    m_holders->setVisible(!holders.isEmpty());
    m_evidence->show();
    showProcesses();
    m_sure->setVisible(true);
    m_recover->setVisible(true);
    setVisible(!m_dismissed);
}

void RecoverCard::setProcesses(const ProcessSightingPtr &sighting)
{
    m_sighting = sighting;
    if (m_word)
        showProcesses();
}

void RecoverCard::showProcesses()
{
    if (!m_sighting) {
        m_processes->setText(tr("Looking who has this segment…"));
    } else {
        constexpr std::size_t mostNamed = 8;
        QStringList names;
        const auto &processes = m_sighting->list.processes;
        for (std::size_t i = 0; i < std::min(processes.size(), mostNamed); ++i)
            names << tr("%1 (process %2, %3)")
                         .arg(words::shown(processes[i].name), QString::number(processes[i].pid),
                              stateOf(processes[i].state));
        if (processes.size() > mostNamed)
            names << QStringLiteral("…");
        QString text = names.isEmpty() ? tr("No other process has this segment.")
                                       : tr("It is mapped or held by: %1.").arg(names.join(QStringLiteral(", ")));
        if (!m_sighting->list.complete)
            text += QLatin1Char(' ') + tr("Not every process could be looked into: there may be more.");
        m_processes->setText(text);
    }
    m_processes->show();
}

void RecoverCard::setResult(bool recovered, qint32 expected, qint32 found)
{
    log(recovered
            ? tr("%1: set the lock word from %2 to 0.")
                  .arg(QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss")), words::number(expected))
            : tr("%1: changed nothing: the lock word was %2, not %3.")
                  .arg(QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss")), words::number(found),
                       words::number(expected)));
}

void RecoverCard::setFailure(const QString &why)
{
    log(QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss: ")) + why);
}

void RecoverCard::log(const QString &text)
{
    m_lines << text;
    if (m_lines.size() > logLines)
        m_lines.removeFirst();
    m_log->setText(m_lines.join(QLatin1Char('\n')));
    m_log->show();
}

} // namespace membridge

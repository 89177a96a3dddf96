// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "segment_tab.h"

#include "byte_editing.h"
#include "capture_panel.h"
#include "freezer.h"
#include "holding_side.h"
#include "lock_badge.h"
#include "participate_panel.h"
#include "recover_card.h"
#include "region_panel.h"
#include "ring_panel.h"
#include "rival_guard.h"
#include "traffic_panel.h"
#include "trigger_panel.h"
#include "widgets/elided_label.h"
#include "widgets/field_looks.h"
#include "widgets/finding_model.h"
#include "widgets/go_to_bar.h"
#include "widgets/hex_view.h"
#include "widgets/histogram_plot.h"
#include "widgets/message_banner.h"
#include "widgets/process_model.h"
#include "widgets/schema_edit.h"
#include "widgets/state_badge.h"
#include "widgets/still_combo_box.h"
#include "widgets/theme.h"
#include "widgets/time_plot.h"
#include "widgets/words.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <variant>

namespace membridge {

SegmentTab::SegmentTab(const QByteArray &name, Layout told, const SessionOptions &options, QWidget *parent)
    : QWidget(parent), m_session(new Session(name, told, options, this)), m_told(told), m_freezer(new Freezer(this))
{
    setObjectName(QStringLiteral("segmentTab"));
    connect(m_freezer, &Freezer::changed, this, &SegmentTab::showFrozen);
    m_findings = new FindingModel(this);
    m_findings->setTheme(Theme::of(palette()));
    m_processes = new ProcessModel(this);
    m_processes->setTheme(Theme::of(palette()));
    m_participatePanel = new ParticipatePanel(m_session, this);
    m_participatePanel->hide();
    m_triggerPanel = new TriggerPanel(m_session, this);
    m_triggerPanel->hide();
    m_trafficPanel = new TrafficPanel(m_session, this);
    m_trafficPanel->hide();
    m_capturePanel = new CapturePanel(m_session, this);
    m_capturePanel->hide();
    m_banner = new MessageBanner(this);
    m_banner->setObjectName(QStringLiteral("segmentBanner"));
    m_commandBanner = new MessageBanner(this);
    m_commandBanner->setObjectName(QStringLiteral("commandBanner"));
    m_waiting = new QLabel(tr("Attaching…"), this);
    m_waiting->setAlignment(Qt::AlignCenter);

    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(8, 8, 8, 8);
    m_layout->addWidget(makeHeader());
    m_layout->addWidget(m_banner);
    m_layout->addWidget(m_commandBanner);
    m_recoverCard = new RecoverCard(this);
    m_layout->addWidget(m_recoverCard);
    m_layout->addWidget(m_waiting, 1);
    m_goTo = new GoToBar(this);
    m_layout->addWidget(m_goTo);

    connect(m_banner, &MessageBanner::actionTriggered, this, &SegmentTab::reattachRequested);
    connect(m_banner, &MessageBanner::dismissed, this, [this] { m_dismissed = true; });
    connect(m_session, &Session::opened, this, &SegmentTab::opened);
    connect(m_session, &Session::observed, this, &SegmentTab::observed);
    connect(m_session, &Session::processesSeen, this, [this](const ProcessSightingPtr &sighting) {
        m_processes->setProcesses(sighting->list, QDateTime::currentDateTime());
        m_processesComplete = sighting->list.complete;
        m_recoverCard->setProcesses(sighting);
        emit stateChanged();
    });
    connect(m_session, &Session::failed, this, [this](const Error &error) {
        m_waiting->setText(tr("Not attached."));
        say(QStringLiteral("attach"), Severity::Error, words::of(error), tr("Try again"));
    });
    connect(m_session, &Session::participationChanged, this, &SegmentTab::participationChanged);
    connect(m_session, &Session::participationFailed, this, [this](const Error &error) {
        m_participate->setChecked(false);
        m_commandBanner->showMessage(Severity::Error, words::of(error));
        emit stateChanged();
    });
    connect(m_session, &Session::sidesMade, this, [this] {
        if (m_session->holding() != nullptr)
            connect(m_session->holding(), &HoldingSide::holdingChanged, this, &SegmentTab::showAccess);
    });
    connect(m_session, &Session::performed, this, &SegmentTab::performed);
    connect(m_recoverCard, &RecoverCard::recoverRequested, m_session, &Session::recoverLock);
    connect(m_session, &Session::lockRecovered, this, [this](bool done, qint32 expected, qint32 found) {
        m_recoverCard->setResult(done, expected, found);
        if (done)
            emit lockRecovered(
                {.timeNs = platform::monotonicNs(), .kind = TimeMarker::Kind::Hand, .text = tr("lock recovered")});
    });
    connect(m_session, &Session::recoverFailed, this,
            [this](const Error &error) { m_recoverCard->setFailure(words::of(error)); });
    m_session->start();
}

SegmentTab::~SegmentTab()
{
    // Its end is told to nobody: those who would listen are half gone.
    m_session->disconnect();
    if (m_session->holding() != nullptr)
        m_session->holding()->disconnect(this);
    m_session->rivals()->disconnect();
}

QWidget *SegmentTab::makeHeader()
{
    auto *header = new QWidget(this);
    m_title = new ElidedLabel(words::shown(name().toStdString()), header);
    m_title->setObjectName(QStringLiteral("segmentTitle"));
    QFont font = m_title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.2);
    m_title->setFont(font);
    m_state = new StateBadge(header);
    m_state->setObjectName(QStringLiteral("segmentState"));
    m_state->setAccessibleName(tr("State"));
    m_state->hide();
    m_facts = new QLabel(header);
    m_facts->setObjectName(QStringLiteral("segmentFacts"));
    m_facts->setTextFormat(Qt::PlainText);

    m_layoutChoice = new StillComboBox(header);
    m_layoutChoice->setObjectName(QStringLiteral("layoutChoice"));
    m_layoutChoice->setAccessibleName(tr("Layout of the segment"));
    m_layoutChoice->addItem(tr("guessed"), static_cast<int>(Layout::Unknown));
    m_layoutChoice->addItem(words::of(Layout::Region), static_cast<int>(Layout::Region));
    m_layoutChoice->addItem(words::of(Layout::Ring), static_cast<int>(Layout::Ring));
    m_layoutChoice->setCurrentIndex(m_layoutChoice->findData(static_cast<int>(m_told)));
    m_layoutChoice->setToolTip(tr("Nothing in a segment says which layout it uses. Choose if the guess is wrong."));
    connect(m_layoutChoice, &QComboBox::activated, this, [this](int index) {
        const auto layout = static_cast<Layout>(m_layoutChoice->itemData(index).toInt());
        if (layout != m_told)
            emit layoutChosen(layout);
    });

    m_access = new StateBadge(header);
    m_access->setObjectName(QStringLiteral("segmentAccess"));
    m_access->setAccessibleName(tr("Access"));
    m_access->setState(StateBadge::Kind::ReadOnly, tr("read-only"));
    m_participate = new QPushButton(tr("&Participate"), header);
    m_participate->setObjectName(QStringLiteral("participateButton"));
    m_participate->setAccessibleName(tr("Take part in the segment's traffic"));
    m_participate->setToolTip(tr("Map the segment for writing. Until then Membridge Scope changes nothing in it."));
    m_participate->setCheckable(true);
    m_participate->setEnabled(false);
    connect(m_participate, &QPushButton::clicked, m_session, &Session::setParticipating);

    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addSpacing(6);
    layout->addWidget(m_state);
    layout->addSpacing(6);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_layoutChoice);
    layout->addWidget(m_access);
    layout->addWidget(m_participate);
    return header;
}

void SegmentTab::opened(const SegmentFacts &facts)
{
    m_layoutText = m_told == Layout::Unknown ? words::of(facts.guess) : words::of(facts.layout);
    showFacts(facts.stat.size);
    m_facts->setToolTip(words::of(facts.guess.reason));
    m_participatePanel->setLayoutKind(facts.layout);
    m_capturePanel->setFacts(facts);

    if (facts.layout == Layout::Ring)
        m_content = new RingPanel(this);
    else
        m_content = new RegionPanel(this);
    delete m_layout->replaceWidget(m_waiting, m_content);
    m_waiting->deleteLater();
    m_layout->setStretchFactor(m_content, 1);
    connect(m_content, &SegmentContent::windowWanted, m_session, &Session::setWindow);
    connect(m_content, &SegmentContent::schemaChanged, m_session, &Session::setSchema);
    connect(m_content, &SegmentContent::dataOffsetChanged, m_session, &Session::setDataOffset);
    connect(m_content, &SegmentContent::placeChanged, this, [this](const QString &text) {
        m_place = text;
        emit placeChanged(text);
    });
    connect(m_content, &SegmentContent::cursorBytesChanged, this, &SegmentTab::cursorBytesChanged);
    connect(m_goTo, &GoToBar::goTo, m_content, &SegmentContent::goTo);
    m_goTo->setContextSource([this, layout = facts.layout] { return m_content->addressContext(layout); });
    const auto tell = [this](const QString &reason) { m_commandBanner->showMessage(Severity::Error, reason); };
    for (const TimePlot *plot : m_content->findChildren<TimePlot *>())
        connect(plot, &TimePlot::failed, this, tell);
    for (const HistogramPlot *plot : m_content->findChildren<HistogramPlot *>())
        connect(plot, &HistogramPlot::failed, this, tell);
    m_content->connectSession(*m_session);
    m_editing = new ByteEditing(m_session, facts.layout, m_content->hexView(), this);
    connect(m_editing, &ByteEditing::changed, this, &SegmentTab::stateChanged);
    connect(m_editing, &ByteEditing::refused, this,
            [this](const QString &why) { m_commandBanner->showMessage(Severity::Warning, why); });
    m_content->setFacts(facts);
    if (const auto looks = parseLayoutFile(m_savedLooks.toStdString()); std::holds_alternative<LoadedLayout>(looks))
        m_content->fieldLooks()->setLayout(std::get<LoadedLayout>(looks).layout);
    if (!m_schemaText.isEmpty())
        m_content->setSchemaText(m_schemaText);
    for (const RecordedHold &hold : facts.holds) {
        if (!hold.alive)
            m_commandBanner->showMessage(Severity::Warning, words::of(hold));
    }
    updateParticipation();
    emit contentMade(m_content);
    emit stateChanged();
}

void SegmentTab::openGoTo()
{
    if (m_content == nullptr)
        return;
    m_goTo->open();
}

void SegmentTab::showFacts(quint64 size)
{
    m_facts->setText(tr("%1 · %2").arg(words::exactSize(size), m_layoutText));
}

void SegmentTab::observed(const ObservationPtr &observation)
{
    m_findings->setFindings(observation->findings, platform::monotonicNs(), QDateTime::currentDateTime());
    markNewFindings(observation->findings);
    if (m_content != nullptr)
        m_content->record(*observation);
    showTrouble(*observation);
    m_recoverCard->show(*observation);
    const SegmentStatus status = observation->status.status;
    m_gone = status == SegmentStatus::Replaced || status == SegmentStatus::Removed;
    updateParticipation();
    // A frozen view of nothing would be of no use: what was never shown is shown once.
    if (!m_paused || !m_seen) {
        showState(*observation);
        if (m_content != nullptr)
            m_content->show(observation);
        m_goTo->refresh();
        m_seen = m_seen || (observation->snapshot != nullptr && !observation->snapshot->bytes.empty());
        if (m_content != nullptr && m_paused && m_seen)
            freeze();
    }
    // A trigger that pauses the view leaves what it fired at in it.
    m_triggerPanel->take(*observation);
    emit stateChanged();
}

void SegmentTab::markNewFindings(const std::vector<FindingRecord> &records)
{
    for (const FindingRecord &record : records) {
        if (record.finding.severity == Severity::Info || !m_marked.emplace(record.finding.code, record.sinceNs).second)
            continue;
        emit findingAppeared({.timeNs = record.sinceNs,
                              .kind = TimeMarker::Kind::Finding,
                              .text = QString::fromLatin1(membridge::name(record.finding.code))});
    }
}

void SegmentTab::showState(const Observation &observation)
{
    if (observation.status.sizeAtOpen > 0) // otherwise the look failed before it knew
        showFacts(observation.status.sizeNow);
    if (observation.lock) {
        m_state->setState(badgeOf(*observation.lock), words::of(*observation.lock));
    } else if (observation.ring && observation.ring->fault) {
        m_state->setState(StateBadge::Kind::Invalid, tr("malformed"));
    } else if (observation.ring) {
        const RingHeader &header = observation.ring->header;
        const bool full = header.used() == header.capacity;
        m_state->setState(full ? StateBadge::Kind::Warning : StateBadge::Kind::Free,
                          full ? tr("full")
                              : header.used() == 0
                              ? tr("empty")
                              : tr("%1 full").arg(words::percent(static_cast<double>(header.used())
                                                                 / static_cast<double>(header.capacity))));
    } else {
        m_state->setState(StateBadge::Kind::Invalid, tr("too small"));
    }
    m_state->show();
}

void SegmentTab::showTrouble(const Observation &observation)
{
    if (observation.error)
        return say(QStringLiteral("error"), Severity::Error, words::of(*observation.error), tr("Try again"));
    if (observation.status.status != SegmentStatus::Live && !observation.status.removedAtOpen) {
        const bool replaced = observation.status.status == SegmentStatus::Replaced;
        return say(QStringLiteral("status%1").arg(static_cast<int>(observation.status.status)), Severity::Warning,
                   words::of(observation.status), replaced ? tr("Attach to the new one") : QString());
    }
    for (const FindingRecord &record : observation.findings) {
        const Finding &finding = record.finding;
        if (record.active && finding.severity == Severity::Error)
            return say(QString::fromLatin1(membridge::name(finding.code)), Severity::Error, words::of(finding));
    }
    if (observation.status.removedAtOpen)
        return say(QStringLiteral("hidden"), Severity::Info, words::of(observation.status));
    m_trouble.clear();
    m_banner->hideMessage();
}

void SegmentTab::say(const QString &trouble, Severity severity, const QString &text, const QString &action)
{
    // The numbers in a text change at each look; what the user dismissed is the trouble, not its wording.
    if (trouble != m_trouble)
        m_dismissed = false;
    m_trouble = trouble;
    if (!m_dismissed && (m_banner->isHidden() || m_banner->text() != text))
        m_banner->showMessage(severity, text, action);
}

void SegmentTab::participationChanged(bool participating)
{
    if (participating)
        m_commandBanner->hideMessage();
    m_participate->setChecked(participating);
    updateParticipation();
    showAccess();
    emit stateChanged();
}

void SegmentTab::showAccess()
{
    const HoldingSide *holding = m_session->holding();
    if (holding != nullptr && holding->isHolding()) {
        const bool write = holding->options().write;
        m_access->setState(write ? StateBadge::Kind::Writer : StateBadge::Kind::Readers,
                           write ? tr("holding the write lock") : tr("holding a read lock"));
    } else if (m_session->isParticipating()) {
        m_access->setState(StateBadge::Kind::Participating, tr("participating"));
    } else {
        m_access->setState(StateBadge::Kind::ReadOnly, tr("read-only"));
    }
}

void SegmentTab::performed(const OperationResult &result)
{
    if (result.error && result.error->code() == ErrorCode::RoleTaken)
        m_commandBanner->showMessage(Severity::Warning, words::of(*result.error));
    if (!result.error || result.error->code() != ErrorCode::SegmentLost)
        return; // the panel's log says what became of it
    // The bytes under the mapping are gone: whatever is written from now on would reach nobody.
    m_session->setParticipating(false);
    m_commandBanner->showMessage(Severity::Error, words::of(*result.error));
}

bool SegmentTab::canParticipate() const
{
    return m_session->facts() && m_session->facts()->layout != Layout::Unknown && !m_gone && !isHidden();
}

bool SegmentTab::isHidden() const
{
    return platform::looksLikeHiddenAddress(name().toStdString());
}

void SegmentTab::updateParticipation()
{
    const bool participating = m_session->isParticipating();
    m_participate->setEnabled(participating || canParticipate());
    m_participatePanel->setPossible(canParticipate(), isHidden());
    m_trafficPanel->setPossible(canParticipate());
    // Another layout attaches anew, which would end the participation unasked.
    m_layoutChoice->setEnabled(!participating);
}

QString SegmentTab::schemaText() const
{
    return m_content != nullptr ? m_content->schemaText() : m_schemaText;
}

void SegmentTab::setSchemaText(const QString &text)
{
    m_schemaText = text;
    if (m_content != nullptr)
        m_content->setSchemaText(text);
}

LayoutFile SegmentTab::layoutFile() const
{
    FieldLooks *looks = m_content->fieldLooks();
    // While what is typed is wrong, the last that was right.
    LayoutFile layout = looks->layout(m_content->schemaEdit()->schema().value_or(looks->schema()));
    if (layout.name.empty())
        layout.name = words::shown(name().toStdString()).remove(QLatin1Char('/')).toStdString();
    if (!looks->hasLayout() && m_session->facts())
        layout.kind = m_session->facts()->layout == Layout::Ring ? LayoutFile::Kind::Ring : LayoutFile::Kind::Region;
    return layout;
}

QByteArray SegmentTab::savedLooks() const
{
    if (m_content == nullptr)
        return m_savedLooks;
    const LayoutFile layout = layoutFile();
    const bool chosen = std::any_of(layout.fields.begin(), layout.fields.end(), [](const LayoutField &field) {
        return field.style != FieldStyle() || !field.note.empty();
    });
    return chosen ? QByteArray::fromStdString(layoutFileText(layout)) : QByteArray();
}

void SegmentTab::loadLooks(const QByteArray &looks)
{
    m_savedLooks = looks;
}

void SegmentTab::setPaused(bool paused)
{
    m_paused = paused;
    if (m_content == nullptr)
        return;
    if (paused && m_seen)
        return freeze();
    m_freezer->end();
    m_content->setPaused(false);
    if (!paused && m_session->latest()) {
        showState(*m_session->latest());
        m_content->show(m_session->latest());
    }
}

void SegmentTab::freeze()
{
    m_content->setPaused(true);
    if (const auto shown = m_content->hexView()->snapshot())
        m_freezer->begin(m_session->reader(), shown);
}

void SegmentTab::showFrozen()
{
    if (m_content == nullptr)
        return;
    m_content->hexView()->setMissingReason(m_freezer->reason());
    m_content->hexView()->setFrozenBytes(m_freezer->bytes());
    if (m_freezer->bytes() != nullptr)
        m_content->tellCursor(); // which may be where nothing was before
}

std::shared_ptr<const ByteSource> SegmentTab::liveBytes() const
{
    const auto reader = m_session->reader();
    return reader == nullptr ? nullptr : std::make_shared<const SegmentBytes>(*reader);
}

std::shared_ptr<const ByteSource> SegmentTab::bytes() const
{
    if (m_freezer->isFrozen())
        return m_freezer->bytes();
    return liveBytes();
}

QString SegmentTab::whyNoBytes() const
{
    return m_freezer->isFrozen() ? m_freezer->reason() : tr("The segment was not opened.");
}

void SegmentTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_findings != nullptr) {
        m_findings->setTheme(Theme::of(palette()));
        m_processes->setTheme(Theme::of(palette()));
    }
    QWidget::changeEvent(event);
}

} // namespace membridge

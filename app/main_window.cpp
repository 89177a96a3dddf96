// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "main_window.h"

#include "attach_dialog.h"
#include "bookmarks_panel.h"
#include "byte_search.h"
#include "capture_panel.h"
#include "demo_process.h"
#include "demo_segments.h"
#include "empty_page.h"
#include "participate_panel.h"
#include "segment_content.h"
#include "segment_tab.h"
#include "segment_tabs.h"
#include "sender_panel.h"
#include "time_link.h"
#include "traffic_panel.h"
#include "trigger_panel.h"
#include "widgets/data_inspector.h"
#include "widgets/elided_label.h"
#include "widgets/finding_model.h"
#include "widgets/message_banner.h"
#include "widgets/process_model.h"
#include "widgets/state_badge.h"
#include "widgets/words.h"
#include "workbench.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>

namespace membridge {

namespace {

constexpr int charactersInATitle = 80;

/// "//x" and "/x" are one segment: the system ignores how many slashes lead.
QByteArray withOneSlash(const QByteArray &name)
{
    // The address of a hidden segment stays as it is.
    if (platform::looksLikeHiddenAddress(name.toStdString()))
        return name;
    qsizetype slashes = 0;
    while (slashes < name.size() && name[slashes] == '/')
        ++slashes;
    return '/' + name.mid(slashes);
}

} // namespace

MainWindow::MainWindow(Settings &settings, QWidget *parent) : QMainWindow(parent), m_settings(settings)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Membridge Scope"));
    setWindowIcon(icon("membridge-scope"));

    m_tabs = new SegmentTabs(this);
    m_tabs->setObjectName(QStringLiteral("segmentTabs"));
    m_tabs->setAccessibleName(tr("Attached segments"));
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->setDocumentMode(true);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &MainWindow::closeTab);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::currentChanged);
    m_empty = new EmptyPage(this);
    connect(m_empty, &EmptyPage::attachRequested, this, &MainWindow::openAttachDialog);
    connect(m_empty, &EmptyPage::demoRequested, this, &MainWindow::startDemo);
    m_centre = new QStackedWidget(this);
    m_centre->addWidget(m_empty);
    m_centre->addWidget(m_tabs);
    setCentralWidget(m_centre);

    m_timeLink = new TimeLink(this);
    makeDocks();
    makeActions();
    makeStatusBar();
    currentChanged();

    resize(1280, 860);
    restoreGeometry(m_settings.windowGeometry);
    restoreState(m_settings.windowState);
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow()
{
    hide(); // whatever has the keyboard tells of what was typed into it, while all of this is there to hear it
    qApp->removeEventFilter(this);
    m_tabs->disconnect(this);
}

void MainWindow::makeStatusBar()
{
    m_access = new StateBadge(this);
    m_access->setObjectName(QStringLiteral("statusAccess"));
    m_access->setAccessibleName(tr("Access"));
    m_paused = new StateBadge(this);
    m_paused->setObjectName(QStringLiteral("statusPaused"));
    m_paused->setAccessibleName(tr("View"));
    m_paused->setState(StateBadge::Kind::Warning, tr("view paused, recording goes on"));
    m_paused->hide();
    m_rate = new QLabel(this);
    m_rate->setObjectName(QStringLiteral("statusRate"));
    m_place = new QLabel(this);
    m_place->setObjectName(QStringLiteral("statusPlace"));
    // Messages have the left to themselves: what stands there would be beneath them.
    for (QWidget *each : {static_cast<QWidget *>(m_place), static_cast<QWidget *>(m_paused),
                          static_cast<QWidget *>(m_rate), static_cast<QWidget *>(m_access)})
        statusBar()->addPermanentWidget(each);
    // A long one is cut off.
    connect(statusBar(), &QStatusBar::messageChanged, this, [this](const QString &message) {
        statusBar()->setToolTip(message.isEmpty() ? QString() : words::plainToolTip(message));
    });
}

SegmentTab *MainWindow::attach(const QByteArray &given, Layout told)
{
    const QByteArray name = withOneSlash(given);
    for (SegmentTab *tab : m_tabs->segments()) {
        if (tab->name() == name && (told == Layout::Unknown || told == tab->toldLayout())) {
            m_tabs->setCurrentWidget(tab);
            return tab;
        }
    }
    return addTab(name, told == Layout::Unknown ? m_settings.segments.value(name).layout : told, m_tabs->count());
}

SegmentTab *MainWindow::addTab(const QByteArray &name, Layout told, int index)
{
    SessionOptions options;
    options.observer.sampler.rateHz = m_settings.sampleRateHz;
    options.observer.viewIntervalMs = m_settings.viewIntervalMs;
    options.lockTimeout = std::chrono::milliseconds(m_settings.lockTimeoutMs);
    options.frameMemory = std::uint64_t{1024} * 1024 * static_cast<unsigned>(m_settings.frameMemoryMiB);
    auto *tab = new SegmentTab(name, told, options, m_tabs);
    if (m_settings.segments.contains(name))
        tab->setSchemaText(m_settings.segments[name].schema);
    tab->loadLooks(m_settings.segments.value(name).looks);
    if (const QByteArray traffic = m_settings.segments.value(name).traffic; !traffic.isEmpty())
        tab->trafficPanel()->sender()->loadLayout(traffic);
    tab->participatePanel()->loadPresets(m_settings.segments.value(name).presets);
    tab->participatePanel()->setHistory(m_settings.valueHistory);
    connect(tab->participatePanel(), &ParticipatePanel::historyChanged, this, [this](const QStringList &history) {
        m_settings.valueHistory = history;
        for (SegmentTab *each : m_tabs->segments())
            each->participatePanel()->setHistory(history);
    });
    tab->setPaused(m_pauseAction->isChecked());
    connect(tab, &SegmentTab::stateChanged, this, [this, tab] { tabStateChanged(tab); });
    connect(tab, &SegmentTab::placeChanged, this, [this, tab](const QString &place) {
        if (tab == currentTab())
            m_place->setText(place);
    });
    connect(tab, &SegmentTab::cursorBytesChanged, this,
            [this, tab](quint64 offset, const ByteVector &bytes, quint64 size) {
                if (tab == currentTab())
                    m_inspector->setBytes(offset, bytes, size);
            });
    connect(tab, &SegmentTab::contentMade, this, [this, tab](const SegmentContent *content) {
        m_timeLink->add(content->timePlot());
        contentMade(tab);
        frameListMade(tab);
    });
    const auto mark = [this, tab](const TimeMarker &marker) {
        TimeMarker named = marker;
        named.segment = words::shown(tab->name().toStdString());
        m_timeLink->addMarker(named);
    };
    connect(tab, &SegmentTab::findingAppeared, this, mark);
    connect(tab, &SegmentTab::lockRecovered, this, mark);
    connect(tab, &SegmentTab::reattachRequested, this, [this, tab] { reattach(tab, tab->toldLayout()); });
    connect(tab, &SegmentTab::layoutChosen, this, [this, tab](Layout layout) {
        m_settings.segments[tab->name()].layout = layout;
        reattach(tab, layout);
    });
    m_participate->addWidget(tab->participatePanel());
    m_triggers->addWidget(tab->triggerPanel());
    m_traffic->addWidget(tab->trafficPanel());
    addCapturePanel(tab);
    connect(tab->triggerPanel(), &TriggerPanel::fired, this,
            [this, tab](const TriggerActions &actions, qint64 timeNs, const QString &condition,
                        const QString &evidence) { actOnTrigger(tab, actions, timeNs, condition, evidence); });
    connect(tab->triggerPanel(), &TriggerPanel::momentRequested, m_timeLink, &TimeLink::showMoment);
    // '&' in a tab's label would be a shortcut.
    const QString shown = words::shown(name.toStdString());
    m_tabs->insertTab(index, tab, QString(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
    m_tabs->setTabToolTip(index, words::plainToolTip(shown));
    m_tabs->setCurrentIndex(index);
    currentChanged();
    return tab;
}

void MainWindow::reattach(SegmentTab *tab, Layout told)
{
    // The new one first: closing the last tab would end the pause.
    remember(*tab);
    addTab(tab->name(), told, m_tabs->indexOf(tab));
    closeTab(m_tabs->indexOf(tab));
}

void MainWindow::remember(const SegmentTab &tab)
{
    // The demo's names are new at each start, and the numbers of processes.
    if (tab.name().startsWith(demo::namePrefix) || tab.isHidden())
        return;
    // Nothing chosen is nothing to remember.
    const QByteArray traffic = tab.trafficPanel()->sender()->savedLayout();
    const QByteArray presets = tab.participatePanel()->savedPresets();
    if (tab.schemaText().isEmpty() && traffic.isEmpty() && presets.isEmpty() && !m_settings.segments.contains(tab.name()))
        return;
    SegmentSettings &kept = m_settings.segments[tab.name()];
    kept.schema = tab.schemaText();
    kept.looks = tab.savedLooks();
    kept.traffic = traffic;
    kept.presets = presets;
}

void MainWindow::closeTab(int index)
{
    auto *tab = qobject_cast<SegmentTab *>(m_tabs->widget(index));
    if (tab == nullptr)
        return showDashboard(false);
    remember(*tab);
    tab->disconnect(this);
    m_tabs->removeTab(index);
    if (m_findings->model() == tab->findings())
        m_findings->setModel(nullptr);
    if (m_processes->model() == tab->processes())
        m_processes->setModel(nullptr);
    m_participate->removeWidget(tab->participatePanel());
    tab->participatePanel()->setParent(tab);
    m_byteSearch->forget(tab);
    m_triggers->removeWidget(tab->triggerPanel());
    tab->triggerPanel()->setParent(tab);
    m_traffic->removeWidget(tab->trafficPanel());
    tab->trafficPanel()->setParent(tab);
    m_captures->removeWidget(tab->capturePanel());
    tab->capturePanel()->setParent(tab);
    tab->deleteLater();
    currentChanged();
}

SegmentTab *MainWindow::currentTab() const
{
    return m_tabs->current();
}

int MainWindow::tabCount() const
{
    return static_cast<int>(m_tabs->segments().size());
}

bool MainWindow::showTab(const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    int count = 0;
    for (SegmentTab *tab : m_tabs->segments()) {
        if (isNumber ? number == ++count : m_tabs->tabText(m_tabs->indexOf(tab)).contains(text)) {
            m_tabs->setCurrentWidget(tab);
            return true;
        }
    }
    return false;
}

void MainWindow::currentChanged()
{
    SegmentTab *tab = currentTab();
    m_centre->setCurrentWidget(m_tabs->count() > 0 ? static_cast<QWidget *>(m_tabs) : m_empty);
    m_closeAction->setEnabled(m_tabs->count() > 0);
    m_pauseAction->setEnabled(tab != nullptr);
    m_participateAction->setEnabled(tab != nullptr);
    m_participate->setCurrentWidget(tab != nullptr ? tab->participatePanel() : m_participate->widget(0));
    m_triggers->setCurrentWidget(tab != nullptr ? tab->triggerPanel() : m_triggers->widget(0));
    m_traffic->setCurrentWidget(tab != nullptr ? tab->trafficPanel() : m_traffic->widget(0));
    m_captures->setCurrentWidget(tab != nullptr ? tab->capturePanel() : m_captures->widget(0));
    if (tab != nullptr && m_findings->model() != tab->findings()) {
        m_findings->setModel(tab->findings());
        m_findings->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
        m_findings->horizontalHeader()->setSectionResizeMode(FindingModel::Text, QHeaderView::Stretch);
    }
    if (tab != nullptr && m_processes->model() != tab->processes()) {
        m_processes->setModel(tab->processes());
        m_processes->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
        m_processes->horizontalHeader()->setSectionResizeMode(ProcessModel::Command, QHeaderView::Stretch);
    }
    constexpr int inFrontMs = 1000;
    constexpr int behindMs = 5000;
    for (SegmentTab *each : m_tabs->segments())
        each->session()->setProcessInterval(each == tab ? inFrontMs : behindMs);
    m_place->setText(tab != nullptr ? tab->place() : QString());
    showEditing(tab);
    m_bookmarks->model()->setSegment(tab != nullptr ? QString::fromLatin1(tab->name().toPercentEncoding("/"))
                                                    : QString());
    showBookmarks();
    m_byteSearch->setTab(tab);
    m_goToAction->setEnabled(tab != nullptr);
    if (tab != nullptr && tab->content() != nullptr)
        tab->content()->tellCursor();
    else
        m_inspector->setBytes(0, {}, 0);
    tellColourSchema();
    if (tab != nullptr) {
        tabStateChanged(tab);
    } else {
        m_access->hide();
        m_rate->clear();
        m_pauseAction->setChecked(false);
        m_participateAction->setChecked(false);
        showFindingsCount(0);
        setWindowTitle(tr("Membridge Scope"));
    }
}

void MainWindow::tabStateChanged(SegmentTab *tab)
{
    if (tab != currentTab())
        return;
    const bool participating = tab->session()->isParticipating();
    showEditing(tab);
    m_participateAction->setChecked(participating);
    m_participateAction->setEnabled(participating || tab->canParticipate());
    m_access->setState(participating ? StateBadge::Kind::Participating : StateBadge::Kind::ReadOnly,
                       participating ? tr("participating") : tr("read-only"));
    m_access->show();
    const auto &latest = tab->session()->latest();
    showSampleRate(latest.get());
    showFindingsCount(tab->findings()->currentCount());
    showProcessesCount(*tab);
    const QString name = ElidedLabel::shortened(words::shown(tab->name().toStdString()), charactersInATitle);
    setWindowTitle(tr("%1 – Membridge Scope").arg(name));
}

void MainWindow::actOnTrigger(SegmentTab *tab, const TriggerActions &actions, qint64 timeNs, const QString &text,
                              const QString &evidence)
{
    if (actions.mark)
        m_timeLink->addMarker({.timeNs = timeNs,
                               .kind = TimeMarker::Kind::Trigger,
                               .text = text,
                               .segment = words::shown(tab->name().toStdString())});
    if (actions.freeze)
        m_pauseAction->setChecked(true);
    if (actions.snapshot)
        m_byteSearch->pin(tab);
    if (actions.startCapture)
        m_workbench->captureNow(tab);
    if (actions.burstScope && tab->content() != nullptr)
        tab->content()->captureBurst();
    if (actions.notify) {
        QApplication::beep();
        QApplication::alert(this);
        statusBar()->showMessage(tr("%1: %2 (%3)").arg(words::shown(tab->name().toStdString()), text, evidence));
    }
}

void MainWindow::openAttachDialog()
{
    auto *dialog = new AttachDialog(this);
    connect(dialog, &AttachDialog::attachRequested, this,
            [this](const QByteArray &name, Layout told) { attach(name, told); });
    dialog->open();
}

void MainWindow::startDemo()
{
    if (m_demo == nullptr) {
        m_demo = new DemoProcess(this);
        connect(m_demo, &DemoProcess::ready, this, [this] {
            for (const DemoProcess::Segment &segment : m_demo->segments()) {
                attach(segment.name, segment.layout)->setSchemaText(segment.schema);
            }
            emit demoAttached();
        });
        connect(m_demo, &DemoProcess::failed, this, [this](const QString &why) { statusBar()->showMessage(why); });
    }
    m_demo->start();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.windowGeometry = saveGeometry();
    m_settings.windowState = saveState();
    for (const SegmentTab *tab : m_tabs->segments())
        remember(*tab);
    if (m_demo != nullptr)
        m_demo->stop();
    QMainWindow::closeEvent(event);
}

} // namespace membridge

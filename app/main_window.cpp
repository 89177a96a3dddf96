// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "main_window.h"

#include "attach_dialog.h"
#include "colour_theme.h"
#include "demo_process.h"
#include "demo_segments.h"
#include "empty_page.h"
#include "participate_panel.h"
#include "segment_content.h"
#include "segment_list_panel.h"
#include "segment_tab.h"
#include "widgets/finding_model.h"
#include "widgets/message_banner.h"
#include "widgets/state_badge.h"
#include "widgets/words.h"

#include <QAbstractButton>
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolBar>

namespace membridge {

namespace {

QIcon icon(const char *name)
{
    return QIcon(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(name)));
}

} // namespace

MainWindow::MainWindow(Settings &settings, QWidget *parent) : QMainWindow(parent), m_settings(settings)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Membridge Scope"));
    setWindowIcon(icon("membridge-scope"));

    m_tabs = new QTabWidget(this);
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
    qApp->removeEventFilter(this);
    m_tabs->disconnect(this);
}

void MainWindow::makeActions()
{
    m_attachAction = new QAction(icon("attach"), tr("&Attach…"), this);
    m_attachAction->setShortcut(QKeySequence::Open);
    connect(m_attachAction, &QAction::triggered, this, &MainWindow::openAttachDialog);
    m_demoAction = new QAction(tr("Start the &demo"), this);
    connect(m_demoAction, &QAction::triggered, this, &MainWindow::startDemo);
    m_closeAction = new QAction(tr("&Detach"), this);
    m_closeAction->setShortcut(QKeySequence::Close);
    connect(m_closeAction, &QAction::triggered, this, [this] { closeTab(m_tabs->currentIndex()); });
    auto *quit = new QAction(tr("&Quit"), this);
    quit->setShortcut(QKeySequence::Quit);
    connect(quit, &QAction::triggered, this, &QWidget::close);

    m_pauseAction = new QAction(icon("pause"), tr("&Pause the view"), this);
    m_pauseAction->setShortcut(Qt::Key_Space);
    m_pauseAction->setCheckable(true);
    m_pauseAction->setToolTip(tr("Freeze what is shown (Space). Looking and recording go on."));
    connect(m_pauseAction, &QAction::toggled, this, &MainWindow::setPaused);
    m_participateAction = new QAction(icon("participate"), tr("Pa&rticipate"), this);
    m_participateAction->setCheckable(true);
    m_participateAction->setToolTip(tr("Map the segment for writing. Until then Membridge Scope changes nothing in it."));
    connect(m_participateAction, &QAction::triggered, this, [this](bool on) {
        if (SegmentTab *tab = currentTab())
            tab->session()->setParticipating(on);
    });

    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_attachAction, m_demoAction, m_closeAction});
    file->addSeparator();
    file->addAction(quit);
    QMenu *segment = menuBar()->addMenu(tr("&Segment"));
    segment->addActions({m_pauseAction, m_participateAction});
    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (QDockWidget *dock : findChildren<QDockWidget *>())
        view->addAction(dock->toggleViewAction());
    view->addSeparator();
    QMenu *theme = view->addMenu(tr("&Theme"));
    auto *themes = new QActionGroup(this);
    const std::pair<ColourTheme, QString> choices[] = {
        {ColourTheme::System, tr("As the &system")}, {ColourTheme::Light, tr("&Light")}, {ColourTheme::Dark, tr("&Dark")}};
    for (const auto &[value, text] : choices) {
        QAction *action = theme->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_settings.theme == value);
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, value = value] { setTheme(value); });
    }
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    connect(help->addAction(tr("&About Membridge Scope")), &QAction::triggered, this, &MainWindow::showAbout);

    QToolBar *bar = addToolBar(tr("Main"));
    bar->setObjectName(QStringLiteral("mainToolBar"));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_attachAction, m_pauseAction, m_participateAction});
}

void MainWindow::makeDocks()
{
    m_segments = new SegmentListPanel(this);
    connect(m_segments, &SegmentListPanel::attachRequested, this, [this](const QByteArray &name) { attach(name); });
    auto *left = new QDockWidget(tr("Segments"), this);
    left->setObjectName(QStringLiteral("segmentsDock"));
    left->setWidget(m_segments);
    addDockWidget(Qt::LeftDockWidgetArea, left);

    m_participate = new QStackedWidget(this);
    auto *nothing = new QLabel(tr("Attach to a segment to write, push and pop by hand."), this);
    nothing->setAlignment(Qt::AlignCenter);
    m_participate->addWidget(nothing);
    m_findings = new QTableView(this);
    m_findings->setObjectName(QStringLiteral("findingsTable"));
    m_findings->setAccessibleName(tr("Findings"));
    m_findings->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_findings->setShowGrid(false);
    m_findings->verticalHeader()->hide();
    m_findings->setTabKeyNavigation(false);
    connect(m_findings, &QTableView::activated, this, &MainWindow::goToFinding);
    m_bottom = new QTabWidget(this);
    m_bottom->setObjectName(QStringLiteral("bottomTabs"));
    m_bottom->setAccessibleName(tr("Producer, consumer and findings"));
    m_bottom->setDocumentMode(true);
    m_bottom->addTab(m_participate, tr("Producer / consumer"));
    m_bottom->addTab(m_findings, tr("Findings"));
    auto *bottom = new QDockWidget(tr("Producer / consumer and findings"), this);
    bottom->setObjectName(QStringLiteral("bottomDock"));
    bottom->setWidget(m_bottom);
    addDockWidget(Qt::BottomDockWidgetArea, bottom);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    resizeDocks({left}, {330}, Qt::Horizontal);
    resizeDocks({bottom}, {150}, Qt::Vertical);
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
    statusBar()->addWidget(m_access);
    statusBar()->addWidget(m_rate);
    statusBar()->addWidget(m_paused);
    statusBar()->addPermanentWidget(m_place);
}

SegmentTab *MainWindow::attach(const QByteArray &name, Layout told)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *tab = static_cast<SegmentTab *>(m_tabs->widget(i));
        if (tab->name() == name && (told == Layout::Unknown || told == tab->toldLayout())) {
            m_tabs->setCurrentIndex(i);
            return tab;
        }
    }
    return addTab(name, told == Layout::Unknown ? m_settings.segments.value(name).layout : told, m_tabs->count());
}

SegmentTab *MainWindow::addTab(const QByteArray &name, Layout told, int index)
{
    SessionOptions options;
    options.observer.sampleIntervalMs = m_settings.sampleIntervalMs;
    options.observer.viewIntervalMs = m_settings.viewIntervalMs;
    options.lockTimeout = std::chrono::milliseconds(m_settings.lockTimeoutMs);
    auto *tab = new SegmentTab(name, told, options, m_tabs);
    tab->setSchemaText(m_settings.segments.value(name).schema);
    tab->setPaused(m_pauseAction->isChecked());
    connect(tab, &SegmentTab::stateChanged, this, [this, tab] { tabStateChanged(tab); });
    connect(tab, &SegmentTab::placeChanged, m_place, &QLabel::setText);
    connect(tab, &SegmentTab::reattachRequested, this, [this, tab] { reattach(tab, tab->toldLayout()); });
    connect(tab, &SegmentTab::layoutChosen, this, [this, tab](Layout layout) {
        m_settings.segments[tab->name()].layout = layout;
        reattach(tab, layout);
    });
    m_participate->addWidget(tab->participatePanel());
    // '&' in a tab's label would be a shortcut.
    const QString label = words::shown(name.toStdString()).replace(QLatin1Char('&'), QLatin1String("&&"));
    m_tabs->insertTab(index, tab, label);
    m_tabs->setCurrentIndex(index);
    currentChanged();
    return tab;
}

void MainWindow::reattach(SegmentTab *tab, Layout told)
{
    const QByteArray name = tab->name();
    const int index = m_tabs->indexOf(tab);
    closeTab(index);
    addTab(name, told, index);
}

void MainWindow::remember(const SegmentTab &tab)
{
    // The demo's names are new at each start.
    if (!tab.name().startsWith(demo::namePrefix))
        m_settings.segments[tab.name()].schema = tab.schemaText();
}

void MainWindow::closeTab(int index)
{
    auto *tab = static_cast<SegmentTab *>(m_tabs->widget(index));
    if (tab == nullptr)
        return;
    remember(*tab);
    tab->disconnect(this);
    m_tabs->removeTab(index);
    if (m_findings->model() == tab->findings())
        m_findings->setModel(nullptr);
    m_participate->removeWidget(tab->participatePanel());
    tab->participatePanel()->setParent(tab);
    tab->deleteLater();
    currentChanged();
}

SegmentTab *MainWindow::currentTab() const
{
    return static_cast<SegmentTab *>(m_tabs->currentWidget());
}

int MainWindow::tabCount() const
{
    return m_tabs->count();
}

bool MainWindow::showTab(const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (isNumber ? number == i + 1 : m_tabs->tabText(i).contains(text)) {
            m_tabs->setCurrentIndex(i);
            return true;
        }
    }
    return false;
}

void MainWindow::currentChanged()
{
    SegmentTab *tab = currentTab();
    m_centre->setCurrentWidget(tab != nullptr ? static_cast<QWidget *>(m_tabs) : m_empty);
    m_closeAction->setEnabled(tab != nullptr);
    m_pauseAction->setEnabled(tab != nullptr);
    m_participateAction->setEnabled(tab != nullptr);
    m_participate->setCurrentWidget(tab != nullptr ? tab->participatePanel() : m_participate->widget(0));
    if (tab != nullptr && m_findings->model() != tab->findings()) {
        m_findings->setModel(tab->findings());
        m_findings->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
        m_findings->horizontalHeader()->setSectionResizeMode(FindingModel::Text, QHeaderView::Stretch);
    }
    m_place->clear();
    if (tab != nullptr) {
        tabStateChanged(tab);
    } else {
        m_access->hide();
        m_rate->clear();
        setWindowTitle(tr("Membridge Scope"));
    }
}

void MainWindow::tabStateChanged(SegmentTab *tab)
{
    if (tab != currentTab())
        return;
    const bool participating = tab->session()->isParticipating();
    m_participateAction->setChecked(participating);
    const bool known = tab->session()->facts() && tab->session()->facts()->layout != Layout::Unknown;
    m_participateAction->setEnabled(known);
    m_access->setState(participating ? StateBadge::Kind::Participating : StateBadge::Kind::ReadOnly,
                       participating ? tr("participating") : tr("read-only"));
    m_access->show();
    if (const auto &latest = tab->session()->latest())
        m_rate->setText(tr("%1 samples/s").arg(QLocale().toString(latest->samplesPerSecond, 'f', 0)));
    const int findings = tab->findings()->currentCount();
    m_bottom->setTabText(1, findings > 0 ? tr("Findings (%1)").arg(QLocale().toString(findings)) : tr("Findings"));
    setWindowTitle(tr("%1 – Membridge Scope").arg(words::shown(tab->name().toStdString())));
}

void MainWindow::goToFinding(const QModelIndex &index)
{
    SegmentTab *tab = currentTab();
    if (tab != nullptr && tab->content() != nullptr)
        tab->content()->goTo(index.data(FindingModel::OffsetRole).toULongLong());
}

void MainWindow::setPaused(bool paused)
{
    m_pauseAction->setText(paused ? tr("&Resume the view") : tr("&Pause the view"));
    m_pauseAction->setIcon(icon(paused ? "play" : "pause"));
    for (int i = 0; i < m_tabs->count(); ++i)
        static_cast<SegmentTab *>(m_tabs->widget(i))->setPaused(paused);
    m_paused->setVisible(paused);
}

void MainWindow::setTheme(ColourTheme theme)
{
    m_settings.theme = theme;
    applyColourTheme(theme);
}

void MainWindow::openAttachDialog()
{
    auto *dialog = new AttachDialog(this);
    connect(dialog, &AttachDialog::attachRequested, this, [this](const QByteArray &name, Layout told) { attach(name, told); });
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

void MainWindow::showAbout()
{
    auto *about = new QMessageBox(QMessageBox::NoIcon, tr("About Membridge Scope"),
                                  tr("Membridge Scope %1\n\nAn oscilloscope for shared-memory IPC: it shows what is in a membridge segment and "
                                     "what is wrong with it, and plays either side.\n\nGPL-3.0-or-later; the core library is MIT. Plots by "
                                     "QCustomPlot.")
                                      .arg(QApplication::applicationVersion()),
                                  QMessageBox::Close, this);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setIconPixmap(windowIcon().pixmap(64, 64));
    about->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.windowGeometry = saveGeometry();
    m_settings.windowState = saveState();
    for (int i = 0; i < m_tabs->count(); ++i)
        remember(*static_cast<SegmentTab *>(m_tabs->widget(i)));
    if (m_demo != nullptr)
        m_demo->stop();
    QMainWindow::closeEvent(event);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // Space pauses, except where it is the key that presses what has the focus.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space
        && (qobject_cast<QAbstractButton *>(watched) != nullptr || qobject_cast<QComboBox *>(watched) != nullptr)) {
        event->accept();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace membridge

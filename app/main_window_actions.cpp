// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window's menus, tool bar and keys do: the rest of MainWindow is in main_window.cpp.
#include "main_window.h"

#include "byte_editing.h"
#include "colour_theme.h"
#include "plot_comparison.h"
#include "segment_tab.h"
#include "segment_tabs.h"
#include "time_link.h"
#include "widgets/data_inspector.h"
#include "widgets/state_badge.h"
#include "widgets/words.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QToolBar>

namespace membridge {

QIcon MainWindow::icon(const char *name)
{
    return QIcon(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(name)));
}

void MainWindow::makeActions()
{
    m_attachAction = new QAction(icon("attach"), tr("&Attach…"), this);
    m_attachAction->setShortcut(QKeySequence::Open);
    connect(m_attachAction, &QAction::triggered, this, &MainWindow::openAttachDialog);
    m_demoAction = new QAction(tr("Start the &demo"), this);
    connect(m_demoAction, &QAction::triggered, this, &MainWindow::startDemo);
    m_closeAction = new QAction(tr("De&tach"), this);
    m_closeAction->setObjectName(QStringLiteral("closeAction"));
    // The standard keys are others on each desktop, and often Ctrl+F4 alone.
    m_closeAction->setShortcuts({Qt::CTRL | Qt::Key_W, Qt::CTRL | Qt::Key_F4});
    connect(m_closeAction, &QAction::triggered, this, [this] {
        // First what hides the tabs: nobody means to close what can't be seen.
        if (m_centre->currentWidget() == m_tabs)
            closeTab(m_tabs->currentIndex());
        else
            currentChanged();
    });
    auto *quit = new QAction(tr("&Quit"), this);
    quit->setShortcut(QKeySequence::Quit);
    connect(quit, &QAction::triggered, this, &QWidget::close);

    m_pauseAction = new QAction(icon("pause"), tr("&Pause the view"), this);
    m_pauseAction->setObjectName(QStringLiteral("pauseAction"));
    m_pauseAction->setShortcut(Qt::Key_Space);
    m_pauseAction->setCheckable(true);
    m_pauseAction->setToolTip(tr("Freeze what is shown (Space). Looking and recording go on."));
    connect(m_pauseAction, &QAction::toggled, this, &MainWindow::setPaused);
    m_participateAction = new QAction(icon("participate"), tr("Par&ticipate"), this);
    m_participateAction->setObjectName(QStringLiteral("participateAction"));
    m_participateAction->setShortcut(Qt::CTRL | Qt::Key_R);
    m_participateAction->setShortcutContext(Qt::ApplicationShortcut);
    m_participateAction->setCheckable(true);
    m_participateAction->setToolTip(tr("Map the segment for writing. Until then Membridge Scope changes nothing in it."));
    connect(m_participateAction, &QAction::triggered, this, [this](bool on) {
        if (SegmentTab *tab = currentTab())
            tab->session()->setParticipating(on);
    });

    makeEditActions();
    m_nextAction = makeTabAction(tr("&Next segment"), Qt::CTRL | Qt::Key_PageDown, 1);
    m_nextAction->setObjectName(QStringLiteral("nextSegment"));
    m_previousAction = makeTabAction(tr("Pre&vious segment"), Qt::CTRL | Qt::Key_PageUp, -1);
    m_previousAction->setObjectName(QStringLiteral("previousSegment"));

    m_goToAction = new QAction(tr("&Go to…"), this);
    m_goToAction->setObjectName(QStringLiteral("goToAction"));
    m_goToAction->setShortcut(Qt::CTRL | Qt::Key_G);
    connect(m_goToAction, &QAction::triggered, this, [this] {
        if (SegmentTab *tab = currentTab())
            tab->openGoTo();
    });

    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_attachAction, m_demoAction, m_closeAction});
    file->addSeparator();
    file->addAction(quit);
    QMenu *segment = menuBar()->addMenu(tr("&Segment"));
    segment->addActions({m_pauseAction, m_participateAction, m_goToAction});
    segment->addSeparator();
    segment->addActions({m_editAction, m_withoutLockAction, m_undoAction, m_redoAction});
    segment->addSeparator();
    segment->addActions({m_nextAction, m_previousAction});
    QMenu *rates = segment->addMenu(tr("Sample &rate"));
    rates->setObjectName(QStringLiteral("sampleRateMenu"));
    auto *rateChoices = new QActionGroup(this);
    for (const int rate : {1, 10, 100, 1000, 10'000, 20'000}) {
        QAction *action = rates->addAction(tr("%1 Hz").arg(QLocale().toString(rate)));
        action->setCheckable(true);
        action->setChecked(m_settings.sampleRateHz == rate);
        rateChoices->addAction(action);
        connect(action, &QAction::triggered, this, [this, rate] { setSampleRate(rate); });
    }
    QMenu *memory = segment->addMenu(tr("&Memory for frames seen"));
    memory->setObjectName(QStringLiteral("frameMemoryMenu"));
    auto *memoryChoices = new QActionGroup(this);
    for (const int mebibytes : {16, 64, 256, 1024, 4096}) {
        QAction *action = memory->addAction(words::size(std::uint64_t{1024} * 1024 * static_cast<unsigned>(mebibytes)));
        action->setCheckable(true);
        action->setChecked(m_settings.frameMemoryMiB == mebibytes);
        memoryChoices->addAction(action);
        connect(action, &QAction::triggered, this, [this, mebibytes] { setFrameMemory(mebibytes); });
    }
    makeWorkbenchMenu();
    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (QDockWidget *dock : findChildren<QDockWidget *>())
        view->addAction(dock->toggleViewAction());
    view->addSeparator();
    view->addAction(makeDashboard());
    view->addAction(makeComparison());
    view->addAction(makeColourRules());
    QAction *link = view->addAction(tr("&Link time axes"));
    link->setObjectName(QStringLiteral("linkTimeAxes"));
    link->setCheckable(true);
    link->setChecked(true);
    link->setToolTip(tr("The plots of all tabs show the same stretch of time."));
    connect(link, &QAction::toggled, m_timeLink, &TimeLink::setLinked);
    QAction *unmark = view->addAction(tr("&Clear markers"));
    unmark->setObjectName(QStringLiteral("clearMarkers"));
    connect(unmark, &QAction::triggered, m_timeLink, &TimeLink::clearMarkers);
    view->addSeparator();
    QMenu *theme = view->addMenu(tr("&Theme"));
    auto *themes = new QActionGroup(this);
    const std::pair<ColourTheme, QString> choices[] = {{ColourTheme::System, tr("As the &system")},
                                                       {ColourTheme::Light, tr("&Light")},
                                                       {ColourTheme::Dark, tr("&Dark")}};
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

void MainWindow::makeEditActions()
{
    const auto action = [this](const QString &text, const char *name, const QKeySequence &shortcut) {
        auto *made = new QAction(text, this);
        made->setObjectName(QLatin1String(name));
        made->setShortcut(shortcut);
        made->setEnabled(false);
        return made;
    };
    const auto editing = [this] { return currentTab() != nullptr ? currentTab()->editing() : nullptr; };
    m_editAction = action(tr("&Edit bytes"), "editAction", Qt::CTRL | Qt::Key_E);
    m_editAction->setCheckable(true);
    m_editAction->setToolTip(tr("Type into the bytes while participating: each edit is written under the write lock."));
    connect(m_editAction, &QAction::triggered, this, [editing](bool on) {
        if (editing() != nullptr)
            editing()->setEnabled(on);
    });
    m_withoutLockAction = action(tr("Edit &without taking the lock"), "editWithoutLock", {});
    m_withoutLockAction->setCheckable(true);
    connect(m_withoutLockAction, &QAction::toggled, this, [editing](bool without) {
        if (editing() != nullptr)
            editing()->setWithoutLock(without);
    });
    m_undoAction = action(tr("&Undo edit"), "undoEdit", QKeySequence::Undo);
    connect(m_undoAction, &QAction::triggered, this, [editing] { editing()->undo(); });
    m_redoAction = action(tr("Re&do edit"), "redoEdit", QKeySequence::Redo);
    connect(m_redoAction, &QAction::triggered, this, [editing] { editing()->redo(); });
}

void MainWindow::showEditing(const SegmentTab *tab)
{
    ByteEditing *editing = tab != nullptr ? tab->editing() : nullptr;
    const bool on = editing != nullptr && editing->isEnabled();
    m_editAction->setEnabled(editing != nullptr && tab->session()->isParticipating());
    m_editAction->setChecked(on);
    m_withoutLockAction->setEnabled(on && tab->session()->facts()->layout != Layout::Ring);
    if (editing != nullptr)
        editing->setWithoutLock(m_withoutLockAction->isChecked());
    m_undoAction->setEnabled(on && editing->canUndo());
    m_redoAction->setEnabled(on && editing->canRedo());
    m_inspector->setEditable(on);
}

QAction *MainWindow::makeTabAction(const QString &text, const QKeySequence &shortcut, int step)
{
    auto *action = new QAction(text, this);
    action->setShortcut(shortcut);
    // Also from a dock that floats: that is a window of its own.
    action->setShortcutContext(Qt::ApplicationShortcut);
    connect(action, &QAction::triggered, this, [this, step] {
        if (const int count = m_tabs->count(); count > 0)
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
    });
    return action;
}

void MainWindow::setPaused(bool paused)
{
    m_pauseAction->setText(paused ? tr("&Resume the view") : tr("&Pause the view"));
    m_pauseAction->setIcon(icon(paused ? "play" : "pause"));
    for (SegmentTab *tab : m_tabs->segments())
        tab->setPaused(paused);
    m_comparison->setPaused(paused);
    m_paused->setVisible(paused);
}

void MainWindow::setSampleRate(int rateHz)
{
    m_settings.sampleRateHz = rateHz;
    for (const SegmentTab *tab : m_tabs->segments())
        tab->session()->setSampleRate(rateHz);
}

void MainWindow::setFrameMemory(int mebibytes)
{
    m_settings.frameMemoryMiB = mebibytes;
    for (const SegmentTab *tab : m_tabs->segments())
        tab->session()->setFrameMemory(std::uint64_t{1024} * 1024 * static_cast<unsigned>(mebibytes));
}

void MainWindow::setTheme(ColourTheme theme)
{
    m_settings.theme = theme;
    applyColourTheme(theme);
}

void MainWindow::showAbout()
{
    auto *about = new QMessageBox(
        QMessageBox::NoIcon, tr("About Membridge Scope"),
        tr("Membridge Scope %1\n\nAn oscilloscope for shared-memory IPC: it shows what is in a membridge segment and "
           "what is wrong with it, and plays either side.\n\nGPL-3.0-or-later; the core library is MIT. Plots by "
           "QCustomPlot.")
            .arg(QApplication::applicationVersion()),
        QMessageBox::Close, this);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setIconPixmap(windowIcon().pixmap(64, 64));
    about->open();
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // Space pauses, except where it is the key that presses what has the focus.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        const auto *view = qobject_cast<QAbstractItemView *>(watched);
        if (qobject_cast<QAbstractButton *>(watched) != nullptr || qobject_cast<QComboBox *>(watched) != nullptr
            || (view != nullptr && view->currentIndex().flags().testFlag(Qt::ItemIsUserCheckable))) {
            event->accept();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace membridge

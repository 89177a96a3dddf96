// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/layout_guess.h"
#include "core/observe/trigger.h"
#include "settings.h"

#include <QByteArray>
#include <QMainWindow>

class QAction;
class QIcon;
class QKeySequence;
class QLabel;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace membridge {

class BookmarksPanel;
class ByteSearch;
class ColourRulesEditor;
class ComparePanel;
class Dashboard;
class DataInspector;
class DemoProcess;
class EmptyPage;
class FindPanel;
class HexView;
struct Observation;
class PlotComparison;
class SegmentListPanel;
class SegmentTab;
class SegmentTabs;
class StateBadge;
class TimeLink;
class Workbench;

/// The window: segments on the left, a tab per attached segment, producer/consumer and findings below. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `settings` must outlive the window, which keeps it up to date; whoever owns it saves it.
    explicit MainWindow(Settings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Attaches in a new tab, or shows the tab that has it; however many slashes lead, it is one name. `told` Unknown: as
    /// remembered, otherwise as guessed.
    SegmentTab *attach(const QByteArray &given, Layout told = Layout::Unknown);
    /// Starts the demo programs and attaches to their segments.
    void startDemo();
    /// Shows the tab whose segment name contains `text`, or whose number it is, from 1. False if there is none.
    bool showTab(const QString &text);
    SegmentTab *currentTab() const;
    int tabCount() const;

signals:
    void demoAttached();

protected:
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static QIcon icon(const char *name);
    void makeActions();
    QAction *makeTabAction(const QString &text, const QKeySequence &shortcut, int step);
    void makeEditActions();
    void makeBookmarks();
    QAction *makeColourRules();
    void setColourRules(const std::vector<ColourRule> &rules);
    void showColourRules();
    void tellColourSchema();
    void frameListMade(SegmentTab *tab);
    QAction *makeComparison();
    void compare(const SegmentTab *first, const SegmentTab *second);
    QAction *makeDashboard();
    void showDashboard(bool show);
    void showRingShape(bool asStrip);
    void makeFind();
    void makeScenarios();
    void makeWorkbenchMenu();
    HexView *currentHexView() const;
    void showBookmarks();
    void addBookmark(quint64 offset, quint64 length);
    void contentMade(SegmentTab *tab);
    void setHexOptions(const HexViewOptions &options);
    void setRecentSchemas(const QStringList &recent);
    void showEditing(const SegmentTab *tab);
    void makeDocks();
    void makeStatusBar();
    void openAttachDialog();
    void closeTab(int index);
    void remember(const SegmentTab &tab);
    SegmentTab *addTab(const QByteArray &name, Layout told, int index);
    void reattach(SegmentTab *tab, Layout told);
    void currentChanged();
    void tabStateChanged(SegmentTab *tab);
    void showSampleRate(const Observation *latest);
    void setSampleRate(int rateHz);
    void setFrameMemory(int mebibytes);
    void showFindingsCount(int count);
    QWidget *makeProcesses();
    void showProcessesCount(const SegmentTab &tab);
    void addCapturePanel(SegmentTab *tab);
    void setPaused(bool paused);
    void setTheme(ColourTheme theme);
    void showAbout();
    void actOnTrigger(SegmentTab *tab, const TriggerActions &actions, qint64 timeNs, const QString &text,
                      const QString &evidence);
    void goToFinding(const QModelIndex &index);

    Settings &m_settings;
    QStackedWidget *m_centre;
    EmptyPage *m_empty;
    SegmentTabs *m_tabs;
    SegmentListPanel *m_segments = nullptr;
    QStackedWidget *m_participate = nullptr;
    QStackedWidget *m_triggers = nullptr;
    QStackedWidget *m_traffic = nullptr;
    QStackedWidget *m_captures = nullptr;
    QTableView *m_findings = nullptr;
    QTableView *m_processes = nullptr;
    QLabel *m_processesNote = nullptr;
    DataInspector *m_inspector = nullptr;
    QTabWidget *m_bottom = nullptr;
    QLabel *m_place = nullptr;
    QLabel *m_rate = nullptr;
    StateBadge *m_access = nullptr;
    StateBadge *m_paused = nullptr;
    QAction *m_attachAction = nullptr;
    QAction *m_closeAction = nullptr;
    QAction *m_goToAction = nullptr;
    QAction *m_pauseAction = nullptr;
    QAction *m_participateAction = nullptr;
    QAction *m_editAction = nullptr;
    QAction *m_withoutLockAction = nullptr;
    QAction *m_undoAction = nullptr;
    QAction *m_redoAction = nullptr;
    QAction *m_demoAction = nullptr;
    QAction *m_nextAction = nullptr;
    QAction *m_previousAction = nullptr;
    DemoProcess *m_demo = nullptr;
    TimeLink *m_timeLink;
    Dashboard *m_dashboard = nullptr;
    PlotComparison *m_comparison = nullptr;
    ColourRulesEditor *m_colourRules = nullptr; ///< From its first show on.
    Workbench *m_workbench = nullptr;
    BookmarksPanel *m_bookmarks = nullptr;
    FindPanel *m_find = nullptr;
    ComparePanel *m_compare = nullptr;
    ByteSearch *m_byteSearch = nullptr;
};

} // namespace membridge

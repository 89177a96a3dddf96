// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is around the tabs: the rest of MainWindow is in main_window.cpp.
#include "main_window.h"

#include "byte_editing.h"
#include "participate_panel.h"
#include "segment_content.h"
#include "segment_list_panel.h"
#include "segment_tab.h"
#include "segment_tabs.h"
#include "time_link.h"
#include "widgets/data_inspector.h"
#include "widgets/finding_model.h"
#include "widgets/process_model.h"
#include "widgets/time_plot.h"

#include <QAction>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace membridge {

namespace {

/// Of all pages that can hide it.
void bringForward(QWidget *widget)
{
    for (QWidget *page = widget; page != nullptr; page = page->parentWidget()) {
        // A page's parent is the stack inside the tabs.
        QWidget *stack = page->parentWidget();
        if (auto *tabs = qobject_cast<QTabWidget *>(stack != nullptr ? stack->parentWidget() : nullptr);
            tabs != nullptr && tabs->indexOf(page) >= 0)
            tabs->setCurrentWidget(page);
    }
}

/// For a page that a small window has no room for: scrolled to, rather than widening the window.
QScrollArea *scrolled(QWidget *page, const QString &accessibleName)
{
    auto *area = new QScrollArea;
    area->setAccessibleName(accessibleName);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(page);
    area->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    return area;
}

} // namespace

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
    m_bottom->setAccessibleName(tr("Producer, consumer, findings, processes and triggers"));
    m_bottom->setDocumentMode(true);
    m_bottom->addTab(m_participate, tr("Producer / consumer"));
    m_bottom->addTab(m_findings, tr("Findings"));
    m_bottom->addTab(makeProcesses(), tr("Processes"));
    m_triggers = new QStackedWidget(this);
    auto *noTriggers = new QLabel(tr("Attach to a segment to watch for conditions."), this);
    noTriggers->setAlignment(Qt::AlignCenter);
    m_triggers->addWidget(noTriggers);
    m_bottom->addTab(m_triggers, tr("Triggers"));
    m_traffic = new QStackedWidget(this);
    auto *noTraffic = new QLabel(
        tr("Attach to a segment to send and consume messages at a rate, or to keep its lock busy."), this);
    noTraffic->setAlignment(Qt::AlignCenter);
    m_traffic->addWidget(noTraffic);
    m_bottom->addTab(scrolled(m_traffic, tr("Traffic")), tr("Traffic"));
    m_captures = new QStackedWidget(this);
    auto *noCaptures = new QLabel(tr("Attach to a ring to capture its frames."), this);
    noCaptures->setAlignment(Qt::AlignCenter);
    m_captures->addWidget(noCaptures);
    m_bottom->addTab(scrolled(m_captures, tr("Capture / replay")), tr("Capture / replay"));
    auto *bottom = new QDockWidget(tr("Producer / consumer, findings and processes"), this);
    bottom->setObjectName(QStringLiteral("bottomDock"));
    bottom->setWidget(m_bottom);
    addDockWidget(Qt::BottomDockWidgetArea, bottom);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_inspector = new DataInspector(this);
    m_inspector->setHiddenRows(m_settings.hiddenReadings);
    m_inspector->setBase(m_settings.readingsInHex ? NumberBase::Hexadecimal : NumberBase::Decimal);
    connect(m_inspector, &DataInspector::hiddenRowsChanged, this,
            [this] { m_settings.hiddenReadings = m_inspector->hiddenRows(); });
    connect(m_inspector, &DataInspector::baseChanged, this,
            [this](NumberBase base) { m_settings.readingsInHex = base == NumberBase::Hexadecimal; });
    auto *right = new QDockWidget(tr("Data inspector"), this);
    right->setObjectName(QStringLiteral("inspectorDock"));
    right->setWidget(m_inspector);
    addDockWidget(Qt::RightDockWidgetArea, right);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    connect(m_inspector, &DataInspector::jumpRequested, this, [this](quint64 offset) {
        if (currentTab() != nullptr && currentTab()->content() != nullptr)
            currentTab()->content()->goTo(offset);
    });
    connect(m_inspector, &DataInspector::editRequested, this,
            [this](quint64 offset, const ByteVector &before, const ByteVector &after) {
                if (currentTab() != nullptr && currentTab()->editing() != nullptr)
                    currentTab()->editing()->request(offset, before, after);
            });
    makeBookmarks();
    makeFind();
    makeScenarios();
    resizeDocks({left, right}, {330, 250}, Qt::Horizontal);
    resizeDocks({bottom}, {190}, Qt::Vertical);
}

void MainWindow::goToFinding(const QModelIndex &index)
{
    SegmentTab *tab = currentTab();
    m_tabs->setCurrentWidget(tab);
    currentChanged(); // also where something else was in front of the tabs
    if (tab != nullptr && tab->content() != nullptr)
        tab->content()->goToRange(index.data(FindingModel::OffsetRole).toULongLong(),
                                  qMax<quint64>(1, index.data(FindingModel::LengthRole).toULongLong()));
    if (tab != nullptr && tab->content() != nullptr)
        bringForward(tab->content()->timePlot());
    m_timeLink->showMoment(index.data(FindingModel::SinceNsRole).toLongLong());
}

QWidget *MainWindow::makeProcesses()
{
    m_processes = new QTableView(this);
    m_processes->setObjectName(QStringLiteral("processesTable"));
    m_processes->setAccessibleName(tr("Processes that have the segment"));
    m_processes->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_processes->setShowGrid(false);
    m_processes->setWordWrap(false);
    m_processes->verticalHeader()->hide();
    m_processes->setTabKeyNavigation(false);
    auto *again = new QAction(tr("&Look again"), m_processes);
    again->setObjectName(QStringLiteral("lookForProcesses"));
    again->setShortcut(Qt::Key_F5);
    again->setToolTip(tr("Look now who has the segment"));
    connect(again, &QAction::triggered, this, [this] {
        if (const SegmentTab *tab = currentTab(); tab != nullptr)
            tab->session()->lookAtProcesses();
    });
    m_processes->addAction(again);
    m_processes->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_processesNote = new QLabel(this);
    m_processesNote->setObjectName(QStringLiteral("processesNote"));
    m_processesNote->setWordWrap(true);
    m_processesNote->setContentsMargins(6, 2, 6, 2);
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_processes, 1);
    column->addWidget(m_processesNote);
    return page;
}

void MainWindow::showSampleRate(const Observation *latest)
{
    const bool known = latest != nullptr && latest->samplesPerSecond > 0; // after the first second
    m_rate->setText(known ? tr("%1 samples/s").arg(QLocale().toString(latest->samplesPerSecond, 'f', 0)) : QString());
    m_rate->setToolTip(
        latest != nullptr
            ? tr("Looks that were due and could not be taken: %1").arg(QLocale().toString(latest->samplesMissed))
            : QString());
}

void MainWindow::showFindingsCount(int count)
{
    m_bottom->setTabText(1, count > 0 ? tr("Findings (%1)").arg(QLocale().toString(count)) : tr("Findings"));
}

void MainWindow::showProcessesCount(const SegmentTab &tab)
{
    const int count = tab.processes()->presentCount();
    m_bottom->setTabText(2, count > 0 ? tr("Processes (%1)").arg(QLocale().toString(count)) : tr("Processes"));
    const auto complete = tab.processesComplete();
    m_processesNote->setText(!complete        ? tr("Looking who has this segment…")
                                 : !*complete ? tr("Not every process could be looked into: there may be more.")
                                 : count == 0 ? tr("No other process has this segment.")
                                              : QString());
    m_processesNote->setVisible(!m_processesNote->text().isEmpty());
}

} // namespace membridge

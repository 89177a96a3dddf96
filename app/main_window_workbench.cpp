// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bookmarks, layouts and exports: the rest of MainWindow is in main_window.cpp.
#include "main_window.h"

#include "bookmarks_panel.h"
#include "byte_search.h"
#include "capture_panel.h"
#include "compare_panel.h"
#include "frames_panel.h"
#include "segment_content.h"
#include "segment_tab.h"
#include "segment_tabs.h"
#include "widgets/find_panel.h"
#include "widgets/hex_view.h"
#include "widgets/ring_map.h"
#include "widgets/schema_edit.h"
#include "widgets/words.h"
#include "workbench.h"

#include <QDockWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>

#include <functional>
#include <utility>

namespace membridge {

void MainWindow::addCapturePanel(SegmentTab *tab)
{
    CapturePanel *panel = tab->capturePanel();
    m_captures->addWidget(panel);
    connect(panel, &CapturePanel::captureRequested, m_workbench, [this, tab] { m_workbench->capture(tab); });
    connect(panel, &CapturePanel::openRequested, m_workbench, [this, tab] { m_workbench->openCapture(tab); });
    connect(panel, &CapturePanel::exportRequested, m_workbench,
            [this, tab](const QString &path) { m_workbench->exportCapture(tab, path); });
}

void MainWindow::makeBookmarks()
{
    m_workbench = new Workbench(this);
    connect(m_workbench, &Workbench::said, this,
            [this](const QString &text) { statusBar()->showMessage(text, 15'000); });
    m_bookmarks = new BookmarksPanel(this);
    m_bookmarks->model()->fromJson(m_settings.bookmarks);
    auto *dock = new QDockWidget(tr("Bookmarks"), this);
    dock->setObjectName(QStringLiteral("bookmarksDock"));
    dock->setWidget(m_bookmarks);
    addDockWidget(Qt::RightDockWidgetArea, dock);
    dock->hide();
    connect(m_bookmarks, &BookmarksPanel::goTo, this, [this](quint64 offset, quint64 length) {
        if (HexView *view = currentHexView())
            currentTab()->content()->goToRange(qMin(offset, qMax<quint64>(view->geometryOfBytes().size(), 1) - 1),
                                               length);
    });
    connect(m_bookmarks, &BookmarksPanel::changed, this, [this] {
        m_settings.bookmarks = m_bookmarks->model()->toJson();
        showBookmarks();
    });
}

void MainWindow::makeFind()
{
    m_find = new FindPanel(this);
    m_compare = new ComparePanel(this);
    const std::pair<QWidget *, std::pair<QString, const char *>> docks[] = {
        {m_find, {tr("Find"), "findDock"}}, {m_compare, {tr("Compare"), "compareDock"}}};
    for (const auto &[panel, names] : docks) {
        auto *dock = new QDockWidget(names.first, this);
        dock->setObjectName(QLatin1String(names.second));
        dock->setWidget(panel);
        addDockWidget(Qt::RightDockWidgetArea, dock);
        dock->hide();
    }
    m_byteSearch = new ByteSearch(m_find, m_compare, this);
}

HexView *MainWindow::currentHexView() const
{
    return currentTab() != nullptr && currentTab()->content() != nullptr ? currentTab()->content()->hexView() : nullptr;
}

void MainWindow::showBookmarks()
{
    if (HexView *view = currentHexView())
        view->setMarks(HexMarks::Kind::Bookmark, m_bookmarks->marks());
}

void MainWindow::addBookmark(quint64 offset, quint64 length)
{
    findChild<QDockWidget *>(QStringLiteral("bookmarksDock"))->show();
    m_bookmarks->add(offset, length);
    if (const HexView *view = currentHexView(); view != nullptr && view->selectedRanges().size() > 1)
        statusBar()->showMessage(
            tr("A bookmark is one range: this one has also the bytes beside the selected rectangle."), 15'000);
}

void MainWindow::setHexOptions(const HexViewOptions &options)
{
    m_settings.hex = options;
    for (const SegmentTab *tab : m_tabs->segments()) {
        const SegmentContent *content = tab->content();
        if (content == nullptr)
            continue;
        content->hexView()->setOptions(options);
        if (content->framesPanel() != nullptr)
            content->framesPanel()->hexView()->setOptions(options);
    }
}

void MainWindow::setRecentSchemas(const QStringList &recent)
{
    m_settings.recentSchemas = recent;
    for (const SegmentTab *tab : m_tabs->segments()) {
        const SegmentContent *content = tab->content();
        if (content != nullptr)
            content->schemaEdit()->setRecent(recent);
    }
}

void MainWindow::showRingShape(bool asStrip)
{
    m_settings.ringAsStrip = asStrip;
    for (const SegmentTab *tab : m_tabs->segments()) {
        if (tab->content() != nullptr && tab->content()->ringMap() != nullptr)
            tab->content()->ringMap()->setShape(asStrip ? RingMapGeometry::Shape::Strip : RingMapGeometry::Shape::Ring);
    }
}

void MainWindow::contentMade(SegmentTab *tab)
{
    if (const RingMap *map = tab->content()->ringMap()) {
        showRingShape(m_settings.ringAsStrip);
        connect(map, &RingMap::shapeChanged, this,
                [this](RingMapGeometry::Shape shape) { showRingShape(shape == RingMapGeometry::Shape::Strip); });
    }
    HexView *view = tab->content()->hexView();
    const FramesPanel *frames = tab->content()->framesPanel();
    for (HexView *each : {view, frames != nullptr ? frames->hexView() : nullptr}) {
        if (each == nullptr)
            continue;
        each->setOptions(m_settings.hex);
        connect(each, &HexView::optionsChanged, this, &MainWindow::setHexOptions);
        connect(each, &HexView::copyRefused, this,
                [this](const QString &why) { statusBar()->showMessage(why, 15'000); });
    }
    tab->content()->schemaEdit()->setRecent(m_settings.recentSchemas);
    connect(tab->content()->schemaEdit(), &SchemaEdit::recentChanged, this, &MainWindow::setRecentSchemas);
    connect(view, &HexView::bookmarkRequested, this, &MainWindow::addBookmark);
    connect(view, &HexView::exportRequested, this,
            [this, tab](const std::vector<ByteRange> &ranges) { m_workbench->exportBytes(tab, ranges); });
    if (frames != nullptr)
        connect(frames->hexView(), &HexView::exportRequested, this,
                [this, tab, frames](const std::vector<ByteRange> &ranges) {
                    m_workbench->exportFrame(tab, frames->hexView()->snapshot(), ranges);
                });
    connect(view, &HexView::copyRequested, this, [this, tab](const std::vector<ByteRange> &ranges, CopyFormat format) {
        m_workbench->copyBytes(tab, ranges, format);
    });
    if (tab == currentTab()) {
        showBookmarks();
        m_byteSearch->setTab(nullptr); // it had no bytes before
        m_byteSearch->setTab(tab);
    }
}

void MainWindow::makeWorkbenchMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Bytes and fields"));
    const auto add = [this, menu](const QString &text, const char *name, const QKeySequence &shortcut,
                                  void (Workbench::*act)(SegmentTab *)) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(shortcut);
        connect(action, &QAction::triggered, this, [this, act] {
            if (currentHexView() != nullptr)
                (m_workbench->*act)(currentTab());
        });
    };
    const auto addHere = [this, menu](const QString &text, const char *name, const QKeySequence &shortcut,
                                      const std::function<void(HexView *)> &act) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(shortcut);
        connect(action, &QAction::triggered, this, [this, act] {
            if (HexView *view = currentHexView())
                act(view);
        });
    };
    addHere(tr("Add &bookmark"), "addBookmark", Qt::CTRL | Qt::Key_D, [this](HexView *view) {
        const ByteRange range = view->selection();
        addBookmark(range.length > 0 ? range.offset : view->cursorOffset(), qMax<quint64>(range.length, 1));
    });
    // A bookmark is selected from its start to its end, where the cursor is then.
    const auto from = [](const HexView *view) {
        const ByteRange range = view->selection();
        return range.length > 0 ? range.offset : view->cursorOffset();
    };
    addHere(tr("&Next bookmark"), "nextBookmark", Qt::ALT | Qt::Key_PageDown,
            [this, from](HexView *view) { m_bookmarks->goToNext(from(view)); });
    addHere(tr("&Previous bookmark"), "previousBookmark", Qt::ALT | Qt::Key_PageUp,
            [this, from](HexView *view) { m_bookmarks->goToPrevious(from(view)); });
    menu->addSeparator();
    addHere(tr("&Find…"), "findAction", QKeySequence::Find, [this](HexView *) {
        auto *dock = findChild<QDockWidget *>(QStringLiteral("findDock"));
        dock->show();
        dock->raise();
        m_find->open();
    });
    addHere(tr("Find ne&xt"), "findNext", Qt::Key_F3, [this](HexView *) { m_find->next(); });
    addHere(tr("Find pre&vious"), "findPrevious", Qt::SHIFT | Qt::Key_F3, [this](HexView *) { m_find->previous(); });
    addHere(tr("P&in now"), "pinAction", Qt::CTRL | Qt::Key_P, [this](HexView *) {
        auto *dock = findChild<QDockWidget *>(QStringLiteral("compareDock"));
        dock->show();
        dock->raise();
        m_compare->requestPin();
    });
    addHere(tr("Next &difference"), "nextDifference", Qt::Key_F8, [this](HexView *) { m_compare->next(); });
    addHere(tr("Previous di&fference"), "previousDifference", Qt::SHIFT | Qt::Key_F8,
            [this](HexView *) { m_compare->previous(); });
    menu->addSeparator();
    add(tr("&Open layout…"), "openLayout", Qt::CTRL | Qt::SHIFT | Qt::Key_O, &Workbench::openLayout);
    add(tr("&Save layout…"), "saveLayout", QKeySequence::Save, &Workbench::saveLayout);
    add(tr("&Guess schema…"), "guessSchema", Qt::CTRL | Qt::SHIFT | Qt::Key_G, &Workbench::guessSchema);
    menu->addSeparator();
    add(tr("Export &fields…"), "exportFields", {}, &Workbench::exportFields);
    add(tr("&Capture frames…"), "captureFrames", {}, &Workbench::capture);
    addHere(tr("&Export bytes…"), "exportBytes", {},
            [](HexView *view) { emit view->exportRequested(view->rangesToExport()); });
    menu->addSeparator();
    addHere(tr("&Legend of the bytes…"), "legendAction", Qt::SHIFT | Qt::Key_F1,
            [](HexView *view) { view->showLegend(); });
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/dashboard.h"
#include "app/plot_comparison.h"
#include "app/segment_card.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/comparison_plot.h"
#include "widgets/plot_cursors.h"
#include "widgets/throughput_plot.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QStandardPaths>
#include <QTabWidget>
#include <QToolButton>
#include <qcustomplot.h>

#include <cmath>

using namespace membridge;
using namespace membridge::test;

namespace {

QString shown(const OwnName &name)
{
    return QString::fromStdString(name.name());
}

/// By the key, as a user does.
PlotComparison *opened(Window &window)
{
    QTest::keyClick(window.get(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    auto *page = find<PlotComparison>(window.get(), "plotComparison");
    if (!page->isVisible())
        qFatal("the comparison did not open");
    return page;
}

/// The newest value that a segment's line has in a lane, counted from the top.
double lastValue(const ComparisonPlot *plot, const QString &name, int lane)
{
    for (int i = 0; i < plot->plot()->graphCount(); ++i) {
        const QCPGraph *graph = plot->plot()->graph(i);
        if (graph->name() == name && lane-- == 0)
            return graph->dataCount() == 0 ? -1 : (graph->data()->constEnd() - 1)->value;
    }
    return -1;
}

bool chooses(QComboBox *box, const QString &text)
{
    box->setFocus();
    for (int tries = 0; tries < box->count() && box->currentText() != text; ++tries)
        QTest::keyClick(box, box->findText(text) > box->currentIndex() ? Qt::Key_Down : Qt::Key_Up);
    return box->currentText() == text;
}

} // namespace

/// Two real segments' plots on one time axis, in the real window.
class PlotComparisonTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { failOnWarnings(); }

    void twoRingsByValue()
    {
        const OwnName names[2];
        SpscRingBuffer quarter = SharedMemory::create(names[0].name(), 1024 + 24).spsc();
        SpscRingBuffer half = SharedMemory::create(names[1].name(), 1024 + 24).spsc();
        QCOMPARE(quarter.producer().tryPush(ByteVector(252)), PushOutcome::Pushed);
        QCOMPARE(half.producer().tryPush(ByteVector(508)), PushOutcome::Pushed);
        Window window;
        window.attached(names[0], Layout::Ring);
        window.attached(names[1], Layout::Ring);
        PlotComparison *page = opened(window);
        ComparisonPlot *plot = page->plot();
        QVERIFY(plot != nullptr && plot->isVisible());
        QVERIFY(!find<QLabel>(page, "comparisonEmpty")->isVisible());
        QTRY_COMPARE(lastValue(plot, shown(names[0]), 3), 25.0);
        QTRY_COMPARE(lastValue(plot, shown(names[1]), 3), 50.0);
        QVERIFY(plot->hasFocus());
        // By the keys, as on every plot.
        QTest::keyClick(plot, Qt::Key_A);
        QVERIFY(plot->cursors()->cursor(PlotCursors::A).has_value());
        QTest::keyClick(plot, Qt::Key_Escape);
        QVERIFY(!page->isVisible());
        QVERIFY(page->plot() == nullptr);
        QVERIFY(window->currentTab()->isVisible());
        QVERIFY(!find<QAction>(window.get(), "comparisonAction")->isChecked());
    }

    void aRegionBesideARing()
    {
        const OwnName ringName;
        const OwnName regionName;
        SpscRingBuffer ring = SharedMemory::create(ringName.name(), 1024 + 24).spsc();
        const SharedMemory region = SharedMemory::create(regionName.name(), 4096);
        QCOMPARE(ring.producer().tryPush(ByteVector(508)), PushOutcome::Pushed);
        Window window;
        window.attached(regionName, Layout::Region);
        window.attached(ringName, Layout::Ring);
        regionName.overwrite(0, QByteArray("\x03\x00\x00\x00", 4));
        PlotComparison *page = opened(window);
        // The segment in front is the first.
        QCOMPARE(find<QComboBox>(page, "comparedFirst")->currentText(), shown(ringName));
        QCOMPARE(find<QComboBox>(page, "comparedSecond")->currentText(), shown(regionName));
        QTRY_COMPARE(lastValue(page->plot(), shown(ringName), 3), 50.0);
        QTRY_COMPARE(lastValue(page->plot(), shown(regionName), 1), 3.0);
    }

    void oneSegmentIsNotEnough()
    {
        const OwnName name;
        const SharedMemory region = SharedMemory::create(name.name(), 4096);
        Window window;
        window.attached(name, Layout::Region);
        PlotComparison *page = opened(window);
        QVERIFY(page->plot() == nullptr);
        QVERIFY(find<QLabel>(page, "comparisonEmpty")->isVisible());
        click(find<QToolButton>(page, "comparisonClose"));
        QVERIFY(!page->isVisible());
    }

    void choosingOthers()
    {
        const OwnName names[3];
        std::vector<SharedMemory> memory;
        for (const OwnName &name : names)
            memory.push_back(SharedMemory::create(name.name(), 4096));
        Window window;
        for (const OwnName &name : names)
            window.attached(name, Layout::Region);
        PlotComparison *page = opened(window);
        auto *first = find<QComboBox>(page, "comparedFirst");
        auto *second = find<QComboBox>(page, "comparedSecond");
        QCOMPARE(first->currentText(), shown(names[2]));
        QCOMPARE(second->currentText(), shown(names[0]));
        QVERIFY(chooses(second, shown(names[1])));
        QVERIFY(second->hasFocus()); // the keyboard stays where it is
        QCOMPARE(page->plot()->segment(ComparisonPlot::Second).name, shown(names[1]));
        QCOMPARE(window.settings().comparedSegments, QList<QByteArray>({names[2].bytes(), names[1].bytes()}));
        // Who picks the other one turns them round.
        QVERIFY(chooses(first, shown(names[1])));
        QCOMPARE(second->currentText(), shown(names[2]));
        QCOMPARE(page->plot()->segment(ComparisonPlot::First).name, shown(names[1]));
    }

    void fromTheDashboard()
    {
        const OwnName names[3];
        std::vector<SharedMemory> memory;
        for (const OwnName &name : names)
            memory.push_back(SharedMemory::create(name.name(), 4096));
        Window window;
        for (const OwnName &name : names)
            window.attached(name, Layout::Region);
        find<QAction>(window.get(), "dashboardAction")->trigger();
        auto *dashboard = find<Dashboard>(window.get(), "dashboard");
        QList<SegmentCard *> cards = dashboard->findChildren<SegmentCard *>();
        QCOMPARE(cards.size(), 3);
        // The menu key, then the second of the others.
        cards[1]->setFocus();
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, cards[1]->rect().center(),
                                 cards[1]->mapToGlobal(cards[1]->rect().center()));
        QApplication::sendEvent(cards[1], &wanted);
        QTRY_VERIFY(dashboard->findChild<QMenu *>() != nullptr && dashboard->findChild<QMenu *>()->isVisible());
        auto *menu = dashboard->findChild<QMenu *>();
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        auto *page = find<PlotComparison>(window.get(), "plotComparison");
        QTRY_VERIFY(page->isVisible());
        QCOMPARE(page->plot()->segment(ComparisonPlot::First).name, shown(names[1]));
        QCOMPARE(page->plot()->segment(ComparisonPlot::Second).name, shown(names[2]));
        find<QAction>(window.get(), "dashboardAction")->trigger();
        QVERIFY(!page->isVisible());
        click(find<QToolButton>(dashboard, "dashboardCompare"));
        QVERIFY(page->isVisible());
        QCOMPARE(page->plot()->segment(ComparisonPlot::Second).name, shown(names[2]));
    }

    void linkedMarkedAndPausedLikeTheOthers()
    {
        const OwnName names[2];
        const SharedMemory first = SharedMemory::create(names[0].name(), 4096);
        const SharedMemory second = SharedMemory::create(names[1].name(), 4096);
        Window window;
        window.attached(names[0], Layout::Region);
        SegmentTab *tab = window.attached(names[1], Layout::Region);
        TimePlot *own = tab->content()->timePlot();
        PlotComparison *page = opened(window);
        ComparisonPlot *plot = page->plot();
        QTRY_VERIFY(plot->originNs() > 0);
        QTest::keyClick(plot, Qt::Key_Plus);
        QVERIFY(!plot->isFollowing());
        QVERIFY(!own->isFollowing());
        QVERIFY(std::abs(own->viewBeginNs() - plot->viewBeginNs()) < 1000);
        QVERIFY(std::abs(own->viewEndNs() - plot->viewEndNs()) < 1000);
        QTest::keyClick(plot, Qt::Key_End);
        QVERIFY(own->isFollowing());
        QTest::keyClick(plot, Qt::Key_M);
        const auto marked = [](const TimePlot *on) {
            for (int i = 0; i < on->plot()->itemCount(); ++i) {
                const auto *text = qobject_cast<QCPItemText *>(on->plot()->item(i));
                if (text != nullptr && text->text() == QStringLiteral("1") && text->visible())
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(marked(plot));
        find<QAction>(window.get(), "pauseAction")->setChecked(true);
        QVERIFY(plot->isPaused());
        find<QAction>(window.get(), "pauseAction")->setChecked(false);
        QVERIFY(!plot->isPaused());
        QTest::keyClick(plot, Qt::Key_Escape);
        QTRY_VERIFY(marked(own));
        // Also one that is made while all is paused.
        find<QAction>(window.get(), "pauseAction")->setChecked(true);
        QVERIFY(opened(window)->plot()->isPaused());
    }

    void closingEitherTab_data()
    {
        QTest::addColumn<int>("closed");
        QTest::newRow("the first") << 0;
        QTest::newRow("the second") << 1;
    }
    void closingEitherTab()
    {
        QFETCH(const int, closed);
        const OwnName names[3];
        std::vector<SharedMemory> memory;
        for (const OwnName &name : names)
            memory.push_back(SharedMemory::create(name.name(), 4096));
        Window window;
        SegmentTab *tabs[3] = {};
        for (int i = 0; i < 3; ++i)
            tabs[i] = window.attached(names[i], Layout::Region);
        QVERIFY(window->showTab(QStringLiteral("1")));
        PlotComparison *page = opened(window);
        QCOMPARE(page->plot()->segment(ComparisonPlot::Second).name, shown(names[1]));
        const QPointer<SegmentTab> gone(tabs[closed]);
        auto *bar = find<QTabWidget>(window.get(), "segmentTabs");
        emit bar->tabCloseRequested(bar->indexOf(tabs[closed]));
        QTRY_VERIFY(gone.isNull());
        // Back at the tabs; reopened, it has what is still attached.
        QVERIFY(!page->isVisible());
        opened(window);
        QVERIFY(page->plot() != nullptr);
        for (const auto side : {ComparisonPlot::First, ComparisonPlot::Second})
            QVERIFY(page->plot()->segment(side).name != shown(names[closed]));
        while (window->tabCount() > 1) {
            emit bar->tabCloseRequested(0);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        opened(window);
        QVERIFY(page->plot() == nullptr);
        QVERIFY(find<QLabel>(page, "comparisonEmpty")->isVisible());
    }

    void whatWasChosenIsRemembered()
    {
        const OwnName names[3];
        std::vector<SharedMemory> memory;
        for (const OwnName &name : names)
            memory.push_back(SharedMemory::create(name.name(), 4096));
        Settings settings;
        settings.comparedSegments = {names[2].bytes(), names[1].bytes()};
        MainWindow window(settings);
        window.resize(1300, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (const OwnName &name : names) {
            const SegmentTab *tab = window.attach(name.bytes(), Layout::Region);
            QTRY_VERIFY(tab->content() != nullptr);
        }
        find<QAction>(&window, "comparisonAction")->trigger();
        const auto *page = find<PlotComparison>(&window, "plotComparison");
        QCOMPARE(page->plot()->segment(ComparisonPlot::First).name, shown(names[2]));
        QCOMPARE(page->plot()->segment(ComparisonPlot::Second).name, shown(names[1]));
    }
};

QTEST_MAIN(PlotComparisonTest)
#include "tst_plot_comparison.moc"

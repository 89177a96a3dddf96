// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/dashboard.h"
#include "app/segment_card.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/sparkline.h"
#include "widgets/state_badge.h"

#include <QAction>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

using namespace membridge;
using namespace membridge::test;

class DashboardTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void emptyIsSaid()
    {
        Window window;
        Dashboard *dashboard = opened(window);
        QVERIFY(find<QLabel>(dashboard, "dashboardEmpty")->isVisible());
        QVERIFY(cards(dashboard).isEmpty());
        auto *tabs = find<QTabWidget>(window.get(), "segmentTabs");
        QCOMPARE(tabs->count(), 1);
        QCOMPARE(tabs->tabText(0), QStringLiteral("Dashboard"));
        const QTabBar *bar = tabs->tabBar();
        QWidget *close = bar->tabButton(0, QTabBar::RightSide);
        click(close != nullptr ? close : bar->tabButton(0, QTabBar::LeftSide));
        QVERIFY(!dashboard->isVisible());
        QVERIFY(find<QWidget>(window.get(), "emptyPage")->isVisible());
    }

    void isATabBesideTheOthers()
    {
        const OwnName names[2];
        const SharedMemory first = SharedMemory::create(names[0].name(), 4096);
        const SharedMemory second = SharedMemory::create(names[1].name(), 4096);
        Window window;
        SegmentTab *segments[2] = {window.attached(names[0], Layout::Region), window.attached(names[1], Layout::Region)};
        auto *tabs = find<QTabWidget>(window.get(), "segmentTabs");
        Dashboard *dashboard = opened(window);
        QCOMPARE(tabs->indexOf(dashboard), 0);
        QCOMPARE(tabs->count(), 3);
        QCOMPARE(window->tabCount(), 2);
        // What is around the tabs stays with the segment that was in front.
        QCOMPARE(window->currentTab(), segments[1]);
        auto *action = find<QAction>(window.get(), "dashboardAction");
        QVERIFY(action->isChecked());
        // It stays open while another tab is in front, and the tabs are gone through with it.
        QTest::keyClick(window.get(), Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(tabs->currentWidget(), segments[0]);
        QVERIFY(!action->isChecked());
        QVERIFY(!dashboard->isVisible());
        QTest::keyClick(window.get(), Qt::Key_PageUp, Qt::ControlModifier);
        QVERIFY(dashboard->isVisible());
        QCOMPARE(window->currentTab(), segments[0]);
        // Segments are still counted from the first one on.
        QVERIFY(window->showTab(QStringLiteral("2")));
        QCOMPARE(tabs->currentWidget(), segments[1]);
        QVERIFY(!window->showTab(QStringLiteral("3")));
        // Others come and go behind it.
        opened(window);
        emit tabs->tabCloseRequested(tabs->indexOf(segments[1]));
        QVERIFY(dashboard->isVisible());
        QCOMPARE(window->currentTab(), segments[0]);
        QTRY_COMPARE(cards(dashboard).size(), 1);
        emit tabs->tabCloseRequested(tabs->indexOf(segments[0]));
        QVERIFY(dashboard->isVisible());
        QCOMPARE(window->currentTab(), nullptr);
        QTRY_VERIFY(find<QLabel>(dashboard, "dashboardEmpty")->isVisible());
    }

    void pausedViewsStayPausedBesideIt()
    {
        const OwnName name;
        const SharedMemory region = SharedMemory::create(name.name(), 4096);
        Window window;
        const SegmentTab *tab = window.attached(name, Layout::Region);
        find<QAction>(window.get(), "pauseAction")->trigger();
        QVERIFY(tab->isPaused());
        Dashboard *dashboard = opened(window);
        QVERIFY(tab->isPaused());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!dashboard->isVisible());
        QVERIFY(tab->isPaused());
    }

    void aCardASegment()
    {
        const OwnName ringName;
        const OwnName regionName;
        SpscRingBuffer ring = SharedMemory::create(ringName.name(), 1024 + 24).spsc();
        const SharedMemory region = SharedMemory::create(regionName.name(), 4096);
        Window window;
        window.attached(ringName, Layout::Ring);
        window.attached(regionName, Layout::Region);
        Dashboard *dashboard = opened(window);
        QVERIFY(!find<QLabel>(dashboard, "dashboardEmpty")->isVisible());
        QCOMPARE(cards(dashboard).size(), 2);
        SegmentCard *first = cards(dashboard).at(0);
        SegmentCard *second = cards(dashboard).at(1);
        QVERIFY(first->accessibleName().contains(QString::fromStdString(ringName.name())));
        QTRY_COMPARE(find<StateBadge>(first, "cardState")->text(), QStringLiteral("empty"));
        QTRY_COMPARE(find<StateBadge>(second, "cardState")->text(), QStringLiteral("free"));
        QTRY_VERIFY(find<QLabel>(second, "cardUpperText")->text().startsWith(QStringLiteral("writer 0 %")));

        const ByteVector payload(508);
        QCOMPARE(ring.producer().tryPush(payload), PushOutcome::Pushed);
        QTRY_COMPARE(find<QLabel>(first, "cardUpperText")->text(), QStringLiteral("fill 50.0 %"));
        QTRY_COMPARE(find<Sparkline>(first, "cardUpper")->columns().highest(), 0.5);
        QTRY_VERIFY(find<Sparkline>(first, "cardLower")->top() > 0);
        QVERIFY(first->accessibleDescription().contains(QStringLiteral("fill 50.0 %")));

        // Whoever holds the lock is seen.
        regionName.overwrite(0, QByteArray("\xff\xff\xff\xff", 4));
        QTRY_COMPARE(find<StateBadge>(second, "cardState")->text(), QStringLiteral("1 writer"));
        QTRY_COMPARE(find<Sparkline>(second, "cardUpper")->columns().highest(), 1.0);

        SharedMemory::remove(regionName.name());
        QTRY_COMPARE(find<StateBadge>(second, "cardState")->text(), QStringLiteral("removed or replaced"));
    }

    void aCardLeadsToItsTab_data()
    {
        QTest::addColumn<int>("card");
        QTest::addColumn<int>("key");
        QTest::newRow("click, another tab") << 0 << 0;
        QTest::newRow("click, the current tab") << 1 << 0;
        QTest::newRow("Return") << 0 << static_cast<int>(Qt::Key_Return);
        QTest::newRow("Enter") << 1 << static_cast<int>(Qt::Key_Enter);
        QTest::newRow("Space") << 0 << static_cast<int>(Qt::Key_Space);
    }

    void aCardLeadsToItsTab()
    {
        QFETCH(int, card);
        QFETCH(int, key);
        const OwnName names[2];
        const SharedMemory first = SharedMemory::create(names[0].name(), 4096);
        const SharedMemory second = SharedMemory::create(names[1].name(), 4096);
        Window window;
        SegmentTab *tabs[2] = {window.attached(names[0], Layout::Region), window.attached(names[1], Layout::Region)};
        Dashboard *dashboard = opened(window);
        QVERIFY(cards(dashboard).at(0)->hasFocus());
        if (key == 0) {
            QTest::mouseClick(cards(dashboard).at(card), Qt::LeftButton);
        } else {
            if (card == 1)
                QTest::keyClick(cards(dashboard).at(0), Qt::Key_Tab);
            QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key));
        }
        QVERIFY(!dashboard->isVisible());
        QCOMPARE(window->currentTab(), tabs[card]);
        QVERIFY(tabs[card]->isVisible());
        QVERIFY(!tabs[card]->isPaused());
        QVERIFY(!find<QAction>(window.get(), "dashboardAction")->isChecked());
    }

    void detachingDoesNotReachBehindIt()
    {
        const OwnName name;
        const SharedMemory region = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        Dashboard *dashboard = opened(window);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_W, Qt::ControlModifier);
        QVERIFY(!dashboard->isVisible());
        QCOMPARE(window->currentTab(), tab);
        QTest::keyClick(window.get(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(window->currentTab(), nullptr);
    }

    void hiddenDoesNothing()
    {
        const OwnName name;
        const SharedMemory region = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        auto *dashboard = find<Dashboard>(window.get(), "dashboard");
        QCOMPARE(dashboard->refreshes(), 0u); // never shown yet
        opened(window);
        QTRY_VERIFY(dashboard->refreshes() > 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!dashboard->isVisible());
        const quint64 before = dashboard->refreshes();
        waitForObservations(tab, 20); // at most 30 a second: several of the dashboard's intervals
        QCOMPARE(dashboard->refreshes(), before);
    }

    void pausedStandsStill()
    {
        const OwnName name;
        const SharedMemory region = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        Dashboard *dashboard = opened(window);
        auto *badge = find<StateBadge>(cards(dashboard).at(0), "cardState");
        QTRY_COMPARE(badge->text(), QStringLiteral("free"));
        find<QAction>(window.get(), "pauseAction")->trigger();
        SharedMemory::remove(name.name());
        QTRY_VERIFY(tab->session()->latest()->status.status != SegmentStatus::Live);
        const quint64 before = dashboard->refreshes();
        QTRY_VERIFY(dashboard->refreshes() > before + 1);
        QCOMPARE(badge->text(), QStringLiteral("free"));
        find<QAction>(window.get(), "pauseAction")->trigger();
        QTRY_COMPARE(badge->text(), QStringLiteral("removed or replaced"));
    }

    void attachingShowsTheTab()
    {
        const OwnName name;
        const SharedMemory region = SharedMemory::create(name.name(), 4096);
        Window window;
        Dashboard *dashboard = opened(window);
        SegmentTab *tab = window.attached(name, Layout::Region);
        QVERIFY(!dashboard->isVisible());
        QVERIFY(tab->isVisible());
        opened(window);
        QCOMPARE(cards(dashboard).size(), 1);
    }

private:
    static Dashboard *opened(const Window &window)
    {
        QTest::keyClick(window.get(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dashboard = find<Dashboard>(window.get(), "dashboard");
        if (!QTest::qWaitFor([dashboard] { return dashboard->isVisible(); }))
            qFatal("the dashboard did not open");
        return dashboard;
    }
    /// From top to bottom.
    static QList<SegmentCard *> cards(const Dashboard *dashboard)
    {
        QCoreApplication::processEvents();
        QList<SegmentCard *> found = dashboard->findChildren<SegmentCard *>();
        std::sort(found.begin(), found.end(), [](auto *a, auto *b) { return a->y() < b->y(); });
        return found;
    }
    static void waitForObservations(SegmentTab *tab, int count)
    {
        int seen = 0;
        const auto connection = connect(tab->session(), &Session::observed, tab, [&seen] { ++seen; });
        const bool came = QTest::qWaitFor([&seen, count] { return seen >= count; }, 20'000);
        disconnect(connection);
        QVERIFY(came);
    }
};

QTEST_MAIN(DashboardTest)
#include "tst_dashboard.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/frames_panel.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/frame_filter_edit.h"
#include "widgets/hex_view.h"
#include "widgets/ring_map.h"

#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QWheelEvent>

#include <limits>

using namespace membridge;
using namespace membridge::test;

namespace {

/// The page with the frames seen, brought to the front by a click on its tab.
FramesPanel *openPage(SegmentTab *tab)
{
    auto *pages = find<QTabWidget>(tab, "ringPages");
    QTest::mouseClick(pages->tabBar(), Qt::LeftButton, {}, pages->tabBar()->tabRect(1).center());
    auto *panel = find<FramesPanel>(tab, "framesPanel");
    if (!QTest::qWaitFor([&] { return panel->isVisible() && find<QToolButton>(panel, "keepFrames")->isChecked(); }, 5000))
        qFatal("the page did not open");
    return panel;
}

bool follows(SegmentTab *tab)
{
    return QTest::qWaitFor(
        [&] {
            const auto latest = tab->session()->latest();
            return latest && latest->following && latest->following->looks > 0;
        },
        10'000);
}

void push(SpscProducer &producer, std::uint32_t value)
{
    QVERIFY(producer.tryPush(std::as_bytes(std::span(&value, 1))) == PushOutcome::Pushed);
}

} // namespace

/// The frames that passed through a ring, in the real window.
class FramesSeenTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { failOnWarnings(); }

    void consumedFramesStay()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 1024).spsc();
        SpscProducer producer = ring.producer();
        SpscConsumer consumer = ring.consumer();
        Window window;
        SegmentTab *tab = window.attached(name);
        find<QLineEdit>(tab, "ringSchema")->setText(QStringLiteral("value:u32"));
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        for (std::uint32_t value = 1; value <= 20; ++value) {
            push(producer, value);
            // Each is seen before it goes.
            QTRY_COMPARE(panel->model()->rowCount(), int(value));
            QVERIFY(consumer.pop().outcome == PopOutcome::Popped);
        }
        auto *list = find<QTableView>(panel, "frameHistory");
        list->setFocus();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(panel->model()->index(19, FrameHistoryModel::Values)).center());
        QCOMPARE(list->currentIndex().row(), 19);
        auto *fields = find<QTreeView>(panel, "frameFields");
        QTRY_COMPARE(fields->model()->index(0, FieldModel::ValueColumn).data().toString(), QStringLiteral("20"));
        auto *hex = find<HexView>(panel, "frameHex");
        QVERIFY(hex->snapshot() != nullptr);
        QCOMPARE(int(hex->snapshot()->bytes.at(0)), 20);

        // Linked both ways.
        fields->setFocus();
        QTest::mouseClick(fields->viewport(), Qt::LeftButton, {},
                          fields->visualRect(fields->model()->index(0, 0)).center());
        QCOMPARE(hex->selection().length, 4U);
        QTest::keyClick(list, Qt::Key_Up);
        QTRY_COMPARE(fields->model()->index(0, FieldModel::ValueColumn).data().toString(), QStringLiteral("19"));
    }

    void theListHasRowsInAWindowOfOrdinarySize()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 1024).spsc();
        Window window;
        window->resize(1300, 900);
        const FramesPanel *panel = openPage(window.attached(name));
        const auto *list = find<QTableView>(panel, "frameHistory");
        QTRY_VERIFY2(list->viewport()->height() >= 4 * list->verticalHeader()->defaultSectionSize(),
                     QByteArray::number(list->viewport()->height()));
        QVERIFY(!list->horizontalScrollBar()->isVisible());
    }

    void filterTypedAndMissed()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        find<QLineEdit>(tab, "ringSchema")->setText(QStringLiteral("value:u32"));
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        for (std::uint32_t value = 0; value < 100; ++value)
            push(producer, value);
        QTRY_COMPARE(panel->model()->rowCount(), 100);
        auto *filter = find<FrameFilterEdit>(panel, "frameFilter");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("value >= 90"));
        QTRY_COMPARE(panel->model()->rowCount(), 10);
        QTest::keyClicks(filter, QStringLiteral(" and"));
        auto *problem = find<QLabel>(panel, "frameFilterProblem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->text().startsWith(QStringLiteral("Column ")));
        QCOMPARE(panel->model()->rowCount(), 10);
        filter->clear();
        QTRY_COMPARE(panel->model()->rowCount(), 100);
        QTRY_VERIFY(!problem->isVisible());
    }

    void fieldAsFilterAndColumn()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 1024).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        find<QLineEdit>(tab, "ringSchema")->setText(QStringLiteral("value:u32"));
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        for (std::uint32_t value = 0; value < 20; ++value)
            push(producer, value % 5);
        QTRY_COMPARE(panel->model()->rowCount(), 20);
        auto *list = find<QTableView>(panel, "frameHistory");
        list->setCurrentIndex(panel->model()->index(3, 0));
        auto *fields = find<QTreeView>(panel, "frameFields");
        QTRY_COMPARE(fields->model()->index(0, FieldModel::ValueColumn).data().toString(), QStringLiteral("3"));
        const auto choose = [&](const char *action) {
            emit fields->customContextMenuRequested(fields->visualRect(fields->model()->index(0, 0)).center());
            QTRY_VERIFY(fields->findChild<QMenu *>() != nullptr && fields->findChild<QMenu *>()->isVisible());
            auto *menu = fields->findChild<QMenu *>();
            auto *chosen = find<QAction>(menu, action);
            QVERIFY(chosen->isEnabled());
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(chosen).center());
            QTRY_VERIFY(fields->findChild<QMenu *>() == nullptr);
        };
        choose("showAsColumn");
        QTRY_COMPARE(panel->model()->index(4, FrameHistoryModel::FirstField).data().toString(), QStringLiteral("4"));
        choose("applyAsFilter");
        QCOMPARE(find<FrameFilterEdit>(panel, "frameFilter")->text(), QStringLiteral("field.value == 3"));
        QTRY_COMPARE(panel->model()->rowCount(), 4);
    }

    void aFilterOfAValueKeepsItsFrame_data()
    {
        QTest::addColumn<float>("value");
        QTest::addColumn<QString>("filter");
        QTest::newRow("no double") << 0.1F << QStringLiteral("field.0 == 0.10000000149011612");
        QTest::newRow("infinite") << std::numeric_limits<float>::infinity()
                                  << QStringLiteral("field.0 > 1.7976931348623157e+308");
        QTest::newRow("equals nothing") << std::numeric_limits<float>::quiet_NaN() << QString();
    }

    void aFilterOfAValueKeepsItsFrame()
    {
        QFETCH(float, value);
        QFETCH(QString, filter);
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 1024).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        find<QLineEdit>(tab, "ringSchema")->setText(QStringLiteral("f32"));
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        for (const float each : {1.5F, value})
            QVERIFY(producer.tryPush(std::as_bytes(std::span(&each, 1))) == PushOutcome::Pushed);
        QTRY_COMPARE(panel->model()->rowCount(), 2);
        find<QTableView>(panel, "frameHistory")->setCurrentIndex(panel->model()->index(1, 0));
        auto *fields = find<QTreeView>(panel, "frameFields");
        QTRY_COMPARE(fields->model()->rowCount(), 1);
        emit fields->customContextMenuRequested(fields->visualRect(fields->model()->index(0, 0)).center());
        auto *apply = find<QAction>(fields, "applyAsFilter");
        QCOMPARE(apply->isEnabled(), !filter.isEmpty());
        if (filter.isEmpty())
            return;
        apply->trigger();
        QCOMPARE(find<FrameFilterEdit>(panel, "frameFilter")->text(), filter);
        QTRY_COMPARE(panel->model()->rowCount(), 1);
        QCOMPARE(panel->model()->index(0, 0).data().toString(), QStringLiteral("2"));
    }

    void scrollingAwayAndFollowing()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 65536).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        auto *list = find<QTableView>(panel, "frameHistory");
        const auto more = [&] {
            const int before = panel->model()->rowCount();
            for (std::uint32_t value = 0; value < 200; ++value)
                push(producer, value);
            QTRY_COMPARE(panel->model()->rowCount(), before + 200);
            // The scroll bar learns of them later.
            QTRY_VERIFY(list->verticalScrollBar()->maximum() > before + 100);
        };
        more();
        QScrollBar *bar = list->verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());
        bar->setValue(bar->maximum() / 2);
        const int kept = bar->value();
        more();
        QCOMPARE(bar->value(), kept);
        bar->setValue(bar->maximum());
        more();
        QTRY_COMPARE(bar->value(), bar->maximum());
        // Whoever chose a frame looks at it.
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(panel->model()->index(panel->model()->rowCount() - 1, 0)).center());
        const int chosen = bar->value();
        more();
        QCOMPARE(bar->value(), chosen);
        QTest::mouseClick(find<QToolButton>(panel, "followNewest"), Qt::LeftButton);
        more();
        QTRY_COMPARE(list->currentIndex().row(), panel->model()->rowCount() - 1);
        // Until something else is looked at: by the wheel …
        auto *follow = find<QToolButton>(panel, "followNewest");
        QVERIFY(follow->isChecked());
        const QPoint middle = list->viewport()->rect().center();
        QWheelEvent up(QPointF(middle), QPointF(list->viewport()->mapToGlobal(middle)), {}, {0, 120}, Qt::NoButton,
                       Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(list->viewport(), &up);
        QVERIFY(!follow->isChecked());
        const int stays = bar->value();
        QVERIFY(stays < bar->maximum());
        more();
        QCOMPARE(bar->value(), stays);
        // … or another row.
        QTest::mouseClick(follow, Qt::LeftButton);
        more();
        QVERIFY(follow->isChecked());
        const int other = panel->model()->rowCount() - 2;
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(panel->model()->index(other, 0)).center());
        QVERIFY(!follow->isChecked());
        more();
        QCOMPARE(list->currentIndex().row(), other);
    }

    void pauseFreezesTheListOnly()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        push(producer, 1);
        QTRY_COMPARE(panel->model()->rowCount(), 1);
        auto *hex = tab->content()->hexView();
        QTRY_VERIFY(hex->snapshot() != nullptr);
        find<QAction>(window.get(), "pauseAction")->setChecked(true);
        for (std::uint32_t value = 0; value < 9; ++value)
            push(producer, value);
        QTRY_COMPARE(int(tab->session()->frameStore()->view().end()), 10);
        QCOMPARE(panel->model()->rowCount(), 1);
        find<QAction>(window.get(), "pauseAction")->setChecked(false);
        QTRY_COMPARE(panel->model()->rowCount(), 10);
    }

    void lessMemoryDropsTheOldestAtOnce()
    {
        const OwnName name;
        SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4 * 1024 * 1024).spsc();
        SpscProducer producer = ring.producer();
        SpscConsumer consumer = ring.consumer();
        Window window;
        SegmentTab *tab = window.attached(name);
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        // More than 16 MiB, in rounds: what is consumed unseen would be missed.
        const ByteVector payload(64 * 1024 - 4, std::byte{7});
        quint64 pushed = 0;
        for (int round = 0; round < 6; ++round) {
            while (producer.tryPush(payload) == PushOutcome::Pushed)
                ++pushed;
            QTRY_COMPARE(quint64(tab->session()->frameStore()->view().framesSeen()), pushed);
            Frame frame;
            while (consumer.tryPop(frame) == PopOutcome::Popped) { }
        }
        QTRY_COMPARE(panel->model()->rowCount(), int(pushed));
        // Nobody follows any more, and nothing comes: it holds all the same.
        find<QToolButton>(panel, "keepFrames")->click();
        QAction *least = find<QMenu>(window.get(), "frameMemoryMenu")->actions().first();
        QCOMPARE(least->text(), QStringLiteral("16.0 MiB"));
        least->trigger();
        const FrameStoreView view = tab->session()->frameStore()->view();
        QVERIFY(view.begin() > 0);
        QVERIFY(view.end() - view.begin() <= 16 * 1024 * 1024 / payload.size());
        QCOMPARE(tab->session()->frameStore()->memoryLimit(), std::uint64_t{16 * 1024 * 1024});
        // With a row that tells what was dropped.
        QTRY_COMPARE(panel->model()->rowCount(), int(view.end() - view.begin()) + 1);
        QCOMPARE(window.settings().frameMemoryMiB, 16);
    }

    void theWheelPushesAndPops()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        Window window;
        SegmentTab *tab = window.attached(name);
        find<QLineEdit>(tab, "ringSchema")->setText(QStringLiteral("value:u32"));
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        runWheel(name,
                 "ring = membridge.SharedMemory.open(name).spsc()\n"
                 "import time\n"
                 "for i in range(50):\n"
                 "    assert ring.push(struct.pack('<I', i))\n"
                 "    time.sleep(0.002)\n"
                 "while ring.pop() is not None:\n"
                 "    pass\n");
        QTRY_COMPARE(panel->model()->rowCount(), 50);
        // Some may have been consumed while they were copied, and say so.
        const QString values = panel->model()->index(49, FrameHistoryModel::Values).data().toString();
        QVERIFY2(values == QStringLiteral("49") || values.startsWith(QStringLiteral("49 (")), qPrintable(values));
    }

    void keysOfTheList()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        for (std::uint32_t value = 0; value < 5; ++value)
            push(producer, value);
        QTRY_COMPARE(panel->model()->rowCount(), 5);
        auto *list = find<QTableView>(panel, "frameHistory");
        list->setFocus();
        list->setCurrentIndex(panel->model()->index(2, 0));
        QTest::keyClick(list, Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(panel->model()->index(2, 0).data().toString(), QStringLiteral("*REF*"));
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("*REF*\t")));
    }

    void theMapLeadsToTheFrameAlsoFromHere()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 1024).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Ring);
        FramesPanel *panel = openPage(tab);
        for (int i = 0; i < 4; ++i)
            QVERIFY(producer.tryPush(ByteVector(124)) == PushOutcome::Pushed);
        auto *pending = find<QTableView>(tab, "ringFrames");
        QTRY_COMPARE(pending->model()->rowCount(), 4);
        auto *map = tab->findChild<RingMap *>();
        QVERIFY(map != nullptr && panel->isVisible() && !pending->isVisible());
        const RingMapGeometry geometry = map->geometryOfBytes();
        const double share = geometry.shareAt(2 * 128 + 64);
        QTest::mouseClick(map, Qt::LeftButton, {}, ((geometry.outer(share) + geometry.inner(share)) / 2).toPoint());
        QVERIFY(pending->isVisible());
        QCOMPARE(pending->currentIndex().row(), 2);
        const quint64 selected = tab->content()->hexView()->selection().offset;
        QVERIFY2(selected > 24 + 300 && selected < 24 + 340, QByteArray::number(selected));
    }

    void keepingStopsAndBeginsAnew()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        FramesPanel *panel = openPage(tab);
        QVERIFY(follows(tab));
        push(producer, 1);
        QTRY_COMPARE(panel->model()->rowCount(), 1);
        auto *keep = find<QToolButton>(panel, "keepFrames");
        QTest::mouseClick(keep, Qt::LeftButton);
        QTRY_VERIFY(!tab->session()->latest()->following);
        push(producer, 2);
        QCOMPARE(panel->model()->rowCount(), 1);
        QTest::mouseClick(keep, Qt::LeftButton);
        QTRY_VERIFY(tab->session()->latest()->following.has_value());
        // Those that are pending are seen anew, by another store.
        QTRY_COMPARE(panel->model()->rowCount(), 2);
    }
};

QTEST_MAIN(FramesSeenTest)
#include "tst_frames_seen.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/lock_panel.h"
#include "app/region_panel.h"
#include "app/time_link.h"
#include "app/trigger_panel.h"
#include "core/ipc/mapped_view.h"
#include "widgets/burst_view.h"
#include "widgets/finding_model.h"
#include "widgets/hex_view.h"
#include "widgets/lock_lanes.h"
#include "widgets/plot_cursors.h"
#include "widgets/throughput_plot.h"
#include "widgets/trigger_memory_view.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>

using namespace membridge;
using namespace membridge::test;

/// What shows time: lock lanes, burst scope, triggers, markers and linked axes, on real segments.
class OscilloscopeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { failOnWarnings(); }

    void theLockIsRecordedAlsoWhilePaused()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *lanes = find<LockLanes>(tab, "lockLanes");
        QTRY_VERIFY(lanes->recording().channel(LockRecording::Writer).total() > 10);
        find<QAction>(window.get(), "pauseAction")->setChecked(true);
        QVERIFY(view.lock().tryLockWrite());
        QTRY_COMPARE(lanes->recording().last(), LockWord{-1});
        QVERIFY(find<QLabel>(tab, "lockBadge")->text() != QStringLiteral("1 writer"));
        find<QAction>(window.get(), "pauseAction")->setChecked(false);
        QTRY_COMPARE(find<QLabel>(tab, "lockBadge")->text(), QStringLiteral("1 writer"));
        QTRY_VERIFY(find<QLabel>(tab, "lockSince")->text().startsWith(QStringLiteral("unchanged for")));
        QVERIFY(view.lock().unlockWrite());
        QTRY_COMPARE(find<QLabel>(tab, "lockBadge")->text(), QStringLiteral("free"));
    }

    void aBurstCaptureIsMadeAndShown()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        QVERIFY(view.lock().tryLockRead());
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *burst = find<BurstView>(tab, "burstView");
        find<QTabWidget>(tab, "lockTabs")->setCurrentWidget(burst);
        const QByteArray before = name.contents();
        click(find<QPushButton>(burst, "burstRun"));
        QVERIFY(!find<QPushButton>(burst, "burstRun")->isEnabled());
        QTRY_VERIFY(burst->capture() != nullptr);
        QCOMPARE(burst->capture()->firstWord, 1);
        QCOMPARE(burst->capture()->busyRatio, 1.0);
        QVERIFY(find<QPlainTextEdit>(burst, "burstSummary")->toPlainText().contains(QStringLiteral("held for 100")));
        QCOMPARE(name.contents(), before);
    }

    void aBurstCaptureStopsAtOnce()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        auto *burst = find<BurstView>(window.attached(name), "burstView");
        find<QTabWidget>(window.get(), "lockTabs")->setCurrentWidget(burst);
        find<QSpinBox>(burst, "burstFor")->setValue(5000);
        click(find<QPushButton>(burst, "burstRun"));
        click(find<QPushButton>(burst, "burstStop"));
        QTRY_VERIFY(burst->capture() != nullptr);
        QCOMPARE(burst->capture()->end, BurstEnd::Stopped);
    }

    void aBurstCaptureOfAnotherObjectIsRefused()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        auto *burst = find<BurstView>(window.attached(name), "burstView");
        SharedMemory::remove(name.name());
        const SharedMemory other = SharedMemory::create(name.name(), 4096);
        emit burst->captureRequested(burst->options());
        QTRY_VERIFY(!find<QPlainTextEdit>(burst, "burstSummary")->toPlainText().startsWith(QStringLiteral("Looking")));
        QVERIFY(burst->capture() == nullptr);
    }

    void triggersOfferWhatTheLayoutCanDo()
    {
        const OwnName region;
        const OwnName ring;
        const SharedMemory first = SharedMemory::create(region.name(), 4096);
        const SharedMemory second = SharedMemory::create(ring.name(), 24 + 4096);
        const SpscRingBuffer made = second.spsc();
        Window window;
        const auto offers = [](SegmentTab *tab, TriggerModel::Column column) {
            return !find<QTableView>(tab->triggerPanel(), "triggerTable")->isColumnHidden(column);
        };
        SegmentTab *tab = window.attached(region);
        QVERIFY(offers(tab, TriggerModel::BurstScope));
        QVERIFY(!offers(tab, TriggerModel::Capture));
        tab = window.attached(ring);
        QVERIFY(!offers(tab, TriggerModel::BurstScope));
        QVERIFY(offers(tab, TriggerModel::Capture));
    }

    void aTriggerFiresAndDoesWhatItIsToldTo()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        Window window;
        SegmentTab *tab = window.attached(name);
        find<QTabWidget>(window.get(), "bottomTabs")->setCurrentIndex(3);
        auto *panel = find<TriggerPanel>(window.get(), "triggerPanel");
        QVERIFY(panel->isVisible());
        type(find<QLineEdit>(panel, "triggerCondition"), QStringLiteral("word == -1"));
        click(find<QPushButton>(panel, "triggerAdd"));
        TriggerModel *model = panel->model();
        QCOMPARE(model->rowCount(), 1);
        for (const int column : {TriggerModel::Freeze, TriggerModel::Notify, TriggerModel::BurstScope})
            QVERIFY(model->setData(model->index(0, column), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(view.lock().tryLockWrite());
        QTRY_COMPARE(model->index(0, TriggerModel::Fired).data().toString(), QStringLiteral("1"));
        QVERIFY(find<QAction>(window.get(), "pauseAction")->isChecked());
        QVERIFY(window->statusBar()->currentMessage().contains(QStringLiteral("word == -1")));
        QTRY_VERIFY(find<BurstView>(tab, "burstView")->capture() != nullptr);
        auto *link = window->findChild<TimeLink *>();
        QCOMPARE(link->markers().size(), std::size_t{1});
        QCOMPARE(link->markers().front().kind, TimeMarker::Kind::Trigger);
        QCOMPARE(link->markers().front().text, QStringLiteral("word == -1"));
        QVERIFY(view.lock().unlockWrite());
    }

    void aTriggerThatPausesShowsWhatItFiredAt()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        Window window;
        SegmentTab *tab = window.attached(name);
        QTRY_COMPARE(find<QLabel>(tab, "lockBadge")->text(), QStringLiteral("free"));
        auto *panel = tab->triggerPanel();
        panel->model()->add(QStringLiteral("word == -1"));
        QVERIFY(panel->model()->setData(panel->model()->index(0, TriggerModel::Freeze), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(view.lock().tryLockWrite());
        QTRY_VERIFY(find<QAction>(window.get(), "pauseAction")->isChecked());
        QVERIFY(view.lock().unlockWrite());
        // Recording goes on, and what is shown is what there was.
        auto *lanes = find<LockLanes>(tab, "lockLanes");
        QTRY_COMPARE(lanes->recording().last(), LockWord{0});
        QCOMPARE(find<QLabel>(tab, "lockBadge")->text(), QStringLiteral("1 writer"));
    }

    void theSamplesAroundAFiringAreShown()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        Window window;
        SegmentTab *tab = window.attached(name);
        find<QTabWidget>(window.get(), "bottomTabs")->setCurrentIndex(3);
        auto *panel = tab->triggerPanel();
        type(find<QLineEdit>(panel, "triggerCondition"), QStringLiteral("word == -1"));
        click(find<QPushButton>(panel, "triggerAdd"));
        auto *memory = find<TriggerMemoryView>(panel, "triggerMemory");
        QVERIFY(memory->event() == nullptr);
        auto *lanes = find<LockLanes>(tab, "lockLanes");
        const auto samples = lanes->recording().channel(LockRecording::Writer).total();
        QTRY_VERIFY(lanes->recording().channel(LockRecording::Writer).total() > samples + 50);
        QVERIFY(view.lock().tryLockWrite());
        QTRY_VERIFY(memory->event() != nullptr);
        // Before it, the lock was free, and at it no longer.
        std::shared_ptr<const TriggerEvent> event = memory->event();
        QVERIFY(event->at >= 10);
        QCOMPARE(event->samples[event->at - 1].lock, LockWord{0});
        QCOMPARE(event->samples[event->at].lock, LockWord{-1});
        // 256 samples later it is complete.
        QTRY_VERIFY(memory->event()->complete);
        event = memory->event();
        QCOMPARE(event->samples.size() - event->at - 1, TriggerLimits().after);
        auto *button = find<QPushButton>(memory, "triggerMemoryShow");
        QVERIFY(button->isVisible());
        click(button);
        const TimePlot *plot = tab->content()->timePlot();
        QVERIFY(!plot->isFollowing());
        QVERIFY(plot->viewBeginNs() < event->timeNs && event->timeNs < plot->viewEndNs());
        QVERIFY(view.lock().unlockWrite());
        // An edited trigger has not fired yet.
        QVERIFY(panel->model()->setData(panel->model()->index(0, TriggerModel::ConditionColumn),
                                        QStringLiteral("word == 7")));
        QVERIFY(memory->event() == nullptr);
    }

    void aBurstCaptureWaitsForItsTrigger()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        Window window;
        auto *burst = find<BurstView>(window.attached(name), "burstView");
        find<QTabWidget>(window.get(), "lockTabs")->setCurrentWidget(burst);
        find<QSpinBox>(burst, "burstFor")->setValue(5000);
        find<QComboBox>(burst, "burstTrigger")->setCurrentIndex(1);
        click(find<QPushButton>(burst, "burstRun"));
        // Free, read and written in turn, each from one look to the next: long enough for a scope that waits for its core.
        int look = 0;
        const auto captured = [&] {
            switch (look++ % 3) {
            case 0:
                return view.lock().tryLockRead() && burst->capture();
            case 1:
                return view.lock().unlockRead() && view.lock().tryLockWrite() && burst->capture();
            default:
                return view.lock().unlockWrite() && burst->capture();
            }
        };
        QTRY_VERIFY_WITH_TIMEOUT(captured(), 20'000);
        QVERIFY(burst->capture()->triggerNs);
        QVERIFY(burst->capture()->durationNs < 5'000'000'000);
        auto *show = find<QPushButton>(burst, "burstShowTrigger");
        QVERIFY(show->isVisible() && show->isEnabled());
        QVERIFY(find<QPlainTextEdit>(burst, "burstSummary")->toPlainText().contains(QStringLiteral("Trigger after")));
        click(show);
        const auto at = static_cast<double>(*burst->capture()->triggerNs - burst->capture()->beginNs);
        QVERIFY(burst->viewBeginNs() < at && at < burst->viewEndNs());
    }

    void aTriggerPinsAndCaptures()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 24 + 4096);
        SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *panel = tab->triggerPanel();
        panel->model()->add(QStringLiteral("used > 0"));
        for (const int column : {TriggerModel::Snapshot, TriggerModel::Capture})
            QVERIFY(panel->model()->setData(panel->model()->index(0, column), Qt::Checked, Qt::CheckStateRole));
        const ByteVector payload(20, std::byte{7});
        QCOMPARE(producer.tryPush(payload), PushOutcome::Pushed);
        auto *pins = find<QComboBox>(window.get(), "compareBefore");
        QTRY_COMPARE(pins->count(), 2);
        QTRY_VERIFY(window->statusBar()->currentMessage().contains(QStringLiteral(".pcap")));
        const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
        QTRY_COMPARE(folder.entryList({QStringLiteral("membridge-*.pcap")}).size(), 1);
        QCOMPARE(producer.tryPush(payload), PushOutcome::Pushed);
        window.close(); // ends it, with a file that is whole
        const QString file = folder.filePath(folder.entryList({QStringLiteral("membridge-*.pcap")}).front());
        QVERIFY(QFileInfo(file).size() >= 24);
        QVERIFY(QFile::remove(file));
    }

    void aBadConditionIsNotAdded()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        window.attached(name);
        find<QTabWidget>(window.get(), "bottomTabs")->setCurrentIndex(3);
        auto *panel = find<TriggerPanel>(window.get(), "triggerPanel");
        type(find<QLineEdit>(panel, "triggerCondition"), QStringLiteral("word === 3"));
        click(find<QPushButton>(panel, "triggerAdd"));
        QCOMPARE(panel->model()->rowCount(), 0);
        QVERIFY(find<QLabel>(panel, "triggerError")->isVisible());
        QVERIFY(find<QLabel>(panel, "triggerError")->text().contains(QStringLiteral("column")));
    }

    void aTriggerOnAFieldOfAFrame()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 24 + 4096);
        SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        tab->setSchemaText(QStringLiteral("level:u32"));
        auto *panel = tab->triggerPanel();
        panel->model()->add(QStringLiteral("field.level >= 7"));
        // Frames that were there before are not the trigger's: it is armed when two more looks have come.
        for (int looks = 0; looks < 2; ++looks) {
            const ObservationPtr seen = tab->session()->latest();
            QTRY_VERIFY(tab->session()->latest() != seen);
        }
        for (const std::uint32_t level : {1u, 7u, 3u, 9u}) {
            const auto bytes = std::as_bytes(std::span(&level, 1));
            QCOMPARE(producer.tryPush(bytes), PushOutcome::Pushed);
        }
        QTRY_COMPARE(panel->model()->index(0, TriggerModel::Fired).data().toString(), QStringLiteral("2"));
        // Those that are consumed at once count as well.
        SpscConsumer consumer = ring.consumer();
        while (consumer.pop().outcome == PopOutcome::Popped) { }
        for (const std::uint32_t level : {8u, 1u, 7u}) {
            QCOMPARE(producer.tryPush(std::as_bytes(std::span(&level, 1))), PushOutcome::Pushed);
            QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
        }
        QTRY_COMPARE(panel->model()->index(0, TriggerModel::Fired).data().toString(), QStringLiteral("4"));
    }

    void aStuckLockIsRecoveredOnlyWhenAskedTwice()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        QVERIFY(view.lock().tryLockWrite());
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *card = find<QWidget>(tab, "recoverCard");
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), 20'000);
        auto *recover = find<QPushButton>(card, "recoverButton");
        QVERIFY(recover->text().contains(QStringLiteral("from \u22121 to 0")));
        QVERIFY(!recover->isEnabled());
        QVERIFY(!find<QLabel>(card, "recoverEvidence")->text().isEmpty());
        find<QCheckBox>(card, "recoverSure")->setChecked(true);
        QVERIFY(recover->isEnabled());
        QCOMPARE(view.lockWord(), LockWord{-1});
        click(recover);
        QTRY_COMPARE(view.lockWord(), LockWord{0});
        QTRY_VERIFY(
            find<QLabel>(card, "recoverLog")->text().contains(QStringLiteral("set the lock word from \u22121 to 0")));
        QTRY_VERIFY(!recover->isVisible());
        QTRY_VERIFY(!window->findChild<TimeLink *>()->markers().empty());
        QCOMPARE(window->findChild<TimeLink *>()->markers().back().text, QStringLiteral("lock recovered"));
    }

    void aHiddenCardComesBackWithTheNextStuckLock()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        QVERIFY(view.lock().tryLockWrite());
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *card = find<QWidget>(tab, "recoverCard");
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), 20'000);
        click(find<QPushButton>(card, "recoverHide"));
        QVERIFY(!card->isVisible());
        QVERIFY(view.lock().unlockWrite());
        QTRY_COMPARE(tab->session()->latest()->lock, std::optional(LockWord{0}));
        QVERIFY(view.lock().tryLockWrite());
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), 20'000);
        QVERIFY(view.lock().unlockWrite());
    }

    void recoveringChangesNothingWhenTheWordIsAnother()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 4096).map();
        Window window;
        SegmentTab *tab = window.attached(name);
        QVERIFY(view.lock().tryLockRead());
        tab->session()->recoverLock(-1);
        auto *log = find<QLabel>(find<QWidget>(tab, "recoverCard"), "recoverLog");
        QTRY_VERIFY(log->text().contains(QStringLiteral("changed nothing: the lock word was 1, not \u22121")));
        QCOMPARE(view.lockWord(), LockWord{1});
        QVERIFY(view.lock().unlockRead());
    }

    void plotsOfAllTabsShowTheSameTime()
    {
        const OwnName first;
        const OwnName second;
        const SharedMemory region = SharedMemory::create(first.name(), 4096);
        const SharedMemory ring = SharedMemory::create(second.name(), 24 + 4096);
        (void)ring.spsc();
        Window window;
        TimePlot *lanes = window.attached(first)->content()->timePlot();
        TimePlot *throughput = window.attached(second)->content()->timePlot();
        QTRY_VERIFY(static_cast<LockLanes *>(lanes)->recording().lastNs() > 0);
        QTRY_VERIFY(static_cast<ThroughputPlot *>(throughput)->recording().lastNs() > 0);
        QTest::keyClick(throughput, Qt::Key_Left);
        QTRY_COMPARE(lanes->viewEndNs(), throughput->viewEndNs());
        QVERIFY(!lanes->isFollowing());
        QTest::keyClick(throughput, Qt::Key_M);
        QCOMPARE(window->findChild<TimeLink *>()->markers().size(), std::size_t{1});
        QTest::keyClick(throughput, Qt::Key_End);
        QVERIFY(lanes->isFollowing());
        // A window that is chosen is one for all, whether they follow or not.
        const auto chooseWindow = [](TimePlot *plot, int item) {
            const QPoint centre = plot->rect().center();
            QContextMenuEvent event(QContextMenuEvent::Keyboard, centre, plot->mapToGlobal(centre));
            QCoreApplication::sendEvent(plot, &event);
            auto *menu = plot->findChild<QMenu *>();
            menu->actions().at(item)->trigger();
            menu->close();
            QTRY_VERIFY(plot->findChild<QMenu *>() == nullptr);
        };
        chooseWindow(throughput, 1);
        QCOMPARE(throughput->wantedSeconds(), 10.0);
        QCOMPARE(lanes->wantedSeconds(), 10.0);
        QTest::keyClick(throughput, Qt::Key_Left);
        QVERIFY(!lanes->isFollowing());
        chooseWindow(throughput, 0);
        QVERIFY(lanes->isFollowing());
        QCOMPARE(lanes->wantedSeconds(), 1.0);
        find<QAction>(window.get(), "linkTimeAxes")->setChecked(false);
        QTest::keyClick(throughput, Qt::Key_Left);
        QVERIFY(lanes->isFollowing());
        find<QAction>(window.get(), "clearMarkers")->trigger();
        QVERIFY(window->findChild<TimeLink *>()->markers().empty());
    }

    void aSchemaThatDoesNotFitAFrameIsAFinding()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 24 + 4096);
        SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        const auto wrong = [](const SegmentTab *tab) {
            for (int row = 0; row < tab->findings()->rowCount(); ++row) {
                const QModelIndex index = tab->findings()->index(row, 0);
                if (index.data(FindingModel::CodeRole) == QStringLiteral("schema-misfit"))
                    return index.data(FindingModel::CurrentRole).toBool();
            }
            return false;
        };
        Window window;
        SegmentTab *tab = window.attached(name);
        tab->setSchemaText(QStringLiteral("ready:bool"));
        for (const std::uint8_t byte : {std::uint8_t{1}, std::uint8_t{7}})
            QCOMPARE(producer.tryPush(std::as_bytes(std::span(&byte, 1))), PushOutcome::Pushed);
        QTRY_VERIFY(wrong(tab));
        QCOMPARE(tab->findings()->index(tab->findings()->rowCount() - 1, 0).data(FindingModel::OffsetRole).toULongLong(),
                 quint64(24 + 5 + 4));
        // The right one fits at once.
        tab->setSchemaText(QStringLiteral("count:u8"));
        QTRY_VERIFY(!wrong(tab));
    }

    void aFindingIsMarkedAndItsRowGoesToItsMoment()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name);
        name.overwrite(0, QByteArray("\xf0\xff\xff\xff", 4));
        QTRY_COMPARE(tab->findings()->rowCount(), 1);
        auto *link = window->findChild<TimeLink *>();
        QTRY_COMPARE(link->markers().size(), std::size_t{1});
        QCOMPARE(link->markers().front().text, QStringLiteral("lock-invalid"));
        find<QTabWidget>(window.get(), "bottomTabs")->setCurrentIndex(1);
        auto *table = find<QTableView>(window.get(), "findingsTable");
        table->setCurrentIndex(table->model()->index(0, 0));
        auto *pages = find<QTabWidget>(tab, "lockTabs");
        pages->setCurrentIndex(1);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(pages->currentWidget(), tab->content()->timePlot());
        const TimePlot *plot = tab->content()->timePlot();
        QVERIFY(!plot->isFollowing());
        QCOMPARE(tab->content()->hexView()->selection().offset, 0ULL);
        QCOMPARE(tab->content()->hexView()->selection().length, 4ULL);
        const qint64 moment = link->markers().front().timeNs;
        QVERIFY(plot->viewBeginNs() < moment && moment < plot->viewEndNs());
        QCoreApplication::processEvents(); // one more round: the mark stays one
        QCOMPARE(link->markers().size(), std::size_t{1});
    }
};

QTEST_MAIN(OscilloscopeTest)
#include "tst_oscilloscope.moc"

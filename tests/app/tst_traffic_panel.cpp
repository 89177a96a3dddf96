// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consumer_panel.h"
#include "app/consuming_side.h"
#include "app/lock_load_panel.h"
#include "app/locking_side.h"
#include "app/sender_panel.h"
#include "app/sending_side.h"
#include "app/traffic_panel.h"
#include "core/traffic/producer_load.h"
#include "widgets/state_badge.h"
#include "window_fixture.h"

#include <QCheckBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace membridge;
using namespace membridge::test;

/// Traffic at load, with real keys and clicks, the real wheel on the other side or this program on both.
class TrafficPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void nothingIsSentBeforeTakingPart()
    {
        const OwnName name;
        makeRing(name);
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = attached(window, name);
        QVERIFY(!find<QPushButton>(tab->trafficPanel(), "senderStart")->isVisible());
        tab->session()->startSending({SenderRow{}});
        tab->session()->startConsuming({});
        QVERIFY(tab->session()->sending() == nullptr);
        QCOMPARE(name.contents(), before);
        // By the button that is there.
        click(find<QPushButton>(tab->trafficPanel(), "participateFromTraffic"));
        QTRY_VERIFY(find<QPushButton>(tab->trafficPanel(), "senderStart")->isEnabled());
        QVERIFY(find<QPushButton>(tab->trafficPanel(), "senderStart")->isVisible());
        QVERIFY(!find<QPushButton>(tab->trafficPanel(), "senderStop")->isEnabled());
        QCOMPARE(name.contents(), before);
    }

    void aRegionsLockIsKeptBusy()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096).map()");
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = attached(window, name);
        QVERIFY(!find<QPushButton>(tab->trafficPanel(), "lockLoadStart")->isVisible());
        tab->session()->startLockLoad({});
        click(find<QPushButton>(tab->trafficPanel(), "participateFromTraffic"));
        QTRY_VERIFY(find<QPushButton>(tab->trafficPanel(), "lockLoadStart")->isEnabled());
        QCOMPARE(name.contents(), before);
        type(find<QLineEdit>(tab->trafficPanel(), "lockPause"), QStringLiteral("often"));
        click(find<QPushButton>(tab->trafficPanel(), "lockLoadStart"));
        QVERIFY(!tab->session()->lockLoad()->isRunning());
        QVERIFY(tab->trafficPanel()->lockLoad()->reportText().contains(QStringLiteral("exp:1ms")));
        type(find<QLineEdit>(tab->trafficPanel(), "lockPause"), QStringLiteral("10us:100us"));
        typeNumber(find<QSpinBox>(tab->trafficPanel(), "lockBytes"), 64);
        click(find<QPushButton>(tab->trafficPanel(), "lockLoadStart"));
        QTRY_VERIFY(tab->session()->lockLoad()->lockCounters().reads > 20);
        QTRY_VERIFY(tab->session()->lockLoad()->lockCounters().writes > 20);
        // The wheel takes its turn among them.
        runWheel(name, "v = membridge.SharedMemory.open(name).map(); v.write(b'x' * 8, offset=4000)");
        click(find<QPushButton>(tab->trafficPanel(), "lockLoadStop"));
        QVERIFY(!find<QPushButton>(tab->trafficPanel(), "lockLoadStop")->isEnabled());
        QTRY_VERIFY(!tab->session()->lockLoad()->isRunning());
        const QString report = tab->trafficPanel()->lockLoad()->reportText();
        QVERIFY2(report.contains(QStringLiteral("writers held: p50")), qPrintable(report));
        QVERIFY2(report.contains(QStringLiteral("readers waited: p50")), qPrintable(report));
        QVERIFY2(report.contains(QStringLiteral(" 0 torn reads")), qPrintable(report));
        // No lock of ours stays held.
        QCOMPARE(name.contents().left(4), QByteArray(4, '\0'));
    }

    void endingTheParticipationEndsTheLockLoad()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096).map()");
        Window window;
        SegmentTab *tab = participating(window, name);
        type(find<QLineEdit>(tab->trafficPanel(), "lockWriterHold"), QStringLiteral("3600s"));
        click(find<QPushButton>(tab->trafficPanel(), "lockLoadStart"));
        QTRY_VERIFY(name.contents().left(4) != QByteArray(4, '\0'));
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_VERIFY(!tab->session()->isParticipating());
        QVERIFY(!tab->session()->lockLoad()->isRunning());
        QCOMPARE(name.contents().left(4), QByteArray(4, '\0'));
    }

    void theWheelConsumesWhatIsSent()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        typeCell(tab, 0, SenderModel::Payload, QStringLiteral("counter(100,2) text(msg-) true"));
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("1 ms"));
        typeCell(tab, 0, SenderModel::Count, QStringLiteral("20"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("done"));
        QCOMPARE(cell(tab, 0, SenderModel::Sent), QStringLiteral("20"));
        QTRY_VERIFY(find<QPushButton>(tab->trafficPanel(), "senderStart")->isEnabled());
        QCOMPARE(runWheel(name,
                          "r = membridge.SharedMemory.open(name).spsc()\n"
                          "got = [r.pop_mixed([('int',1),('str',1),('bool',1)]) for i in range(20)]\n"
                          "print(got[0], got[19], r.pop())"),
                 QByteArray("[100, 'msg-0', True] [138, 'msg-19', True] None"));
    }

    void whatTheWheelSendsIsConsumedAndChecked()
    {
        const OwnName name;
        runWheel(name,
                 "r = membridge.SharedMemory.create(name, 65536 + 24).spsc()\n"
                 "for i in range(50): r.push([i, 'x'])");
        Window window;
        SegmentTab *tab = participating(window, name);
        showSide(tab, consumer);
        type(find<QLineEdit>(tab->trafficPanel(), "consumerSchema"), QStringLiteral("int str"));
        click(find<QPushButton>(tab->trafficPanel(), "consumerStart"));
        QTRY_VERIFY2(report(tab).contains(QStringLiteral("50 consumed")), qPrintable(report(tab)));
        click(find<QPushButton>(tab->trafficPanel(), "consumerStop"));
        QTRY_VERIFY2(report(tab).startsWith(QStringLiteral("Ended: stopped.")), qPrintable(report(tab)));
        QCOMPARE(runWheel(name, "print(membridge.SharedMemory.open(name).spsc().pop())"), QByteArray("None"));
    }

    void aMisfitIsNotConsumed()
    {
        const OwnName name;
        runWheel(name, "r = membridge.SharedMemory.create(name, 65536 + 24).spsc(); r.push([1, 'x']); r.push(True)");
        Window window;
        SegmentTab *tab = participating(window, name);
        showSide(tab, consumer);
        type(find<QLineEdit>(tab->trafficPanel(), "consumerSchema"), QStringLiteral("int str"));
        click(find<QPushButton>(tab->trafficPanel(), "consumerStart"));
        QTRY_VERIFY2(report(tab).contains(QStringLiteral("not consumed")), qPrintable(report(tab)));
        QVERIFY(report(tab).contains(QStringLiteral("1 consumed")));
        QCOMPARE(runWheel(name, "print(membridge.SharedMemory.open(name).spsc().pop_mixed([('bool',1)]))"),
                 QByteArray("[True]"));
    }

    void bothSidesVerifyEachOther()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        typeCell(tab, 0, SenderModel::Payload, QStringLiteral("verify"));
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("max"));
        click(find<QPushButton>(tab->trafficPanel(), "senderAdd"));
        QCOMPARE(model(tab)->rowCount(), 2);
        typeCell(tab, 1, SenderModel::Rate, QStringLiteral("1000/s"));
        showSide(tab, consumer);
        auto *verify = find<QCheckBox>(tab->trafficPanel(), "consumerVerify");
        verify->setFocus();
        QTest::keyClick(verify, Qt::Key_Space);
        click(find<QPushButton>(tab->trafficPanel(), "consumerStart"));
        showSide(tab, producer);
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_VERIFY(tab->session()->sending()->looks().size() == 2);
        QTRY_VERIFY(tab->session()->sending()->looks()[1].sent > 100);
        QTRY_VERIFY2(report(tab).contains(QStringLiteral("latency p50")), qPrintable(report(tab)));
        QVERIFY(tab->session()->sending()->isRunning());
        QTRY_VERIFY(!cell(tab, 0, SenderModel::LiveRate).isEmpty());

        click(find<QPushButton>(tab->trafficPanel(), "senderStop"));
        QTRY_VERIFY(!tab->session()->sending()->isRunning());
        QCOMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("stopped"));
        const quint64 sent = tab->session()->sending()->counters().messages;
        QTRY_COMPARE(quint64(tab->session()->consuming()->counters().messages), sent);
        showSide(tab, consumer);
        click(find<QPushButton>(tab->trafficPanel(), "consumerStop"));
        QTRY_VERIFY(!tab->session()->consuming()->isRunning());
        QVERIFY2(report(tab).contains(QStringLiteral("0 lost, 0 duplicated, 0 reordered, 0 corrupt, 0 late")),
                 qPrintable(report(tab)));
        QCOMPARE(quint64(tab->session()->consuming()->report().counts.messages), sent);
    }

    void theFirstOffenceIsShownWithItsBytes()
    {
        const OwnName name;
        const SpscRingBuffer ring = makeRing(name);
        {
            TrafficProducer producer(ring.producer(),
                                     {.payload = {.pattern = PayloadPattern::Verify, .stream = 7}, .count = 3});
            (void)producer.run();
        }
        QVERIFY(ring.producer().tryPush(std::as_bytes(std::span("no such thing"))) == PushOutcome::Pushed);
        Window window;
        SegmentTab *tab = participating(window, name);
        showSide(tab, consumer);
        click(find<QCheckBox>(tab->trafficPanel(), "consumerVerify"));
        QVERIFY(find<QCheckBox>(tab->trafficPanel(), "consumerVerify")->isChecked());
        click(find<QPushButton>(tab->trafficPanel(), "consumerStart"));
        QTRY_VERIFY2(report(tab).contains(QStringLiteral("1 corrupt")), qPrintable(report(tab)));
        QVERIFY2(report(tab).contains(QStringLiteral("first: corrupt, message 3")), qPrintable(report(tab)));
        QVERIFY2(report(tab).contains(QStringLiteral("6e6f 2073 7563 6820")), qPrintable(report(tab)));
        // The window stays small enough for small screens.
        QVERIFY2(window->minimumSizeHint().height() <= 700,
                 QByteArray::number(window->minimumSizeHint().height()).constData());
    }

    void theConsumerTakesItsTime_data()
    {
        QTest::addColumn<QString>("rate");
        QTest::addColumn<int>("slowStart");
        QTest::addColumn<int>("pauseEvery");
        QTest::addColumn<int>("pauseFor");
        QTest::addColumn<int>("leastMs"); // for 21 messages
        QTest::newRow("rate") << QStringLiteral("50/s") << 0 << 0 << 0 << 400;
        QTest::newRow("period") << QStringLiteral("25 ms") << 0 << 0 << 0 << 500;
        QTest::newRow("slow start") << QStringLiteral("max") << 700 << 0 << 0 << 700;
        QTest::newRow("pauses") << QStringLiteral("max") << 0 << 5 << 150 << 600;
    }

    void theConsumerTakesItsTime()
    {
        QFETCH(const QString, rate);
        QFETCH(const int, slowStart);
        QFETCH(const int, pauseEvery);
        QFETCH(const int, pauseFor);
        QFETCH(const int, leastMs);
        const OwnName name;
        runWheel(name,
                 "r = membridge.SharedMemory.create(name, 65536 + 24).spsc()\n"
                 "for i in range(21): r.push([i])");
        Window window;
        SegmentTab *tab = participating(window, name);
        showSide(tab, consumer);
        type(find<QLineEdit>(tab->trafficPanel(), "consumerRate"), rate);
        typeNumber(find<QSpinBox>(tab->trafficPanel(), "consumerSlowStart"), slowStart);
        typeNumber(find<QSpinBox>(tab->trafficPanel(), "consumerPauseEvery"), pauseEvery);
        typeNumber(find<QSpinBox>(tab->trafficPanel(), "consumerPauseFor"), pauseFor);
        QElapsedTimer since;
        since.start();
        click(find<QPushButton>(tab->trafficPanel(), "consumerStart"));
        QTRY_COMPARE_WITH_TIMEOUT(quint64(tab->session()->consuming()->counters().messages), quint64(21), 20'000);
        // However fast the machine is.
        QVERIFY2(since.elapsed() >= leastMs, QByteArray::number(since.elapsed()).constData());
        QTRY_VERIFY2(report(tab).contains(QStringLiteral("21 consumed")), qPrintable(report(tab)));
    }

    void aRateThatIsNoneIsNotConsumedAt()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096 + 24).spsc().push([1])");
        Window window;
        SegmentTab *tab = participating(window, name);
        showSide(tab, consumer);
        type(find<QLineEdit>(tab->trafficPanel(), "consumerRate"), QStringLiteral("often"));
        click(find<QPushButton>(tab->trafficPanel(), "consumerStart"));
        QVERIFY2(report(tab).startsWith(QStringLiteral("A rate is")), qPrintable(report(tab)));
        QVERIFY(!tab->session()->consuming()->isRunning());
        QCOMPARE(runWheel(name, "print(membridge.SharedMemory.open(name).spsc().pop() is not None)"),
                 QByteArray("True"));
    }

    void lateIsWhatTookLonger_data()
    {
        QTest::addColumn<int>("after");
        QTest::addColumn<QString>("says");
        QTest::newRow("1 us") << 1 << QStringLiteral("5 late");
        QTest::newRow("1000 s") << 1'000'000'000 << QStringLiteral("0 late");
    }

    void lateIsWhatTookLonger()
    {
        QFETCH(const int, after);
        QFETCH(const QString, says);
        const OwnName name;
        const SpscRingBuffer ring = makeRing(name);
        {
            TrafficProducer producer(ring.producer(),
                                     {.payload = {.pattern = PayloadPattern::Verify, .stream = 7}, .count = 5});
            (void)producer.run();
        }
        Window window;
        SegmentTab *tab = participating(window, name);
        showSide(tab, consumer);
        auto *late = find<QSpinBox>(tab->trafficPanel(), "consumerLate");
        QVERIFY(!late->isEnabled());
        click(find<QCheckBox>(tab->trafficPanel(), "consumerVerify"));
        QVERIFY(late->isEnabled());
        typeNumber(late, after);
        click(find<QPushButton>(tab->trafficPanel(), "consumerStart"));
        QTRY_VERIFY2(report(tab).contains(QStringLiteral("5 consumed")), qPrintable(report(tab)));
        QTRY_VERIFY2(report(tab).contains(says), qPrintable(report(tab)));
    }

    void stopEndsAWaitForRoom()
    {
        const OwnName name;
        makeRing(name, 128);
        Window window;
        SegmentTab *tab = participating(window, name);
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("ring full"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::Refused), QStringLiteral("1"));
        auto *badge = find<StateBadge>(tab->trafficPanel(), "senderState");
        QCOMPARE(badge->text(), QStringLiteral("sending"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStop"));
        // Whatever comes of it, it was heard at once.
        QVERIFY(!find<QPushButton>(tab->trafficPanel(), "senderStop")->isEnabled());
        QVERIFY(badge->text() != QStringLiteral("sending"));
        QTRY_COMPARE(badge->text(), QStringLiteral("not sending"));
        QCOMPARE(find<QLabel>(tab->trafficPanel(), "senderText")->text(), QStringLiteral("1 sent, 1 refused"));
    }

    void stopEndsAWaitForTheNextMessage()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        // The next one would come in an hour.
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("3600 s"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::Sent), QStringLiteral("1"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStop"));
        QTRY_COMPARE(find<StateBadge>(tab->trafficPanel(), "senderState")->text(), QStringLiteral("not sending"));
        QCOMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("stopped"));
        QVERIFY(find<QPushButton>(tab->trafficPanel(), "senderStart")->isEnabled());
    }

    void rowsAreSwitchedWhileItRuns()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("100/s"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("sending"));
        auto *table = find<QTableView>(tab->trafficPanel(), "senderTable");
        table->setCurrentIndex(model(tab)->index(0, SenderModel::Enabled));
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_COMPARE(tab->session()->sending()->looks().at(0).state, SenderRowState::Disabled);
        QVERIFY(tab->session()->sending()->isRunning());
        const quint64 sent = tab->session()->sending()->looks().at(0).sent;
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_VERIFY(tab->session()->sending()->looks().at(0).sent > sent);
    }

    void whatIsWrongIsNotSent()
    {
        const OwnName name;
        makeRing(name);
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = participating(window, name);
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("often"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QVERIFY(find<QLabel>(tab->trafficPanel(), "senderText")->text().startsWith(QStringLiteral("Row 1: A rate is")));
        QVERIFY(!tab->session()->sending()->isRunning());
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("max"));
        typeCell(tab, 0, SenderModel::Payload, QStringLiteral("csv(/not/there.csv,1)"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_VERIFY2(find<QLabel>(tab->trafficPanel(), "senderText")->text().contains(QStringLiteral("/not/there.csv")),
                     qPrintable(find<QLabel>(tab->trafficPanel(), "senderText")->text()));
        QCOMPARE(name.contents(), before);
        // A row that can never fit says so in the row.
        typeCell(tab, 0, SenderModel::Payload, QStringLiteral("random"));
        typeCell(tab, 0, SenderModel::Size, QStringLiteral("1000000"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("failed"));
        QCOMPARE(name.contents(), before);
    }

    void noUnsoundRowIsSwitchedOnWhileItRuns()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        typeCell(tab, 0, SenderModel::Count, QStringLiteral("3"));
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("1 s"));
        click(find<QPushButton>(tab->trafficPanel(), "senderAdd"));
        auto *table = find<QTableView>(tab->trafficPanel(), "senderTable");
        switchRow(tab, 1);
        typeCell(tab, 1, SenderModel::Rate, QStringLiteral("often"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("sending"));
        switchRow(tab, 1);
        auto *text = find<QLabel>(tab->trafficPanel(), "senderText");
        QVERIFY2(text->text().contains(QStringLiteral("Row 2 stays off: A rate is")), qPrintable(text->text()));
        QVERIFY(!isOn(tab, 1));
        QTRY_VERIFY(cell(tab, 0, SenderModel::Sent).toInt() > 1);
        // Still to be read after the numbers moved on.
        QVERIFY2(text->text().contains(QStringLiteral("Row 2 stays off")), qPrintable(text->text()));
        QCOMPARE(cell(tab, 1, SenderModel::Sent), QStringLiteral("0"));
        // Whoever switches it on all the same makes it fail, and send nothing.
        tab->session()->sending()->setEnabled(1, true);
        QTRY_COMPARE(cell(tab, 1, SenderModel::State), QStringLiteral("failed"));
        QVERIFY(model(tab)
                    ->index(1, SenderModel::State)
                    .data(SenderModel::ErrorRole)
                    .toString()
                    .startsWith(QStringLiteral("A rate is")));
        QCOMPARE(cell(tab, 1, SenderModel::Sent), QStringLiteral("0"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStop"));
        QTRY_VERIFY(find<QPushButton>(tab->trafficPanel(), "senderStart")->isEnabled());
        QVERIFY2(!text->text().contains(QStringLiteral("stays off")), qPrintable(text->text()));
        QVERIFY(table->isVisible());
    }

    void csvColumnsAreSent()
    {
        const QTemporaryDir folder;
        QFile csv(folder.filePath(QStringLiteral("values.csv")));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("red,10\ngreen,20\n");
        csv.close();
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("1 s"));
        typeCell(tab, 0, SenderModel::Payload, QStringLiteral("csv(%1,1) csv(%1,2)").arg(csv.fileName()));
        click(find<QPushButton>(tab->trafficPanel(), "senderAdd"));
        typeCell(tab, 1, SenderModel::Payload, QStringLiteral("u32:7 csv(%1,2)").arg(csv.fileName()));
        click(find<QPushButton>(tab->trafficPanel(), "senderAdd"));
        typeCell(tab, 2, SenderModel::Payload, QStringLiteral("csv(/not/there.csv,1)"));
        // Those that are off at the start can be switched on later.
        for (const int row : {1, 2}) {
            typeCell(tab, row, SenderModel::Count, QStringLiteral("1"));
            switchRow(tab, row);
        }
        typeCell(tab, 0, SenderModel::Count, QStringLiteral("3"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("done"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStop"));
        QTRY_VERIFY(find<QPushButton>(tab->trafficPanel(), "senderStart")->isEnabled());
        typeCell(tab, 0, SenderModel::Count, QString());
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("1 min"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("sending"));
        switchRow(tab, 1);
        QTRY_COMPARE(cell(tab, 1, SenderModel::State), QStringLiteral("done"));
        switchRow(tab, 2);
        QTRY_COMPARE(cell(tab, 2, SenderModel::State), QStringLiteral("failed"));
        const QString why = model(tab)->index(2, SenderModel::State).data(SenderModel::ErrorRole).toString();
        QVERIFY2(why.contains(QStringLiteral("/not/there.csv")), qPrintable(why));
        QCOMPARE(cell(tab, 2, SenderModel::Sent), QStringLiteral("0"));
        QCOMPARE(runWheel(name,
                          "r = membridge.SharedMemory.open(name).spsc()\n"
                          "got = [r.pop_mixed([('str',1),('int',1)]) for i in range(4)]\n"
                          "print(got, r.pop_mixed([('u32',1),('int',1)]), r.pop())"),
                 QByteArray("[['red', 10], ['green', 20], ['red', 10], ['red', 10]] [7, 10] None"));
    }

    void endingTheParticipationEndsTheTraffic()
    {
        const OwnName name;
        makeRing(name, 128);
        Window window;
        SegmentTab *tab = participating(window, name);
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("ring full"));
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_VERIFY(!tab->session()->isParticipating());
        QVERIFY(!tab->session()->sending()->isRunning());
        // Not even mapped any more: another may be the producer.
        QVERIFY(!mapsWritable(name));
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_VERIFY(tab->session()->isParticipating());
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("ring full"));
        // Closing ends it, too.
        window.close();
    }

    void aLostSegmentEndsItAndSaysSo()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        typeCell(tab, 0, SenderModel::Rate, QStringLiteral("1000/s"));
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_COMPARE(cell(tab, 0, SenderModel::State), QStringLiteral("sending"));
        QVERIFY(QFile::resize(name.file(), 0));
        QTRY_VERIFY(!tab->session()->isParticipating());
        QVERIFY(!tab->commandBanner()->isHidden());
        QVERIFY(!tab->session()->sending()->isRunning());
    }

    void theGridIsThereNextTime()
    {
        const OwnName name;
        makeRing(name);
        const QTemporaryDir folder;
        Settings saved;
        {
            Window window;
            SegmentTab *tab = participating(window, name);
            typeCell(tab, 0, SenderModel::Payload, QStringLiteral("u32:7 checksum()"));
            click(find<QPushButton>(tab->trafficPanel(), "senderAdd"));
            typeCell(tab, 1, SenderModel::Name, QStringLiteral("second"));
            window->close();
            QSettings store(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
            window.settings().save(store);
            saved = Settings::load(store);
        }
        Window window;
        window.settings().segments = saved.segments;
        SegmentTab *tab = participating(window, name);
        QCOMPARE(model(tab)->rowCount(), 2);
        QCOMPARE(cell(tab, 0, SenderModel::Payload), QStringLiteral("u32:7 checksum()"));
        QCOMPARE(cell(tab, 1, SenderModel::Name), QStringLiteral("second"));
    }

    void nothingTypedIsNothingToRemember()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        attached(window, name);
        window->close();
        QVERIFY(!window.settings().segments.contains(name.bytes()));
    }

private:
    static SpscRingBuffer makeRing(const OwnName &name, quint64 capacity = 65'536)
    {
        return SharedMemory::create(name.name(), capacity + 24).spsc();
    }
    static SegmentTab *attached(Window &window, const OwnName &name)
    {
        SegmentTab *tab = window.attached(name);
        auto *bottom = find<QTabWidget>(window.get(), "bottomTabs");
        for (int i = 0; i < bottom->count(); ++i) {
            if (bottom->tabText(i) == QStringLiteral("Traffic"))
                bottom->setCurrentIndex(i);
        }
        return tab;
    }
    static SegmentTab *participating(Window &window, const OwnName &name)
    {
        SegmentTab *tab = attached(window, name);
        click(find<QPushButton>(tab, "participateButton"));
        if (!QTest::qWaitFor([tab] { return tab->session()->isParticipating(); }))
            qFatal("not participating: %s", qPrintable(tab->banner()->text()));
        return tab;
    }
    static void showSide(SegmentTab *tab, const char *side)
    {
        auto *button = find<QToolButton>(tab->trafficPanel(), side);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(button->isChecked());
    }
    static constexpr auto producer = "trafficProduce";
    static constexpr auto consumer = "trafficConsume";
    static SenderModel *model(SegmentTab *tab) { return tab->trafficPanel()->sender()->model(); }
    static QString cell(SegmentTab *tab, int row, int column)
    {
        return model(tab)->index(row, column).data().toString();
    }
    static bool isOn(SegmentTab *tab, int row)
    {
        return model(tab)->index(row, SenderModel::Enabled).data(Qt::CheckStateRole).value<Qt::CheckState>()
            == Qt::Checked;
    }
    /// As a user does: Space on its cell.
    static void switchRow(SegmentTab *tab, int row)
    {
        auto *table = find<QTableView>(tab->trafficPanel(), "senderTable");
        table->setFocus();
        table->setCurrentIndex(model(tab)->index(row, SenderModel::Enabled));
        QTest::keyClick(table, Qt::Key_Space);
    }
    static QString report(SegmentTab *tab) { return tab->trafficPanel()->consumer()->reportText(); }
    /// As a user does: F2, type, Return.
    static void typeCell(SegmentTab *tab, int row, int column, const QString &text)
    {
        auto *table = find<QTableView>(tab->trafficPanel(), "senderTable");
        table->setFocus();
        table->setCurrentIndex(model(tab)->index(row, column));
        QTest::keyClick(table, Qt::Key_F2);
        auto *editor = find<QLineEdit>(table, "senderCell");
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        if (!QTest::qWaitFor(
                [&] { return cell(tab, row, column) == text && table->findChild<QLineEdit *>() == nullptr; }))
            qFatal("not typed: %s", qPrintable(text));
    }
    static bool mapsWritable(const OwnName &name)
    {
        QFile maps(QStringLiteral("/proc/self/maps"));
        if (!maps.open(QIODevice::ReadOnly))
            qFatal("no /proc/self/maps");
        for (const QByteArray &line : maps.readAll().split('\n')) {
            if (line.contains(name.bytes()) && line.contains(" rw-s "))
                return true;
        }
        return false;
    }
};

QTEST_MAIN(TrafficPanelTest)
#include "tst_traffic_panel.moc"

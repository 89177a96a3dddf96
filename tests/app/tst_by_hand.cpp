// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/operation_log_panel.h"
#include "app/operation_words.h"
#include "app/participate_panel.h"
#include "app/ring_by_hand.h"
#include "widgets/hex_view.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>

#include <atomic>
#include <cstring>
#include <thread>

using namespace membridge;
using namespace membridge::test;

/// Pushing, popping and moving a cursor by hand, with real keys and clicks and the real wheel on the other side.
class ByHandTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { failOnWarnings(); }

    void aBurstEndsAtTheFullRingAndSaysHowManyWentIn()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 64 + 24).spsc()");
        Window window;
        SegmentTab *tab = participating(window, name);
        enter(tab, "pushValues", QStringLiteral("7 8"));
        press(tab, "burstButton", "burstCount", 10);
        // Frames of 20 bytes in 64.
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Frames pushed: 3 of 10, each of 20 B. Then: full: the frame needs "
                                                      "20 B and 4 B are free.")),
                     qPrintable(log(tab)));
        QCOMPARE(runWheel(name,
                          "r = membridge.SharedMemory.open(name).spsc()\n"
                          "print([r.pop_mixed([('int',1),('int',1)]) for i in range(4)])"),
                 QByteArray("[[7, 8], [7, 8], [7, 8], None]"));
        press(tab, "burstButton", "burstCount", 2);
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Frames pushed: 2 of 2, each of 20 B.\n")), qPrintable(log(tab)));
    }

    void aFrameThatCanNeverFitSaysWhatItNeedsAndWhatThereIs()
    {
        const OwnName name;
        runWheel(name, "r = membridge.SharedMemory.create(name, 32 + 24).spsc(); r.push(b'x' * 20)");
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = participating(window, name);
        enter(tab, "pushValues", QStringLiteral("1 2 3 4"));
        click(find<QPushButton>(panel(tab), "pushButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("too large: the frame needs 36 B, and the ring holds 32 B at most "
                                                      "(8 B are free).")),
                     qPrintable(log(tab)));
        QCOMPARE(name.contents(), before);
    }

    void ctrlEnterPushesTheLastFrameAgain()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 256 + 24).spsc()");
        Window window;
        SegmentTab *tab = participating(window, name);
        auto *line = find<QLineEdit>(panel(tab), "pushValues");
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(log(tab).contains(QStringLiteral("nothing was pushed yet")), qPrintable(log(tab)));
        enter(tab, "pushValues", QStringLiteral("first 1"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(log(tab).count(QStringLiteral("Pushed a frame")), 1);
        enter(tab, "pushValues", QStringLiteral("half typed \""));
        QTest::keyClick(line, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(log(tab).count(QStringLiteral("Pushed a frame")), 2);
        QCOMPARE(runWheel(name,
                          "r = membridge.SharedMemory.open(name).spsc()\n"
                          "print([r.pop_mixed([('str',1),('int',1)]) for i in range(3)])"),
                 QByteArray("[['first', 1], ['first', 1], None]"));
    }

    void aPeekDecodesAndConsumesNothing()
    {
        const OwnName name;
        runWheel(name, "r = membridge.SharedMemory.create(name, 64 + 24).spsc(); r.push(['peeked', 5])");
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = participating(window, name);
        enter(tab, "popSchema", QStringLiteral("str int"));
        click(find<QPushButton>(panel(tab), "peekButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Peek\t0\t18\t\"peeked\", 5")), qPrintable(log(tab)));
        enter(tab, "popSchema", QStringLiteral("8*int"));
        click(find<QPushButton>(panel(tab), "peekButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("still there")), qPrintable(log(tab)));
        QCOMPARE(name.contents(), before);
        QCOMPARE(runWheel(name, "print(membridge.SharedMemory.open(name).spsc().pop_mixed([('str',1),('int',1)]))"),
                 QByteArray("['peeked', 5]"));
        click(find<QPushButton>(panel(tab), "peekButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("the ring is empty")), qPrintable(log(tab)));
    }

    void manyArePoppedUpToTheNumberOrTheFrameThatDoesNotFit()
    {
        const OwnName name;
        runWheel(name,
                 "r = membridge.SharedMemory.create(name, 256 + 24).spsc()\n"
                 "for i in range(5): r.push(i)\n"
                 "r.push(True); r.push(6)");
        Window window;
        SegmentTab *tab = participating(window, name);
        enter(tab, "popSchema", QStringLiteral("int"));
        press(tab, "popManyButton", "popCount", 3);
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Frames consumed: 3, payload 24 B, left in the ring 41 B.\n")),
                     qPrintable(log(tab)));
        QVERIFY2(log(tab).contains(QStringLiteral("Pop\t24\t8\t2\n")), qPrintable(log(tab)));
        press(tab, "popManyButton", "popCount", 10);
        QTRY_VERIFY2(log(tab).contains(QStringLiteral(
                         "Frames consumed: 2, payload 16 B, left in the ring 17 B. Then: the frame is still "
                         "there")),
                     qPrintable(log(tab)));
        QCOMPARE(runWheel(name, "r = membridge.SharedMemory.open(name).spsc(); print(r.pop('bool'), r.pop('int'))"),
                 QByteArray("True 6"));
    }

    void aDrainTakesWhatIsPendingAndTheLogDropsTheOldest()
    {
        const OwnName name;
        runWheel(name,
                 "r = membridge.SharedMemory.create(name, 65536 + 24).spsc()\n"
                 "for i in range(2500): r.push(i)");
        Window window;
        SegmentTab *tab = participating(window, name);
        auto *view = find<QTableView>(panel(tab), "participateLog");
        const QAbstractItemModelTester tester(view->model());
        enter(tab, "popSchema", QStringLiteral("int"));
        click(find<QPushButton>(panel(tab), "drainButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Frames consumed: 2,500, payload 20,000 B, left in the ring 0 B.")),
                     qPrintable(log(tab).right(500)));
        QCOMPARE(view->model()->rowCount(), OperationLogModel::limit);
        QVERIFY(log(tab).contains(QStringLiteral("\t2499\n")));
        QVERIFY(log(tab).contains(QStringLiteral("\t1501\n")) && !log(tab).contains(QStringLiteral("\t1500\n")));
        auto *dropped = find<QLabel>(panel(tab), "logDropped");
        QVERIFY(dropped->isVisible());
        // Frames, the note about taking part and the sum.
        QVERIFY2(dropped->text().contains(QStringLiteral("1,502")), qPrintable(dropped->text()));
        QCOMPARE(runWheel(name, "print(membridge.SharedMemory.open(name).spsc().is_empty())"), QByteArray("True"));
    }

    void aDrainCanBeStopped()
    {
        const OwnName name;
        // Zeros are frames without payload: many of them, for little.
        constexpr quint64 capacity = quint64{64} << 20;
        runWheel(name, "membridge.SharedMemory.create(name, " + QByteArray::number(capacity + 24) + ").spsc()");
        QByteArray tail(8, '\0');
        std::memcpy(tail.data(), &capacity, sizeof capacity);
        name.overwrite(8, tail);
        Window window;
        SegmentTab *tab = participating(window, name, Layout::Ring);
        // Fields without elements fit each of them, and take their time.
        find<QLineEdit>(panel(tab), "popSchema")->setText(QStringLiteral("0*u8 ").repeated(500));
        click(find<QPushButton>(panel(tab), "drainButton"));
        QVERIFY(tab->session()->isBusy());
        auto *stop = find<QPushButton>(panel(tab), "participateStop");
        QVERIFY(stop->isVisible());
        click(stop);
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("it was stopped")), qPrintable(log(tab).right(500)));
        quint64 head = 0;
        std::memcpy(&head, name.contents().left(8).constData(), sizeof head);
        QVERIFY2(head > 0 && head / 4 < Operation::mostFrames, qPrintable(QString::number(head)));
    }

    void aProducerThatGoesOnDoesNotKeepADrainGoing()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, (1 << 20) + 24).spsc()");
        std::atomic<bool> stop = false;
        std::thread producer([&] {
            const SpscRingBuffer ring = SharedMemory::open(name.name()).spsc();
            SpscProducer side = ring.producer();
            const ByteVector payload(60);
            while (!stop)
                (void)side.tryPush(payload);
        });
        const SpscRingBuffer ring = SharedMemory::open(name.name()).spsc();
        const bool filled = QTest::qWaitFor([&] { return ring.free() < 64; });
        OperationResult result;
        result.operation.kind = Operation::Kind::Drain;
        result.operation.count = Operation::mostFrames;
        ring_by_hand::pop(ring, result, nullptr);
        stop = true;
        producer.join();
        QVERIFY(filled);
        QVERIFY2(result.frames >= 1 && result.frames <= ring.capacity() / 64,
                 qPrintable(QString::number(result.frames)));
        QCOMPARE(result.taken.size(), OperationResult::mostTaken);
        QCOMPARE(result.taken.back().position, (result.frames - 1) * 64);
    }

    void framesThatWereTakenBeforeAnErrorAreShown()
    {
        OperationResult result;
        result.operation.kind = Operation::Kind::Drain;
        result.frames = 3;
        result.taken = {{.time = QTime(1, 2), .position = 12, .length = 8, .values = QStringLiteral("7")}};
        result.error = Error(ErrorCode::SegmentLost, "/gone", "pop from ring", "it shrank");
        const std::vector<OperationEntry> entries = operation_words::entriesOf(result);
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(entries.front().text, QStringLiteral("7"));
        QVERIFY(entries.back().failed && entries.back().text.contains(QStringLiteral("/gone")));
        QCOMPARE(operation_words::unlisted(result), quint64{2});
        result = {};
        result.operation.kind = Operation::Kind::Push;
        result.operation.count = 5;
        result.frames = 2;
        result.error = Error(ErrorCode::SegmentLost, "/gone", "push to ring", "it shrank");
        QVERIFY(operation_words::entriesOf(result).front().text.contains(QStringLiteral("2 of 5")));
    }

    void rowsOfTheLogAreCopied()
    {
        const OwnName name;
        runWheel(name, "r = membridge.SharedMemory.create(name, 64 + 24).spsc(); r.push('a'); r.push('b')");
        Window window;
        SegmentTab *tab = participating(window, name);
        enter(tab, "popSchema", QStringLiteral("str"));
        press(tab, "popManyButton", "popCount", 2);
        QTRY_VERIFY(log(tab).contains(QStringLiteral("Frames consumed: 2")));
        auto *view = find<QTableView>(panel(tab), "participateLog");
        view->setFocus();
        QTest::keyClick(view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text() + QLatin1Char('\n'), log(tab));
    }

    void theCursorIsMarkedAndMovesAsTheWheelsDoes()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096).map()");
        Window window;
        SegmentTab *tab = participating(window, name);
        QTRY_COMPARE(cursorMark(tab), std::optional<quint64>(0));
        enter(tab, "writeValues", QStringLiteral("\"hello\" 42 [1.5 2.5]"));
        click(find<QPushButton>(panel(tab), "writeButton"));
        const QByteArray told = runWheel(name,
                                         "v = membridge.SharedMemory.open(name).map()\n"
                                         "print(v.read_mixed([('str',1),('int',1),('float',2)]), v.tell())");
        QTRY_COMPARE(cursorMark(tab), std::optional<quint64>(33));
        QCOMPARE(told, QByteArray("['hello', 42, [1.5, 2.5]] 33"));
        // With an offset it stays.
        enter(tab, "writeValues", QStringLiteral("true"));
        enter(tab, "writeOffset", QStringLiteral("100"));
        click(find<QPushButton>(panel(tab), "writeButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Wrote 1 B at data offset 100.")), qPrintable(log(tab)));
        QCOMPARE(cursorMark(tab), std::optional<quint64>(33));
        enter(tab, "seekOffset", QStringLiteral("9"));
        QTest::keyClick(find<QLineEdit>(panel(tab), "seekOffset"), Qt::Key_Return);
        QTRY_COMPARE(cursorMark(tab), std::optional<quint64>(9));
        QCOMPARE(find<QLabel>(panel(tab), "regionCursor")->text(), QStringLiteral("cursor 9"));
        enter(tab, "readSchema", QStringLiteral("int"));
        click(find<QPushButton>(panel(tab), "readButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Read\t9\t8\t42\n")), qPrintable(log(tab)));
        QCOMPARE(cursorMark(tab), std::optional<quint64>(17));
        // Bytes that are edited have nothing to do with it.
        tab->session()->perform({.kind = Operation::Kind::Edit,
                                 .values = {},
                                 .schema = {},
                                 .segmentOffset = 1000,
                                 .before = {std::byte{0}},
                                 .after = {std::byte{1}},
                                 .dataOffset = {}});
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Edited 1 B")), qPrintable(log(tab)));
        QCOMPARE(cursorMark(tab), std::optional<quint64>(17));
        QCOMPARE(find<QLabel>(panel(tab), "regionCursor")->text(), QStringLiteral("cursor 17"));
        // The end is a place; behind it is none.
        enter(tab, "seekOffset", QStringLiteral("4093"));
        click(find<QPushButton>(panel(tab), "seekButton"));
        QTRY_COMPARE(tab->session()->isBusy(), false);
        QCOMPARE(cursorMark(tab), std::optional<quint64>(17));
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_COMPARE(cursorMark(tab), std::nullopt);
    }

private:
    static SegmentTab *participating(Window &window, const OwnName &name, Layout told = Layout::Unknown)
    {
        SegmentTab *tab = window.attached(name, told);
        click(find<QPushButton>(tab, "participateButton"));
        if (!QTest::qWaitFor([tab] { return tab->session()->isParticipating(); }))
            qFatal("not participating: %s", qPrintable(tab->banner()->text()));
        return tab;
    }
    static QWidget *panel(SegmentTab *tab) { return tab->participatePanel(); }
    static QString log(SegmentTab *tab) { return tab->participatePanel()->logText(); }
    static void enter(SegmentTab *tab, const char *edit, const QString &text)
    {
        type(find<QLineEdit>(panel(tab), edit), text);
    }
    static void press(SegmentTab *tab, const char *button, const char *count, int number)
    {
        auto *spin = find<QSpinBox>(panel(tab), count);
        spin->setFocus();
        spin->selectAll();
        QTest::keyClicks(spin, QString::number(number));
        click(find<QPushButton>(panel(tab), button));
    }
    /// Where in the data the mark is.
    static std::optional<quint64> cursorMark(SegmentTab *tab)
    {
        for (quint64 offset = 0; offset < 200; ++offset) {
            for (const QString &text : tab->content()->hexView()->marks().textsAt(offset)) {
                if (text.contains(QStringLiteral("cursor")))
                    return offset - 4;
            }
        }
        return std::nullopt;
    }
};

QTEST_MAIN(ByHandTest)
#include "tst_by_hand.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/traffic/consumer_load.h"
#include "core/traffic/sender.h"
#include "core/traffic/template_text.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <map>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

class tst_Sender : public TestCase
{
    Q_OBJECT

private slots:
    void rowsAreInterleaved_data();
    void rowsAreInterleaved();
    void whatIsDueFirstComesFirst();
    void anUnpacedRowStarvesNoPacedOne();
    void switchedWhileItRuns();
    void waitsForARowToBeEnabled();
    void aFullRingRefusesOnceAMessage();
    void aWaitingMessageIsNotOvertaken();
    void switchedOffWhileFull();
    void aRowThatNeverFitsFailsAlone_data();
    void aRowThatNeverFitsFailsAlone();
    void stops_data();
    void stops();
    void malformedRing();
    void refusesWhatMakesNoSense();
};

namespace {

SpscRingBuffer makeRing(const TestSegment &segment, std::uint64_t capacity = 65'536)
{
    return SharedMemory::create(segment.name(), capacity + 24).spsc();
}

SenderRow fieldsRow(std::string_view text, std::uint64_t count, double rate = 0)
{
    SenderRow row;
    row.payload.fields = std::get<PayloadTemplate>(parseTemplate(text));
    row.pace.messagesPerSecond = rate;
    row.count = count;
    return row;
}

SenderRow verifyRow(std::uint32_t stream, std::uint64_t count, double rate = 0, std::uint64_t burst = 1)
{
    SenderRow row;
    row.payload.pattern = PayloadPattern::Verify;
    row.payload.stream = stream;
    row.pace.messagesPerSecond = rate;
    row.pace.burst = burst;
    row.count = count;
    return row;
}

/// Runs a sender in a thread; ends it with the scope.
class Running
{
public:
    explicit Running(TrafficSender &sender) : m_thread([this, &sender] { m_result = sender.run(&m_stop); }) { }
    ~Running() { stop(); }
    TrafficResult stop()
    {
        m_stop.request();
        return join();
    }
    TrafficResult join()
    {
        if (m_thread.joinable())
            m_thread.join();
        return m_result;
    }

private:
    StopFlag m_stop;
    TrafficResult m_result;
    std::thread m_thread;
};

/// The first byte of each message in the ring.
std::string firstBytes(const SpscRingBuffer &ring)
{
    std::string bytes;
    SpscConsumer consumer = ring.consumer();
    for (PopResult frame = consumer.pop(); frame.outcome == PopOutcome::Popped; frame = consumer.pop())
        bytes += static_cast<char>(frame.frame.payload.at(0));
    return bytes;
}

} // namespace

void tst_Sender::rowsAreInterleaved_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<quint64>("burst");
    QTest::newRow("as fast as it goes") << 0.0 << quint64(1);
    QTest::newRow("bursts") << 0.0 << quint64(100);
    QTest::newRow("paced") << 20'000.0 << quint64(1);
    QTest::newRow("paced bursts") << 20'000.0 << quint64(7);
}

void tst_Sender::rowsAreInterleaved()
{
    QFETCH(double, rate);
    QFETCH(quint64, burst);
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment, 4096);
    constexpr std::uint64_t each = 2000;
    TrafficSender sender(
        ring.producer(),
        {verifyRow(1, each, rate, burst), verifyRow(2, each, rate / 2, burst), verifyRow(3, each, 0, burst)});
    TrafficConsumer consumer(ring.consumer(), {.count = 3 * each, .timeout = 100s, .verify = true});
    Running running(sender);
    QCOMPARE(int(consumer.run().end), int(TrafficEnd::Count));
    QCOMPARE(int(running.join().end), int(TrafficEnd::Count));
    // Nothing left out, of no row.
    QVERIFY(consumer.verifier().counts().clean());
    QCOMPARE(consumer.verifier().counts().messages, 3 * each);
    for (std::size_t row = 0; row < 3; ++row) {
        QCOMPARE(sender.look(row).sent, each);
        QCOMPARE(sender.look(row).bytes, each * 64);
        QCOMPARE(int(sender.look(row).state), int(SenderRowState::Done));
    }
    QCOMPARE(sender.counters().messages, 3 * each);
    QCOMPARE(sender.counters().bytes, 3 * each * 64);
}

void tst_Sender::whatIsDueFirstComesFirst()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    // Both at once, then one three times as often as the other: whatever the machine does meanwhile, the order is that of the due times.
    TrafficSender sender(ring.producer(), {fieldsRow("bytes:61", 30, 3000), fieldsRow("bytes:62", 10, 1000)});
    QCOMPARE(int(sender.run().end), int(TrafficEnd::Count));
    const std::string order = firstBytes(ring);
    QCOMPARE(order.size(), std::size_t{40});
    if (sender.look(0).skipped == 0 && sender.look(1).skipped == 0) {
        const auto begin = order.begin();
        QVERIFY(std::count(begin, begin + 8, 'b') <= 3);
        QVERIFY(std::count(begin, begin + 20, 'b') >= 1);
    }
}

void tst_Sender::anUnpacedRowStarvesNoPacedOne()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    TrafficSender sender(ring.producer(), {fieldsRow("bytes:61", 0), fieldsRow("bytes:62", 20, 1000)});
    TrafficConsumer consumer(ring.consumer(), {.timeout = 100s});
    StopFlag stopConsuming;
    std::thread other([&] { (void)consumer.run(&stopConsuming); });
    Running running(sender);
    const bool bothCame = QTest::qWaitFor(
        [&] { return sender.look(0).sent > 0 && sender.look(1).state == SenderRowState::Done; }, 20'000);
    running.stop();
    stopConsuming.request();
    other.join();
    QVERIFY(bothCame);
    QCOMPARE(sender.look(1).sent, std::uint64_t{20});
}

void tst_Sender::switchedWhileItRuns()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    TrafficSender sender(ring.producer(), {verifyRow(1, 0, 1000), verifyRow(2, 0, 1000)});
    TrafficConsumer consumer(ring.consumer(), {.timeout = 100s, .verify = true});
    StopFlag stopConsuming;
    std::thread other([&] { (void)consumer.run(&stopConsuming); });
    Running running(sender);
    const bool bothBegan = QTest::qWaitFor([&] { return sender.look(0).sent > 5 && sender.look(1).sent > 5; }, 20'000);
    sender.setEnabled(0, false);
    const bool isOff = QTest::qWaitFor([&] { return sender.look(0).state == SenderRowState::Disabled; }, 20'000);
    const std::uint64_t atOff = sender.look(0).sent;
    const std::uint64_t otherAtOff = sender.look(1).sent;
    const bool otherGoesOn = QTest::qWaitFor([&] { return sender.look(1).sent > otherAtOff + 20; }, 20'000);
    const std::uint64_t stayed = sender.look(0).sent;
    sender.setEnabled(0, true);
    const bool goesOn = QTest::qWaitFor([&] { return sender.look(0).sent > atOff + 5; }, 20'000);
    const TrafficEnd end = running.stop().end;
    const std::uint64_t sent = sender.counters().messages;
    const bool allCame = QTest::qWaitFor([&] { return consumer.counters().messages == sent; }, 20'000);
    stopConsuming.request();
    other.join();
    QVERIFY(bothBegan);
    QVERIFY(isOff);
    QVERIFY(otherGoesOn);
    QCOMPARE(stayed, atOff);
    QVERIFY(goesOn);
    QVERIFY(allCame);
    QCOMPARE(int(end), int(TrafficEnd::Stopped));
    // It went on with its numbers.
    QVERIFY(consumer.verifier().counts().clean());
}

void tst_Sender::waitsForARowToBeEnabled()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    SenderRow row = verifyRow(1, 3);
    row.enabled = false;
    TrafficSender sender(ring.producer(), {row, verifyRow(2, 0, 1000)});
    Running running(sender);
    QTRY_VERIFY_WITH_TIMEOUT(sender.look(1).sent > 0, 20'000);
    sender.setEnabled(1, false);
    // It has gone round with none.
    QTRY_COMPARE_WITH_TIMEOUT(int(sender.look(1).state), int(SenderRowState::Disabled), 20'000);
    QCOMPARE(sender.look(0).sent, std::uint64_t{0});
    QCOMPARE(int(sender.look(0).state), int(SenderRowState::Disabled));
    sender.setEnabled(0, true);
    QCOMPARE(int(running.join().end), int(TrafficEnd::Count));
    QCOMPARE(sender.look(0).sent, std::uint64_t{3});
}

void tst_Sender::aFullRingRefusesOnceAMessage()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment, 128); // one frame of 68 bytes
    SenderRow other = verifyRow(2, 0, 1000);
    other.enabled = false;
    TrafficSender sender(ring.producer(), {verifyRow(1, 3), other});
    Running running(sender);
    QTRY_COMPARE_WITH_TIMEOUT(int(sender.look(0).state), int(SenderRowState::Full), 20'000);
    // Several waits long: a switch is seen when one ends.
    for (int wait = 0; wait < 4; ++wait) {
        const bool on = wait % 2 == 0;
        sender.setEnabled(1, on);
        QTRY_COMPARE_WITH_TIMEOUT(int(sender.look(1).state),
                                  int(on ? SenderRowState::Sending : SenderRowState::Disabled), 20'000);
    }
    QCOMPARE(sender.look(0).sent, std::uint64_t{1});
    QCOMPARE(sender.look(0).refused, std::uint64_t{1});
    QCOMPARE(sender.counters().refused, std::uint64_t{1});
    TrafficConsumer consumer(ring.consumer(), {.count = 3, .timeout = 100s, .verify = true});
    QCOMPARE(int(consumer.run().end), int(TrafficEnd::Count));
    QVERIFY(consumer.verifier().counts().clean());
    QCOMPARE(int(running.join().end), int(TrafficEnd::Count));
}

void tst_Sender::aWaitingMessageIsNotOvertaken()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment, 128);
    SenderRow large = fieldsRow("bytes:" + std::string(200, '6'), 50);
    TrafficSender sender(ring.producer(), {large, fieldsRow("bytes:61", 0)});
    Running running(sender);
    TrafficConsumer consumer(ring.consumer(), {.timeout = 100s});
    StopFlag stop;
    std::thread other([&] { (void)consumer.run(&stop); });
    const bool done = QTest::qWaitFor([&] { return sender.look(0).state == SenderRowState::Done; }, 30'000);
    stop.request();
    other.join();
    QVERIFY(done);
}

void tst_Sender::switchedOffWhileFull()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment, 128);
    TrafficSender sender(ring.producer(), {verifyRow(1, 0), fieldsRow("bytes:61", 1)});
    sender.setEnabled(1, false);
    Running running(sender);
    QTRY_COMPARE_WITH_TIMEOUT(int(sender.look(0).state), int(SenderRowState::Full), 20'000);
    sender.setEnabled(0, false);
    // The other one's fits.
    sender.setEnabled(1, true);
    QCOMPARE(int(running.join().end), int(TrafficEnd::Count));
    QCOMPARE(sender.look(1).sent, std::uint64_t{1});
    QCOMPARE(int(sender.look(0).state), int(SenderRowState::Disabled));
}

void tst_Sender::aRowThatNeverFitsFailsAlone_data()
{
    QTest::addColumn<quint64>("largest");
    QTest::addColumn<bool>("fails");
    QTest::newRow("largest that fits") << quint64(124) << false;
    QTest::newRow("one too large") << quint64(125) << true;
    QTest::newRow("larger than the ring") << quint64(1) << true;
}

void tst_Sender::aRowThatNeverFitsFailsAlone()
{
    QFETCH(quint64, largest);
    QFETCH(bool, fails);
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment, 128);
    SenderRow row;
    row.payload.smallest = row.payload.largest = largest == 1 ? std::uint64_t{1} << 31 : largest;
    row.count = 5;
    TrafficSender sender(ring.producer(), {row, verifyRow(1, 5)});
    Running running(sender);
    TrafficConsumer consumer(ring.consumer(), {.count = fails ? 5U : 10U, .timeout = 100s});
    QCOMPARE(int(consumer.run().end), int(TrafficEnd::Count));
    QCOMPARE(int(running.join().end), int(TrafficEnd::Count));
    QCOMPARE(sender.look(0).state == SenderRowState::Failed, fails);
    QCOMPARE(!sender.look(0).failure.empty(), fails);
    QCOMPARE(sender.look(1).sent, std::uint64_t{5});
}

void tst_Sender::stops_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<double>("rate");
    QTest::addColumn<bool>("enabled");
    QTest::newRow("waits for room") << 128 << 0.0 << true;
    QTest::newRow("waits for its time") << 65'536 << 0.001 << true;
    QTest::newRow("waits for a row") << 65'536 << 0.0 << false;
}

void tst_Sender::stops()
{
    QFETCH(int, capacity);
    QFETCH(double, rate);
    QFETCH(bool, enabled);
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment, static_cast<std::uint64_t>(capacity));
    SenderRow row = verifyRow(1, 0, rate);
    row.enabled = enabled;
    TrafficSender sender(ring.producer(), {row});
    Running running(sender);
    if (enabled)
        QTRY_VERIFY_WITH_TIMEOUT(sender.look(0).sent > 0, 20'000);
    QCOMPARE(int(running.stop().end), int(TrafficEnd::Stopped));
}

void tst_Sender::malformedRing()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment, 128);
    TrafficSender sender(ring.producer(), {verifyRow(1, 0)});
    Running running(sender);
    QTRY_COMPARE_WITH_TIMEOUT(int(sender.look(0).state), int(SenderRowState::Full), 20'000);
    segment.put(0, std::uint64_t{12'345});
    const TrafficResult result = running.join();
    QCOMPARE(int(result.end), int(TrafficEnd::Malformed));
    QVERIFY(result.fault);
}

void tst_Sender::refusesWhatMakesNoSense()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    SenderRow row;
    row.pace.burst = 0;
    COMPARE_ERROR(TrafficSender(ring.producer(), {row}), ErrorCode::InvalidArgument);
    row.pace.burst = 1;
    row.pace.messagesPerSecond = -1;
    COMPARE_ERROR(TrafficSender(ring.producer(), {row}), ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(tst_Sender)
#include "tst_sender.moc"

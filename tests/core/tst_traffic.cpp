// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/traffic/consumer_load.h"
#include "core/traffic/producer_load.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

class tst_Traffic : public TestCase
{
    Q_OBJECT

private slots:
    void bothSides_data();
    void bothSides();
    void endsWithTheTime();
    void endsWithoutProgress();
    void stopsWhileItWaits();
    void aDamagedMessageIsFound();
    void misfitStays();
    void malformedRing();
    void slowStartAndPauses();
    void endsWithTheTimeAmongPauses();
    void refused();
};

namespace {

SpscRingBuffer makeRing(const TestSegment &segment, std::uint64_t capacity = 4096)
{
    return SharedMemory::create(segment.name(), capacity + 24).spsc();
}

ProducerLoadOptions verifyLoad(std::uint64_t count)
{
    return {.payload = {.pattern = PayloadPattern::Verify}, .count = count};
}

} // namespace

void tst_Traffic::bothSides_data()
{
    QTest::addColumn<quint64>("batch");
    QTest::addColumn<quint64>("largest");
    QTest::addColumn<double>("rate");
    QTest::newRow("single") << quint64(1) << quint64(32) << 0.0;
    QTest::newRow("batches") << quint64(32) << quint64(32) << 0.0;
    QTest::newRow("larger than the ring") << quint64(1000) << quint64(100) << 0.0;
    QTest::newRow("sizes up to the ring's") << quint64(3) << quint64(4092) << 0.0;
    QTest::newRow("paced") << quint64(1) << quint64(64) << 100'000.0;
}

void tst_Traffic::bothSides()
{
    QFETCH(quint64, batch);
    QFETCH(quint64, largest);
    QFETCH(double, rate);
    // Large ones take turns: each waits for the other side.
    const std::uint64_t messages = largest > 1000 ? 300 : 20'000;
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    ProducerLoadOptions options = verifyLoad(messages);
    options.payload.smallest = 32;
    options.payload.largest = largest;
    options.pace.messagesPerSecond = rate;
    options.batch = batch;
    options.timeout = 100s;
    TrafficProducer producer(ring.producer(), options);
    TrafficConsumer consumer(ring.consumer(), {.count = messages, .timeout = 100s, .verify = true});
    TrafficResult produced;
    std::thread other([&] { produced = producer.run(); });
    StopFlag done;
    std::thread onlooker([&] {
        std::uint64_t before = 0;
        while (!done.requested()) {
            const std::uint64_t now = consumer.counters().messages;
            if (now < before)
                qFatal("a counter went back");
            before = now;
            std::this_thread::yield();
        }
    });
    const TrafficResult consumed = consumer.run();
    other.join();
    done.request();
    onlooker.join();
    QVERIFY(produced.end == TrafficEnd::Count);
    QVERIFY(consumed.end == TrafficEnd::Count);
    QVERIFY2(consumer.verifier().counts().clean(),
             consumer.verifier().firstOffence() ? consumer.verifier().firstOffence()->text.c_str() : "");
    const TrafficCounters in = producer.counters();
    const TrafficCounters out = consumer.counters();
    QCOMPARE(in.messages, messages);
    QCOMPARE(out.messages, messages);
    QCOMPARE(out.bytes, in.bytes);
    QVERIFY(in.elapsedNs > 0 && in.rate() > 0);
    QCOMPARE(producer.counters().elapsedNs, in.elapsedNs);
    QCOMPARE(consumer.verifier().latency().count(), messages);
    QVERIFY(ring.isEmpty());
}

void tst_Traffic::endsWithTheTime()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    // Also while it waits: for room, for a message, for the next one that is due.
    QVERIFY(TrafficProducer(ring.producer(), {.duration = 20ms}).run().end == TrafficEnd::Time);
    QVERIFY(TrafficConsumer(ring.consumer(), {.duration = 20ms}).run().end == TrafficEnd::Time);
    TrafficProducer slow(ring.producer(), {.pace = PacerOptions::every(1h), .duration = 20ms});
    QVERIFY(slow.run().end == TrafficEnd::Time);
    QCOMPARE(slow.counters().messages, 1U);
}

void tst_Traffic::endsWithoutProgress()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    TrafficProducer producer(ring.producer(), {.payload = {.smallest = 60, .largest = 60}, .timeout = 20ms});
    QVERIFY(producer.run().end == TrafficEnd::NoProgress);
    QCOMPARE(producer.counters().messages, 64U);
    QVERIFY(producer.counters().refused >= 1);
    TrafficConsumer consumer(ring.consumer(), {.timeout = 20ms});
    QVERIFY(consumer.run().end == TrafficEnd::NoProgress);
    QCOMPARE(consumer.counters().messages, 64U);
}

void tst_Traffic::stopsWhileItWaits()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    StopFlag stop;
    TrafficConsumer consumer(ring.consumer(), {.timeout = 1h});
    TrafficResult result{.end = TrafficEnd::Count};
    std::thread other([&] { result = consumer.run(&stop); });
    QTRY_VERIFY(consumer.counters().refused > 0);
    stop.request();
    other.join();
    QVERIFY(result.end == TrafficEnd::Stopped);
    QVERIFY(TrafficProducer(ring.producer(), {.timeout = 1h}).run(&stop).end == TrafficEnd::Stopped);
    QVERIFY(ring.isEmpty());
}

void tst_Traffic::aDamagedMessageIsFound()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    QVERIFY(TrafficProducer(ring.producer(), verifyLoad(10)).run().end == TrafficEnd::Count);
    // The last byte of the third message.
    segment.put(24 + 3 * 68 - 1, std::uint8_t{0xAA});
    TrafficConsumer consumer(ring.consumer(), {.count = 10, .verify = true});
    QVERIFY(consumer.run().end == TrafficEnd::Count);
    QCOMPARE(consumer.counters().corrupt, 1U);
    QCOMPARE(consumer.verifier().firstOffence()->position, 2U * 68);
}

void tst_Traffic::misfitStays()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    QVERIFY(TrafficProducer(ring.producer(), {.payload = {.smallest = 8, .largest = 8}, .count = 3}).run().end
            == TrafficEnd::Count);
    TrafficConsumer consumer(ring.consumer(), {.count = 3, .schema = std::get<Schema>(parseSchema("u64 u64"))});
    const TrafficResult result = consumer.run();
    QVERIFY(result.end == TrafficEnd::Misfit);
    QVERIFY(result.misfit);
    QCOMPARE(result.position, 0U);
    QCOMPARE(ring.header().head, 0U);
}

void tst_Traffic::malformedRing()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    TrafficConsumer consumer(ring.consumer(), {});
    TrafficProducer producer(ring.producer(), {});
    segment.put(8, std::uint64_t{1} << 40);
    const TrafficResult consumed = consumer.run();
    QVERIFY(consumed.end == TrafficEnd::Malformed);
    QVERIFY(consumed.fault);
    QVERIFY(producer.run().end == TrafficEnd::Malformed);
    QCOMPARE(segment.get<std::uint64_t>(8), std::uint64_t{1} << 40);
}

void tst_Traffic::slowStartAndPauses()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    QVERIFY(TrafficProducer(ring.producer(), verifyLoad(10)).run().end == TrafficEnd::Count);
    TrafficConsumer late(ring.consumer(), {.duration = 10ms, .startAfter = 1h});
    QVERIFY(late.run().end == TrafficEnd::Time);
    QCOMPARE(late.counters().messages, 0U);
}

void tst_Traffic::endsWithTheTimeAmongPauses()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    QVERIFY(TrafficProducer(ring.producer(), {.payload = {.smallest = 8, .largest = 8}, .count = 100}).run().end
            == TrafficEnd::Count);
    TrafficConsumer consumer(ring.consumer(), {.duration = 50ms, .pauseEvery = 1, .pauseFor = 20ms});
    QVERIFY(consumer.run().end == TrafficEnd::Time);
    QVERIFY2(consumer.counters().messages <= 4, QByteArray::number(quint64(consumer.counters().messages)));
}

void tst_Traffic::refused()
{
    const TestSegment segment;
    const SpscRingBuffer ring = makeRing(segment);
    COMPARE_ERROR(TrafficProducer(ring.producer(), {.payload = {.smallest = 8, .largest = 4093}}),
                  ErrorCode::InvalidArgument);
    COMPARE_ERROR(TrafficProducer(ring.producer(), {.batch = 0}), ErrorCode::InvalidArgument);
    COMPARE_ERROR(TrafficConsumer(ring.consumer(), {.pace = {.messagesPerSecond = -1}}), ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(tst_Traffic)
#include "tst_traffic.moc"

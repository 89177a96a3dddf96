// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/ring_probe.h"
#include "core/observe/segment_reader.h"
#include "tests/support/errors.h"
#include "tests/support/golden.h"
#include "tests/support/interop_case.h"
#include "tests/support/python.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;
constexpr std::size_t messageSize = 64;
constexpr std::size_t headSize = 12;

std::uint32_t adler32(std::uint32_t start, std::span<const std::byte> bytes)
{
    std::uint32_t a = start & 0xffff;
    std::uint32_t b = start >> 16;
    for (const std::byte byte : bytes) {
        a = (a + std::to_integer<std::uint32_t>(byte)) % 65521;
        b = (b + a) % 65521;
    }
    return (b << 16) | a;
}

/// As steady.py packs it.
ByteVector messageOf(std::uint64_t sequence)
{
    ByteVector filler(messageSize - headSize);
    for (std::size_t i = 0; i < filler.size(); ++i)
        filler[i] = static_cast<std::byte>(i * 37 % 251);
    const std::uint32_t checksum = adler32(adler32(1, packed(sequence)), filler);
    return joined({packed(sequence), packed(checksum), filler});
}

ByteVector endMessage()
{
    return frameOf(bytesOf("__EOF__"));
}

/// The ring, once the peer has set it up.
std::optional<SpscRingBuffer> openRing(const std::string &name)
{
    std::optional<SpscRingBuffer> ring;
    const auto attempt = [&] { return !errorOf([&] { ring = SharedMemory::open(name).spsc(); }); };
    (void)waitUntil(Deadline::after(patience), attempt);
    return ring;
}

std::optional<MappedView> openRegion(const std::string &name)
{
    std::optional<MappedView> view;
    const auto attempt = [&] { return !errorOf([&] { view = SharedMemory::open(name).map(); }); };
    (void)waitUntil(Deadline::after(patience), attempt);
    return view;
}

json reportOf(const PythonRun &run)
{
    return json::parse(run.output.toStdString(), nullptr, false);
}

} // namespace

/// Full speed for some seconds, with the observer looking on: nothing is lost, torn or out of order.
class tst_InteropSteady : public InteropCase
{
    Q_OBJECT

private slots:
    void wheelProducesWeConsume();
    void weProduceWheelConsumes();
    void wheelWritesRegionWeRead();
    void weWriteRegionWheelReads();
    void killedProducerLeavesAReadableRing();
    void terminatedProgramsTidyUp_data();
    void terminatedProgramsTidyUp();
};

void tst_InteropSteady::wheelProducesWeConsume()
{
    const TestSegment segment("steady");
    WheelPeer producer;
    QVERIFY2(producer.start("steady_producer.py", {q(segment.name()), "--seconds", "3"}),
             qPrintable(producer.problem()));
    auto ring = openRing(segment.name());
    QVERIFY(ring);

    // Somebody looks on all the while, in a thread of its own as the app does.
    std::atomic<bool> done = false;
    std::uint64_t bytesSeen = ring->header().head;
    int falseFaults = 0;
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    RingSample previous = probe.sample().value();
    bytesSeen = previous.header.tail;
    std::thread observer([&] {
        while (!done) {
            const RingSample now = probe.sample().value();
            const RingProgress progress = probe.progress(previous, now);
            bytesSeen += progress.bytesIn;
            falseFaults += now.fault || progress.restarted || probe.pending(16, {.maxFrames = 64}).fault ? 1 : 0;
            previous = now;
        }
    });
    std::uint64_t received = 0;
    std::uint64_t wrong = 0;
    bool ended = false;
    const auto deadline = Deadline::after(patience);
    SpscConsumer consumer = ring->consumer();
    while (!ended) {
        const PopResult result = consumer.pop(deadline);
        if (result.outcome != PopOutcome::Popped)
            break;
        ended = result.frame.payload == endMessage();
        if (!ended && result.frame.payload != messageOf(received++))
            ++wrong;
    }
    done = true;
    observer.join();
    const std::uint64_t tail = probe.sample().value().header.tail;
    bytesSeen += tail - previous.header.tail;

    const PythonRun run = producer.finish();
    QVERIFY2(run.succeeded(), run.text());
    QVERIFY(ended);
    QCOMPARE(received, reportOf(run).at("sent").get<std::uint64_t>());
    QCOMPARE(wrong, std::uint64_t(0));
    QVERIFY2(received > 1000, run.text());
    QCOMPARE(falseFaults, 0);
    QCOMPARE(bytesSeen, tail);
    QCOMPARE(tail, received * (4 + messageSize) + 4 + endMessage().size());
}

void tst_InteropSteady::weProduceWheelConsumes()
{
    const TestSegment segment("steady");
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 * 1024 + 24).spsc();
    WheelPeer consumer;
    QVERIFY2(consumer.start("steady_consumer.py", {q(segment.name())}), qPrintable(consumer.problem()));
    const auto begin = Deadline::Clock::now();
    const auto deadline = Deadline::after(patience);
    SpscProducer producer = ring.producer();
    const auto push = [&](const ByteVector &message) { return producer.push(message, deadline) == PushOutcome::Pushed; };
    std::uint64_t sent = 0;
    while (Deadline::Clock::now() - begin < 3s) {
        for (int i = 0; i < 200; ++i)
            QVERIFY(push(messageOf(sent++)));
    }
    QVERIFY(push(endMessage()));
    const PythonRun run = consumer.finish();
    QVERIFY2(run.succeeded(), run.text());
    const json report = reportOf(run);
    QCOMPARE(report.at("ended").get<bool>(), true);
    QCOMPARE(report.at("messages").get<std::uint64_t>(), sent);
    QCOMPARE(report.at("first").get<std::uint64_t>(), std::uint64_t(0));
    QCOMPARE(report.at("lost").get<int>(), 0);
    QCOMPARE(report.at("out_of_order").get<int>(), 0);
    QCOMPARE(report.at("corrupt").get<int>(), 0);
    QCOMPARE(report.at("bytes").get<std::uint64_t>(), sent * messageSize);
    QVERIFY(ring.isEmpty());
}

void tst_InteropSteady::wheelWritesRegionWeRead()
{
    const TestSegment segment("steady");
    WheelPeer writer;
    QVERIFY2(writer.start("steady_region_writer.py", {q(segment.name()), "--seconds", "1"}),
             qPrintable(writer.problem()));
    auto view = openRegion(segment.name());
    QVERIFY(view);
    view->setLockTimeout(patience);
    const Schema schema = std::get<Schema>(parseSchema("int float str bool int"));
    std::int64_t last = 0;
    int torn = 0;
    int back = 0;
    int changes = 0;
    const auto deadline = Deadline::after(patience);
    while (segment.exists() && !deadline.passed()) {
        const ViewRead read = view->readMixed(schema, 0);
        QCOMPARE(read.outcome, WaitOutcome::Done);
        QVERIFY(!read.decoded.error);
        const std::int64_t count = std::get<std::int64_t>(read.decoded.fields.at(0).value.data);
        if (count == 0)
            continue; // not written yet
        const ValueList expected{Value{count}, Value{static_cast<double>(count) * 0.5},
                                 Value{Text{"tick " + std::to_string(count)}}, Value{count % 2 == 0}, Value{-count}};
        torn += read.decoded.values(schema) == expected ? 0 : 1;
        back += count < last ? 1 : 0;
        changes += count != last ? 1 : 0;
        last = count;
    }
    const PythonRun run = writer.finish();
    QVERIFY2(run.succeeded(), run.text());
    QCOMPARE(torn, 0);
    QCOMPARE(back, 0);
    QVERIFY(changes > 10);
    QVERIFY(last <= reportOf(run).at("written").get<std::int64_t>());
}

void tst_InteropSteady::weWriteRegionWheelReads()
{
    const TestSegment segment("steady");
    MappedView view = SharedMemory::create(segment.name(), 256).map();
    view.setLockTimeout(patience);
    WheelPeer reader;
    QVERIFY2(reader.start("steady_region_reader.py", {q(segment.name()), "--seconds", "1"}),
             qPrintable(reader.problem()));
    std::atomic<bool> done = false;
    std::int64_t written = 0;
    std::thread writer([&] {
        while (!done) {
            ++written;
            const ValueList record{Value{written}, Value{static_cast<double>(written) * 0.5},
                                   Value{Text{"tick " + std::to_string(written)}}, Value{written % 2 == 0},
                                   Value{-written}};
            (void)view.writeMixed(record, 0);
        }
    });
    const PythonRun run = reader.finish();
    done = true;
    writer.join();
    QVERIFY2(run.succeeded(), run.text());
    const json report = reportOf(run);
    QCOMPARE(report.at("torn").get<int>(), 0);
    QCOMPARE(report.at("back").get<int>(), 0);
    QVERIFY2(report.at("changes").get<int>() > 10, run.text());
    QVERIFY(report.at("last").get<std::int64_t>() <= written);
    QCOMPARE(view.lockWord().raw, 0);
}

void tst_InteropSteady::killedProducerLeavesAReadableRing()
{
    const TestSegment segment("steady");
    WheelPeer producer;
    QVERIFY2(producer.start("steady_producer.py", {q(segment.name())}), qPrintable(producer.problem()));
    auto ring = openRing(segment.name());
    QVERIFY(ring);
    QCOMPARE(waitUntil(Deadline::after(patience), [&] { return ring->free() < 4 + messageSize; }), WaitOutcome::Done);
    producer.kill();
    // Everything that was published is whole; then it is empty, and asking again returns at once.
    std::uint64_t received = 0;
    SpscConsumer consumer = ring->consumer();
    PopResult result = consumer.pop();
    for (; result.outcome == PopOutcome::Popped; result = consumer.pop())
        QCOMPARE(hex(result.frame.payload), hex(messageOf(received++)));
    QCOMPARE(result.outcome, PopOutcome::Empty);
    QCOMPARE(received, std::uint64_t(64 * 1024 / (4 + messageSize)));
}

void tst_InteropSteady::terminatedProgramsTidyUp_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("producer") << QStringLiteral("steady_producer.py");
    QTest::newRow("region writer") << QStringLiteral("steady_region_writer.py");
}

void tst_InteropSteady::terminatedProgramsTidyUp()
{
    QFETCH(QString, script);
    const TestSegment segment("steady");
    WheelPeer program;
    QVERIFY2(program.start(script, {q(segment.name()), "--size", "64"}), qPrintable(program.problem()));
    // Once it works, it listens to signals.
    const SegmentStatus live = SegmentStatus::Live;
    const auto works = [&] {
        return segment.exists() && segment.size() >= 64 && segment.bytes(0, 64) != ByteVector(64)
            && SegmentReader::open(segment.name()).status().status == live;
    };
    QCOMPARE(waitUntil(Deadline::after(patience), works), WaitOutcome::Done);
    const PythonRun run = program.terminate();
    QVERIFY2(run.succeeded(), run.text());
    QVERIFY2(!reportOf(run).is_discarded(), run.text());
    QVERIFY(!segment.exists());
}

QTEST_GUILESS_MAIN(tst_InteropSteady)
#include "tst_interop_steady.moc"

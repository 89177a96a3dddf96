// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/frame_follower.h"
#include "tests/support/python.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

/// A ring as any program could write it: pushes and pops at will, and leaves what was consumed where it lies.
class HandMadeRing
{
public:
    explicit HandMadeRing(const TestSegment &segment, quint64 capacity) : m_segment(segment), m_capacity(capacity)
    {
        m_segment.fillRing({.head = 0, .tail = 0, .capacity = capacity}, ByteVector(capacity));
    }

    void push(const ByteVector &payload)
    {
        for (const std::byte byte : frameOf(payload)) {
            m_segment.put(ring_layout::dataOffset + (m_tail & (m_capacity - 1)), byte);
            ++m_tail;
        }
        m_segment.put(ring_layout::tailOffset, m_tail);
    }
    void consumeAll()
    {
        m_head = m_tail;
        m_segment.put(ring_layout::headOffset, m_head);
    }
    quint64 tail() const { return m_tail; }

private:
    const TestSegment &m_segment;
    quint64 m_capacity;
    quint64 m_head = 0;
    quint64 m_tail = 0;
};

ByteVector joined(ByteVector first, const ByteVector &second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

ByteVector message(quint8 number, std::size_t size = 12)
{
    return ByteVector(size, std::byte{number});
}

} // namespace

class tst_FrameFollower : public TestCase
{
    Q_OBJECT

private slots:
    void pendingFramesFirst();
    void consumedFramesAreInexact();
    void slowLooksMissBytesExactly();
    void overwrittenLengthsAreMissed();
    void restarts();
    void brokenFrames();
    void framesLargerThanAPiece();
    void wrongRings_data();
    void wrongRings();
    void followsTheWheel();
    void movingRingsLeaveNoHole_data();
    void movingRingsLeaveNoHole();
};

void tst_FrameFollower::pendingFramesFirst()
{
    const TestSegment segment("frames");
    HandMadeRing ring(segment, 64);
    ring.push(message(9));
    ring.consumeAll();
    for (quint8 i = 1; i <= 3; ++i)
        ring.push(message(i)); // the last one wraps
    const SegmentReader reader = SegmentReader::open(segment.name());
    FrameStore store;
    FrameCollector collector(reader, store);
    const auto look = collector.look();
    QCOMPARE(look.bytesIn, 48U);
    const FrameStoreView view = store.view();
    QCOMPARE(view.end(), 3U);
    for (quint8 i = 1; i <= 3; ++i) {
        const auto [row, payload] = view.at(i - 1U);
        QVERIFY(row.exact);
        QCOMPARE(row.position, quint64{i} * 16);
        QVERIFY(ByteVector(payload.begin(), payload.end()) == message(i));
    }
    QCOMPARE(collector.look().bytesIn, 0U);
    QCOMPARE(store.view().end(), 3U);
}

void tst_FrameFollower::consumedFramesAreInexact()
{
    const TestSegment segment("frames");
    HandMadeRing ring(segment, 128);
    const SegmentReader reader = SegmentReader::open(segment.name());
    FrameStore store;
    FrameCollector collector(reader, store);
    collector.look();
    ring.push(message(1));
    ring.push(message(2));
    ring.consumeAll();
    ring.push(message(3));
    QCOMPARE(collector.look().bytesMissed, 0U);
    const FrameStoreView view = store.view();
    QCOMPARE(view.end(), 3U);
    QVERIFY(!view.at(0).row.exact);
    QVERIFY(!view.at(1).row.exact);
    QVERIFY(view.at(2).row.exact);
    QVERIFY(view.at(1).payload.front() == std::byte{2});
}

void tst_FrameFollower::slowLooksMissBytesExactly()
{
    const TestSegment segment("frames");
    HandMadeRing ring(segment, 64);
    const SegmentReader reader = SegmentReader::open(segment.name());
    FrameStore store;
    FrameCollector collector(reader, store);
    ring.push(message(1));
    collector.look();
    for (quint8 i = 2; i <= 11; ++i) {
        ring.consumeAll();
        ring.push(message(i));
    }
    const auto look = collector.look();
    QCOMPARE(look.bytesMissed, 9U * 16);
    const FrameStoreView view = store.view();
    QCOMPARE(view.end(), 3U);
    QCOMPARE(view.at(1).row.kind, FrameRowKind::Missed);
    QCOMPARE(view.at(1).row.position, 16U);
    QCOMPARE(view.at(1).row.length, 144U);
    QCOMPARE(view.bytesMissed(), 144U);
    QCOMPARE(view.at(2).row.position, 160U);
    QVERIFY(view.at(2).payload.front() == std::byte{11});
    QCOMPARE(view.framesSeen(), 2U);
}

void tst_FrameFollower::overwrittenLengthsAreMissed()
{
    // A push in flight has written over a consumed frame's length, and has not moved tail yet.
    const TestSegment segment("frames");
    HandMadeRing ring(segment, 64);
    const SegmentReader reader = SegmentReader::open(segment.name());
    FrameStore store;
    FrameCollector collector(reader, store);
    collector.look();
    ring.push(message(1));
    ring.push(message(2));
    ring.consumeAll();
    ring.push(message(3));
    segment.put(ring_layout::dataOffset + 16, quint32{0xfff0});
    QCOMPARE(collector.look().bytesMissed, 32U);
    const FrameStoreView view = store.view();
    QCOMPARE(view.end(), 2U);
    QCOMPARE(view.at(0).row.kind, FrameRowKind::Missed);
    QVERIFY(view.at(1).row.exact);
    QVERIFY(view.at(1).payload.front() == std::byte{3});
}

void tst_FrameFollower::restarts()
{
    const TestSegment segment("frames");
    const SegmentReader reader = [&] {
        HandMadeRing ring(segment, 64);
        ring.push(message(1));
        return SegmentReader::open(segment.name());
    }();
    FrameStore store;
    FrameCollector collector(reader, store);
    collector.look();
    for (const quint64 offset : {ring_layout::headOffset, ring_layout::tailOffset})
        segment.put(offset, quint64{0});
    segment.write(ring_layout::dataOffset, frameOf(message(5, 2)));
    segment.put(ring_layout::tailOffset, quint64{6});
    collector.look();
    const FrameStoreView view = store.view();
    QCOMPARE(view.end(), 3U);
    QCOMPARE(view.at(1).row.kind, FrameRowKind::Restarted);
    QCOMPARE(view.at(2).row.position, 0U);
    QCOMPARE(view.at(2).row.length, 2U);
}

void tst_FrameFollower::brokenFrames()
{
    const TestSegment segment("frames");
    HandMadeRing ring(segment, 64);
    ring.push(message(1));
    ring.push(message(2));
    segment.put(ring_layout::dataOffset + 16, quint32{13});
    const SegmentReader reader = SegmentReader::open(segment.name());
    FrameStore store;
    FrameCollector collector(reader, store);
    const auto look = collector.look();
    QVERIFY(look.fault.has_value());
    QCOMPARE(look.fault->position, 16U);
    QCOMPARE(look.fault->wanted, 17U);
    QCOMPARE(store.view().end(), 2U);
    QCOMPARE(store.view().at(1).row.kind, FrameRowKind::Broken);
    QCOMPARE(store.view().at(1).row.length, 16U);
    ring.push(message(3)); // tail is a boundary again
    collector.look();
    QVERIFY(store.view().at(2).payload.front() == std::byte{3});
}

void tst_FrameFollower::framesLargerThanAPiece()
{
    constexpr quint64 capacity = 8 * 1024 * 1024;
    constexpr quint64 size = 3'000'000;
    const TestSegment segment("frames");
    segment.fillRing({.head = 0, .tail = size + 4 + 8, .capacity = capacity}, ByteVector(capacity));
    segment.put(ring_layout::dataOffset, static_cast<quint32>(size));
    segment.put(ring_layout::dataOffset + 4, quint64{0x0706050403020100});
    segment.put(ring_layout::dataOffset + 4 + size, quint32{4});
    const SegmentReader reader = SegmentReader::open(segment.name());
    FrameStore store;
    FrameCollector collector(reader, store);
    QVERIFY(!collector.look().fault);
    const FrameStoreView view = store.view();
    QCOMPARE(view.end(), 2U);
    QCOMPARE(view.at(0).row.length, size);
    QCOMPARE(std::size_t{view.at(0).row.kept}, store.maxKept());
    QVERIFY(view.at(0).payload[7] == std::byte{7});
    QCOMPARE(view.at(1).row.length, 4U);
}

void tst_FrameFollower::wrongRings_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::newRow("no capacity") << quint64{0} << quint64{0} << quint64{0};
    QTest::newRow("head past tail") << quint64{9} << quint64{8} << quint64{64};
    QTest::newRow("more than fits") << quint64{0} << quint64{65} << quint64{64};
    QTest::newRow("largest tail") << quint64{0} << ~quint64{0} << quint64{64};
}

void tst_FrameFollower::wrongRings()
{
    QFETCH(const quint64, head);
    QFETCH(const quint64, tail);
    QFETCH(const quint64, capacity);
    const TestSegment segment("frames");
    segment.fillRing({.head = head, .tail = tail, .capacity = capacity}, ByteVector(64));
    const SegmentReader reader = SegmentReader::open(segment.name());
    FrameStore store;
    FrameCollector collector(reader, store);
    QVERIFY(collector.look().fault.has_value());
    segment.truncate(10);
    QCOMPARE(collector.look().capacity, 0U);
    QVERIFY(store.view().isEmpty());
}

void tst_FrameFollower::followsTheWheel()
{
    const TestSegment segment("frames");
    WheelPeer producer;
    QVERIFY2(producer.start(QStringLiteral("ring_producer.py"), {QString::fromStdString(segment.name())}),
             qPrintable(producer.problem()));
    const auto used = producer.readLine();
    QVERIFY(used.has_value());
    const auto store = std::make_shared<FrameStore>();
    {
        const FrameFollower follower(std::make_shared<SegmentReader>(SegmentReader::open(segment.name())), store);
        const auto seen = [&] { return store->view().framesSeen() == 7 && follower.status().looks > 1; };
        QCOMPARE(waitUntil(Deadline::after(30s), seen), WaitOutcome::Done);
        QVERIFY(!follower.status().fault);
    }
    const FrameStoreView view = store->view();
    quint64 bytes = 0;
    for (quint64 row = view.begin(); row < view.end(); ++row) {
        QVERIFY(view.at(row).row.exact);
        QCOMPARE(view.at(row).row.position, bytes);
        bytes += view.at(row).row.length + ring_layout::frameHeaderSize;
    }
    QCOMPARE(bytes, used->trimmed().toULongLong());
    QVERIFY(producer.finish().succeeded());
}

void tst_FrameFollower::movingRingsLeaveNoHole_data()
{
    QTest::addColumn<quint64>("capacity");
    QTest::newRow("turns faster than one looks") << quint64{256};
    QTest::newRow("turns slowly") << quint64{1024 * 1024};
}

void tst_FrameFollower::movingRingsLeaveNoHole()
{
    QFETCH(const quint64, capacity);
    constexpr quint64 messages = 300'000;
    constexpr quint64 size = 20;
    const TestSegment segment("frames");
    const auto memory = SharedMemory::create(segment.name(), capacity + ring_layout::dataOffset);
    const auto deadline = Deadline::after(100s);
    SpscRingBuffer ring = memory.spsc();
    const auto store = std::make_shared<FrameStore>();
    std::atomic<int> lost = 0;
    {
        const FrameFollower follower(std::make_shared<SegmentReader>(SegmentReader::open(segment.name())), store);
        std::thread producer([&, side = ring.producer()]() mutable {
            for (quint64 i = 0; i < messages; ++i)
                lost += side.push(joined(packed(i), ByteVector(size - sizeof i, static_cast<std::byte>(i))), deadline)
                        == PushOutcome::Pushed
                    ? 0
                    : 1;
        });
        std::thread consumer([&, side = ring.consumer()]() mutable {
            for (quint64 i = 0; i < messages; ++i)
                lost += side.pop(deadline).outcome == PopOutcome::Popped ? 0 : 1;
        });
        producer.join();
        consumer.join();
        const auto all = [&] {
            const FrameStoreView view = store->view();
            if (view.isEmpty())
                return false;
            const FrameRow &last = view.at(view.end() - 1).row;
            const quint64 prefix = last.kind == FrameRowKind::Frame ? ring_layout::frameHeaderSize : 0;
            return last.position + last.length + prefix == messages * (size + ring_layout::frameHeaderSize);
        };
        QCOMPARE(waitUntil(deadline, all), WaitOutcome::Done);
    }
    QCOMPARE(lost.load(), 0);
    const FrameStoreView view = store->view();
    quint64 position = view.at(view.begin()).row.position;
    quint64 missed = 0;
    int torn = 0;
    for (quint64 row = view.begin(); row < view.end(); ++row) {
        const auto [frame, payload] = view.at(row);
        QCOMPARE(frame.position, position);
        QVERIFY(frame.kind == FrameRowKind::Frame || frame.kind == FrameRowKind::Missed);
        const bool isFrame = frame.kind == FrameRowKind::Frame;
        position += frame.length + (isFrame ? ring_layout::frameHeaderSize : 0);
        missed += isFrame ? 0 : frame.length;
        const quint64 i = frame.position / (size + ring_layout::frameHeaderSize);
        const ByteVector expected = joined(packed(i), ByteVector(size - sizeof i, static_cast<std::byte>(i)));
        if (isFrame && frame.exact && !std::equal(payload.begin(), payload.end(), expected.begin(), expected.end()))
            ++torn;
    }
    QCOMPARE(torn, 0);
    QCOMPARE(missed, view.bytesMissed());
}

QTEST_APPLESS_MAIN(tst_FrameFollower)
#include "tst_frame_follower.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Segments that crash, hang or corrupt the peer. Here each gives a clear error or finding, whatever we are to it: an observer that
// looks, or a participant that reads, writes, pushes and pops.

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/inspection.h"
#include "core/observe/segment_decode.h"
#include "core/observe/segment_list.h"
#include "tests/support/allocation_meter.h"
#include "tests/support/errors.h"
#include "tests/support/peeked.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <functional>
#include <limits>
#include <random>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(RingHeader)

namespace {

constexpr quint64 capacity = 64 * 1024;
constexpr quint64 kibibyte = 1024;
constexpr auto u64max = std::numeric_limits<quint64>::max();

Schema parsed(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

QByteArray codesOf(const Inspection &inspection)
{
    QByteArrayList codes;
    for (const Finding &finding : inspection.findings)
        codes << name(finding.code);
    return codes.join(' ');
}

/// The segment's size, its content and its memory: none of it may change by looking or by being refused.
struct Untouched
{
    explicit Untouched(const TestSegment &of) : segment(of), bytes(of.bytes()), allocated(of.allocated()) { }
    bool holds() const { return segment.bytes() == bytes && segment.allocated() == allocated; }

    const TestSegment &segment;
    ByteVector bytes;
    std::uint64_t allocated;
};

void addRingRows()
{
    QTest::addColumn<RingHeader>("header");
    QTest::addColumn<QByteArray>("start"); // of the data
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("attaches"); // A participant gets past the header.
    const auto row = [](const char *name, RingHeader header, const char *start, const char *code, bool attaches) {
        QTest::newRow(name) << header << QByteArray(start) << QByteArray(code) << attaches;
    };
    row("capacity 2^40", {0, 100, quint64(1) << 40}, "04000000", "capacity-mismatch", false);
    row("capacity 0", {0, 100, 0}, "04000000", "capacity-mismatch", false);
    row("capacity 2^64 - 1", {0, 100, u64max}, "04000000", "capacity-mismatch", false);
    row("head past tail", {200, 100, capacity}, "04000000", "occupancy-over-capacity", false);
    row("head 2^64 - 1", {u64max, 5, capacity}, "04000000", "occupancy-over-capacity", false);
    row("tail one byte over", {0, capacity + 1, capacity}, "04000000", "occupancy-over-capacity", false);
    row("tail 2^64 - 1", {0, u64max, capacity}, "04000000", "occupancy-over-capacity", false);
    row("frame of 2^31 - 1", {0, 1000, capacity}, "ffffff7f", "frame-corrupt", true);
    row("frame of 2^32 - 1", {0, 1000, capacity}, "ffffffff", "frame-corrupt", true);
    row("frame of 2^32 - 4: with its prefix, 0", {0, 1000, capacity}, "fcffffff", "frame-corrupt", true);
    row("frame one byte too long", {0, 12, capacity}, "09000000", "frame-corrupt", true);
    row("too little for a prefix", {0, 3, capacity}, "000000", "frame-corrupt", true);
    row("full of nothing but a corrupt frame", {0, capacity, capacity}, "fdff0000", "frame-corrupt", true);
}

} // namespace

class tst_Hostile : public TestCase
{
    Q_OBJECT

private slots:
    void ringObserver_data() { addRingRows(); }
    void ringObserver();
    void ringParticipant_data() { addRingRows(); }
    void ringParticipant();
    void lockObserver_data();
    void lockObserver();
    void lockParticipant_data() { lockObserver_data(); }
    void lockParticipant();
    void overlongString();
    void shrunkObserver_data();
    void shrunkObserver();
    void shrunkRegion_data();
    void shrunkRegion();
    void shrunkRing_data();
    void shrunkRing();
    void shrunkRingWithinAPage();
    void shrunkAndGrownAgain();
    void removedAndCreatedAgain();
    void hugeSparseSegments_data();
    void hugeSparseSegments();
    void garbage_data();
    void garbage();
};

void tst_Hostile::ringObserver()
{
    QFETCH(RingHeader, header);
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, code);
    QFETCH(bool, attaches);
    const TestSegment segment;
    ByteVector data = fromHex(start.toStdString());
    data.resize(capacity);
    segment.fillRing(header, data);
    const Untouched untouched(segment);

    const AllocationMeter meter;
    const Inspection seen = inspect(segment.name(), Layout::Unknown, false);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const PendingFrames pending = RingProbe(reader).pending(1000);
    const std::size_t largest = meter.largest();

    QCOMPARE(seen.layout, Layout::Ring);
    QCOMPARE(codesOf(seen), code);
    QVERIFY(!seen.ringValid);
    QVERIFY(!seen.findings.front().text.empty());
    QVERIFY(pending.fault);
    QVERIFY(pending.frames.empty());
    // The indices are shown as they are.
    QVERIFY(seen.ring->header == header);
    const quint64 used = attaches ? header.used() : 0;
    QVERIFY2(largest <= used + 4 * kibibyte, QByteArray::number(quint64(largest)));
    QVERIFY(untouched.holds());
}

void tst_Hostile::ringParticipant()
{
    QFETCH(RingHeader, header);
    QFETCH(QByteArray, start);
    QFETCH(bool, attaches);
    const TestSegment segment;
    ByteVector data = fromHex(start.toStdString());
    data.resize(capacity);
    segment.fillRing(header, data);
    const Untouched untouched(segment);
    const SharedMemory memory = SharedMemory::open(segment.name());
    if (!attaches) {
        COMPARE_ERROR(memory.spsc(), ErrorCode::Malformed);
        QVERIFY(untouched.holds());
        return;
    }
    SpscRingBuffer ring = memory.spsc();
    const AllocationMeter meter;
    SpscConsumer consumer = ring.consumer();
    for (const PopResult &result :
         {consumer.pop(), consumer.pop(TypeTag::Str), consumer.popMixed(parsed("3*u8")), peeked(consumer)}) {
        QCOMPARE(result.outcome, PopOutcome::Malformed);
        QCOMPARE(result.fault.value().kind, RingFaultKind::FramePastTail);
        QVERIFY(!result.fault->text().empty());
    }
    QVERIFY(meter.largest() <= header.used() + 4 * kibibyte);
    QVERIFY(untouched.holds());
}

void tst_Hostile::lockObserver_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, int word, LockState state, const char *code) {
        QTest::newRow(name) << word << static_cast<int>(state) << QByteArray(code);
    };
    row("-7", -7, LockState::Invalid, "lock-invalid");
    row("-2", -2, LockState::Invalid, "lock-invalid");
    row("INT_MIN", std::numeric_limits<int>::min(), LockState::Invalid, "lock-invalid");
    row("INT_MAX", std::numeric_limits<int>::max(), LockState::Readers, "readers-implausible");
    row("a writer who is gone", -1, LockState::Writer, "");
}

void tst_Hostile::lockObserver()
{
    QFETCH(int, word);
    QFETCH(int, state);
    QFETCH(QByteArray, code);
    const TestSegment segment;
    segment.create(4096);
    segment.put(0, word);
    const Untouched untouched(segment);
    const Inspection seen = inspect(segment.name(), Layout::Unknown, false);
    QCOMPARE(seen.layout, Layout::Region);
    QCOMPARE(seen.lock.value().raw, word);
    QCOMPARE(seen.lock->state(), static_cast<LockState>(state));
    QCOMPARE(codesOf(seen), code);
    QVERIFY(!decodeSegment(SegmentReader::open(segment.name()), 4, parsed("int")).decoded.error);
    QVERIFY(untouched.holds());
}

void tst_Hostile::lockParticipant()
{
    QFETCH(int, word);
    const TestSegment segment;
    segment.create(4096);
    segment.put(0, word);
    const Untouched untouched(segment);
    MappedView view = SharedMemory::open(segment.name()).map();
    view.setLockTimeout(5ms);
    QCOMPARE(view.lockWord().raw, word);
    QCOMPARE(view.write(Value{true}), WaitOutcome::TimedOut);
    QCOMPARE(view.read(TypeTag::Bool).outcome, WaitOutcome::TimedOut);
    QCOMPARE(view.readAll().outcome, WaitOutcome::TimedOut);
    QCOMPARE(view.zero(), WaitOutcome::TimedOut);
    QCOMPARE(view.tell(), quint64(0));
    QVERIFY(untouched.holds());
    // A way out that is asked for, and only from the very word that was seen.
    QVERIFY(!view.lock().recover(word + 1));
    QVERIFY(view.lock().recover(word));
    QCOMPARE(view.write(Value{true}), WaitOutcome::Done);
}

void tst_Hostile::overlongString()
{
    const TestSegment segment;
    segment.create(4096);
    segment.put(4 + 10, std::uint32_t(0xffffffff));
    const Untouched untouched(segment);
    const Schema schema = parsed("bytes(10) str");
    const AllocationMeter meter;
    const Decoded seen = decodeSegment(SegmentReader::open(segment.name()), 4, schema).decoded;
    MappedView view = SharedMemory::open(segment.name()).map();
    const Decoded read = view.readMixed(schema).decoded;
    QVERIFY2(meter.largest() <= 64 * kibibyte, QByteArray::number(quint64(meter.largest())));
    for (const Decoded &decoded : {seen, read}) {
        QVERIFY(decoded.error);
        QCOMPARE(decoded.error->field, std::size_t(1));
        QCOMPARE(decoded.error->offset, quint64(10));
        QCOMPARE(decoded.error->wanted, quint64(0xffffffff) + 4);
        QCOMPARE(decoded.error->left, quint64(4092 - 10));
    }
    QCOMPARE(view.tell(), quint64(0));
    QVERIFY(untouched.holds());
}

void tst_Hostile::shrunkObserver_data()
{
    QTest::addColumn<quint64>("newSize");
    QTest::newRow("to nothing") << quint64(0);
    QTest::newRow("to less than a lock word") << quint64(2);
    QTest::newRow("to less than a ring header") << quint64(20);
    QTest::newRow("to a page") << quint64(4096);
    QTest::newRow("by one byte") << capacity + 23;
}

void tst_Hostile::shrunkObserver()
{
    QFETCH(quint64, newSize);
    const TestSegment segment;
    segment.fillRing({.head = 0, .tail = capacity, .capacity = capacity}, ByteVector(capacity));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const RingSample before = probe.sample().value();
    segment.truncate(newSize);
    const StatusReport report = reader.status();
    QCOMPARE(report.status, SegmentStatus::Shrunk);
    QCOMPARE(report.sizeAtOpen, capacity + 24);
    QCOMPARE(report.sizeNow, newSize);
    QCOMPARE(quint64(reader.snapshot(0, u64max)->bytes.size()), newSize);
    const auto now = probe.sample();
    QCOMPARE(now.has_value(), newSize >= 24);
    if (now) {
        QVERIFY(now->fault);
        QVERIFY(probe.progress(before, *now).restarted);
    }
    QVERIFY(probe.pending(10).fault);
    QVERIFY(decodeSegment(reader, newSize, parsed("u8")).decoded.error);
    const Inspection seen = inspect(reader, Layout::Ring, false);
    QVERIFY(!seen.findings.empty());
    QVERIFY(!seen.ringValid);
}

void tst_Hostile::shrunkRegion_data()
{
    QTest::addColumn<quint64>("newSize");
    QTest::newRow("to nothing") << quint64(0);
    QTest::newRow("to the lock word") << quint64(4);
    QTest::newRow("to a page") << quint64(4096);
    QTest::newRow("within the last page") << quint64(65'000);
    QTest::newRow("by one byte") << quint64(65'535);
}

void tst_Hostile::shrunkRegion()
{
    QFETCH(quint64, newSize);
    constexpr quint64 size = 65'536;
    const QByteArray text = "shrank from 65536 to " + QByteArray::number(newSize) + " bytes";
    const std::function<void(MappedView &)> operations[] = {
        [](MappedView &view) { (void)view.write(Value{std::int64_t(1)}, size - 4 - 8); },
        [](MappedView &view) { (void)view.writeMixed(ValueList{Value{true}}, size - 4 - 1); },
        [](MappedView &view) { (void)view.readMixed(parsed("u8"), size - 4 - 1); },
        [](MappedView &view) { (void)view.readRange(100, size - 4 - 100); },
        [](MappedView &view) { (void)view.readAll(); },
        [](MappedView &view) { (void)view.zero(); },
    };
    for (const auto &operation : operations) {
        const TestSegment segment;
        segment.create(size);
        const TestSegment bystander;
        bystander.create(size);
        MappedView view = SharedMemory::open(segment.name()).map();
        MappedView other = SharedMemory::open(bystander.name()).map();
        QCOMPARE(view.write(Value{std::int64_t(1)}), WaitOutcome::Done);
        segment.truncate(newSize);
        // The contract for a shrink inside the last page, of which no fault tells.
        (void)waitUntil(Deadline::after(MappedView::sizeCheckInterval), [] { return false; });
        COMPARE_ERROR_TEXT(operation(view), ErrorCode::SegmentLost, text.constData());
        // Once lost, lost: no later operation may pretend.
        COMPARE_ERROR(view.read(TypeTag::Int), ErrorCode::SegmentLost);
        COMPARE_ERROR(view.write(Value{true}), ErrorCode::SegmentLost);
        QCOMPARE(view.tell(), quint64(8));
        QCOMPARE(segment.size(), newSize);
        QCOMPARE(other.write(Value{std::int64_t(5)}, size - 12), WaitOutcome::Done);
        QCOMPARE(bystander.get<std::int64_t>(size - 8), std::int64_t(5));
    }
}

void tst_Hostile::shrunkRing_data()
{
    QTest::addColumn<quint64>("newSize");
    QTest::newRow("to nothing") << quint64(0);
    QTest::newRow("to the header") << quint64(24);
    QTest::newRow("to a page") << quint64(4096);
}

void tst_Hostile::shrunkRing()
{
    QFETCH(quint64, newSize);
    const QByteArray text = "shrank from " + QByteArray::number(capacity + 24) + " to " + QByteArray::number(newSize)
        + " bytes";
    struct Handles
    {
        SpscProducer producer;
        SpscConsumer consumer;
    };
    const std::function<void(Handles &)> operations[] = {
        [](Handles &ring) { (void)ring.producer.tryPush(ByteVector(5000)); },
        [](Handles &ring) { (void)ring.producer.push(ByteVector(capacity - 4), Deadline::after(100ms)); },
        [](Handles &ring) {
            SpscProducer::Claim claim;
            if (ring.producer.claim(5000, claim) == PushOutcome::Pushed)
                ring.producer.commit(5000);
        },
        [](Handles &ring) { (void)ring.consumer.pop(); },
        [](Handles &ring) { (void)ring.consumer.pop(TypeTag::U8); },
        [](Handles &ring) {
            if (peeked(ring.consumer).outcome == PopOutcome::Popped)
                ring.consumer.commit();
        },
        [](Handles &ring) {
            ByteVector copy(8000);
            (void)ring.consumer.drain([&](const FrameView &frame) {
                frame.copyTo(copy.data());
                return true;
            });
        },
    };
    for (const auto &operation : operations) {
        // A frame in the middle of the ring, so that both ends of it have to touch lost pages.
        constexpr quint64 start = 20'000;
        const TestSegment segment;
        segment.create(capacity + 24);
        segment.put(0, RingHeader{.head = start, .tail = start + 4 + 8000, .capacity = capacity});
        segment.put(24 + start, std::uint32_t(8000));
        const TestSegment bystander;
        SpscRingBuffer other = SharedMemory::create(bystander.name(), capacity + 24).spsc();
        SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
        Handles handles{ring.producer(), ring.consumer()};
        segment.truncate(newSize);
        COMPARE_ERROR_TEXT(operation(handles), ErrorCode::SegmentLost, text.constData());
        COMPARE_ERROR(handles.producer.tryPush(ByteVector(5000)), ErrorCode::SegmentLost);
        COMPARE_ERROR(handles.consumer.pop(), ErrorCode::SegmentLost);
        COMPARE_ERROR(ring.used(), ErrorCode::SegmentLost);
        COMPARE_ERROR(ring.isEmpty(), ErrorCode::SegmentLost);
        QCOMPARE(segment.size(), newSize);
        QCOMPARE(other.producer().tryPush(ByteVector(30'000)), PushOutcome::Pushed);
        QCOMPARE(other.consumer().pop().frame.payload.size(), std::size_t(30'000));
    }
}

void tst_Hostile::shrunkRingWithinAPage()
{
    // The kernel zeroes the rest of a cut page without any fault: a message there would read as zeros.
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 1024 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(ByteVector(500, std::byte{1})), PushOutcome::Pushed);
    segment.truncate(100);
    COMPARE_ERROR_TEXT(ring.consumer().pop(), ErrorCode::SegmentLost, "shrank from 1048 to 100 bytes");
    COMPARE_ERROR_TEXT(ring.producer().tryPush(ByteVector(500)), ErrorCode::SegmentLost,
                       "shrank from 1048 to 100 bytes");
}

void tst_Hostile::shrunkAndGrownAgain()
{
    constexpr quint64 size = 65'536;
    const TestSegment segment;
    segment.create(size);
    MappedView view = SharedMemory::open(segment.name()).map();
    segment.truncate(0);
    COMPARE_ERROR(view.readAll(), ErrorCode::SegmentLost);
    segment.truncate(size);
    // It has its size again, but this mapping has private zeros where it was cut: nothing it does reaches the segment.
    COMPARE_ERROR(view.write(Value{true}), ErrorCode::NoSpace);
    COMPARE_ERROR(view.readAll(), ErrorCode::NoSpace);
    MappedView again = SharedMemory::open(segment.name()).map();
    QCOMPARE(again.write(Value{true}), WaitOutcome::Done);
}

void tst_Hostile::removedAndCreatedAgain()
{
    const TestSegment segment;
    segment.create(4096);
    const SegmentReader reader = SegmentReader::open(segment.name());
    MappedView old = SharedMemory::open(segment.name()).map();
    segment.replace(4096);
    QCOMPARE(reader.status().status, SegmentStatus::Replaced);
    // Both objects work, each on its own; which one a handle has is told by device and inode.
    QCOMPARE(old.write(Value{std::int64_t(1)}), WaitOutcome::Done);
    QVERIFY(segment.bytes() == ByteVector(4096));
    const SegmentReader again = SegmentReader::open(segment.name());
    QCOMPARE(again.status().status, SegmentStatus::Live);
    QVERIFY(again.statAtOpen().inode != reader.statAtOpen().inode);
}

void tst_Hostile::hugeSparseSegments_data()
{
    QTest::addColumn<RingHeader>("header");
    constexpr quint64 huge = quint64(1) << 32;
    QTest::newRow("region of zeros") << RingHeader{};
    QTest::newRow("ring of a thousand million empty frames") << RingHeader{.head = 0, .tail = huge, .capacity = huge};
    // The first frame begins at byte 24, where the row below writes its length.
    QTest::newRow("ring with one frame as large as itself") << RingHeader{.head = 4, .tail = 4 + huge, .capacity = huge};
}

void tst_Hostile::hugeSparseSegments()
{
    QFETCH(RingHeader, header);
    constexpr quint64 huge = quint64(1) << 32;
    const TestSegment segment;
    segment.create(huge + 24);
    if (header.capacity > 0) {
        segment.put(0, header);
        segment.put(24 + 4, std::uint32_t(header.head > 0 ? huge - 4 : 0));
    }
    const std::uint64_t allocated = segment.allocated();
    const AllocationMeter meter;
    const Inspection seen = inspect(segment.name(), Layout::Unknown, false);
    (void)listSegments();
    (void)RingProbe(SegmentReader::open(segment.name())).sample();
    QVERIFY2(meter.largest() <= 16 * kibibyte * kibibyte, QByteArray::number(quint64(meter.largest())));
    QCOMPARE(segment.allocated(), allocated);
    QCOMPARE(seen.stat.size, huge + 24);
}

void tst_Hostile::garbage_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_Hostile::garbage()
{
    QFETCH(quint32, seed);
    std::mt19937 random(seed);
    const auto below = [&](quint32 limit) { return static_cast<quint32>(random() % limit); };
    for (int round = 0; round < 200; ++round) {
        // Ring sizes often enough, and headers that are nearly right: the rest of it is noise.
        const quint64 size = below(2) == 0 ? 24 + (quint64(1) << (2 + below(9))) : below(3000);
        ByteVector bytes(size);
        for (std::byte &byte : bytes)
            byte = static_cast<std::byte>(below(4) == 0 ? below(256) : below(12));
        const TestSegment segment("garbage");
        segment.fill(bytes);
        if (size >= 28 && below(4) > 0) {
            const quint64 head = below(5000);
            segment.put(
                0, RingHeader{.head = head, .tail = head + below(static_cast<quint32>(size)), .capacity = size - 24});
        }
        const Untouched untouched(segment);
        const SegmentReader reader = SegmentReader::open(segment.name());
        const AllocationMeter meter;
        for (const Layout layout : {Layout::Unknown, Layout::Region, Layout::Ring})
            (void)inspect(reader, layout, false);
        const PendingFrames pending = RingProbe(reader).pending(100);
        std::uint64_t bytesOfFrames = 0;
        for (const Frame &frame : pending.frames)
            bytesOfFrames += 4 + frame.payload.size();
        (void)decodeSegment(reader, 4, parsed("3*str int 100*u8 bytes(50) ..."));
        QVERIFY(meter.largest() <= 64 * kibibyte);
        QVERIFY(pending.fault || bytesOfFrames <= pending.header.used());
        QVERIFY(untouched.holds());

        const auto takePart = [&] {
            const SharedMemory memory = SharedMemory::open(segment.name());
            if (errorOf([&] { (void)memory.map(); }))
                return;
            MappedView view = memory.map();
            view.setLockTimeout(0ns);
            (void)view.readMixed(parsed("3*str int 100*u8"));
            (void)view.readAll();
            SpscRingBuffer ring = memory.spsc();
            for (int i = 0; i < 100 && ring.consumer().pop().outcome == PopOutcome::Popped; ++i) { }
            (void)ring.producer().tryPush(ByteVector(ring.capacity() - 4));
        };
        const auto error = errorOf(takePart);
        QVERIFY2(!error || error->code() == ErrorCode::Malformed || error->code() == ErrorCode::TooSmall,
                 error ? error->what() : "");
    }
}

QTEST_GUILESS_MAIN(tst_Hostile)
#include "tst_hostile.moc"

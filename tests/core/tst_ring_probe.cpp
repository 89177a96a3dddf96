// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/ring_probe.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <limits>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

constexpr quint64 u64max = std::numeric_limits<quint64>::max();

/// The frames of `payloads` from logical position `begin` on, in a ring of `capacity`.
void fillWithFrames(const TestSegment &segment, quint64 capacity, quint64 begin, const std::vector<ByteVector> &payloads)
{
    ByteVector data(capacity);
    quint64 position = begin;
    for (const ByteVector &payload : payloads) {
        for (const std::byte byte : frameOf(payload))
            data[position++ & (capacity - 1)] = byte;
    }
    segment.fillRing({.head = begin, .tail = position, .capacity = capacity}, data);
}

std::size_t messageSize(std::uint64_t sequence, std::uint64_t most)
{
    return 16 + sequence * 7919 % most;
}

/// A message of 16 to 16 + `most` - 1 bytes that tells by itself whether it is whole.
ByteVector messageOf(std::uint64_t sequence, std::uint64_t most = 29)
{
    ByteVector message(messageSize(sequence, most), static_cast<std::byte>(sequence));
    const std::uint64_t complement = ~sequence;
    std::memcpy(message.data(), &sequence, 8);
    std::memcpy(message.data() + 8, &complement, 8);
    return message;
}

// By memcmp: std::vector compares std::byte one by one, which takes too long here.
bool isMessage(const ByteVector &message, const ByteVector &expected)
{
    return message.size() == expected.size() && std::memcmp(message.data(), expected.data(), expected.size()) == 0;
}

bool isWhole(const ByteVector &message, std::uint64_t most)
{
    std::uint64_t sequence = 0;
    if (message.size() < sizeof sequence)
        return false;
    std::memcpy(&sequence, message.data(), sizeof sequence);
    return isMessage(message, messageOf(sequence, most));
}

/// How many of the frames that begin at `starts` fill `bytes` from position `begin` on; nothing if no whole ones do.
std::optional<std::uint64_t> framesIn(const std::vector<std::uint64_t> &starts, std::uint64_t begin, std::uint64_t bytes)
{
    const auto first = std::lower_bound(starts.begin(), starts.end(), begin);
    const auto last = std::lower_bound(first, starts.end(), begin + bytes);
    if (first == starts.end() || *first != begin || last == starts.end() || *last != begin + bytes)
        return std::nullopt;
    return static_cast<std::uint64_t>(last - first);
}

} // namespace

class tst_RingProbe : public TestCase
{
    Q_OBJECT

private slots:
    void sampleNeedsAHeader_data();
    void sampleNeedsAHeader();
    void sample();
    void faults_data();
    void faults();
    void pendingStopsAtTheLimit();
    void pendingStopsAtItsBudget_data();
    void pendingStopsAtItsBudget();
    void theNewestAreCopiedToo_data();
    void theNewestAreCopiedToo();
    void placesOfAllThatWereWalked();
    void copiesFromAPosition();
    void payloadsAreKeptInPart();
    void pendingWraps();
    void largeFrames_data();
    void largeFrames();
    void pendingStopsAtACorruptFrame_data();
    void pendingStopsAtACorruptFrame();
    void progress();
    void progressCountsWhatItWalked_data();
    void progressCountsWhatItWalked();
    void largeFramesAreCountedByTheirLengths();
    void progressTellsABrokenFrame();
    void lappedProgressCountsNothing();
    void whatIsOverwrittenDuringTheWalkIsNotCounted();
    void pairsAreOfOneMoment();
    void restarts_data();
    void restarts();
    void movingRingsLookHealthy_data();
    void movingRingsLookHealthy();
};

void tst_RingProbe::sampleNeedsAHeader_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("sampled");
    QTest::newRow("empty") << quint64(0) << false;
    QTest::newRow("one byte short") << quint64(23) << false;
    QTest::newRow("header only") << quint64(24) << true;
    QTest::newRow("no room for a frame") << quint64(27) << true;
}

void tst_RingProbe::sampleNeedsAHeader()
{
    QFETCH(quint64, size);
    QFETCH(bool, sampled);
    const TestSegment segment;
    segment.create(size);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const auto sample = probe.sample();
    QCOMPARE(sample.has_value(), sampled);
    if (sampled)
        QCOMPARE(sample->fault.value().kind, RingFaultKind::TooSmall);
    const PendingFrames pending = probe.pending(10);
    QCOMPARE(pending.fault.value().kind, RingFaultKind::TooSmall);
    QCOMPARE(pending.total, quint64(0));
}

void tst_RingProbe::sample()
{
    const TestSegment segment;
    segment.fillRing({.head = 1000, .tail = 1040, .capacity = 64}, ByteVector(64));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const auto before = platform::monotonicNs();
    const auto sample = RingProbe(reader).sample();
    QVERIFY(sample);
    QVERIFY(sample->header == (RingHeader{.head = 1000, .tail = 1040, .capacity = 64}));
    QVERIFY(sample->consistent);
    QVERIFY(!sample->fault);
    QCOMPARE(sample->segmentSize, quint64(88));
    QVERIFY(sample->timeNs >= before && sample->timeNs <= platform::monotonicNs());
}

void tst_RingProbe::faults_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, quint64 head, quint64 tail, quint64 capacity, RingFaultKind kind) {
        QTest::newRow(name) << head << tail << capacity << static_cast<int>(kind);
    };
    row("capacity 0", 0, 0, 0, RingFaultKind::CapacityNotPowerOfTwo);
    row("capacity 2^40", 0, 0, quint64(1) << 40, RingFaultKind::CapacityMismatch);
    row("head past tail", 40, 20, 64, RingFaultKind::HeadPastTail);
    row("head 2^64 - 1", u64max, 0, 64, RingFaultKind::HeadPastTail);
    row("over capacity", 0, 65, 64, RingFaultKind::OverCapacity);
    row("tail 2^64 - 1", 0, u64max, 64, RingFaultKind::OverCapacity);
}

void tst_RingProbe::faults()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(quint64, capacity);
    QFETCH(int, kind);
    const TestSegment segment;
    segment.fillRing({.head = head, .tail = tail, .capacity = capacity}, patternBytes(64));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const auto sample = probe.sample();
    QVERIFY(sample && sample->fault);
    QCOMPARE(sample->fault->kind, static_cast<RingFaultKind>(kind));
    // The indices are shown as they are, however odd.
    QCOMPARE(sample->header.head, head);
    QCOMPARE(sample->header.tail, tail);
    const PendingFrames pending = probe.pending(10);
    QVERIFY(pending.fault == sample->fault);
    QVERIFY(pending.frames.empty());
    QCOMPARE(pending.total, quint64(0));
}

void tst_RingProbe::pendingStopsAtTheLimit()
{
    const TestSegment segment;
    std::vector<ByteVector> payloads;
    for (std::uint64_t i = 0; i < 50; ++i)
        payloads.push_back(messageOf(i));
    fillWithFrames(segment, 4096, 0, payloads);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    for (const std::size_t limit : {0u, 1u, 49u, 50u, 51u}) {
        const PendingFrames pending = probe.pending(limit);
        QCOMPARE(pending.frames.size(), std::min<std::size_t>(limit, 50));
        QCOMPARE(pending.total, quint64(50));
        QVERIFY(pending.totalIsExact);
        QVERIFY(!pending.fault);
        for (std::size_t i = 0; i < pending.frames.size(); ++i)
            QCOMPARE(hex(pending.frames[i].payload), hex(payloads[i]));
    }
}

void tst_RingProbe::pendingStopsAtItsBudget_data()
{
    QTest::addColumn<quint64>("maxFrames");
    QTest::addColumn<quint64>("maxBytes");
    QTest::addColumn<bool>("exact");
    // 4 MiB of frames of 4 bytes; the walk goes in pieces of at most 1 MiB.
    QTest::newRow("no limit") << u64max << u64max << true;
    QTest::newRow("half the frames") << quint64(512 * 1024) << u64max << false;
    QTest::newRow("half the bytes") << u64max << quint64(2 * 1024 * 1024) << false;
}

void tst_RingProbe::pendingStopsAtItsBudget()
{
    QFETCH(quint64, maxFrames);
    QFETCH(quint64, maxBytes);
    QFETCH(bool, exact);
    constexpr quint64 capacity = 4 * 1024 * 1024;
    const TestSegment segment;
    segment.create(24 + capacity);
    segment.put(0, RingHeader{.head = 0, .tail = capacity, .capacity = capacity});
    const SegmentReader reader = SegmentReader::open(segment.name());
    const PendingFrames pending = RingProbe(reader).pending(3, {.maxFrames = maxFrames, .maxBytes = maxBytes});
    QVERIFY(!pending.fault);
    QCOMPARE(pending.totalIsExact, exact);
    QCOMPARE(pending.frames.size(), std::size_t(3));
    if (exact) {
        QCOMPARE(pending.total, capacity / 4);
    } else {
        QVERIFY(pending.total > 0);
        QVERIFY(pending.total < capacity / 4);
    }
}

void tst_RingProbe::theNewestAreCopiedToo_data()
{
    QTest::addColumn<quint64>("newest");
    QTest::addColumn<quint64>("maxFrames");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("count");
    QTest::newRow("none") << quint64(0) << u64max << quint64(0) << quint64(0);
    QTest::newRow("one") << quint64(1) << u64max << quint64(49) << quint64(1);
    QTest::newRow("beside the first") << quint64(5) << u64max << quint64(45) << quint64(5);
    QTest::newRow("the first among them") << quint64(49) << u64max << quint64(1) << quint64(49);
    QTest::newRow("more than there are") << quint64(60) << u64max << quint64(0) << quint64(50);
    QTest::newRow("nothing is walked") << quint64(5) << quint64(0) << quint64(0) << quint64(0);
}

void tst_RingProbe::theNewestAreCopiedToo()
{
    QFETCH(quint64, newest);
    QFETCH(quint64, maxFrames);
    QFETCH(quint64, first);
    QFETCH(quint64, count);
    const TestSegment segment;
    std::vector<ByteVector> payloads;
    for (std::uint64_t i = 0; i < 50; ++i)
        payloads.push_back(messageOf(i));
    // The newest ones lie across the end of the data.
    constexpr quint64 begin = 4096 - 1500;
    fillWithFrames(segment, 4096, begin, payloads);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const PendingFrames pending = RingProbe(reader).pending(3, {.maxFrames = maxFrames, .newest = newest});
    QCOMPARE(pending.frames.size(), std::size_t(maxFrames == 0 ? 0 : 3));
    QCOMPARE(pending.newest.size(), std::size_t(count));
    quint64 position = begin;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        if (i >= first && i - first < count) {
            const Frame &frame = pending.newest[i - first];
            QCOMPARE(frame.position, position);
            QCOMPARE(frame.length, quint64(payloads[i].size()));
            QCOMPARE(hex(frame.payload), hex(payloads[i]));
        }
        position += ring_layout::frameHeaderSize + payloads[i].size();
    }
    for (const Frame &frame : RingProbe(reader).pending(0, {.maxPayload = 7, .newest = newest}).newest)
        QCOMPARE(frame.payload.size(), std::size_t(7));
}

void tst_RingProbe::placesOfAllThatWereWalked()
{
    const TestSegment segment;
    // Also one that is larger than a piece of the walk.
    const std::vector<ByteVector> payloads{
        patternBytes(100), patternBytes(100), patternBytes(3 * 1024 * 1024), {}, patternBytes(7)};
    constexpr quint64 begin = 4 * 1024 * 1024 - 150;
    fillWithFrames(segment, 4 * 1024 * 1024, begin, payloads);
    const SegmentReader reader = SegmentReader::open(segment.name());
    QCOMPARE(RingProbe(reader).pending(10).places.count(), 0U);
    const PendingFrames pending = RingProbe(reader).pending(1, {.runs = 10});
    QCOMPARE(pending.places.begin(), begin);
    QCOMPARE(pending.places.end(), pending.header.tail);
    QCOMPARE(pending.places.count(), 5U);
    for (std::size_t i = 0; i < payloads.size(); ++i)
        QCOMPARE(pending.places.frame(i)->length, quint64(payloads[i].size()));
    // No more memory than is allowed.
    const FrameRuns few = RingProbe(reader).pending(1, {.runs = 2}).places;
    QCOMPARE(few.runCount(), std::size_t(2));
    QCOMPARE(few.count(), 3U);
}

void tst_RingProbe::copiesFromAPosition()
{
    const TestSegment segment;
    std::vector<ByteVector> payloads;
    for (std::uint64_t i = 0; i < 50; ++i)
        payloads.push_back(messageOf(i));
    fillWithFrames(segment, 4096, 300, payloads);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const FrameRuns places = RingProbe(reader).pending(0, {.runs = 50}).places;
    QCOMPARE(places.count(), 50U);
    for (const std::uint64_t first : {0u, 1u, 30u, 48u}) {
        const PendingFrames pending = RingProbe(reader).pending(3, {.from = places.frame(first)->position});
        QCOMPARE(pending.before, first);
        QCOMPARE(pending.total, 50U);
        QCOMPARE(pending.frames.size(), std::size_t(std::min<std::uint64_t>(3, 50 - first)));
        for (std::size_t i = 0; i < pending.frames.size(); ++i)
            QCOMPARE(hex(pending.frames[i].payload), hex(payloads[first + i]));
    }
    // Long consumed: from the oldest that there is.
    QCOMPARE(RingProbe(reader).pending(3, {.from = 299}).frames.front().position, 300U);
    QVERIFY(RingProbe(reader).pending(3, {.from = u64max}).frames.empty());
}

void tst_RingProbe::payloadsAreKeptInPart()
{
    constexpr quint64 large = 3 * 1024 * 1024;
    const TestSegment segment;
    const std::vector<ByteVector> payloads{patternBytes(100), patternBytes(large), patternBytes(5), {}};
    fillWithFrames(segment, 4 * 1024 * 1024, 0, payloads);
    const SegmentReader reader = SegmentReader::open(segment.name());
    for (const std::uint64_t most : {0u, 1u, 5u, 64u}) {
        const PendingFrames pending = RingProbe(reader).pending(10, {.maxPayload = most});
        QCOMPARE(pending.frames.size(), payloads.size());
        QCOMPARE(pending.total, quint64(4));
        QVERIFY(pending.totalIsExact);
        for (std::size_t i = 0; i < payloads.size(); ++i) {
            const auto kept = std::min<std::size_t>(payloads[i].size(), most);
            QCOMPARE(pending.frames[i].length, quint64(payloads[i].size()));
            QCOMPARE(hex(pending.frames[i].payload), hex(std::span(payloads[i]).first(kept)));
        }
    }
}

void tst_RingProbe::pendingWraps()
{
    const std::vector<ByteVector> payloads{patternBytes(40, 1), patternBytes(3, 2), {}, patternBytes(1, 3)};
    for (quint64 begin = 64; begin < 128; ++begin) {
        const TestSegment segment;
        fillWithFrames(segment, 64, begin, payloads);
        const SegmentReader reader = SegmentReader::open(segment.name());
        const PendingFrames pending = RingProbe(reader).pending(10);
        QVERIFY(!pending.fault);
        QCOMPARE(pending.frames.size(), payloads.size());
        for (std::size_t i = 0; i < payloads.size(); ++i)
            QCOMPARE(hex(pending.frames[i].payload), hex(payloads[i]));
        QCOMPARE(pending.frames.front().position, begin);
    }
}

void tst_RingProbe::largeFrames_data()
{
    QTest::addColumn<QList<quint64>>("sizes");
    constexpr quint64 mebibyte = 1024 * 1024;
    QTest::newRow("larger than a piece") << QList<quint64>{2 * mebibyte, 5, mebibyte + 1};
    QTest::newRow("exactly a piece") << QList<quint64>{mebibyte - 4, mebibyte - 4, 7};
    QTest::newRow("prefix cut by the end of a piece") << QList<quint64>{mebibyte - 4 - 2, 100, 200};
    QTest::newRow("payload cut by the end of a piece") << QList<quint64>{mebibyte - 4 - 20, 100, 200};
    QTest::newRow("whole ring") << QList<quint64>{4 * mebibyte - 4};
    QTest::newRow("many of 300 KiB") << QList<quint64>(13, 300 * 1024);
}

void tst_RingProbe::largeFrames()
{
    QFETCH(QList<quint64>, sizes);
    constexpr quint64 capacity = 4 * 1024 * 1024;
    std::vector<ByteVector> payloads;
    for (const quint64 size : sizes)
        payloads.push_back(patternBytes(size, static_cast<unsigned>(size)));
    const TestSegment segment;
    fillWithFrames(segment, capacity, capacity - 1000, payloads);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const PendingFrames pending = RingProbe(reader).pending(100);
    QVERIFY(!pending.fault);
    QVERIFY(pending.totalIsExact);
    QCOMPARE(pending.total, quint64(payloads.size()));
    QCOMPARE(pending.frames.size(), payloads.size());
    for (std::size_t i = 0; i < payloads.size(); ++i)
        QVERIFY(pending.frames[i].payload == payloads[i]);
}

void tst_RingProbe::pendingStopsAtACorruptFrame_data()
{
    QTest::addColumn<quint32>("length");
    QTest::addColumn<quint64>("tailCut");
    QTest::addColumn<quint64>("wanted");
    QTest::newRow("one byte too long") << 9u << quint64(0) << quint64(13);
    QTest::newRow("2^31 - 1") << 0x7fffffffu << quint64(0) << quint64(0x7fffffff) + 4;
    QTest::newRow("2^32 - 1") << 0xffffffffu << quint64(0) << quint64(0xffffffff) + 4;
    QTest::newRow("length + 4 wraps in 32 bits") << 0xfffffffcu << quint64(0) << quint64(0xfffffffc) + 4;
    QTest::newRow("three bytes of a prefix") << 8u << quint64(9) << quint64(4);
}

void tst_RingProbe::pendingStopsAtACorruptFrame()
{
    QFETCH(quint32, length);
    QFETCH(quint64, tailCut);
    QFETCH(quint64, wanted);
    // Two good frames of 12 bytes, then one of 12 bytes whose length is wrong; it begins at position 24.
    const TestSegment segment;
    fillWithFrames(segment, 64, 0, {patternBytes(8, 1), patternBytes(8, 2), patternBytes(8, 3)});
    segment.put(24 + 24, length);
    segment.put(ring_layout::tailOffset, 36 - tailCut);
    const SegmentReader reader = SegmentReader::open(segment.name());
    for (const std::size_t limit : {0u, 1u, 10u}) {
        const PendingFrames pending = RingProbe(reader).pending(limit);
        QVERIFY(pending.fault);
        QCOMPARE(pending.fault->kind, RingFaultKind::FramePastTail);
        QCOMPARE(pending.fault->position, quint64(24));
        QCOMPARE(pending.fault->wanted, wanted);
        QCOMPARE(pending.fault->limit, 12 - tailCut);
        QCOMPARE(pending.total, quint64(2));
        QVERIFY(pending.totalIsExact);
        QCOMPARE(pending.frames.size(), std::min<std::size_t>(limit, 2));
        if (limit > 0)
            QCOMPARE(hex(pending.frames.front().payload), hex(patternBytes(8, 1)));
    }
}

void tst_RingProbe::progress()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 4096 + 24).spsc();
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const RingSample first = probe.sample().value();
    RingProgress none = probe.progress(first, first);
    QCOMPARE(none.bytesIn, quint64(0));
    QCOMPARE(none.bytesOut, quint64(0));
    QCOMPARE(none.coverage(), 1.0);
    QVERIFY(!none.restarted);

    for (int i = 0; i < 10; ++i)
        QCOMPARE(ring.producer().tryPush(ByteVector(20)), PushOutcome::Pushed);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Popped);
    const RingSample second = probe.sample().value();
    const RingProgress moved = probe.progress(first, second);
    QCOMPARE(moved.bytesIn, quint64(240));
    QCOMPARE(moved.bytesOut, quint64(96));
    QCOMPARE(moved.framesSeen, quint64(10));
    QCOMPARE(moved.bytesWalked, quint64(240));
    QCOMPARE(moved.coverage(), 1.0);
    QCOMPARE(moved.elapsedNs, second.timeNs - first.timeNs);
    QVERIFY(!moved.restarted);

    // Only what came since: the first ten are not counted again.
    QCOMPARE(ring.producer().tryPush(ByteVector(96)), PushOutcome::Pushed);
    const RingProgress again = probe.progress(second, probe.sample().value());
    QCOMPARE(again.bytesIn, quint64(100));
    QCOMPARE(again.bytesOut, quint64(0));
    QCOMPARE(again.framesSeen, quint64(1));
}

void tst_RingProbe::progressCountsWhatItWalked_data()
{
    QTest::addColumn<quint64>("budget");
    QTest::addColumn<quint64>("frames");
    QTest::newRow("enough") << quint64(4000) << quint64(40);
    QTest::newRow("half") << quint64(2000) << quint64(20);
    QTest::newRow("reaches into a frame") << quint64(2004) << quint64(21);
    QTest::newRow("cuts a length") << quint64(2003) << quint64(20);
    QTest::newRow("less than one frame") << quint64(50) << quint64(1);
    QTest::newRow("less than a length") << quint64(3) << quint64(0);
    QTest::newRow("none") << quint64(0) << quint64(0);
}

void tst_RingProbe::progressCountsWhatItWalked()
{
    QFETCH(quint64, budget);
    QFETCH(quint64, frames);
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 4096 + 24).spsc();
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const RingSample before = probe.sample().value();
    for (int i = 0; i < 40; ++i)
        QCOMPARE(ring.producer().tryPush(ByteVector(96)), PushOutcome::Pushed);
    const RingProgress progress = probe.progress(before, probe.sample().value(), budget);
    QCOMPARE(progress.bytesIn, quint64(4000));
    QCOMPARE(progress.framesSeen, frames);
    QCOMPARE(progress.bytesWalked, frames * 100);
    QCOMPARE(progress.coverage(), static_cast<double>(frames) / 40);
    QVERIFY(!progress.fault);
}

void tst_RingProbe::progressTellsABrokenFrame()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 4096 + 24).spsc();
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const RingSample before = probe.sample().value();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(ring.producer().tryPush(ByteVector(96)), PushOutcome::Pushed);
    segment.put(ring_layout::dataOffset + 300, std::uint32_t(697));
    const auto fault = probe.progress(before, probe.sample().value()).fault;
    QVERIFY(fault);
    QCOMPARE(fault->kind, RingFaultKind::FramePastTail);
    QCOMPARE(fault->position, quint64(300));
    QCOMPARE(fault->wanted, quint64(701));
    QCOMPARE(fault->limit, quint64(700));
    // Once it is consumed it may be overwritten, and proves nothing.
    segment.put(ring_layout::headOffset, quint64(400));
    QVERIFY(!probe.progress(before, probe.sample().value()).fault);
}

void tst_RingProbe::largeFramesAreCountedByTheirLengths()
{
    constexpr quint64 capacity = 1024 * 1024;
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), capacity + 24).spsc();
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    // Consumed meanwhile, round the end of the ring, and many times more than the budget.
    RingSample before = probe.sample().value();
    for (int round = 0; round < 8; ++round) {
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(ring.producer().tryPush(ByteVector(8188)), PushOutcome::Pushed);
            QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Popped);
        }
        const RingSample now = probe.sample().value();
        const RingProgress progress = probe.progress(before, now, 128 * 1024);
        QCOMPARE(progress.bytesIn, quint64(50 * 8192));
        QCOMPARE(progress.framesSeen, quint64(50));
        QCOMPARE(progress.coverage(), 1.0);
        QVERIFY(progress.walkCost < 128 * 1024);
        before = now;
    }
    // A first frame that promises more than the budget reaches: what is not known is not counted.
    QCOMPARE(ring.producer().tryPush(ByteVector(8188)), PushOutcome::Pushed);
    QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Popped);
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(ring.producer().tryPush(ByteVector(60)), PushOutcome::Pushed);
        QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Popped);
    }
    const RingProgress mixed = probe.progress(before, probe.sample().value(), 16 * 1024);
    QCOMPARE(mixed.bytesIn, quint64(8192 + 64 * 1000));
    QCOMPARE(mixed.framesSeen, quint64(0));
    QCOMPARE(mixed.coverage(), 0.0);
}

void tst_RingProbe::lappedProgressCountsNothing()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 256 + 24).spsc();
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const RingSample before = probe.sample().value();
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(ring.producer().tryPush(ByteVector(96)), PushOutcome::Pushed);
        QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Popped);
    }
    // More than a lap went by unseen: the bytes are known exactly, the messages are not, and it must not pretend.
    const RingProgress progress = probe.progress(before, probe.sample().value());
    QCOMPARE(progress.bytesIn, quint64(1000));
    QCOMPARE(progress.bytesOut, quint64(1000));
    QCOMPARE(progress.framesSeen, quint64(0));
    QCOMPARE(progress.coverage(), 0.0);
    QVERIFY(!progress.restarted);
}

void tst_RingProbe::whatIsOverwrittenDuringTheWalkIsNotCounted()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 256 + 24).spsc();
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const auto pass = [&ring](std::size_t size) {
        QCOMPARE(ring.producer().tryPush(ByteVector(size)), PushOutcome::Pushed);
        QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Popped);
    };
    const RingSample before = probe.sample().value();
    pass(20);
    pass(20);
    const RingSample now = probe.sample().value();
    QCOMPARE(probe.progress(before, now).framesSeen, quint64(2));
    // As if a lap had gone by between the sample and the walk: what is read there is no longer what was counted.
    for (int i = 0; i < 3; ++i)
        pass(96);
    const RingProgress progress = probe.progress(before, now);
    QCOMPARE(progress.bytesIn, quint64(48));
    QCOMPARE(progress.framesSeen, quint64(0));
    QCOMPARE(progress.bytesWalked, quint64(0));
    QVERIFY(probe.countedLengths().empty());
}

void tst_RingProbe::pairsAreOfOneMoment()
{
    // A neighbour that keeps the indices within 1 of each other, and moves them in bursts.
    const TestSegment segment;
    segment.fillRing({.head = 0, .tail = 0, .capacity = 64}, ByteVector(64));
    const platform::Mapping pages(std::make_shared<const platform::SegmentHandle>(
                                      platform::openSegment(segment.name(), platform::Access::ReadWrite)),
                                  segment.size(), platform::Access::ReadWrite, segment.name());
    std::atomic_ref<std::uint64_t> head(*reinterpret_cast<std::uint64_t *>(pages.data() + ring_layout::headOffset));
    std::atomic_ref<std::uint64_t> tail(*reinterpret_cast<std::uint64_t *>(pages.data() + ring_layout::tailOffset));
    std::atomic<bool> end = false;
    std::thread neighbour([&] {
        for (std::uint64_t position = 1; !end; ++position) {
            tail.store(position, std::memory_order_release);
            head.store(position, std::memory_order_release);
            constexpr std::uint64_t burst = 64;
            constexpr int rest = 4000;
            for (int i = 0; position % burst == 0 && i < rest; ++i)
                (void)head.load();
        }
    });
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    std::uint64_t moved = 0;
    std::uint64_t consistent = 0;
    std::uint64_t wrong = 0;
    std::uint64_t last = 0;
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while ((moved < 300 || consistent < 200) && std::chrono::steady_clock::now() < deadline) {
        const RingSample sample = probe.sample().value();
        moved += sample.header.head != last ? 1 : 0;
        last = sample.header.head;
        if (!sample.consistent)
            continue;
        ++consistent;
        wrong += sample.header.tail - sample.header.head > 1 ? 1 : 0;
    }
    end = true;
    neighbour.join();
    QVERIFY2(moved >= 300 && consistent >= 200, "it saw too little");
    QCOMPARE(wrong, quint64(0));
}

void tst_RingProbe::restarts_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::newRow("set up anew") << quint64(0) << quint64(0) << quint64(64);
    QTest::newRow("head went back") << quint64(90) << quint64(140) << quint64(64);
    QTest::newRow("tail went back") << quint64(100) << quint64(120) << quint64(64);
    QTest::newRow("malformed meanwhile") << quint64(100) << quint64(5000) << quint64(64);
    QTest::newRow("another capacity") << quint64(100) << quint64(130) << quint64(32);
}

void tst_RingProbe::restarts()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(quint64, capacity);
    const TestSegment segment;
    segment.fillRing({.head = 100, .tail = 130, .capacity = 64}, ByteVector(64));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const RingSample before = probe.sample().value();
    segment.put(0, RingHeader{.head = head, .tail = tail, .capacity = capacity});
    const RingProgress progress = probe.progress(before, probe.sample().value());
    QVERIFY(progress.restarted);
    QCOMPARE(progress.framesSeen, quint64(0));
    QCOMPARE(progress.bytesIn, quint64(0));
    QCOMPARE(progress.bytesOut, quint64(0));
}

void tst_RingProbe::movingRingsLookHealthy_data()
{
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<quint64>("messages");
    QTest::addColumn<quint64>("most");
    QTest::newRow("small messages") << quint64(4096) << quint64(10'000) << quint64(29);
    // Copying these takes long enough for the ring to be overwritten meanwhile.
    QTest::newRow("large messages") << quint64(1024 * 1024) << quint64(1'000) << quint64(100'000);
    QTest::newRow("messages larger than a piece")
        << quint64(8 * 1024 * 1024) << quint64(150) << quint64(4 * 1024 * 1024);
}

void tst_RingProbe::movingRingsLookHealthy()
{
    QFETCH(quint64, capacity);
    QFETCH(quint64, messages);
    QFETCH(quint64, most);
    std::vector<std::uint64_t> starts{0};
    for (std::uint64_t i = 0; i < messages; ++i)
        starts.push_back(starts.back() + 4 + messageSize(i, most));
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), capacity + 24);
    const auto deadline = Deadline::after(100s);
    // One object for both ends, as a race detector can't know that two mappings are the same memory.
    SpscRingBuffer ring = memory.spsc();
    std::atomic<int> lost = 0;
    std::atomic<bool> produced = false;
    std::atomic<bool> done = false;
    std::thread producer([&, side = ring.producer()]() mutable {
        for (std::uint64_t i = 0; i < messages; ++i) {
            if (side.push(messageOf(i, most), deadline) != PushOutcome::Pushed)
                ++lost;
        }
        produced = true;
    });
    std::thread consumer([&, side = ring.consumer()]() mutable {
        for (std::uint64_t i = 0; i < messages; ++i) {
            // Only out of a full ring: what is popped is overwritten at once, while somebody may be looking at it.
            (void)waitUntil(deadline, [&] { return produced || ring.free() < most + 20; });
            const PopResult result = side.pop(deadline);
            if (result.outcome != PopOutcome::Popped || !isMessage(result.frame.payload, messageOf(i, most)))
                ++lost;
        }
        done = true;
    });

    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    RingSample previous = probe.sample().value();
    std::uint64_t bytesIn = previous.header.tail;
    int falseFaults = 0;
    int impossible = 0;
    int miscounted = 0;
    int torn = 0;
    while (!done) {
        const RingSample now = probe.sample().value();
        if (now.fault)
            ++falseFaults;
        if (now.header.head > now.header.tail || now.header.used() > capacity)
            ++impossible;
        const RingProgress progress = probe.progress(previous, now);
        if (progress.restarted || progress.bytesWalked > progress.bytesIn)
            ++impossible;
        // It walked either from the previous tail or from head.
        if (framesIn(starts, previous.header.tail, progress.bytesWalked) != progress.framesSeen
            && framesIn(starts, now.header.head, progress.bytesWalked) != progress.framesSeen)
            ++miscounted;
        bytesIn += progress.bytesIn;
        previous = now;
        const PendingFrames pending = probe.pending(1000, {.newest = 20, .runs = 1000});
        if (pending.fault)
            ++falseFaults;
        if (pending.places.count() > 0
            && framesIn(starts, pending.places.begin(), pending.places.end() - pending.places.begin())
                != pending.places.count())
            ++miscounted;
        for (const auto *frames : {&pending.frames, &pending.newest}) {
            for (const Frame &frame : *frames) {
                if (!isWhole(frame.payload, most) || frame.length != frame.payload.size())
                    ++torn;
            }
        }
    }
    producer.join();
    consumer.join();
    const RingSample last = probe.sample().value();
    bytesIn += probe.progress(previous, last).bytesIn;
    QCOMPARE(lost.load(), 0);
    QCOMPARE(falseFaults, 0);
    QCOMPARE(impossible, 0);
    QCOMPARE(miscounted, 0);
    QCOMPARE(torn, 0);
    QCOMPARE(bytesIn, last.header.tail);
}

QTEST_GUILESS_MAIN(tst_RingProbe)
#include "tst_ring_probe.moc"

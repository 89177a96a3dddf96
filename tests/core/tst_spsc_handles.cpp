// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/core/numbered_message.h"
#include "tests/support/errors.h"
#include "tests/support/peeked.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

static_assert(!std::is_copy_constructible_v<SpscProducer> && !std::is_copy_constructible_v<SpscConsumer>);
static_assert(std::is_nothrow_move_constructible_v<SpscProducer> && std::is_nothrow_move_constructible_v<SpscConsumer>);
// The two sides can't be mixed up: neither has the other's operations.
template <typename Handle>
concept CanPush = requires(Handle &handle, ByteVector bytes)
{
    handle.tryPush(bytes);
};
template <typename Handle>
concept CanPop = requires(Handle &handle)
{
    handle.pop();
};
static_assert(CanPush<SpscProducer> && !CanPop<SpscProducer>);
static_assert(CanPop<SpscConsumer> && !CanPush<SpscConsumer>);

/// A ring with handles on it, as long-lived as they are meant to be.
struct Ring
{
    explicit Ring(std::uint64_t capacity) : ring(SharedMemory::create(segment.name(), capacity + 24).spsc()) { }

    std::uint64_t head() const { return segment.get<std::uint64_t>(ring_layout::headOffset); }
    std::uint64_t tail() const { return segment.get<std::uint64_t>(ring_layout::tailOffset); }

    TestSegment segment;
    SpscRingBuffer ring;
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
};

std::vector<std::span<const std::byte>> spansOf(const std::vector<ByteVector> &payloads)
{
    return {payloads.begin(), payloads.end()};
}

} // namespace

class tst_SpscHandles : public TestCase
{
    Q_OBJECT

private slots:
    void oneHandleASide();
    void handlesMove();
    void stagedFramesAppearTogether();
    void discardedFramesNeverAppear();
    void batchPushesWhatFits();
    void batchPublishesInEighths();
    void claimWritesInPlace_data();
    void claimWritesInPlace();
    void claimsThatAreVoid();
    void peekThenCommit();
    void objectsFitOrStay();
    void popKeepsItsBuffer();
    void objectsInBatches_data();
    void objectsInBatches();
    void objectsStopAtAnotherSize();
    void drainReleasesOnce();
    void drainStopsWhereItIsTold();
    void drainKeepsTheFrameThatThrew();
    void releaseInterval();
    void destroyedConsumerReleases();
    void waitsEnd_data();
    void waitsEnd();
    void waitsCost();
    void anotherWriterIsNoticed_data();
    void anotherWriterIsNoticed();
    void setUpAnewIsNoticed();
    void shrinkInsideAPageIsNoticed();
};

void tst_SpscHandles::oneHandleASide()
{
    const TestSegment segment;
    const SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    {
        const SpscProducer producer = ring.producer();
        const SpscConsumer consumer = ring.consumer();
        COMPARE_ERROR(ring.producer(), ErrorCode::RoleTaken);
        const SpscRingBuffer copy = ring;
        COMPARE_ERROR(copy.consumer(), ErrorCode::RoleTaken);
    }
    SpscProducer producer = ring.producer();
    QCOMPARE(producer.tryPush(Value{true}), PushOutcome::Pushed);
    QCOMPARE(ring.consumer().pop(TypeTag::Bool).outcome, PopOutcome::Popped);
}

void tst_SpscHandles::handlesMove()
{
    Ring a(64);
    Ring b(64);
    QCOMPARE(a.producer.tryPushObject(1), PushOutcome::Pushed);
    SpscProducer moved = std::move(a.producer);
    COMPARE_ERROR(a.ring.producer(), ErrorCode::RoleTaken);
    QCOMPARE(moved.tryPushObject(2), PushOutcome::Pushed);
    // A handle that is assigned to gives its old side free.
    a.consumer = std::move(b.consumer);
    QCOMPARE(a.ring.consumer().pop(TypeTag::I32).decoded.fields.at(0).value, Value{std::int64_t{1}});
    QCOMPARE(b.producer.tryPushObject(3), PushOutcome::Pushed);
    QCOMPARE(a.consumer.pop(TypeTag::I32).decoded.fields.at(0).value, Value{std::int64_t{3}});
}

void tst_SpscHandles::stagedFramesAppearTogether()
{
    Ring r(256);
    for (const char *payload : {"aa", "bbcc", ""})
        QCOMPARE(r.producer.stage(fromHex(payload)), PushOutcome::Pushed);
    QCOMPARE(r.tail(), quint64(0));
    QCOMPARE(r.consumer.pop().outcome, PopOutcome::Empty);
    r.producer.publish();
    QCOMPARE(r.tail(), quint64(5 + 6 + 4));
    for (const char *payload : {"aa", "bbcc", ""})
        QCOMPARE(hex(r.consumer.pop().frame.payload), hex(fromHex(payload)));
    // A push shows what was staged before it, in order.
    QCOMPARE(r.producer.stage(fromHex("01")), PushOutcome::Pushed);
    QCOMPARE(r.producer.tryPush(fromHex("02")), PushOutcome::Pushed);
    QCOMPARE(hex(r.consumer.pop().frame.payload), QByteArray("01"));
    QCOMPARE(hex(r.consumer.pop().frame.payload), QByteArray("02"));
    r.producer.publish();
    QCOMPARE(r.consumer.pop().outcome, PopOutcome::Empty);
}

void tst_SpscHandles::discardedFramesNeverAppear()
{
    Ring r(64);
    QCOMPARE(r.producer.stage(ByteVector(60)), PushOutcome::Pushed);
    QCOMPARE(r.producer.stage(ByteVector()), PushOutcome::Full);
    r.producer.discardStaged();
    r.producer.publish();
    QCOMPARE(r.tail(), quint64(0));
    QCOMPARE(r.producer.tryPush(ByteVector(60)), PushOutcome::Pushed);
    QCOMPARE(r.consumer.pop().outcome, PopOutcome::Popped);
    {
        SpscProducer other = std::move(r.producer);
        QCOMPARE(other.stage(ByteVector(1)), PushOutcome::Pushed);
    }
    QCOMPARE(r.tail(), quint64(64));
}

void tst_SpscHandles::batchPushesWhatFits()
{
    Ring r(64);
    const std::vector<ByteVector> payloads{patternBytes(10), patternBytes(20), ByteVector(), patternBytes(30)};
    const auto spans = spansOf(payloads);
    auto result = r.producer.tryPushBatch(spans);
    QCOMPARE(result.pushed, std::size_t(3));
    QCOMPARE(result.outcome, PushOutcome::Full);
    QCOMPARE(r.ring.used(), quint64(14 + 24 + 4));
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(hex(r.consumer.pop().frame.payload), hex(payloads[i]));
    result = r.producer.tryPushBatch(std::span(spans).subspan(3));
    QCOMPARE(result.pushed, std::size_t(1));
    QCOMPARE(result.outcome, PushOutcome::Pushed);
    QCOMPARE(hex(r.consumer.pop().frame.payload), hex(payloads[3]));
    QCOMPARE(r.producer.tryPushBatch({}).pushed, std::size_t(0));
    // One that can never fit: what came before it is there.
    const std::vector<ByteVector> tooLarge{patternBytes(1), ByteVector(61)};
    COMPARE_ERROR(r.producer.tryPushBatch(spansOf(tooLarge)), ErrorCode::InvalidArgument);
    r.producer.publish();
    QCOMPARE(r.consumer.pop().frame.payload.size(), std::size_t(1));
    QCOMPARE(r.consumer.pop().outcome, PopOutcome::Empty);
}

void tst_SpscHandles::batchPublishesInEighths()
{
    Ring r(1024);
    // Seen from a second thread the steps would race; seen from the consumer between two batches they are exact.
    const std::vector<ByteVector> payloads(32, ByteVector(28));
    const auto spans = spansOf(payloads);
    QCOMPARE(r.producer.tryPushBatch(std::span(spans).first(3)).pushed, std::size_t(3));
    QCOMPARE(r.tail(), quint64(96));
    QCOMPARE(r.producer.tryPushBatch(std::span(spans).subspan(3)).pushed, std::size_t(29));
    QCOMPARE(r.tail(), quint64(1024));
    QVERIFY(r.ring.isFull());
}

void tst_SpscHandles::claimWritesInPlace_data()
{
    QTest::addColumn<quint64>("start");
    QTest::addColumn<quint64>("claimed");
    QTest::addColumn<quint64>("used");
    QTest::newRow("all of it") << quint64(0) << quint64(20) << quint64(20);
    QTest::newRow("less than claimed") << quint64(0) << quint64(20) << quint64(7);
    QTest::newRow("nothing") << quint64(0) << quint64(20) << quint64(0);
    QTest::newRow("empty claim") << quint64(0) << quint64(0) << quint64(0);
    QTest::newRow("payload wraps") << quint64(50) << quint64(20) << quint64(20);
    QTest::newRow("prefix wraps") << quint64(62) << quint64(20) << quint64(20);
    QTest::newRow("whole ring, wrapped") << quint64(30) << quint64(60) << quint64(60);
}

void tst_SpscHandles::claimWritesInPlace()
{
    QFETCH(quint64, start);
    QFETCH(quint64, claimed);
    QFETCH(quint64, used);
    const TestSegment segment;
    segment.fillRing({.head = start, .tail = start, .capacity = 64}, ByteVector(64, std::byte{0xee}));
    const SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    SpscProducer producer = ring.producer();
    SpscProducer::Claim claim;
    QCOMPARE(producer.claim(claimed, claim), PushOutcome::Pushed);
    QCOMPARE(quint64(claim.size()), claimed);
    const ByteVector payload = patternBytes(used);
    const std::size_t first = std::min<std::size_t>(used, claim.first.size());
    std::copy_n(payload.begin(), first, claim.first.begin());
    std::copy(payload.begin() + static_cast<std::ptrdiff_t>(first), payload.end(), claim.second.begin());
    QVERIFY(ring.isEmpty());
    producer.commit(used);
    QCOMPARE(ring.used(), 4 + used);
    QCOMPARE(hex(ring.consumer().pop().frame.payload), hex(payload));
}

void tst_SpscHandles::claimsThatAreVoid()
{
    Ring r(64);
    SpscProducer::Claim claim;
    COMPARE_ERROR(r.producer.commit(0), ErrorCode::InvalidArgument);
    QCOMPARE(r.producer.claim(10, claim), PushOutcome::Pushed);
    COMPARE_ERROR(r.producer.commit(11), ErrorCode::InvalidArgument);
    r.producer.commit(10);
    COMPARE_ERROR(r.producer.commit(10), ErrorCode::InvalidArgument);
    QCOMPARE(r.producer.claim(10, claim), PushOutcome::Pushed);
    QCOMPARE(r.producer.tryPush(ByteVector(3)), PushOutcome::Pushed);
    COMPARE_ERROR(r.producer.commit(10), ErrorCode::InvalidArgument);
    QCOMPARE(r.producer.claim(60, claim), PushOutcome::Full);
    COMPARE_ERROR(r.producer.claim(61, claim), ErrorCode::InvalidArgument);
    // With the length prefix these would be 0 to 3 bytes.
    for (const std::size_t less : {0, 1, 2, 3})
        COMPARE_ERROR(r.producer.claim(~std::size_t{0} - less, claim), ErrorCode::InvalidArgument);
    COMPARE_ERROR(r.producer.waitForRoom(~std::size_t{0}, Deadline::now()), ErrorCode::InvalidArgument);
    // A push that looked for room in vain gave up what was claimed.
    QCOMPARE(r.producer.claim(10, claim), PushOutcome::Pushed);
    QCOMPARE(r.producer.tryPush(ByteVector(60)), PushOutcome::Full);
    COMPARE_ERROR(r.producer.commit(10), ErrorCode::InvalidArgument);
    QCOMPARE(r.ring.used(), quint64(14 + 7));
}

void tst_SpscHandles::peekThenCommit()
{
    Ring r(64);
    r.consumer.commit(); // nothing was shown: nothing happens
    QCOMPARE(r.producer.tryPush(fromHex("0102")), PushOutcome::Pushed);
    QCOMPARE(r.producer.tryPush(fromHex("03")), PushOutcome::Pushed);
    r.consumer.commit();
    QCOMPARE(r.head(), quint64(0));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(hex(peeked(r.consumer).frame.payload), QByteArray("01 02"));
    r.consumer.commit();
    r.consumer.commit();
    QCOMPARE(r.head(), quint64(6));
    QCOMPARE(hex(r.consumer.pop().frame.payload), QByteArray("03"));
}

void tst_SpscHandles::objectsFitOrStay()
{
    Ring r(64);
    for (std::uint64_t i = 0; i < 50; ++i) {
        // 20 bytes a frame: now and then the object wraps.
        QCOMPARE(r.producer.tryPushObject(Message::of(i)), PushOutcome::Pushed);
        std::uint32_t tooSmall = 0;
        QCOMPARE(r.consumer.tryPopObject(tooSmall), PopOutcome::Misfit);
        std::array<std::uint64_t, 3> tooLarge{};
        QCOMPARE(r.consumer.tryPopObject(tooLarge), PopOutcome::Misfit);
        r.consumer.commit(); // a misfit is nothing to commit
        Message message;
        QCOMPARE(r.consumer.tryPopObject(message), PopOutcome::Popped);
        QVERIFY(message == Message::of(i));
        QCOMPARE(r.consumer.tryPopObject(message), PopOutcome::Empty);
    }
}

void tst_SpscHandles::popKeepsItsBuffer()
{
    Ring r(64);
    Frame frame;
    QCOMPARE(r.consumer.tryPop(frame), PopOutcome::Empty);
    QCOMPARE(r.producer.tryPush(patternBytes(40)), PushOutcome::Pushed);
    QCOMPARE(r.consumer.tryPop(frame), PopOutcome::Popped);
    const std::byte *memory = frame.payload.data();
    for (std::size_t size : {30u, 0u, 40u}) {
        QCOMPARE(r.producer.tryPush(patternBytes(size)), PushOutcome::Pushed);
        QCOMPARE(r.consumer.tryPop(frame), PopOutcome::Popped);
        QCOMPARE(hex(frame.payload), hex(patternBytes(size)));
        QCOMPARE(quint64(frame.length), quint64(size));
        QCOMPARE(frame.payload.data(), memory);
    }
}

void tst_SpscHandles::objectsInBatches_data()
{
    QTest::addColumn<int>("batch");
    QTest::newRow("one") << 1;
    QTest::newRow("a few") << 3;
    QTest::newRow("an eighth of the ring") << 7;
    QTest::newRow("more than fit") << 100;
}

void tst_SpscHandles::objectsInBatches()
{
    QFETCH(int, batch);
    // 20 bytes a frame in 1,024: wherever the ring ends, in the prefix or in the object, some batch goes over it.
    Ring r(1024);
    std::uint64_t pushed = 0;
    std::uint64_t popped = 0;
    std::vector<Message> out(static_cast<std::size_t>(batch));
    while (popped < 5000) {
        std::vector<Message> in;
        for (int i = 0; i < batch; ++i)
            in.push_back(Message::of(pushed + static_cast<std::uint64_t>(i)));
        const auto result = r.producer.tryPushObjects(std::span<const Message>(in));
        QCOMPARE(result.outcome, result.pushed == in.size() ? PushOutcome::Pushed : PushOutcome::Full);
        pushed += result.pushed;
        QCOMPARE(r.ring.used(), (pushed - popped) * messageFrame);
        const auto got = r.consumer.tryPopObjects(std::span(out));
        QCOMPARE(got.outcome, got.popped == out.size() ? PopOutcome::Popped : PopOutcome::Empty);
        QVERIFY(got.popped > 0);
        for (std::size_t i = 0; i < got.popped; ++i)
            QVERIFY(out[i] == Message::of(popped + i));
        popped += got.popped;
        QCOMPARE(r.head(), popped * messageFrame);
    }
    QCOMPARE(r.producer.tryPushObjects(std::span<const Message>()).pushed, std::size_t(0));
    QCOMPARE(r.consumer.tryPopObjects(std::span<Message>()).popped, std::size_t(0));
}

void tst_SpscHandles::objectsStopAtAnotherSize()
{
    Ring r(1024);
    QCOMPARE(r.producer.tryPushObject(Message::of(0)), PushOutcome::Pushed);
    QCOMPARE(r.producer.tryPush(ByteVector(3)), PushOutcome::Pushed);
    QCOMPARE(r.producer.tryPushObject(Message::of(1)), PushOutcome::Pushed);
    std::vector<Message> out(5);
    const auto got = r.consumer.tryPopObjects(std::span(out));
    QCOMPARE(got.popped, std::size_t(1));
    QCOMPARE(got.outcome, PopOutcome::Misfit);
    QVERIFY(out[0] == Message::of(0));
    QCOMPARE(r.consumer.pop().frame.payload.size(), std::size_t(3));
    // A length that runs past tail is no object, whatever its size.
    r.segment.put(24 + messageFrame + 7, std::uint32_t(1000));
    QCOMPARE(r.consumer.tryPopObjects(std::span(out)).outcome, PopOutcome::Malformed);
    struct Large
    {
        std::array<std::byte, 2000> bytes;
    };
    const Large large{};
    COMPARE_ERROR(r.producer.tryPushObjects(std::span<const Large>(&large, 1)), ErrorCode::InvalidArgument);
}

void tst_SpscHandles::drainReleasesOnce()
{
    Ring r(1024);
    for (std::uint64_t i = 0; i < 6; ++i)
        QCOMPARE(r.producer.tryPushObject(Message::of(i)), PushOutcome::Pushed);
    std::uint64_t next = 0;
    bool good = true;
    const auto result = r.consumer.drain([&](const FrameView &frame) {
        Message message;
        frame.copyTo(reinterpret_cast<std::byte *>(&message));
        good = good && frame.position == next * messageFrame && message == Message::of(next);
        ++next;
        // Less than an eighth of the ring: nothing is given back yet.
        good = good && r.head() == 0;
        return true;
    });
    QVERIFY(good);
    QCOMPARE(result.frames, std::size_t(6));
    QCOMPARE(result.bytes, quint64(6 * sizeof(Message)));
    QCOMPARE(result.outcome, PopOutcome::Empty);
    QCOMPARE(r.head(), 6 * messageFrame);
}

void tst_SpscHandles::drainStopsWhereItIsTold()
{
    Ring r(1024);
    for (std::uint64_t i = 0; i < 6; ++i)
        QCOMPARE(r.producer.tryPushObject(Message::of(i)), PushOutcome::Pushed);
    auto result = r.consumer.drain([](const FrameView &) { return true; }, {.frames = 2});
    QCOMPARE(result.frames, std::size_t(2));
    QCOMPARE(result.outcome, PopOutcome::Popped);
    QCOMPARE(r.head(), 2 * messageFrame);
    result = r.consumer.drain([&](const FrameView &frame) { return frame.position < 4 * messageFrame; });
    QCOMPARE(result.frames, std::size_t(2));
    QCOMPARE(result.outcome, PopOutcome::Popped);
    QCOMPARE(r.head(), 4 * messageFrame);
    r.consumer.commit(); // the frame that was refused is not consumed by this
    QCOMPARE(r.head(), 4 * messageFrame);
    // A corrupt length: the frames before it are used, then it says so.
    r.segment.put(24 + 5 * messageFrame, std::uint32_t(1000));
    result = r.consumer.drain([](const FrameView &) { return true; });
    QCOMPARE(result.frames, std::size_t(1));
    QCOMPARE(result.outcome, PopOutcome::Malformed);
    QCOMPARE(r.consumer.fault().value().kind, RingFaultKind::FramePastTail);
    QCOMPARE(r.head(), 5 * messageFrame);
}

void tst_SpscHandles::drainKeepsTheFrameThatThrew()
{
    Ring r(1024);
    for (std::uint64_t i = 0; i < 3; ++i)
        QCOMPARE(r.producer.tryPushObject(Message::of(i)), PushOutcome::Pushed);
    bool thrown = false;
    try {
        (void)r.consumer.drain([](const FrameView &frame) {
            if (frame.position == messageFrame)
                throw std::runtime_error("the disk is full");
            return true;
        });
    } catch (const std::runtime_error &) {
        thrown = true;
    }
    QVERIFY(thrown);
    QCOMPARE(r.head(), messageFrame);
    Message message;
    QCOMPARE(r.consumer.tryPopObject(message), PopOutcome::Popped);
    QVERIFY(message == Message::of(1));
}

void tst_SpscHandles::releaseInterval()
{
    Ring r(1024);
    r.consumer.setReleaseInterval(2 * messageFrame);
    for (std::uint64_t i = 0; i < 5; ++i)
        QCOMPARE(r.producer.tryPushObject(Message::of(i)), PushOutcome::Pushed);
    Message message;
    for (const std::uint64_t head : {0u, 0u, 3u, 3u}) {
        QCOMPARE(r.consumer.tryPopObject(message), PopOutcome::Popped);
        QCOMPARE(r.head(), head * messageFrame);
    }
    QCOMPARE(r.consumer.tryPopObject(message), PopOutcome::Popped);
    QCOMPARE(r.head(), 3 * messageFrame);
    // Found empty: a producer that waits for room gets it.
    QCOMPARE(r.consumer.tryPopObject(message), PopOutcome::Empty);
    QCOMPARE(r.head(), 5 * messageFrame);

    QCOMPARE(r.producer.tryPushObject(Message::of(5)), PushOutcome::Pushed);
    QCOMPARE(r.consumer.tryPopObject(message), PopOutcome::Popped);
    r.consumer.release();
    QCOMPARE(r.head(), 6 * messageFrame);
    QCOMPARE(r.producer.tryPushObject(Message::of(6)), PushOutcome::Pushed);
    QCOMPARE(r.consumer.tryPopObject(message), PopOutcome::Popped);
    r.consumer.setReleaseInterval(0);
    QCOMPARE(r.head(), 7 * messageFrame);
}

void tst_SpscHandles::destroyedConsumerReleases()
{
    const TestSegment segment;
    const SpscRingBuffer ring = SharedMemory::create(segment.name(), 1024 + 24).spsc();
    QCOMPARE(ring.producer().tryPushObject(1), PushOutcome::Pushed);
    QCOMPARE(ring.producer().tryPushObject(2), PushOutcome::Pushed);
    {
        SpscConsumer consumer = ring.consumer();
        consumer.setReleaseInterval(512);
        QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
        QCOMPARE(peeked(consumer).outcome, PopOutcome::Popped); // seen, not consumed
        QCOMPARE(ring.used(), quint64(16));
    }
    QCOMPARE(ring.used(), quint64(8));
    QCOMPARE(ring.consumer().pop(TypeTag::I32).decoded.fields.at(0).value, Value{std::int64_t{2}});
}

void tst_SpscHandles::waitsEnd_data()
{
    QTest::addColumn<int>("waiting");
    QTest::newRow("balanced") << static_cast<int>(Waiting::Balanced);
    QTest::newRow("low latency") << static_cast<int>(Waiting::LowLatency);
}

void tst_SpscHandles::waitsEnd()
{
    QFETCH(int, waiting);
    Ring r(64);
    r.producer.setWaiting(static_cast<Waiting>(waiting));
    r.consumer.setWaiting(static_cast<Waiting>(waiting));
    QCOMPARE(r.consumer.waitForFrame(Deadline::now()), WaitOutcome::TimedOut);
    QCOMPARE(r.consumer.waitForFrame(Deadline::after(10ms)), WaitOutcome::TimedOut);
    QCOMPARE(r.consumer.pop(Deadline::after(10ms)).outcome, PopOutcome::Empty);
    QCOMPARE(r.producer.tryPush(ByteVector(60)), PushOutcome::Pushed);
    QCOMPARE(r.producer.push(ByteVector(60), Deadline::after(10ms)), PushOutcome::Full);
    QCOMPARE(r.producer.push(Value{true}, Deadline::now()), PushOutcome::Full);
    QCOMPARE(r.producer.waitForRoom(0, Deadline::after(10ms)), WaitOutcome::TimedOut);
    StopFlag stop;
    std::thread stopper([&] { stop.request(); });
    QCOMPARE(r.producer.waitForRoom(0, Deadline::after(100s, &stop)), WaitOutcome::Stopped);
    stopper.join();
    QCOMPARE(r.consumer.pop().outcome, PopOutcome::Popped);
    QCOMPARE(r.consumer.waitForFrame(Deadline::after(100s, &stop)), WaitOutcome::Stopped);
    QCOMPARE(r.producer.waitForRoom(60, Deadline::now()), WaitOutcome::Done);
}

// By its sleeps and its own time, which a busy machine does not change: who spins is always ready to run, whether it gets a core or not.
void tst_SpscHandles::waitsCost()
{
    constexpr auto each = 200ms;
    struct Cost
    {
        long sleeps;
        std::chrono::microseconds cpu;
    };
    const auto soFar = [] {
        struct rusage usage = {};
        ::getrusage(RUSAGE_THREAD, &usage);
        const auto of = [](const timeval &time) {
            return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
        };
        return Cost{usage.ru_nvcsw, of(usage.ru_utime) + of(usage.ru_stime)};
    };
    Ring r(64);
    const auto costs = [&](Waiting waiting) {
        r.producer.setWaiting(waiting);
        r.consumer.setWaiting(waiting);
        const Cost before = soFar();
        const WaitOutcome frame = r.consumer.waitForFrame(Deadline::after(each));
        const bool filled = r.producer.tryPush(ByteVector(60)) == PushOutcome::Pushed;
        const WaitOutcome room = r.producer.waitForRoom(60, Deadline::after(each));
        const Cost after = soFar();
        if (!filled || frame != WaitOutcome::TimedOut || room != WaitOutcome::TimedOut)
            throw std::logic_error("a wait for nothing ended otherwise than by its deadline");
        (void)r.consumer.pop();
        return Cost{after.sleeps - before.sleeps, after.cpu - before.cpu};
    };
    const Cost balanced = costs(Waiting::Balanced);
    const Cost lowLatency = costs(Waiting::LowLatency);
    qInfo("balanced: %ld sleeps, %lld us of processor time; low latency: %ld, %lld us", balanced.sleeps,
          static_cast<long long>(balanced.cpu.count()), lowLatency.sleeps,
          static_cast<long long>(lowLatency.cpu.count()));
    QVERIFY(balanced.sleeps >= 10);
    QVERIFY(balanced.cpu < each);
    QVERIFY(lowLatency.sleeps < 10);
    QVERIFY(lowLatency.cpu > balanced.cpu);
}

void tst_SpscHandles::anotherWriterIsNoticed_data()
{
    QTest::addColumn<bool>("producer");
    QTest::newRow("second producer") << true;
    QTest::newRow("second consumer") << false;
}

void tst_SpscHandles::anotherWriterIsNoticed()
{
    QFETCH(bool, producer);
    Ring r(64);
    const SpscRingBuffer elsewhere = SharedMemory::open(r.segment.name()).spsc();
    if (producer) {
        QCOMPARE(r.producer.tryPush(ByteVector(20)), PushOutcome::Pushed);
        SpscProducer::Claim claim;
        QCOMPARE(r.producer.claim(4, claim), PushOutcome::Pushed);
        QCOMPARE(elsewhere.producer().tryPush(ByteVector(20)), PushOutcome::Pushed);
        // It does not look before the room that it knows of is used up.
        QCOMPARE(r.producer.tryPush(ByteVector(40)), PushOutcome::Malformed);
        QCOMPARE(r.producer.fault().value().kind, RingFaultKind::TailMoved);
        QCOMPARE(r.producer.fault().value().wanted, quint64(48));
        QCOMPARE(r.producer.fault().value().limit, quint64(24));
        // It would publish over what the other one pushed.
        COMPARE_ERROR(r.producer.commit(4), ErrorCode::InvalidArgument);
        QCOMPARE(r.producer.claim(40, *std::make_unique<SpscProducer::Claim>()), PushOutcome::Malformed);
    } else {
        for (int i = 0; i < 2; ++i)
            QCOMPARE(r.producer.tryPush(ByteVector(20)), PushOutcome::Pushed);
        QCOMPARE(elsewhere.consumer().pop().outcome, PopOutcome::Popped);
        QCOMPARE(r.consumer.pop().outcome, PopOutcome::Malformed);
        QCOMPARE(r.consumer.fault().value().kind, RingFaultKind::HeadMoved);
        QCOMPARE(r.consumer.fault().value().wanted, quint64(24));
        QCOMPARE(r.consumer.fault().value().limit, quint64(0));
        QVERIFY(!r.consumer.fault()->text().empty());
    }
    QVERIFY(!r.ring.fault());
}

void tst_SpscHandles::setUpAnewIsNoticed()
{
    Ring r(64);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(r.producer.tryPush(ByteVector(20)), PushOutcome::Pushed);
        QCOMPARE(r.consumer.pop().outcome, PopOutcome::Popped);
    }
    // As the peer's creator does at each spsc().
    r.segment.put(0, RingHeader{.head = 0, .tail = 0, .capacity = 64});
    QCOMPARE(r.consumer.pop().outcome, PopOutcome::Malformed);
    QCOMPARE(r.consumer.fault().value().kind, RingFaultKind::HeadMoved);
    QCOMPARE(r.producer.tryPush(ByteVector(60)), PushOutcome::Malformed);
    QCOMPARE(r.producer.fault().value().kind, RingFaultKind::TailMoved);
    // New handles go on from what is there.
    {
        const SpscProducer old = std::move(r.producer);
        const SpscConsumer oldConsumer = std::move(r.consumer);
    }
    QCOMPARE(r.ring.producer().tryPush(ByteVector(20)), PushOutcome::Pushed);
    QCOMPARE(r.ring.consumer().pop().outcome, PopOutcome::Popped);
    QCOMPARE(r.head(), quint64(24));
}

void tst_SpscHandles::shrinkInsideAPageIsNoticed()
{
    // No fault tells of it, and the kernel zeroes what was cut off.
    Ring r(1024);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(r.producer.tryPush(ByteVector(200, std::byte{1})), PushOutcome::Pushed);
    r.segment.truncate(24 + 2 * 204);
    QCOMPARE(r.consumer.pop().outcome, PopOutcome::Popped);
    QCOMPARE(r.consumer.pop().outcome, PopOutcome::Popped);
    COMPARE_ERROR_TEXT(r.consumer.pop(), ErrorCode::SegmentLost, "shrank from 1048 to 432 bytes");
    COMPARE_ERROR(
        [&] {
            for (int i = 0; i < 2000; ++i)
                (void)r.producer.tryPush(ByteVector(500));
        }(),
        ErrorCode::SegmentLost);
    COMPARE_ERROR(r.ring.producer(), ErrorCode::RoleTaken);
    SpscConsumer consumer = std::move(r.consumer);
    COMPARE_ERROR(
        [&] {
            for (int i = 0; i < 2000; ++i)
                (void)consumer.pop();
        }(),
        ErrorCode::SegmentLost);
}

QTEST_GUILESS_MAIN(tst_SpscHandles)
#include "tst_spsc_handles.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/support/errors.h"
#include "tests/support/peeked.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <limits>
#include <optional>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

Value number(std::int64_t value)
{
    return Value{value};
}

Schema schemaOf(std::initializer_list<std::pair<TypeTag, std::uint64_t>> fields)
{
    Schema schema;
    for (const auto &[tag, count] : fields)
        schema.fields.push_back({FieldKind::Tagged, tag, count, {}});
    return schema;
}

/// Sequence number, its scrambled complement, and filler that both sides can compute: a torn or misplaced message shows.
ByteVector messageOf(std::uint64_t sequence)
{
    const std::uint64_t checksum = ~sequence * 0x9e3779b97f4a7c15u;
    const auto filler = static_cast<std::size_t>(sequence * 7 % 45);
    return joined({packed(sequence), packed(checksum), patternBytes(filler, static_cast<unsigned>(sequence))});
}

} // namespace

class tst_SpscRingBuffer : public TestCase
{
    Q_OBJECT

private slots:
    void startsEmpty();
    void pushLaysOutAFrame();
    void popReturnsWhatWasPushed();
    void pushedListsPopAsMixed();
    void emptyPayloads();
    void fullRefusesAndChangesNothing();
    void exactlyFull();
    void smallestRing();
    void neverFits_data();
    void neverFits();
    void payloadWraps_data();
    void payloadWraps();
    void indicesOnlyGrow();
    void indicesBeyondThirtyTwoBits();
    void peekConsumesNothing();
    void misfitKeepsTheMessage_data();
    void misfitKeepsTheMessage();
    void leftoverBytesAreNoMisfit();
    void badValuesAreRefused();
    void badHeadersAreRefused_data();
    void badHeadersAreRefused();
    void indicesThatTurnBad_data();
    void indicesThatTurnBad();
    void corruptLengths_data();
    void corruptLengths();
    void indicesNeverWrap();
    void capacityIsReadOnce();
    void twoThreadsLoseNothing();
};

void tst_SpscRingBuffer::startsEmpty()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    QCOMPARE(ring.capacity(), quint64(64));
    QCOMPARE(ring.used(), quint64(0));
    QCOMPARE(ring.free(), quint64(64));
    QVERIFY(ring.isEmpty());
    QVERIFY(!ring.isFull());
    QVERIFY(!ring.fault());
    QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Empty);
    QCOMPARE(ring.consumer().pop(TypeTag::Int).outcome, PopOutcome::Empty);
    QCOMPARE(peeked(ring).outcome, PopOutcome::Empty);
    QVERIFY(ring.header() == (RingHeader{.head = 0, .tail = 0, .capacity = 64}));
}

void tst_SpscRingBuffer::pushLaysOutAFrame()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 32 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(Value{Text{"hi"}}), PushOutcome::Pushed);
    QCOMPARE(hex(segment.bytes(0, 24 + 12)),
             QByteArray("00 00 00 00 00 00 00 00 0a 00 00 00 00 00 00 00 20 00 00 00 00 00 00 00 "
                        "06 00 00 00 02 00 00 00 68 69 00 00"));
    QCOMPARE(ring.used(), quint64(10));
    QCOMPARE(ring.free(), quint64(22));
}

void tst_SpscRingBuffer::popReturnsWhatWasPushed()
{
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), 1024 + 24);
    const SpscRingBuffer ring = memory.spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = SharedMemory::open(segment.name()).spsc().consumer();
    QCOMPARE(producer.tryPush(Value{Text{"msg-0"}}), PushOutcome::Pushed);
    QCOMPARE(producer.tryPush(number(-5)), PushOutcome::Pushed);
    QCOMPARE(producer.tryPush(Value{0.92}), PushOutcome::Pushed);
    QCOMPARE(producer.tryPush(Value{true}), PushOutcome::Pushed);
    QCOMPARE(producer.tryPush(fromHex("0001fe")), PushOutcome::Pushed);

    PopResult result = consumer.pop(TypeTag::Str);
    QCOMPARE(result.outcome, PopOutcome::Popped);
    QCOMPARE(result.decoded.fields.at(0).value, (Value{Text{"msg-0"}}));
    QCOMPARE(result.frame.position, quint64(0));
    QCOMPARE(consumer.pop(TypeTag::Int).decoded.fields.at(0).value, number(-5));
    QCOMPARE(consumer.pop(TypeTag::Float).decoded.fields.at(0).value, Value{0.92});
    QCOMPARE(consumer.pop(TypeTag::Bool).decoded.fields.at(0).value, Value{true});
    result = consumer.pop();
    QCOMPARE(hex(result.frame.payload), QByteArray("00 01 fe"));
    QVERIFY(result.decoded.fields.empty());
    QVERIFY(ring.isEmpty());
}

void tst_SpscRingBuffer::pushedListsPopAsMixed()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 256 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(Value{ValueList{Value{Text{"Hello"}}, Value{0.92}, Value{true}}}),
             PushOutcome::Pushed);
    QCOMPARE(ring.producer().tryPush(Value{ValueList{Value{1.0}, Value{2.0}, Value{3.0}}}), PushOutcome::Pushed);
    const Schema first = schemaOf({{TypeTag::Str, 1}, {TypeTag::Float, 1}, {TypeTag::Bool, 1}});
    const PopResult mixed = ring.consumer().popMixed(first);
    QCOMPARE(mixed.outcome, PopOutcome::Popped);
    QCOMPARE(Value{mixed.decoded.values(first)}, (Value{ValueList{Value{Text{"Hello"}}, Value{0.92}, Value{true}}}));
    const Schema second = schemaOf({{TypeTag::F64, 3}});
    QCOMPARE(Value{ring.consumer().popMixed(second).decoded.values(second)},
             (Value{ValueList{Value{ValueList{Value{1.0}, Value{2.0}, Value{3.0}}}}}));
}

void tst_SpscRingBuffer::emptyPayloads()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 8 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(Value{ByteVector()}), PushOutcome::Pushed);
    QCOMPARE(ring.producer().tryPush(Value{ValueList()}), PushOutcome::Pushed);
    QVERIFY(ring.isFull());
    QCOMPARE(ring.producer().tryPush(ByteVector()), PushOutcome::Full);
    for (const quint64 position : {0, 4}) {
        const PopResult result = ring.consumer().pop();
        QCOMPARE(result.outcome, PopOutcome::Popped);
        QVERIFY(result.frame.payload.empty());
        QCOMPARE(result.frame.position, position);
    }
    QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Empty);
}

void tst_SpscRingBuffer::fullRefusesAndChangesNothing()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 32 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(patternBytes(20)), PushOutcome::Pushed);
    const ByteVector before = segment.bytes();
    QCOMPARE(ring.producer().tryPush(patternBytes(5)), PushOutcome::Full);
    QCOMPARE(hex(segment.bytes()), hex(before));
    QVERIFY(!ring.isFull());
    QCOMPARE(ring.producer().tryPush(patternBytes(4)), PushOutcome::Pushed);
    QVERIFY(ring.isFull());
}

void tst_SpscRingBuffer::exactlyFull()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 32 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(patternBytes(28)), PushOutcome::Pushed);
    QVERIFY(ring.isFull());
    QCOMPARE(ring.free(), quint64(0));
    QVERIFY(!ring.fault());
    QCOMPARE(ring.producer().tryPush(ByteVector()), PushOutcome::Full);
    QCOMPARE(hex(ring.consumer().pop().frame.payload), hex(patternBytes(28)));
    QVERIFY(ring.isEmpty());
}

void tst_SpscRingBuffer::smallestRing()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 4 + 24).spsc();
    for (quint64 i = 0; i < 10; ++i) {
        QCOMPARE(ring.producer().tryPush(ByteVector()), PushOutcome::Pushed);
        QCOMPARE(ring.producer().tryPush(ByteVector()), PushOutcome::Full);
        QCOMPARE(ring.consumer().pop().frame.position, 4 * i);
    }
    COMPARE_ERROR(ring.producer().tryPush(ByteVector(1)), ErrorCode::InvalidArgument);
}

void tst_SpscRingBuffer::neverFits_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("fits");
    QTest::newRow("frame as large as the ring") << quint64(60) << true;
    QTest::newRow("one byte more") << quint64(61) << false;
    QTest::newRow("payload as large as the ring") << quint64(64) << false;
    QTest::newRow("much more") << quint64(100'000) << false;
}

void tst_SpscRingBuffer::neverFits()
{
    QFETCH(quint64, size);
    QFETCH(bool, fits);
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    const ByteVector payload = patternBytes(size);
    if (fits)
        QCOMPARE(ring.producer().tryPush(payload), PushOutcome::Pushed);
    else
        COMPARE_ERROR_TEXT(ring.producer().tryPush(payload), ErrorCode::InvalidArgument,
                           QByteArray::number(size + 4).constData());
    QCOMPARE(ring.isEmpty(), !fits);
}

void tst_SpscRingBuffer::payloadWraps_data()
{
    QTest::addColumn<quint64>("start"); // where the frame begins
    QTest::newRow("prefix at the last byte") << quint64(63);
    QTest::newRow("prefix at the last two bytes") << quint64(62);
    QTest::newRow("prefix at the last three bytes") << quint64(61);
    QTest::newRow("prefix ends with the ring") << quint64(60);
    QTest::newRow("one byte of payload before the end") << quint64(59);
    QTest::newRow("payload ends with the ring") << quint64(64 - 4 - 40);
    QTest::newRow("last byte wraps") << quint64(64 - 4 - 40 + 1);
    QTest::newRow("second lap") << quint64(64 + 50);
}

void tst_SpscRingBuffer::payloadWraps()
{
    QFETCH(quint64, start);
    const TestSegment segment;
    // Not zeros, which the length prefix is full of.
    segment.fillRing({.head = start, .tail = start, .capacity = 64}, ByteVector(64, std::byte{0xee}));
    SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    const ByteVector payload = patternBytes(40, 3);
    QCOMPARE(ring.producer().tryPush(payload), PushOutcome::Pushed);
    const ByteVector frame = frameOf(payload);
    ByteVector expected(64, std::byte{0xee});
    for (std::size_t i = 0; i < frame.size(); ++i)
        expected[(start + i) % 64] = frame[i];
    QCOMPARE(hex(segment.bytes(24, 64)), hex(expected));
    const PopResult result = ring.consumer().pop();
    QCOMPARE(result.outcome, PopOutcome::Popped);
    QCOMPARE(result.frame.position, start);
    QCOMPARE(hex(result.frame.payload), hex(payload));
}

void tst_SpscRingBuffer::indicesOnlyGrow()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    for (int i = 0; i < 200; ++i) {
        QCOMPARE(ring.producer().tryPush(number(i)), PushOutcome::Pushed);
        QCOMPARE(ring.consumer().pop(TypeTag::Int).decoded.fields.at(0).value, number(i));
    }
    QVERIFY(ring.header() == (RingHeader{.head = 2400, .tail = 2400, .capacity = 64}));
}

void tst_SpscRingBuffer::indicesBeyondThirtyTwoBits()
{
    constexpr quint64 start = (quint64(1) << 32) - 5;
    const TestSegment segment;
    segment.fillRing({.head = start, .tail = start, .capacity = 64}, ByteVector(64));
    SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    QCOMPARE(ring.producer().tryPush(number(77)), PushOutcome::Pushed);
    QCOMPARE(ring.used(), quint64(12));
    QCOMPARE(segment.get<std::uint64_t>(ring_layout::tailOffset), start + 12);
    QCOMPARE(ring.consumer().pop(TypeTag::Int).decoded.fields.at(0).value, number(77));
    QCOMPARE(segment.get<std::uint64_t>(ring_layout::headOffset), start + 12);
}

void tst_SpscRingBuffer::peekConsumesNothing()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(number(1)), PushOutcome::Pushed);
    QCOMPARE(ring.producer().tryPush(number(2)), PushOutcome::Pushed);
    const ByteVector before = segment.bytes();
    for (int i = 0; i < 3; ++i) {
        const PopResult result = peeked(ring);
        QCOMPARE(result.outcome, PopOutcome::Popped);
        QCOMPARE(hex(result.frame.payload), hex(packed(std::int64_t(1))));
    }
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void tst_SpscRingBuffer::misfitKeepsTheMessage_data()
{
    QTest::addColumn<int>("tag");
    QTest::newRow("frame too short for the tag") << static_cast<int>(TypeTag::Int);
    QTest::newRow("string runs past the frame") << static_cast<int>(TypeTag::Str);
}

void tst_SpscRingBuffer::misfitKeepsTheMessage()
{
    QFETCH(int, tag);
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    const ByteVector payload = fromHex("ffffff00 01");
    QCOMPARE(ring.producer().tryPush(payload), PushOutcome::Pushed);
    const ByteVector before = segment.bytes();
    const PopResult result = ring.consumer().pop(static_cast<TypeTag>(tag));
    QCOMPARE(result.outcome, PopOutcome::Misfit);
    QVERIFY(result.decoded.error);
    QCOMPARE(hex(result.frame.payload), hex(payload));
    QCOMPARE(ring.consumer().popMixed(schemaOf({{TypeTag::Bool, 6}})).outcome, PopOutcome::Misfit);
    QCOMPARE(hex(segment.bytes()), hex(before));
    QCOMPARE(hex(ring.consumer().pop().frame.payload), hex(payload));
    QVERIFY(ring.isEmpty());
}

void tst_SpscRingBuffer::leftoverBytesAreNoMisfit()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(fromHex("0102030405")), PushOutcome::Pushed);
    const PopResult result = ring.consumer().pop(TypeTag::U32);
    QCOMPARE(result.outcome, PopOutcome::Popped);
    QCOMPARE(result.decoded.consumed, quint64(4));
    QCOMPARE(result.frame.payload.size(), std::size_t(5));
    QVERIFY(ring.isEmpty());
}

void tst_SpscRingBuffer::badValuesAreRefused()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    COMPARE_ERROR(ring.producer().tryPush(Value{Text{"\xc3"}}), ErrorCode::InvalidArgument);
    COMPARE_ERROR(ring.producer().tryPush(Value{ValueList{Value{ValueList{number(1)}}}}), ErrorCode::InvalidArgument);
    QVERIFY(ring.isEmpty());
}

void tst_SpscRingBuffer::badHeadersAreRefused_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::newRow("capacity 0") << quint64(0) << quint64(0) << quint64(0);
    QTest::newRow("capacity 2^40") << quint64(0) << quint64(0) << (quint64(1) << 40);
    QTest::newRow("capacity 60") << quint64(0) << quint64(0) << quint64(60);
    QTest::newRow("capacity half of it") << quint64(0) << quint64(0) << quint64(32);
    QTest::newRow("head past tail") << quint64(8) << quint64(0) << quint64(64);
    QTest::newRow("too much used") << quint64(0) << quint64(65) << quint64(64);
}

void tst_SpscRingBuffer::badHeadersAreRefused()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(quint64, capacity);
    const TestSegment segment;
    segment.fillRing({.head = head, .tail = tail, .capacity = capacity}, patternBytes(64));
    const ByteVector before = segment.bytes();
    COMPARE_ERROR(SharedMemory::open(segment.name()).spsc(), ErrorCode::Malformed);
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void tst_SpscRingBuffer::indicesThatTurnBad_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<int>("kind");
    constexpr auto largest = std::numeric_limits<quint64>::max();
    QTest::newRow("head past tail") << quint64(21) << quint64(20) << static_cast<int>(RingFaultKind::HeadPastTail);
    QTest::newRow("head at 2^64 - 1") << largest << quint64(0) << static_cast<int>(RingFaultKind::HeadPastTail);
    QTest::newRow("one over") << quint64(0) << quint64(65) << static_cast<int>(RingFaultKind::OverCapacity);
    QTest::newRow("tail at 2^64 - 1") << quint64(0) << largest << static_cast<int>(RingFaultKind::OverCapacity);
}

void tst_SpscRingBuffer::indicesThatTurnBad()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(int, kind);
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    QCOMPARE(ring.producer().tryPush(number(1)), PushOutcome::Pushed);
    segment.put(ring_layout::headOffset, head);
    segment.put(ring_layout::tailOffset, tail);
    const ByteVector before = segment.bytes();
    QCOMPARE(ring.producer().tryPush(number(2)), PushOutcome::Malformed);
    const PopResult result = ring.consumer().pop();
    QCOMPARE(result.outcome, PopOutcome::Malformed);
    QVERIFY(result.fault);
    QCOMPARE(result.fault->kind, static_cast<RingFaultKind>(kind));
    QCOMPARE(result.fault->header.head, head);
    QCOMPARE(result.fault->header.tail, tail);
    QCOMPARE(ring.fault().value().kind, static_cast<RingFaultKind>(kind));
    QVERIFY(ring.used() <= ring.capacity());
    QVERIFY(ring.free() <= ring.capacity());
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void tst_SpscRingBuffer::corruptLengths_data()
{
    QTest::addColumn<quint32>("length");
    QTest::addColumn<quint64>("used");
    QTest::newRow("one byte too long") << 9u << quint64(12);
    QTest::newRow("2^31 - 1") << 0x7fffffffu << quint64(12);
    QTest::newRow("2^32 - 1") << 0xffffffffu << quint64(12);
    QTest::newRow("length + 4 wraps in 32 bits") << 0xfffffffcu << quint64(12);
    QTest::newRow("not even a prefix is pending") << 0u << quint64(3);
    QTest::newRow("one byte is pending") << 0u << quint64(1);
}

void tst_SpscRingBuffer::corruptLengths()
{
    QFETCH(quint32, length);
    QFETCH(quint64, used);
    const TestSegment segment;
    segment.fillRing({.head = 128, .tail = 128 + used, .capacity = 64}, joined({packed(length), ByteVector(60)}));
    SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    const ByteVector before = segment.bytes();
    SpscConsumer consumer = ring.consumer();
    for (const PopResult &result : {peeked(consumer), consumer.pop(), consumer.pop(TypeTag::Int)}) {
        QCOMPARE(result.outcome, PopOutcome::Malformed);
        QVERIFY(result.fault);
        QCOMPARE(result.fault->kind, RingFaultKind::FramePastTail);
        QCOMPARE(result.fault->position, quint64(128));
        QCOMPARE(result.fault->limit, used);
        QCOMPARE(result.fault->wanted, used < 4 ? quint64(4) : quint64(length) + 4);
        QVERIFY(result.frame.payload.empty());
    }
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void tst_SpscRingBuffer::indicesNeverWrap()
{
    constexpr auto largest = std::numeric_limits<quint64>::max();
    const TestSegment segment;
    segment.fillRing({.head = largest - 20, .tail = largest - 20, .capacity = 64}, ByteVector(64));
    SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    QCOMPARE(ring.producer().tryPush(ByteVector(16, std::byte{1})), PushOutcome::Pushed);
    QCOMPARE(ring.consumer().pop().frame.payload.size(), std::size_t(16));
    // tail is at the last position there is: one more frame would put it before head, and break the ring.
    const ByteVector before = segment.bytes();
    QCOMPARE(ring.producer().tryPush(ByteVector()), PushOutcome::Malformed);
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void tst_SpscRingBuffer::capacityIsReadOnce()
{
    const TestSegment segment;
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    segment.put(ring_layout::capacityOffset, quint64(1) << 40);
    QCOMPARE(ring.capacity(), quint64(64));
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(ring.producer().tryPush(number(i)), PushOutcome::Pushed);
        QCOMPARE(ring.consumer().pop(TypeTag::Int).decoded.fields.at(0).value, number(i));
    }
}

void tst_SpscRingBuffer::twoThreadsLoseNothing()
{
    constexpr std::uint64_t messages = 200'000;
    const TestSegment segment;
    // One mapping for both threads: what orders them is the indices alone, and a race detector can see it.
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 16 * 1024 + 24).spsc();
    const auto deadline = Deadline::after(100s);
    std::uint64_t pushed = 0;
    std::thread producer([&, side = ring.producer()]() mutable {
        for (; pushed < messages; ++pushed) {
            if (side.push(messageOf(pushed), deadline) != PushOutcome::Pushed)
                return;
        }
    });
    SpscConsumer consumer = ring.consumer();
    std::uint64_t popped = 0;
    std::uint64_t wrong = 0;
    for (; popped < messages; ++popped) {
        const PopResult result = consumer.pop(deadline);
        if (result.outcome != PopOutcome::Popped)
            break;
        if (result.frame.payload != messageOf(popped))
            ++wrong;
    }
    producer.join();
    QCOMPARE(pushed, messages);
    QCOMPARE(popped, messages);
    QCOMPARE(wrong, std::uint64_t(0));
    QVERIFY(ring.isEmpty());
}

QTEST_GUILESS_MAIN(tst_SpscRingBuffer)
#include "tst_spsc_ring_buffer.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/inspection.h"
#include "core/observe/ring_probe.h"
#include "tests/support/errors.h"
#include "tests/support/golden.h"
#include "tests/support/interop_case.h"
#include "tests/support/python.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

Schema parsed(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

Value text(const char *bytes)
{
    return Value{Text{bytes}};
}

/// The seven published messages, and what reads each of them.
struct Message
{
    Value value;
    const char *schema;
};

std::vector<Message> messages()
{
    return {{text("msg-0"), "str"},
            {text("msg-1"), "str"},
            {text("msg-2"), "str"},
            {text("msg-3"), "str"},
            {Value{ValueList{Value{1.0}, Value{2.0}, Value{3.0}}}, "3*float"},
            {Value{ValueList{text("Hello"), Value{0.92}, Value{true}}}, "str float bool"},
            {text("__EOF__"), "str"}};
}

/// The values of a message, however they are nested.
ValueList flat(const ValueList &values)
{
    ValueList all;
    for (const Value &value : values) {
        const auto *list = std::get_if<ValueList>(&value.data);
        const ValueList inner = list != nullptr ? *list : ValueList{value};
        all.insert(all.end(), inner.begin(), inner.end());
    }
    return all;
}

} // namespace

class tst_InteropRing : public InteropCase
{
    Q_OBJECT

private slots:
    void wheelPushesWePop();
    void wheelPushesWeLook();
    void wePushWheelPops();
    void sameCallsSameBytes();
    void fullAndEmptyAreSeenAlike();
    void wrongTagLosesNothingHere();
    void takingTurnsOverManyLaps();
};

void tst_InteropRing::wheelPushesWePop()
{
    const TestSegment segment("ring");
    WheelPeer producer;
    QVERIFY2(producer.start("ring_producer.py", {q(segment.name())}), qPrintable(producer.problem()));
    const auto used = producer.readLine();
    QVERIFY2(used, producer.finish().text());
    SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    QCOMPARE(ring.capacity(), quint64(1024));
    QCOMPARE(QByteArray::number(quint64(ring.used())), *used);
    for (const Message &message : messages()) {
        const Schema schema = parsed(message.schema);
        const PopResult result = ring.consumer().popMixed(schema);
        QCOMPARE(result.outcome, PopOutcome::Popped);
        QCOMPARE(Value{flat(result.decoded.values(schema))}, Value{flat({message.value})});
        QCOMPARE(result.decoded.consumed, quint64(result.frame.payload.size()));
    }
    QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Empty);
    QVERIFY2(producer.finish().succeeded(), "the producer failed");
}

void tst_InteropRing::wheelPushesWeLook()
{
    const TestSegment segment("ring");
    WheelPeer producer;
    QVERIFY2(producer.start("ring_producer.py", {q(segment.name())}), qPrintable(producer.problem()));
    QVERIFY(producer.readLine());
    const ByteVector before = segment.bytes();
    const Inspection seen = inspect(segment.name());
    QCOMPARE(seen.layout, Layout::Ring);
    QCOMPARE(seen.guess.reason, GuessReason::HeaderConsistent);
    QCOMPARE(seen.frames, quint64(7));
    QVERIFY(seen.ringValid);
    QVERIFY(seen.findings.empty());
    QCOMPARE(seen.processes.processes.size(), std::size_t(1));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const PendingFrames pending = RingProbe(reader).pending(100);
    QCOMPARE(pending.frames.size(), std::size_t(7));
    const auto expected = messages();
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const Schema schema = parsed(expected[i].schema);
        QCOMPARE(Value{flat(decode(pending.frames[i].payload, schema).values(schema))},
                 Value{flat({expected[i].value})});
    }
    QVERIFY(segment.bytes() == before);

    // Nothing was consumed: the wheel's own consumer still gets it all.
    const PythonRun run = runPython("ring_consumer.py", {q(segment.name())});
    QVERIFY2(run.succeeded(), run.text());
    QVERIFY2(producer.finish().succeeded(), "the producer failed");
}

void tst_InteropRing::wePushWheelPops()
{
    const TestSegment segment("ring");
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 1024 + 24).spsc();
    WheelPeer consumer;
    QVERIFY2(consumer.start("ring_consumer.py", {q(segment.name())}), qPrintable(consumer.problem()));
    for (const Message &message : messages())
        QCOMPARE(ring.producer().tryPush(message.value), PushOutcome::Pushed);
    const PythonRun run = consumer.finish();
    QVERIFY2(run.succeeded(), run.text());
    const json result = json::parse(run.output.toStdString());
    QCOMPARE(result.at("messages").dump().c_str(),
             R"(["msg-0","msg-1","msg-2","msg-3",[[1.0,2.0,3.0]],["Hello",0.92,true],"__EOF__"])");
    QCOMPARE(result.at("empty").get<bool>(), true);
    QCOMPARE(result.at("capacity").get<int>(), 1024);
    QVERIFY(ring.isEmpty());
}

void tst_InteropRing::sameCallsSameBytes()
{
    const TestSegment theirs("theirs");
    WheelPeer producer;
    QVERIFY2(producer.start("ring_producer.py", {q(theirs.name())}), qPrintable(producer.problem()));
    QVERIFY(producer.readLine());
    const TestSegment ours("ours");
    SpscRingBuffer ring = SharedMemory::create(ours.name(), 1024 + 24).spsc();
    for (const Message &message : messages())
        QCOMPARE(ring.producer().tryPush(message.value), PushOutcome::Pushed);
    QCOMPARE(hex(ours.bytes()), hex(theirs.bytes()));
}

void tst_InteropRing::fullAndEmptyAreSeenAlike()
{
    const TestSegment segment("ring");
    WheelPeer peer;
    QVERIFY2(peer.start("peer.py"), qPrintable(peer.problem()));
    const auto ask = [&](const json &request) {
        const auto answer = peer.ask(QByteArray::fromStdString(request.dump()));
        return answer ? json::parse(answer->toStdString()).value("is", json()) : json("no answer");
    };
    SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    QCOMPARE(ask({{"open", segment.name()}}).get<int>(), 88);
    const json payload{{"bytes", std::string(2 * 28, 'a')}};
    QCOMPARE(ask({{"ring", "is_empty"}}).get<bool>(), true);
    QCOMPARE(ask({{"ring", "push"}, {"args", {payload}}}).get<bool>(), true);
    QCOMPARE(ring.used(), quint64(32));
    QCOMPARE(ring.producer().tryPush(ByteVector(28)), PushOutcome::Pushed);
    QCOMPARE(ask({{"ring", "is_full"}}).get<bool>(), true);
    QVERIFY(ring.isFull());
    QCOMPARE(ask({{"ring", "push"}, {"args", {payload}}}).get<bool>(), false);
    QCOMPARE(ring.producer().tryPush(ByteVector(28)), PushOutcome::Full);
    QCOMPARE(ask({{"ring", "pop"}}).dump().c_str(), payload.dump().c_str());
    QCOMPARE(ring.free(), quint64(32));
    QCOMPARE(ask({{"ring", "free"}}).get<int>(), 32);
    QCOMPARE(ring.consumer().pop().frame.payload.size(), std::size_t(28));
    QCOMPARE(ask({{"ring", "is_empty"}}).get<bool>(), true);
    QVERIFY(ask({{"ring", "pop"}}).is_null());
    QVERIFY2(peer.finish().succeeded(), "the peer failed");
}

void tst_InteropRing::wrongTagLosesNothingHere()
{
    const TestSegment segment("ring");
    WheelPeer producer;
    QVERIFY2(producer.start("ring_producer.py", {q(segment.name())}), qPrintable(producer.problem()));
    QVERIFY(producer.readLine());
    SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    QCOMPARE(ring.consumer().popMixed(parsed("int int int")).outcome, PopOutcome::Misfit);
    QCOMPARE(ring.consumer().pop(TypeTag::Str).decoded.fields.at(0).value, text("msg-0"));
}

void tst_InteropRing::takingTurnsOverManyLaps()
{
    const TestSegment segment("ring");
    WheelPeer peer;
    QVERIFY2(peer.start("peer.py"), qPrintable(peer.problem()));
    const auto ask = [&](const json &request) {
        const auto answer = peer.ask(QByteArray::fromStdString(request.dump()));
        return answer ? json::parse(answer->toStdString()).value("is", json()) : json("no answer");
    };
    QCOMPARE(ask({{"create", segment.name()}, {"size", 64 + 24}}).get<int>(), 88);
    QCOMPARE(ask({{"ring", "capacity"}}).get<int>(), 64);
    SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    // Every length and, in time, every place where a frame can wrap.
    for (int i = 0; i < 150; ++i) {
        const ByteVector sent = patternBytes(static_cast<std::size_t>(i % 57), static_cast<unsigned>(i));
        const json payload{{"bytes", hex(sent).replace(" ", "").toStdString()}};
        QCOMPARE(ask({{"ring", "push"}, {"args", {payload}}}).get<bool>(), true);
        const PopResult popped = ring.consumer().pop();
        QCOMPARE(popped.outcome, PopOutcome::Popped);
        QCOMPARE(hex(popped.frame.payload), hex(sent));
        QCOMPARE(ring.producer().tryPush(sent), PushOutcome::Pushed);
        QCOMPARE(ask({{"ring", "pop"}}).dump().c_str(), payload.dump().c_str());
    }
    QVERIFY(ring.header().head > 64 * 20);
    QVERIFY2(peer.finish().succeeded(), "the peer failed");
}

QTEST_GUILESS_MAIN(tst_InteropRing)
#include "tst_interop_ring.moc"

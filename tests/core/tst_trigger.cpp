// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/sample_taker.h"
#include "core/observe/trigger.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr std::int64_t ms = 1'000'000;

Trigger trigger(std::string_view condition)
{
    auto parsed = Condition::parse(condition, TriggerEngine::names());
    if (const auto *error = std::get_if<ConditionError>(&parsed))
        qFatal("%s", error->text().c_str());
    Trigger trigger{.name = "t", .condition = std::get<Condition>(parsed), .actions = {}};
    return trigger;
}

Sample lockSample(std::int64_t timeMs, std::int32_t word)
{
    Sample sample;
    sample.timeNs = timeMs * ms;
    sample.lock = LockWord{word};
    return sample;
}

} // namespace

class tst_Trigger : public TestCase
{
    Q_OBJECT

private slots:
    void firesWhenItBecomesTrue();
    void onceAndHoldoff();
    void samplesAroundAreKept();
    void memoryIsBounded();
    void variablesOfARegion();
    void variablesOfARing();
    void realSegments();
    void framesAreJudgedOneByOne();
    void aboutFramesAndMore();
    void everyVariableHasAValueSomewhere();
};

void tst_Trigger::firesWhenItBecomesTrue()
{
    TriggerEngine engine;
    engine.setTriggers({trigger("state == \"writer\" for 5ms"), trigger("readers > 2")});
    std::vector<std::size_t> fired;
    const std::int32_t words[] = {0, -1, -1, -1, -1, -1, -1, -1, 0, 3, 3, 1, 3, -1};
    for (std::size_t i = 0; i < std::size(words); ++i)
        fired.push_back(engine.add(lockSample(static_cast<std::int64_t>(i), words[i])));
    QCOMPARE(fired, (std::vector<std::size_t>{0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0}));
    QCOMPARE(engine.fired(), quint64(3));
    QCOMPARE(engine.events()[0].trigger, std::size_t(0));
    QCOMPARE(engine.events()[0].timeNs, 6 * ms);
    QCOMPARE(engine.events()[0].evidence, std::string("state = \"writer\""));
    QCOMPARE(engine.events()[1].evidence, std::string("readers = 3"));
}

void tst_Trigger::onceAndHoldoff()
{
    TriggerEngine engine;
    Trigger once = trigger("held");
    once.once = true;
    Trigger holdoff = trigger("held");
    holdoff.holdoffNs = 10 * ms;
    engine.setTriggers({once, holdoff});
    for (int i = 0; i < 40; ++i)
        engine.add(lockSample(i, i % 2));
    int fired[2] = {};
    for (const TriggerEvent &event : engine.events())
        ++fired[event.trigger];
    QCOMPARE(fired[0], 1);
    QCOMPARE(fired[1], 4); // at 1, 11, 21, 31 ms
    // New triggers remember nothing of the old ones.
    engine.setTriggers({once});
    QCOMPARE(engine.add(lockSample(40, 1)), std::size_t(1));
}

void tst_Trigger::samplesAroundAreKept()
{
    TriggerEngine engine({.before = 10, .after = 5, .events = 4});
    engine.setTriggers({trigger("word == -1")});
    for (int i = 0; i < 100; ++i)
        engine.add(lockSample(i, i == 50 ? -1 : 0));
    QCOMPARE(engine.events().size(), std::size_t(1));
    const TriggerEvent &event = engine.events().front();
    QVERIFY(event.complete);
    QCOMPARE(event.samples.size(), std::size_t(16));
    QCOMPARE(event.samples.front().timeNs, 40 * ms);
    QCOMPARE(event.samples[event.at].timeNs, 50 * ms);
    QCOMPARE(event.samples.back().timeNs, 55 * ms);
}

void tst_Trigger::memoryIsBounded()
{
    TriggerEngine engine({.before = 3, .after = 3, .events = 4});
    engine.setTriggers({trigger("held")});
    for (int i = 0; i < 1000; ++i)
        engine.add(lockSample(i, i % 2));
    QCOMPARE(engine.fired(), quint64(500));
    QCOMPARE(engine.events().size(), std::size_t(4));
    for (const TriggerEvent &event : engine.events())
        QVERIFY(event.samples.size() <= 7);
}

void tst_Trigger::variablesOfARegion()
{
    SampleVariables variables;
    QVERIFY(std::holds_alternative<std::monostate>(variables.value("word")));
    Sample sample = lockSample(1000, -7);
    sample.status = {.status = SegmentStatus::Removed, .sizeAtOpen = 100, .sizeNow = 60, .namedInode = 0};
    variables.add(sample);
    QCOMPARE(std::get<std::int64_t>(variables.value("word")), std::int64_t(-7));
    QCOMPARE(std::get<std::string>(variables.value("state")), std::string("invalid"));
    QCOMPARE(std::get<bool>(variables.value("held")), true);
    QCOMPARE(std::get<std::uint64_t>(variables.value("size")), std::uint64_t(60));
    QCOMPARE(std::get<std::string>(variables.value("status")), std::string("removed"));
    QVERIFY(std::holds_alternative<std::monostate>(variables.value("head")));
    QVERIFY(std::holds_alternative<std::monostate>(variables.value("processes")));
    variables.setProcesses(3);
    QCOMPARE(std::get<std::int64_t>(variables.value("processes")), std::int64_t(3));
    QCOMPARE(variables.text({"word", "head", "processes"}), std::string("word = -7, processes = 3"));
    sample.timeNs += 1500 * ms;
    variables.add(sample);
    QCOMPARE(std::get<double>(variables.value("t")), 1.5);
}

void tst_Trigger::variablesOfARing()
{
    SampleVariables variables;
    Sample sample;
    sample.timeNs = 1;
    sample.ring.emplace();
    sample.ring->header = {.head = 100, .tail = 356, .capacity = 1024};
    variables.add(sample);
    QCOMPARE(std::get<std::uint64_t>(variables.value("used")), std::uint64_t(256));
    QCOMPARE(std::get<std::uint64_t>(variables.value("free")), std::uint64_t(768));
    QCOMPARE(std::get<double>(variables.value("fill")), 0.25);
    QCOMPARE(std::get<bool>(variables.value("valid")), true);
    // No rate without time.
    QVERIFY(std::holds_alternative<std::monostate>(variables.value("bytes_in_per_s")));
    for (int i = 1; i <= 100; ++i) {
        sample.timeNs += ms;
        sample.progress.elapsedNs = ms;
        sample.progress.bytesIn = 50;
        sample.progress.bytesOut = 20;
        sample.progress.framesSeen = 1;
        sample.progress.bytesWalked = 50;
        variables.add(sample);
    }
    QVERIFY(qAbs(std::get<double>(variables.value("bytes_in_per_s")) - 50'000) < 1);
    QVERIFY(qAbs(std::get<double>(variables.value("msgs_in_per_s")) - 1000) < 1);
    QCOMPARE(std::get<double>(variables.value("coverage")), 1.0);
    sample.ring->fault.emplace();
    variables.add(sample);
    QCOMPARE(std::get<bool>(variables.value("valid")), false);
    QVERIFY(std::holds_alternative<std::monostate>(variables.value("fill")));
    QCOMPARE(std::get<std::uint64_t>(variables.value("head")), std::uint64_t(100));
}

void tst_Trigger::realSegments()
{
    const TestSegment segment("trigger");
    segment.create(4096);
    const SegmentReader reader = SegmentReader::open(segment.name());
    SampleTaker taker(reader, Layout::Region);
    TriggerEngine engine;
    engine.setTriggers(
        {trigger("word == -1"), trigger("size < 4096"), trigger("changed(inode)"), trigger("status == \"removed\"")});
    QCOMPARE(engine.add(taker.take()), std::size_t(0));
    segment.put(0, std::int32_t{-1});
    QCOMPARE(engine.add(taker.take()), std::size_t(1));
    segment.truncate(100);
    QCOMPARE(engine.add(taker.take()), std::size_t(1));
    segment.unlink();
    // What became of the name is looked up every few ms.
    const auto fires = [&] {
        return waitUntil(Deadline::after(std::chrono::seconds(30)), [&] { return engine.add(taker.take()) > 0; })
            == WaitOutcome::Done;
    };
    QVERIFY(fires());
    segment.create(64);
    QVERIFY(fires());
    std::vector<std::size_t> order;
    for (const TriggerEvent &event : engine.events())
        order.push_back(event.trigger);
    QCOMPARE(order, (std::vector<std::size_t>{0, 1, 2, 3, 2}));
}

void tst_Trigger::framesAreJudgedOneByOne()
{
    TriggerEngine engine;
    engine.setTriggers({trigger("field.temperature > 30 and field.0 contains \"kit\""), trigger("frame.length >= 100"),
                        trigger("field.missing == 1"), trigger("held")});
    const Schema schema = std::get<Schema>(parseSchema("name:str temperature:f64 2*u8"));
    engine.add(lockSample(1, 0));
    const auto add = [&](std::string_view name, double temperature, std::uint64_t position) {
        const ByteVector payload = joined(
            {packed(static_cast<std::uint32_t>(name.size())), bytesOf(name), packed(temperature), ByteVector(2)});
        const Frame frame{.position = position, .length = payload.size(), .payload = payload};
        return engine.addFrame(frame, schema, decode(payload, schema), static_cast<std::int64_t>(position));
    };
    QCOMPARE(add("kitchen", 29.5, 0), std::size_t(0));
    QCOMPARE(add("kitchen", 30.5, 50), std::size_t(1));
    // Every frame that matches, not only the first.
    QCOMPARE(add("kitchen", 31, 100), std::size_t(1));
    QCOMPARE(add("hall", 31, 150), std::size_t(0));
    QCOMPARE(add(std::string(100, 'x'), 0, 200), std::size_t(1));
    QCOMPARE(engine.events()[0].framePosition, std::uint64_t(50));
    QCOMPARE(engine.events()[0].evidence, std::string("field.temperature = 30.5, field.0 = \"kitchen\""));
    QCOMPARE(engine.events()[2].trigger, std::size_t(1));

    const Frame frame{.position = 7, .length = 3, .payload = ByteVector(3)};
    const Decoded nothing = decode(frame.payload, schema);
    QCOMPARE(std::get<std::uint64_t>(frameValue("frame.position", frame, schema, nothing)), std::uint64_t(7));
    QVERIFY(std::holds_alternative<std::monostate>(frameValue("field.temperature", frame, schema, nothing)));
    QVERIFY(std::holds_alternative<std::monostate>(frameValue("field.2", frame, schema, nothing))); // a list
    QVERIFY(std::holds_alternative<std::monostate>(frameValue("field.99", frame, schema, nothing)));
}

void tst_Trigger::aboutFramesAndMore()
{
    TriggerEngine engine;
    engine.setTriggers({trigger("frame.length > 100 or word == -1 for 2ms"),
                        trigger("frame.length > 100 and word == -1"), trigger("frame.length > 5 for 3ms")});
    const auto frame = [&](std::uint64_t length, std::int64_t timeNs, bool exact) {
        return engine.addFrame({.position = 0, .length = length, .payload = {}}, {}, {}, timeNs, exact);
    };
    QVERIFY(engine.wantsFrames());
    QCOMPARE(engine.add(lockSample(0, -1)), std::size_t(0));
    QCOMPARE(engine.add(lockSample(1, -1)), std::size_t(0));
    // No frame came, and it need not.
    QCOMPARE(engine.add(lockSample(2, -1)), std::size_t(1));
    QCOMPARE(engine.events().back().trigger, std::size_t(0));
    QCOMPARE(engine.events().back().timeNs, std::int64_t(2 * ms));
    QCOMPARE(engine.add(lockSample(3, -1)), std::size_t(0)); // still true: nothing new
    // The frame's time counts, not that of the latest sample.
    QCOMPARE(frame(200, 10 * ms, true), std::size_t(2));
    QCOMPARE(engine.events().back().timeNs, std::int64_t(10 * ms));
    QCOMPARE(frame(7, 12 * ms, true), std::size_t(1)); // the word is still -1
    QCOMPARE(frame(7, 13 * ms, false), std::size_t(2));
    QVERIFY(engine.events().back().evidence.ends_with("; it was consumed while it was copied"));
    engine.setTriggers({trigger("word == -1")});
    QVERIFY(!engine.wantsFrames());
}

void tst_Trigger::everyVariableHasAValueSomewhere()
{
    SampleVariables region;
    region.add(lockSample(1, 0));
    region.setProcesses(0);
    SampleVariables ring;
    Sample sample;
    sample.ring.emplace();
    sample.ring->header.capacity = 64;
    for (int i = 0; i < 3; ++i) {
        sample.timeNs += 100 * ms;
        ring.add(sample);
    }
    for (const std::string_view name : SampleVariables::names()) {
        const bool has = !std::holds_alternative<std::monostate>(region.value(name))
            || !std::holds_alternative<std::monostate>(ring.value(name));
        QVERIFY2(has, std::string(name).c_str());
    }
}

QTEST_GUILESS_MAIN(tst_Trigger)
#include "tst_trigger.moc"

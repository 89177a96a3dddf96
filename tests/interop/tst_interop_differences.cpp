// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where this library differs from the wheel on purpose: one function for each row of the table in core/README.md, with what the wheel does beside
// what we do. Everything else has to be the same, see tst_interop_differential.

#include "differential_side.h"
#include "tests/support/errors.h"
#include "tests/support/interop_case.h"
#include "tests/support/python.h"
#include "tests/support/test_segment.h"

#include <QElapsedTimer>
#include <QTest>

#include <limits>
#include <optional>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;
using namespace std::chrono_literals;

/// QCOMPARE takes JSON for too many other things.
#define COMPARE_ANSWER(answer, expected) QCOMPARE(textOf(answer), textOf(expected))

namespace {

QByteArray textOf(const json &answer)
{
    return QByteArray::fromStdString(answer.dump(-1, ' ', true, json::error_handler_t::replace));
}

/// The type of an error; any other answer as text.
QByteArray typeOf(const json &answer)
{
    return answer.is_object() && answer.contains("e") ? QByteArray::fromStdString(answer.value("e", ""))
                                                      : textOf(answer);
}

} // namespace

class tst_InteropDifferences : public InteropCase
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void creatingAnExistingName();
    void permissions();
    void moreThanThereIsMemory();
    void namesThatCannotBe();
    void mappingByTheCreator();
    void settingUpARingTwice();
    void misfits();
    void unknownTags();
    void waitingForALock();
    void givingBackALockThatWasReset();
    void fullReaderCount();
    void readingNothingAtTheEnd();
    void textThatIsNotUtf8();
    void capacityField_data();
    void capacityField();
    void ringsWithoutRoomForAFrame();
    void frameLength();
    void indices();
    void twoOfOneRole();
    void shrinking();

private:
    /// What the wheel says to this call, on its own segment `@0`.
    json wheel(const json &call);
    json ours(const json &call) { return m_side->answer(call); }
    /// Sends a call that the wheel does not survive; how it ended.
    PythonRun lastCall(const json &call);

    std::optional<TestSegment> m_ours;
    std::optional<TestSegment> m_theirs;
    std::optional<WheelPeer> m_wheel;
    std::optional<OurSide> m_side;
};

void tst_InteropDifferences::init()
{
    InteropCase::init();
    m_ours.emplace("ours");
    m_theirs.emplace("theirs");
    m_side.emplace(std::vector<std::string>{m_ours->name()}, 1);
    // One process for all: starting Python is the dear part. Those that kill it get another.
    if (!m_wheel) {
        m_wheel.emplace();
        QVERIFY2(m_wheel->start("differential.py"), qPrintable(m_wheel->problem()));
    }
    QVERIFY(m_wheel->ask(QByteArray::fromStdString(json::array({{"names", 0, m_theirs->name()}}).dump())));
}

void tst_InteropDifferences::cleanup()
{
    m_side.reset();
    m_ours.reset();
    m_theirs.reset();
}

json tst_InteropDifferences::wheel(const json &call)
{
    const auto answer = m_wheel->ask(QByteArray::fromStdString(json::array({call}).dump()));
    return answer ? json::parse(answer->toStdString()).at(0) : json("no answer");
}

PythonRun tst_InteropDifferences::lastCall(const json &call)
{
    m_wheel->send(QByteArray::fromStdString(json::array({call}).dump()));
    const auto answer = m_wheel->readLine();
    PythonRun run = m_wheel->finish();
    if (answer)
        run.output = *answer + run.output;
    m_wheel.reset();
    return run;
}

void tst_InteropDifferences::creatingAnExistingName()
{
    COMPARE_ANSWER(wheel({"create", 0, "@0", 4096}), json(4096));
    COMPARE_ANSWER(wheel({"create", 1, "@0", 100}), json(100));
    QCOMPARE(m_theirs->size(), quint64(100));

    COMPARE_ANSWER(ours({"create", 0, "@0", 4096}), json(4096));
    QCOMPARE(typeOf(ours({"create", 1, "@0", 100})), QByteArray("AlreadyExists"));
    QCOMPARE(m_ours->size(), quint64(4096));
}

void tst_InteropDifferences::permissions()
{
    COMPARE_ANSWER(wheel({"create", 0, "@0", 100}), json(100));
    COMPARE_ANSWER(ours({"create", 0, "@0", 100}), json(100));
    QVERIFY((m_theirs->mode() & 0600) == 0600);
    QCOMPARE(m_ours->mode(), 0600u);
    // Asked for, they are the same.
    m_ours->unlink();
    (void)SharedMemory::create(m_ours->name(), 100, {.mode = 0666});
    QCOMPARE(m_ours->mode(), m_theirs->mode());
}

void tst_InteropDifferences::moreThanThereIsMemory()
{
    constexpr std::uint64_t petabyte = 1ull << 50;
    COMPARE_ANSWER(wheel({"create", 0, "@0", petabyte}), json(petabyte));
    QCOMPARE(m_theirs->allocated(), quint64(0));
    QCOMPARE(typeOf(ours({"create", 0, "@0", petabyte})), QByteArray("NoSpace"));
    QVERIFY(!m_ours->exists());
}

void tst_InteropDifferences::namesThatCannotBe()
{
    const auto theirs = [&](const char *operation, const std::string &name) {
        return QByteArray::fromStdString(wheel({operation, 0, name}).value("t", "no error"));
    };
    const std::string tooLong = '/' + std::string(256, 'n');
    QCOMPARE(theirs("open", "/a/b"), QByteArray("EINVAL: Invalid argument"));
    QCOMPARE(theirs("remove", "/a/b"), QByteArray("ENOENT: No such file or directory"));
    QCOMPARE(theirs("remove", "/."), QByteArray("EISDIR: Is a directory"));
    QCOMPARE(theirs("open", tooLong), QByteArray("ENAMETOOLONG: File name too long"));
    for (const std::string &name : {std::string("/a/b"), std::string("/."), tooLong}) {
        for (const char *operation : {"open", "remove"})
            QCOMPARE(typeOf(ours({operation, 0, name})), QByteArray("InvalidName"));
    }
}

void tst_InteropDifferences::mappingByTheCreator()
{
    COMPARE_ANSWER(wheel({"create", 0, "@0", 100}), json(100));
    COMPARE_ANSWER(wheel({"map", 0, 0}), json(96));
    m_theirs->put(0, std::int32_t(-1));
    COMPARE_ANSWER(wheel({"is_write_locked", 0}), json(true));
    COMPARE_ANSWER(wheel({"map", 1, 0}), json(96));
    COMPARE_ANSWER(wheel({"is_write_locked", 0}), json(false));

    COMPARE_ANSWER(ours({"create", 0, "@0", 100}), json(100));
    COMPARE_ANSWER(ours({"map", 0, 0}), json(96));
    m_ours->put(0, std::int32_t(-1));
    COMPARE_ANSWER(ours({"map", 1, 0}), json(96));
    COMPARE_ANSWER(ours({"is_write_locked", 0}), json(true));
}

void tst_InteropDifferences::settingUpARingTwice()
{
    const auto pushAndSetUpAgain = [](auto &&side) {
        side({"create", 0, "@0", 88});
        side({"spsc", 0, 0});
        side({"push", 0, 42});
        side({"spsc", 1, 0});
        return side({"pop", 1, "int"});
    };
    COMPARE_ANSWER(pushAndSetUpAgain([&](const json &call) { return wheel(call); }), json());
    COMPARE_ANSWER(pushAndSetUpAgain([&](const json &call) { return ours(call); }), json(42));
}

void tst_InteropDifferences::misfits()
{
    wheel({"create", 0, "@0", 88});
    wheel({"spsc", 0, 0});
    wheel({"push", 0, "txt"});
    QCOMPARE(typeOf(wheel({"pop", 0, "f64"})), QByteArray("ValueError"));
    COMPARE_ANSWER(wheel({"used", 0}), json(0));

    const SpscRingBuffer ring = SharedMemory::create(m_ours->name(), 88).spsc();
    QCOMPARE(ring.producer().tryPush(Value{Text{"txt"}}), PushOutcome::Pushed);
    SpscConsumer consumer = ring.consumer();
    QCOMPARE(consumer.pop(TypeTag::F64).outcome, PopOutcome::Misfit);
    QCOMPARE(ring.used(), quint64(4 + 4 + 3));
    QCOMPARE(consumer.pop(TypeTag::Str).decoded.fields.at(0).value, Value{Text{"txt"}});
}

void tst_InteropDifferences::unknownTags()
{
    const auto pushAndPop = [](auto &&side) {
        side({"create", 0, "@0", 88});
        side({"spsc", 0, 0});
        side({"push", 0, 42});
        return side({"pop", 0, "i65"});
    };
    QCOMPARE(typeOf(pushAndPop([&](const json &call) { return wheel(call); })), QByteArray("ValueError"));
    COMPARE_ANSWER(wheel({"used", 0}), json(0));
    // Refused where the schema is made, before any ring is asked.
    QCOMPARE(typeOf(pushAndPop([&](const json &call) { return ours(call); })), QByteArray("unknown-tag"));
    COMPARE_ANSWER(ours({"used", 0}), json(12));
    QVERIFY(std::holds_alternative<SchemaError>(parseSchema("i65")));
}

void tst_InteropDifferences::waitingForALock()
{
    wheel({"create", 0, "@0", 100});
    wheel({"map", 0, 0});
    m_theirs->put(0, std::int32_t(-1));
    QVERIFY(m_wheel->send(R"([["read",0,"int"]])"));
    QVERIFY2(!m_wheel->readLine(150ms), "the wheel read beside a writer");
    m_theirs->put(0, std::int32_t(0));
    QVERIFY2(m_wheel->readLine(), "the wheel did not go on");

    MappedView view = SharedMemory::create(m_ours->name(), 100).map();
    view.setLockTimeout(20ms);
    for (const std::int32_t held : {-1, -7}) {
        m_ours->put(0, held);
        QCOMPARE(view.read(TypeTag::Int).outcome, WaitOutcome::TimedOut);
    }
    m_ours->put(0, std::int32_t(3));
    QCOMPARE(view.write(Value{true}), WaitOutcome::TimedOut);
    QCOMPARE(view.lockWord().raw, 3);
}

void tst_InteropDifferences::givingBackALockThatWasReset()
{
    // The wheel holds the lock only while it works, so it gets much to do: its word is replaced meanwhile.
    constexpr std::uint64_t size = 256 * 1024 * 1024;
    wheel({"create", 0, "@0", size});
    wheel({"map", 0, 0});
    bool inTime = false;
    for (int attempt = 0; attempt < 5 && !inTime; ++attempt) {
        m_theirs->put(0, std::int32_t(0));
        QVERIFY(m_wheel->send(R"([["zero",0]])"));
        QElapsedTimer timer;
        timer.start();
        while (m_theirs->get<std::int32_t>(0) != -1 && timer.elapsed() < 1000) { }
        m_theirs->put(0, std::int32_t(5));
        inTime = !m_wheel->readLine(0ms).has_value();
        QVERIFY(!inTime || m_wheel->readLine());
    }
    QVERIFY2(inTime, "the wheel was always faster");
    // Five readers came, and are thrown out.
    QCOMPARE(m_theirs->get<std::int32_t>(0), 0);

    MappedView view = SharedMemory::create(m_ours->name(), 100).map();
    QVERIFY(view.lock().tryLockWrite());
    m_ours->put(0, std::int32_t(5));
    QVERIFY(!view.lock().unlockWrite());
    QCOMPARE(view.lockWord().raw, 5);
    m_ours->put(0, std::int32_t(0));
    QVERIFY(!view.lock().unlockRead());
    QCOMPARE(view.lockWord().raw, 0);
}

void tst_InteropDifferences::fullReaderCount()
{
    constexpr auto full = std::numeric_limits<std::int32_t>::max();
    wheel({"create", 0, "@0", 100});
    wheel({"map", 0, 0});
    m_theirs->put(0, full);
    COMPARE_ANSWER(wheel({"reader_count", 0}), json(full));
    COMPARE_ANSWER(wheel({"read", 0, "int"}), json(0)); // for a moment the word was INT_MIN
    QCOMPARE(m_theirs->get<std::int32_t>(0), full);

    ours({"create", 0, "@0", 100});
    ours({"map", 0, 0});
    m_ours->put(0, full);
    COMPARE_ANSWER(ours({"reader_count", 0}), json(full));
    QCOMPARE(typeOf(ours({"read", 0, "int"})), QByteArray("the lock was not free"));
}

void tst_InteropDifferences::readingNothingAtTheEnd()
{
    const auto readAtTheEnd = [](auto &&side) {
        side({"create", 0, "@0", 100});
        side({"map", 0, 0});
        side({"seek", 0, 96});
        return side({"read_mixed", 0, json::array({{"int", 0}, {"str", 0}})});
    };
    QCOMPARE(typeOf(readAtTheEnd([&](const json &call) { return wheel(call); })), QByteArray("ValueError"));
    COMPARE_ANSWER(readAtTheEnd([&](const json &call) { return ours(call); }),
                   json::array({json::array(), json::array()}));
}

void tst_InteropDifferences::textThatIsNotUtf8()
{
    wheel({"create", 0, "@0", 100});
    wheel({"map", 0, 0});
    wheel({"write",
           0,
           {{"b",
             "03000000"
             "61ff62"}},
           0});
    COMPARE_ANSWER(wheel({"read", 0, "str"}), json("a\ufffdb"));

    MappedView view = SharedMemory::create(m_ours->name(), 100).map();
    QCOMPARE(view.write(Value{fromHex("03000000 61ff62")}, 0), WaitOutcome::Done);
    const DecodedField field = view.read(TypeTag::Str).decoded.fields.at(0);
    QCOMPARE(field.value,
             Value{Text{"a\xff"
                        "b"}});
    QCOMPARE(field.doubt, Doubt::InvalidUtf8);
    QCOMPARE(field.doubtOffset, quint64(1));
}

void tst_InteropDifferences::capacityField_data()
{
    QTest::addColumn<quint64>("capacity");
    QTest::newRow("0") << quint64(0);
    QTest::newRow("half") << quint64(32);
    QTest::newRow("no power of two") << quint64(48);
    QTest::newRow("double") << quint64(128);
    QTest::newRow("2^40") << (quint64(1) << 40);
}

void tst_InteropDifferences::capacityField()
{
    QFETCH(quint64, capacity);
    m_theirs->fillRing({.head = 0, .tail = 0, .capacity = capacity}, ByteVector(64));
    COMPARE_ANSWER(wheel({"open", 0, "@0"}), json(88));
    COMPARE_ANSWER(wheel({"spsc", 0, 0}), json(capacity));
    if (capacity == quint64(1) << 40) {
        // Past the page that holds the segment there is nothing.
        const PythonRun run = lastCall({"push", 0, {{"b", std::string(2 * 8192, '0')}}});
        QVERIFY2(!run.finished, run.text());
    }

    m_ours->fillRing({.head = 0, .tail = 0, .capacity = capacity}, ByteVector(64));
    COMPARE_ANSWER(ours({"open", 0, "@0"}), json(88));
    QCOMPARE(typeOf(ours({"spsc", 0, 0})), QByteArray("Malformed"));
}

void tst_InteropDifferences::ringsWithoutRoomForAFrame()
{
    for (const int capacity : {1, 2}) {
        wheel({"create", 0, "@0", 24 + capacity});
        COMPARE_ANSWER(wheel({"spsc", 0, 0}), json(capacity));
        QCOMPARE(typeOf(wheel({"push", 0, json::array()})), QByteArray("ValueError"));
        ours({"create", 0, "@0", 24 + capacity});
        QCOMPARE(typeOf(ours({"spsc", 0, 0})), QByteArray("TooSmall"));
        m_ours->unlink();
    }
}

void tst_InteropDifferences::frameLength()
{
    // A frame that says 40 where only 4 bytes are pending.
    const RingHeader header{.head = 0, .tail = 8, .capacity = 64};
    ByteVector data(64);
    data[0] = std::byte{40};
    m_theirs->fillRing(header, data);
    m_ours->fillRing(header, data);

    wheel({"open", 0, "@0"});
    wheel({"spsc", 0, 0});
    COMPARE_ANSWER(wheel({"pop", 0}), (json{{"b", std::string(80, '0')}}));
    COMPARE_ANSWER(wheel({"used", 0}), json(8 - 44 + 0ull)); // 2^64 - 36: head has passed tail

    const SpscRingBuffer ring = SharedMemory::open(m_ours->name()).spsc();
    const PopResult result = ring.consumer().pop();
    QCOMPARE(result.outcome, PopOutcome::Malformed);
    QCOMPARE(result.fault.value().kind, RingFaultKind::FramePastTail);
    QCOMPARE(ring.used(), quint64(8));
}

void tst_InteropDifferences::indices()
{
    m_theirs->fillRing({.head = 64, .tail = 0, .capacity = 64}, ByteVector(64));
    wheel({"open", 0, "@0"});
    COMPARE_ANSWER(wheel({"spsc", 0, 0}), json(64));
    COMPARE_ANSWER(wheel({"used", 0}), json(0ull - 64));

    m_ours->fillRing({.head = 64, .tail = 0, .capacity = 64}, ByteVector(64));
    ours({"open", 0, "@0"});
    QCOMPARE(typeOf(ours({"spsc", 0, 0})), QByteArray("Malformed"));
}

void tst_InteropDifferences::twoOfOneRole()
{
    wheel({"create", 0, "@0", 88});
    wheel({"spsc", 0, 0});
    wheel({"open", 1, "@0"});
    wheel({"spsc", 1, 1});
    COMPARE_ANSWER(wheel({"push", 0, 1}), json(true));
    COMPARE_ANSWER(wheel({"push", 1, 2}), json(true)); // one after the other this goes well, at once it does not

    const SpscRingBuffer ring = SharedMemory::create(m_ours->name(), 88).spsc();
    SpscProducer producer = ring.producer();
    COMPARE_ERROR(ring.producer(), ErrorCode::RoleTaken);
    const SpscConsumer consumer = ring.consumer();
    COMPARE_ERROR(ring.consumer(), ErrorCode::RoleTaken);
    // In another process, or through another mapping, it is noticed by what it does.
    const ByteVector payload(40);
    QCOMPARE(producer.tryPush(payload), PushOutcome::Pushed);
    QCOMPARE(SharedMemory::open(m_ours->name()).spsc().producer().tryPush(ByteVector(4)), PushOutcome::Pushed);
    QCOMPARE(producer.tryPush(payload), PushOutcome::Malformed);
    QCOMPARE(producer.fault().value().kind, RingFaultKind::TailMoved);
}

void tst_InteropDifferences::shrinking()
{
    wheel({"create", 0, "@0", 16384});
    wheel({"map", 0, 0});
    m_theirs->truncate(0);
    const PythonRun run = lastCall({"read", 0, "int"});
    QVERIFY2(!run.finished, run.text());

    ours({"create", 0, "@0", 16384});
    ours({"map", 0, 0});
    m_ours->truncate(0);
    QCOMPARE(typeOf(ours({"read", 0, "int"})), QByteArray("SegmentLost"));
}

QTEST_GUILESS_MAIN(tst_InteropDifferences)
#include "tst_interop_differences.moc"

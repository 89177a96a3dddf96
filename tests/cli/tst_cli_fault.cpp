// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/traffic/fault.h"
#include "core/traffic/verify_payload.h"
#include "tests/support/python.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace membridge;
using namespace membridge::test;

namespace {

CliRun fault(const TestSegment &segment, const char *kind, const QStringList &more = {})
{
    return runCli(QStringList{"fault", q(segment.name()), kind, "--yes", "--json"} + more);
}

CliRun on(const char *command, const TestSegment &segment, const QStringList &more = {})
{
    return runCli(QStringList{command, q(segment.name()), "--json"} + more);
}

/// The fault's one document, whatever ended it.
bool wasDone(const CliRun &run, const char *kind)
{
    const Json json = run.json();
    return json.is_object() && json["fault"] == kind && json["done"] == true
        && !json["correct_peer"].get<std::string>().empty() && !json["text"].get<std::string>().empty();
}

QByteArray codesOf(const CliRun &inspection)
{
    QByteArray codes;
    const Json json = inspection.json();
    for (const Json &finding : json["findings"])
        codes += QByteArray::fromStdString(finding["code"].get<std::string>()) + ' ';
    return codes;
}

/// The wheel, with the segment open.
void openBy(WheelPeer &peer, const TestSegment &segment)
{
    QVERIFY2(peer.start(QStringLiteral("peer.py")), qPrintable(peer.problem()));
    const auto opened = peer.ask("{\"open\": \"" + QByteArray::fromStdString(segment.name()) + "\"}");
    QVERIFY2(opened && opened->contains("is"), opened.value_or("no answer").constData());
}

void makeRing(const TestSegment &segment)
{
    segment.fillRing({.head = 0, .tail = 0, .capacity = 1024}, ByteVector(1024));
}

} // namespace

/// fault and lock-load.
class TestCliFault : public TestCase
{
    Q_OBJECT

private slots:
    void dieHolding_data();
    void dieHolding();
    void corruptLock();
    void dieMidPush();
    void dieBeforeRelease();
    void corruptLength();
    void corruptHeader();
    void secondProducer();
    void secondProducerWithoutAFirst();
    void smallestRegion();
    void truncate();
    void replace();
    void wheelAfterHalfAMessage();
    void wheelWaitsForADeadWriter();
    void wheelAfterACut();
    void wheelMeetsACorruptLength();
    void wheelTakesAgainWhatADeadConsumerRead();
    void wheelReadsBesideADeadReader();
    void wheelWaitsForAWordThatIsNone();
    void wheelStaysWithWhatWasReplaced();
    void asksFirst();
    void refusals_data();
    void refusals();
    void allAreListed();

    void load();
    void loadShowsProgress();
    void loadWithTheWheel();
    void loadFindsTornReads();
    void loadThatNeverGetsTheLock();
    void signalsEndTheLoad_data();
    void signalsEndTheLoad();
    void loadUsage_data();
    void loadUsage();
};

void TestCliFault::dieHolding_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("word");
    QTest::newRow("read") << "die-holding-read" << 1;
    QTest::newRow("write") << "die-holding-write" << -1;
}

void TestCliFault::dieHolding()
{
    QFETCH(QString, kind);
    QFETCH(int, word);
    const TestSegment segment("fault");
    segment.create(100);
    const CliRun run = fault(segment, qPrintable(kind));
    QVERIFY(!run.finished);
    QVERIFY2(wasDone(run, qPrintable(kind)), run.text().constData());
    QCOMPARE(segment.get<std::int32_t>(0), word);
    const Json json = on("inspect", segment).json();
    QCOMPARE(json["holders"].size(), 1U);
    QVERIFY(!json["holders"][0]["alive"].get<bool>());
    // So that no record stays behind.
    COMPARE_STATUS(on("unlock", segment, {"--expect", QString::number(word)}), 0);
}

void TestCliFault::corruptLock()
{
    const TestSegment segment("fault");
    segment.create(100);
    const CliRun run = fault(segment, "corrupt-lock");
    COMPARE_STATUS(run, 0);
    QVERIFY(wasDone(run, "corrupt-lock"));
    QCOMPARE(segment.get<std::int32_t>(0), -7);
    QVERIFY(codesOf(on("inspect", segment, {"--layout", "region"})).contains("lock-invalid"));
    COMPARE_STATUS(fault(segment, "corrupt-lock", {"--value", "2", "--layout", "region"}), 0);
    QCOMPARE(segment.get<std::int32_t>(0), 2);
}

void TestCliFault::dieMidPush()
{
    const TestSegment segment("fault");
    makeRing(segment);
    COMPARE_STATUS(on("push", segment, {"str:whole"}), 0);
    const std::uint64_t tail = segment.get<std::uint64_t>(8);
    const CliRun run = fault(segment, "die-mid-push");
    QVERIFY(!run.finished);
    QVERIFY2(wasDone(run, "die-mid-push"), run.text().constData());
    QCOMPARE(segment.get<std::uint64_t>(8), tail);
    QCOMPARE(segment.get<std::uint32_t>(24 + tail), 4U);
    QCOMPARE(on("frames", segment).json().size(), 1U);
}

void TestCliFault::wheelAfterHalfAMessage()
{
    const TestSegment segment("fault");
    makeRing(segment);
    QVERIFY(wasDone(fault(segment, "die-mid-push"), "die-mid-push"));
    WheelPeer peer;
    QVERIFY2(peer.start(QStringLiteral("peer.py")), qPrintable(peer.problem()));
    QVERIFY(peer.ask("{\"open\": \"" + QByteArray::fromStdString(segment.name()) + "\"}"));
    const auto popped = peer.ask(R"({"ring": "pop", "args": []})");
    QVERIFY(popped.has_value());
    QVERIFY2(popped->contains("null"), popped->constData());
    // As the next producer it writes over what was left half done.
    QVERIFY(peer.ask(R"({"ring": "push", "args": [{"bytes": "0a0b0c0d0e"}]})"));
    const CliRun ours = on("pop", segment);
    COMPARE_STATUS(ours, 0);
    QVERIFY2(ours.text().contains("0a0b0c0d0e"), ours.text().constData());
    COMPARE_STATUS(on("pop", segment), 4);
}

void TestCliFault::wheelWaitsForADeadWriter()
{
    const TestSegment segment("fault");
    segment.create(100);
    segment.put<std::uint32_t>(4, 4711);
    WheelPeer peer;
    QVERIFY2(peer.start(QStringLiteral("peer.py")), qPrintable(peer.problem()));
    QVERIFY(peer.ask("{\"open\": \"" + QByteArray::fromStdString(segment.name()) + "\"}"));
    QVERIFY(peer.ask(R"({"view": "read_range", "args": [0, 4]})"));
    QVERIFY(wasDone(fault(segment, "die-holding-write"), "die-holding-write"));
    // It waits without a deadline, as that package does.
    QVERIFY(peer.send(R"({"view": "read_range", "args": [0, 4]})"));
    const auto early = peer.readLine(std::chrono::milliseconds(300));
    QVERIFY2(!early.has_value(), early.value_or("").constData());
    QCOMPARE(segment.get<std::int32_t>(0), -1);
    COMPARE_STATUS(on("unlock", segment, {"--expect", "-1"}), 0);
    const auto read = peer.readLine();
    QVERIFY(read.has_value());
    QVERIFY2(read->contains("67120000"), read->constData());
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliFault::wheelAfterACut()
{
    const TestSegment segment("fault");
    segment.create(4 + 16'384);
    COMPARE_STATUS(on("write", segment, {"u32:4711"}), 0);
    COMPARE_STATUS(fault(segment, "truncate", {"--value", "8192"}), 0);
    // Who opens it from now on sees what is left, and no more.
    WheelPeer peer;
    QVERIFY2(peer.start(QStringLiteral("peer.py")), qPrintable(peer.problem()));
    const auto opened = peer.ask("{\"open\": \"" + QByteArray::fromStdString(segment.name()) + "\"}");
    QVERIFY(opened.has_value());
    QVERIFY2(opened->contains("8192"), opened->constData());
    const auto kept = peer.ask(R"({"view": "read_range", "args": [0, 4]})");
    QVERIFY(kept.has_value());
    QVERIFY2(kept->contains("67120000"), kept->constData());
    const auto gone = peer.ask(R"({"view": "read_range", "args": [10000, 4]})");
    QVERIFY(gone.has_value());
    QVERIFY2(gone->contains("error"), gone->constData());
    QVERIFY(peer.ask(R"({"view": "write", "args": [7]})"));
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliFault::wheelMeetsACorruptLength()
{
    const TestSegment segment("fault");
    makeRing(segment);
    WheelPeer peer;
    QVERIFY2(peer.start(QStringLiteral("peer.py")), qPrintable(peer.problem()));
    QVERIFY(peer.ask("{\"open\": \"" + QByteArray::fromStdString(segment.name()) + "\"}"));
    QVERIFY(peer.ask(R"({"ring": "push", "args": [{"bytes": "010203"}]})"));
    COMPARE_STATUS(fault(segment, "corrupt-length", {"--value", "70000"}), 0);
    // Ours takes nothing, and says so; the message is still there.
    COMPARE_STATUS(on("pop", segment), 5);
    COMPARE_STATUS(on("consume", segment, {"--count", "1"}), 5);
    QCOMPARE(segment.get<std::uint64_t>(0), 0U);
    QVERIFY(codesOf(on("inspect", segment)).contains("frame-corrupt"));
    // In order again, the wheel takes what it pushed.
    COMPARE_STATUS(fault(segment, "corrupt-length", {"--value", "3"}), 0);
    const auto popped = peer.ask(R"({"ring": "pop", "args": []})");
    QVERIFY(popped.has_value());
    QVERIFY2(popped->contains("010203"), popped->constData());
}

void TestCliFault::wheelTakesAgainWhatADeadConsumerRead()
{
    const TestSegment segment("fault");
    makeRing(segment);
    WheelPeer peer;
    openBy(peer, segment);
    QVERIFY(peer.ask(R"({"ring": "push", "args": [{"bytes": "010203"}]})"));
    QVERIFY(peer.ask(R"({"ring": "push", "args": [{"bytes": "040506"}]})"));
    QVERIFY(wasDone(fault(segment, "die-before-release"), "die-before-release"));
    for (const char *message : {"010203", "040506", "null"}) {
        const auto popped = peer.ask(R"({"ring": "pop", "args": []})");
        QVERIFY(popped.has_value());
        QVERIFY2(popped->contains(message), popped->constData());
    }
}

void TestCliFault::wheelReadsBesideADeadReader()
{
    const TestSegment segment("fault");
    segment.create(100);
    segment.put<std::uint32_t>(4, 4711);
    WheelPeer peer;
    openBy(peer, segment);
    QVERIFY(wasDone(fault(segment, "die-holding-read"), "die-holding-read"));
    const auto read = peer.ask(R"({"view": "read_range", "args": [0, 4]})");
    QVERIFY(read.has_value());
    QVERIFY2(read->contains("67120000"), read->constData());
    // Writing it can't, until somebody gives back what the dead reader had.
    QVERIFY(peer.send(R"({"view": "write", "args": [7]})"));
    const auto early = peer.readLine(std::chrono::milliseconds(300));
    QVERIFY2(!early.has_value(), early.value_or("").constData());
    QCOMPARE(segment.get<std::int32_t>(0), 1);
    COMPARE_STATUS(on("unlock", segment, {"--expect", "1"}), 0);
    QVERIFY(peer.readLine().has_value());
    QCOMPARE(segment.get<std::int64_t>(4), 7);
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliFault::wheelWaitsForAWordThatIsNone()
{
    const TestSegment segment("fault");
    segment.create(100);
    WheelPeer peer;
    openBy(peer, segment);
    QVERIFY(peer.ask(R"({"view": "read_range", "args": [0, 4]})"));
    COMPARE_STATUS(fault(segment, "corrupt-lock", {"--layout", "region"}), 0);
    QVERIFY(codesOf(on("inspect", segment, {"--layout", "region"})).contains("lock-invalid"));
    QVERIFY(peer.send(R"({"view": "read_range", "args": [0, 4]})"));
    const auto early = peer.readLine(std::chrono::milliseconds(300));
    QVERIFY2(!early.has_value(), early.value_or("").constData());
    COMPARE_STATUS(on("unlock", segment, {"--expect", "-7"}), 0);
    QVERIFY(peer.readLine().has_value());
}

void TestCliFault::wheelStaysWithWhatWasReplaced()
{
    const TestSegment segment("fault");
    makeRing(segment);
    WheelPeer before;
    openBy(before, segment);
    QVERIFY(before.ask(R"({"ring": "push", "args": [{"bytes": "010203"}]})"));
    COMPARE_STATUS(fault(segment, "replace"), 0);
    // Who had it goes on alone, and nobody hears of it: as silently as that package does.
    const auto popped = before.ask(R"({"ring": "pop", "args": []})");
    QVERIFY(popped.has_value());
    QVERIFY2(popped->contains("010203"), popped->constData());
    QVERIFY(before.ask(R"({"ring": "push", "args": [{"bytes": "0708"}]})"));
    WheelPeer after;
    openBy(after, segment);
    const auto nothing = after.ask(R"({"ring": "pop", "args": []})");
    QVERIFY(nothing.has_value());
    QVERIFY2(nothing->contains("null"), nothing->constData());
    QVERIFY(after.ask(R"({"ring": "push", "args": [{"bytes": "090a"}]})"));
    const CliRun ours = on("pop", segment);
    COMPARE_STATUS(ours, 0);
    QVERIFY2(ours.text().contains("090a"), ours.text().constData());
}

void TestCliFault::dieBeforeRelease()
{
    const TestSegment segment("fault");
    makeRing(segment);
    COMPARE_STATUS(on("push", segment, {"str:again"}), 0);
    const CliRun run = fault(segment, "die-before-release");
    QVERIFY(!run.finished);
    QVERIFY2(wasDone(run, "die-before-release"), run.text().constData());
    QCOMPARE(segment.get<std::uint64_t>(0), 0U);
    COMPARE_STATUS(on("pop", segment), 0);
    const CliRun empty = fault(segment, "die-before-release");
    COMPARE_STATUS(empty, 1);
}

void TestCliFault::corruptLength()
{
    const TestSegment segment("fault");
    makeRing(segment);
    COMPARE_STATUS(on("push", segment, {"str:x"}), 0);
    COMPARE_STATUS(fault(segment, "corrupt-length", {"--value", "70000"}), 0);
    QCOMPARE(segment.get<std::uint32_t>(24), 70'000U);
    QVERIFY(codesOf(on("inspect", segment)).contains("frame-corrupt"));
    COMPARE_STATUS(on("pop", segment), 5);
}

void TestCliFault::corruptHeader()
{
    const TestSegment segment("fault");
    makeRing(segment);
    COMPARE_STATUS(fault(segment, "corrupt-header", {"--value", "2048"}), 0);
    QCOMPARE(segment.get<std::uint64_t>(16), 2048U);
    QVERIFY(codesOf(on("inspect", segment, {"--layout", "ring"})).contains("capacity-mismatch"));
}

void TestCliFault::secondProducer()
{
    const TestSegment segment("fault");
    makeRing(segment);
    LiveCli producer({"produce", q(segment.name()), "--rate", "200", "--json"});
    LiveCli consumer({"consume", q(segment.name()), "--json"});
    QTRY_VERIFY_WITH_TIMEOUT(segment.get<std::uint64_t>(0) > 0, 20'000);
    const CliRun run = fault(segment, "second-producer");
    COMPARE_STATUS(run, 0);
    // One message of 68 bytes, or more, came between the copy of tail and the 12 bytes that were pushed behind it.
    const QByteArray said = QByteArray::fromStdString(run.json()["text"].get<std::string>());
    const QRegularExpressionMatch match = QRegularExpression("^tail was (\\d+) and is (\\d+), ")
                                              .match(QString::fromLatin1(said));
    QVERIFY2(match.hasMatch(), said.constData());
    QVERIFY2(match.captured(2).toULongLong() < match.captured(1).toULongLong(), said.constData());
    producer.signal(SIGTERM);
    consumer.signal(SIGTERM);
    (void)producer.finish();
    (void)consumer.finish();
}

void TestCliFault::secondProducerWithoutAFirst()
{
    const TestSegment segment("fault");
    makeRing(segment);
    const ByteVector before = segment.bytes();
    COMPARE_STATUS(fault(segment, "second-producer"), 1);
    QCOMPARE(segment.bytes(), before);
}

void TestCliFault::smallestRegion()
{
    const TestSegment segment("fault");
    segment.create(5);
    COMPARE_STATUS(fault(segment, "corrupt-lock", {"--layout", "region"}), 0);
    QCOMPARE(segment.get<std::int32_t>(0), -7);
}

void TestCliFault::truncate()
{
    const TestSegment segment("fault");
    segment.create(1000);
    COMPARE_STATUS(fault(segment, "truncate"), 0);
    QCOMPARE(segment.size(), 500U);
    COMPARE_STATUS(fault(segment, "truncate", {"--value", "7"}), 0);
    QCOMPARE(segment.size(), 7U);
    COMPARE_STATUS(fault(segment, "truncate", {"--value", "8"}), 2);
}

void TestCliFault::replace()
{
    const TestSegment segment("fault");
    makeRing(segment);
    COMPARE_STATUS(on("push", segment, {"str:x"}), 0);
    const Json before = on("inspect", segment).json();
    COMPARE_STATUS(fault(segment, "replace"), 0);
    const Json after = on("inspect", segment).json();
    QVERIFY(before["inode"] != after["inode"]);
    QCOMPARE(after["size"].get<std::uint64_t>(), 1048U);
    QCOMPARE(after["ring"]["capacity"].get<std::uint64_t>(), 1024U);
    QCOMPARE(after["ring"]["used"].get<std::uint64_t>(), 0U);
}

void TestCliFault::asksFirst()
{
    const TestSegment segment("fault");
    segment.create(100);
    COMPARE_STATUS(on("fault", segment, {"corrupt-lock"}), 2);
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliFault::refusals_data()
{
    QTest::addColumn<bool>("ring");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("lock of a ring") << true << QStringList{"corrupt-lock"} << 2;
    QTest::newRow("length of a region") << false << QStringList{"corrupt-length"} << 2;
    QTest::newRow("unknown") << false << QStringList{"explode"} << 2;
    QTest::newRow("word too large") << false << QStringList{"corrupt-lock", "--value", "2147483648"} << 2;
    QTest::newRow("no number") << false << QStringList{"corrupt-lock", "--value", "x"} << 2;
}

void TestCliFault::refusals()
{
    QFETCH(bool, ring);
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const TestSegment segment("fault");
    if (ring)
        makeRing(segment);
    else
        segment.create(100);
    const ByteVector before = segment.bytes();
    COMPARE_STATUS(on("fault", segment, QStringList{"--yes"} + arguments), status);
    QCOMPARE(segment.bytes(), before);
    const TestSegment none("fault");
    for (const char *kind : {"truncate", "replace"}) {
        COMPARE_STATUS(on("fault", none, {"--yes", kind}), 3);
        COMPARE_STATUS(runCli({"fault", "/a/b", kind, "--yes"}), 2);
    }
}

void TestCliFault::allAreListed()
{
    const CliRun help = runCli({"fault", "--help"});
    for (const FaultEntry &entry : allFaults()) {
        QVERIFY2(help.output.contains(entry.id), entry.id);
        QCOMPARE(findFault(entry.id), &entry);
    }
    QVERIFY(findFault("explode") == nullptr);
}

void TestCliFault::load()
{
    const TestSegment segment("load");
    segment.create(4 + 4096);
    const CliRun run = on("lock-load", segment, {"--for", "200", "--hold", "10us:100us", "--pause", "exp:100us"});
    COMPARE_STATUS(run, 0);
    const Json json = run.json();
    QCOMPARE(keysOf(json), QByteArray("reads,writes,timeouts,torn,resets,elapsed_ns,wait_ns,hold_ns,end,rate"));
    QVERIFY(json["reads"].get<std::uint64_t>() > 0);
    QVERIFY(json["writes"].get<std::uint64_t>() > 0);
    QCOMPARE(json["torn"].get<std::uint64_t>(), 0U);
    QVERIFY(json["hold_ns"]["writer"]["p50"].get<std::uint64_t>() >= 10'000);
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliFault::loadShowsProgress()
{
    const TestSegment segment("load");
    segment.create(4 + 4096);
    LiveCli load({"lock-load", q(segment.name()), "--json", "--progress", "--pause", "1ms"});
    const Json first = load.next();
    const Json second = load.next();
    QVERIFY(first.is_object() && second.is_object());
    QCOMPARE(keysOf(first), QByteArray("reads,writes,timeouts,torn,elapsed_ns,rate"));
    QVERIFY(second["reads"] > first["reads"] && second["elapsed_ns"] > first["elapsed_ns"]);
    load.signal(SIGTERM);
    const CliRun end = load.finish();
    COMPARE_STATUS(end, 0);
    const Json last = end.documents().back();
    QCOMPARE(QByteArray::fromStdString(last["end"].get<std::string>()), QByteArray("signal"));
    QVERIFY(last["reads"] >= second["reads"] && last["rate"] > 0);
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliFault::loadWithTheWheel()
{
    // Readers of the wheel under the same lock see whole payloads only.
    const TestSegment segment("load");
    segment.create(4 + 256);
    LiveCli load({"lock-load", q(segment.name()), "--json", "--pause", "200us", "--hold", "20us"});
    QTRY_VERIFY_WITH_TIMEOUT(segment.get<std::uint64_t>(4 + 8) > 10, 20'000);
    WheelPeer peer;
    QVERIFY2(peer.start(QStringLiteral("peer.py")), qPrintable(peer.problem()));
    QVERIFY(peer.ask("{\"open\": \"" + QByteArray::fromStdString(segment.name()) + "\"}"));
    for (int i = 0; i < 20; ++i) {
        const auto answer = peer.ask(R"({"view": "read_range", "args": [0, 256]})");
        QVERIFY(answer.has_value());
        const Json json = Json::parse(answer->toStdString(), nullptr, false);
        QVERIFY2(json.is_object() && json["is"].contains("bytes"), answer->constData());
        const QByteArray bytes = QByteArray::fromHex(QByteArray::fromStdString(json["is"]["bytes"].get<std::string>()));
        QCOMPARE(bytes.size(), qsizetype(256));
        QVERIFY(!readVerifyPayload(std::as_bytes(std::span(bytes.data(), 256))).fault);
    }
    load.signal(SIGTERM);
    const CliRun end = load.finish();
    COMPARE_STATUS(end, 0);
    QCOMPARE(end.json()["torn"].get<std::uint64_t>(), 0U);
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliFault::loadFindsTornReads()
{
    const TestSegment segment("load");
    segment.create(4 + 4096);
    LiveCli load(
        {"lock-load", q(segment.name()), "--json", "--pause", "500us", "--reader-hold", "1ms", "--readers", "1"});
    QTRY_VERIFY_WITH_TIMEOUT(segment.get<std::uint64_t>(4 + 8) > 2, 20'000);
    // For many turns of the writer, so that the reader's come in between.
    const std::uint64_t enough = segment.get<std::uint64_t>(4 + 8) + 200;
    QDeadlineTimer deadline(20'000);
    while (segment.get<std::uint64_t>(4 + 8) < enough && !deadline.hasExpired())
        segment.put<std::uint32_t>(4 + 4000, 0xBADBAD);
    load.signal(SIGTERM);
    const CliRun end = load.finish();
    COMPARE_STATUS(end, 1);
    const Json json = end.json();
    QVERIFY(json["torn"].get<std::uint64_t>() > 0);
    QCOMPARE(json["first_torn"]["hex"].get<std::string>().size(), 512U);
}

void TestCliFault::loadThatNeverGetsTheLock()
{
    const TestSegment segment("load");
    segment.create(4 + 4096);
    segment.put<std::int32_t>(0, -1);
    const CliRun run = on("lock-load", segment, {"--for", "60", "--timeout", "10"});
    COMPARE_STATUS(run, 4);
    QVERIFY(run.json()["timeouts"].get<std::uint64_t>() > 0);
    QCOMPARE(segment.get<std::int32_t>(0), -1);
}

void TestCliFault::signalsEndTheLoad_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliFault::signalsEndTheLoad()
{
    QFETCH(int, number);
    const TestSegment segment("load");
    segment.create(4 + 4096);
    LiveCli load({"lock-load", q(segment.name()), "--json", "--readers", "0", "--hold", "3600s"});
    QTRY_COMPARE_WITH_TIMEOUT(segment.get<std::int32_t>(0), -1, 20'000);
    load.signal(number);
    const CliRun end = load.finish();
    COMPARE_STATUS(end, 0);
    QCOMPARE(QByteArray::fromStdString(end.json()["end"].get<std::string>()), QByteArray("signal"));
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliFault::loadUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nobody") << QStringList{"--readers", "0", "--writers", "0"};
    QTest::newRow("too many") << QStringList{"--readers", "100"};
    QTest::newRow("more than 32 bits") << QStringList{"--readers", "4294967296"};
    QTest::newRow("spread") << QStringList{"--hold", "5m"};
    QTest::newRow("too few bytes") << QStringList{"--size", "31"};
    QTest::newRow("too many bytes") << QStringList{"--size", "4097"};
}

void TestCliFault::loadUsage()
{
    QFETCH(QStringList, arguments);
    const TestSegment segment("load");
    segment.create(4 + 4096);
    COMPARE_STATUS(on("lock-load", segment, QStringList{"--for", "50"} + arguments), 2);
}

QTEST_GUILESS_MAIN(TestCliFault)
#include "tst_cli_fault.moc"

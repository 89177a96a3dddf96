// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <csignal>
#include <vector>

using namespace membridge;
using namespace membridge::test;

namespace {

void makeRing(const TestSegment &segment, std::uint64_t head = 0, std::uint64_t tail = 0)
{
    segment.fillRing({.head = head, .tail = tail, .capacity = 4096}, ByteVector(4096));
}

QStringList watchArguments(const TestSegment &segment, const QStringList &more = {})
{
    return QStringList{"watch", q(segment.name()), "--json", "--interval", "5"} + more;
}

/// The first document that has this finding; a discarded value when none comes.
Json waitForFinding(LiveCli &cli, const char *code)
{
    for (Json document = cli.next(); !document.is_discarded(); document = cli.next()) {
        if (!document.contains("findings"))
            continue;
        for (const Json &finding : document.at("findings")) {
            if (finding.at("code") == code)
                return document;
        }
    }
    return Json(Json::value_t::discarded);
}

} // namespace

class TestCliWatch : public TestCase
{
    Q_OBJECT

private slots:
    void region();
    void ring();
    void firstLineComesAtOnce();
    void rates();
    void signalPrintsTheLastDocument_data();
    void signalPrintsTheLastDocument();
    void closedPipeEndsIt();
    void shrank();
    void shrankToNothing();
    void removed();
    void replaced();
    void headWentBack();
    void malformedIsAFinding();
    void aFrameThatWasBrokenBefore();
    void untilAConditionIsTrue_data();
    void untilAConditionIsTrue();
    void untilAMessageMatches();
    void untilAMessageThatIsConsumedAtOnce();
    void untilAMessageOrSomethingElse();
    void whatHappenedBetweenTwoLines();
    void untilTheHolderIsGone();
    void untilTimesOut();
    void badConditions_data();
    void badConditions();
    void forPeople();
};

void TestCliWatch::region()
{
    const TestSegment segment("watch");
    segment.create(100);
    segment.put(0, std::int32_t{2});
    const CliRun run = runCli(watchArguments(segment, {"--count", "3"}));
    COMPARE_STATUS(run, 0);
    auto documents = run.documents();
    QCOMPARE(documents.size(), std::size_t{3});
    for (Json &document : documents) {
        // That nobody has it may have been found out meanwhile.
        document.erase("findings");
        QCOMPARE(keysOf(document), "t_ns,word,bytes_in_per_s,bytes_out_per_s,msgs_in_per_s,coverage");
        COMPARE_JSON(document.at("word"), 2);
    }
    QVERIFY(documents[0].at("t_ns") < documents[2].at("t_ns"));
}

void TestCliWatch::ring()
{
    const TestSegment segment("watch");
    makeRing(segment, 8, 24);
    const CliRun run = runCli(watchArguments(segment, {"--count", "2"}));
    COMPARE_STATUS(run, 0);
    for (const Json &document : run.documents()) {
        QCOMPARE(keysOf(document), "t_ns,head,tail,used,bytes_in_per_s,bytes_out_per_s,msgs_in_per_s,coverage");
        COMPARE_JSON(document.at("head"), 8);
        COMPARE_JSON(document.at("tail"), 24);
        COMPARE_JSON(document.at("used"), 16);
        COMPARE_JSON(document.at("bytes_in_per_s"), 0.0);
        COMPARE_JSON(document.at("msgs_in_per_s"), 0.0);
        COMPARE_JSON(document.at("coverage"), 1.0);
    }
}

void TestCliWatch::firstLineComesAtOnce()
{
    const TestSegment segment("watch");
    makeRing(segment);
    LiveCli cli({"watch", q(segment.name()), "--json", "--interval", "1000000"});
    QVERIFY(cli.next().is_object());
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatch::rates()
{
    const TestSegment segment("watch");
    makeRing(segment);
    LiveCli cli({"watch", q(segment.name()), "--json", "--interval", "1000000"});
    const Json first = cli.next();
    QVERIFY(first.is_object());
    for (int i = 0; i < 3; ++i)
        COMPARE_STATUS(runCli({"push", q(segment.name()), "42"}), 0);
    COMPARE_STATUS(runCli({"pop", q(segment.name())}), 0);
    cli.signal(SIGTERM);
    const Json last = cli.next();
    QVERIFY(last.is_object());
    COMPARE_STATUS(cli.finish(), 0);
    const double seconds = (last.at("t_ns").get<double>() - first.at("t_ns").get<double>()) / 1e9;
    COMPARE_JSON(last.at("used"), 24);
    QCOMPARE(qRound64(last.at("bytes_in_per_s").get<double>() * seconds), 36);
    QCOMPARE(qRound64(last.at("bytes_out_per_s").get<double>() * seconds), 12);
    QCOMPARE(qRound64(last.at("msgs_in_per_s").get<double>() * seconds), 3);
    COMPARE_JSON(last.at("coverage"), 1.0);
}

void TestCliWatch::signalPrintsTheLastDocument_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliWatch::signalPrintsTheLastDocument()
{
    QFETCH(int, number);
    const TestSegment segment("watch");
    segment.create(100);
    LiveCli cli({"watch", q(segment.name()), "--json", "--interval", "1000000"});
    COMPARE_JSON(cli.next().at("word"), 0);
    segment.put(0, std::int32_t{1});
    cli.signal(number);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("word"), 1);
}

void TestCliWatch::closedPipeEndsIt()
{
    const TestSegment segment("watch");
    segment.create(100);
    // Long before the next line would be due.
    const CliRun run = runShell("{ \"$0\" watch \"$1\" --json --interval 1000000; echo $? >&2; } | head -n 1",
                                {q(segment.name())});
    QCOMPARE(run.errors, "0\n");
    QVERIFY2(run.json().is_object(), run.output.constData());
}

void TestCliWatch::shrank()
{
    const TestSegment segment("watch");
    segment.create(8192);
    LiveCli cli(watchArguments(segment));
    QVERIFY(!cli.next().contains("findings"));
    segment.truncate(100);
    const Json document = waitForFinding(cli, "segment-shrank");
    QVERIFY(document.is_object());
    const Json finding = document.at("findings").front();
    QCOMPARE(keysOf(finding), "code,severity,text,offset");
    COMPARE_JSON(finding.at("text"),
                 "the segment shrank from 8192 to 100 bytes: programs that touch what is gone crash");
    COMPARE_JSON(document.at("word"), 0);
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatch::shrankToNothing()
{
    const TestSegment segment("watch");
    makeRing(segment);
    LiveCli cli(watchArguments(segment));
    QVERIFY(cli.next().contains("head"));
    segment.truncate(0);
    const Json document = waitForFinding(cli, "segment-shrank");
    QVERIFY(document.is_object());
    COMPARE_STATUS(cli.finish(), 5);
}

void TestCliWatch::removed()
{
    const TestSegment segment("watch");
    makeRing(segment);
    LiveCli cli(watchArguments(segment));
    QVERIFY(cli.next().contains("head"));
    segment.unlink();
    QVERIFY(waitForFinding(cli, "segment-removed").contains("head"));
    QVERIFY(cli.next().contains("head"));
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatch::replaced()
{
    const TestSegment segment("watch");
    segment.create(100);
    segment.put(0, std::int32_t{5});
    LiveCli cli(watchArguments(segment));
    COMPARE_JSON(cli.next().at("word"), 5);
    segment.replace(100);
    COMPARE_JSON(waitForFinding(cli, "segment-replaced").at("word"), 5);
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatch::headWentBack()
{
    const TestSegment segment("watch");
    makeRing(segment, 100, 100);
    LiveCli cli(watchArguments(segment));
    QVERIFY(cli.next().contains("head"));
    // Both at once, as when the ring is set up anew.
    segment.write(0, joined({packed(std::uint64_t{4}), packed(std::uint64_t{4})}));
    const Json document = waitForFinding(cli, "head-went-back");
    COMPARE_JSON(document.at("head"), 4);
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatch::malformedIsAFinding()
{
    const TestSegment segment("watch");
    makeRing(segment, 9, 8);
    const CliRun run = runCli(watchArguments(segment, {"--count", "2"}));
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.documents().front().at("findings").front().at("code"), "occupancy-over-capacity");
    COMPARE_JSON(run.documents().front().at("used"), 0);
}

void TestCliWatch::aFrameThatWasBrokenBefore()
{
    const TestSegment segment("watch");
    segment.fillRing({.head = 0, .tail = 8, .capacity = 64}, joined({fromHex("00100000"), ByteVector(60)}));
    const CliRun run = runCli(watchArguments(segment, {"--count", "1"}));
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.documents().front().at("findings").front().at("code"), "frame-corrupt");
    COMPARE_JSON(run.documents().front().at("findings").front().at("offset"), 24);
}

void TestCliWatch::untilAConditionIsTrue_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<int>("step");
    QTest::newRow("lock") << QStringLiteral("word == -1") << 0;
    QTest::newRow("lock for a while") << QStringLiteral("state == \"writer\" for 50ms") << 0;
    QTest::newRow("size") << QStringLiteral("size < 100") << 1;
    QTest::newRow("name") << QStringLiteral("status == \"removed\" or inode == 0") << 2;
    QTest::newRow("another object") << QStringLiteral("changed(inode) and status == \"replaced\"") << 3;
}

void TestCliWatch::untilAConditionIsTrue()
{
    QFETCH(QString, condition);
    QFETCH(int, step);
    const TestSegment segment("watch");
    segment.create(100);
    LiveCli cli(
        {"watch", q(segment.name()), "--json", "--until", condition, "--timeout", "60000", "--interval", "60000"});
    QVERIFY(!cli.next().is_discarded());
    if (step == 0)
        segment.put(0, std::int32_t{-1});
    if (step == 1)
        segment.truncate(99);
    if (step == 2)
        segment.unlink();
    if (step == 3)
        segment.replace(100);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.documents().size(), std::size_t(1));
    COMPARE_JSON(run.documents().back().at("until"), true);
}

void TestCliWatch::untilAMessageMatches()
{
    const TestSegment segment("watch");
    COMPARE_STATUS(runCli({"create", q(segment.name()), "--ring", "4K"}), 0);
    LiveCli cli({"watch", q(segment.name()), "--json", "--schema", "name:str temperature:float", "--until",
                 "field.name == \"kitchen\" and field.temperature > 30", "--timeout", "60000", "--interval", "60000"});
    QVERIFY(!cli.next().is_discarded());
    COMPARE_STATUS(runCli({"push", q(segment.name()), "kitchen", "29.5"}), 0);
    COMPARE_STATUS(runCli({"push", q(segment.name()), "hall", "31.5"}), 0);
    COMPARE_STATUS(runCli({"push", q(segment.name()), "kitchen", "31.5"}), 0);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.documents().back().at("until"), true);
    // Looking consumed nothing.
    QCOMPARE(runCli({"frames", q(segment.name()), "--json"}).json().size(), std::size_t(3));
}

void TestCliWatch::untilAMessageThatIsConsumedAtOnce()
{
    const TestSegment segment("watch");
    const SpscRingBuffer ring = SharedMemory::create(segment.name(), 24 + 4096).spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
    const auto pass = [&](std::uint32_t level) {
        return producer.tryPushObject(level) == PushOutcome::Pushed && consumer.pop().outcome == PopOutcome::Popped;
    };
    // What was there before is no new message.
    QCOMPARE(producer.tryPushObject(std::uint32_t{9}), PushOutcome::Pushed);
    const QStringList watch{"watch",   q(segment.name()), "--json",     "--schema", "level:u32",
                            "--until", "field.level > 7", "--interval", "60000",    "--timeout"};
    const CliRun early = runCli(watch + QStringList{"200"});
    COMPARE_STATUS(early, 4);
    LiveCli cli(watch + QStringList{"60000"});
    QVERIFY(!cli.next().is_discarded());
    QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
    for (const std::uint32_t level : {1u, 7u, 8u, 2u})
        QVERIFY(pass(level));
    COMPARE_STATUS(cli.finish(), 0);
    // It goes on where the ring is set up anew and positions count afresh.
    LiveCli again(watch + QStringList{"60000"});
    QVERIFY(!again.next().is_discarded());
    segment.write(0, joined({packed(std::uint64_t{0}), packed(std::uint64_t{0})}));
    SpscProducer fresh = SharedMemory::open(segment.name()).spsc().producer();
    QCOMPARE(fresh.tryPushObject(std::uint32_t{1}), PushOutcome::Pushed);
    QCOMPARE(fresh.tryPushObject(std::uint32_t{8}), PushOutcome::Pushed);
    COMPARE_STATUS(again.finish(), 0);
}

void TestCliWatch::untilAMessageOrSomethingElse()
{
    const TestSegment segment("watch");
    COMPARE_STATUS(runCli({"create", q(segment.name()), "--ring", "4K"}), 0);
    LiveCli cli({"watch", q(segment.name()), "--json", "--until", "frame.length > 100 or status == \"removed\"",
                 "--timeout", "60000", "--interval", "60000"});
    QVERIFY(!cli.next().is_discarded());
    segment.unlink();
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatch::whatHappenedBetweenTwoLines()
{
    const TestSegment segment("watch");
    makeRing(segment, 100, 100);
    LiveCli cli({"watch", q(segment.name()), "--json", "--interval", "7000", "--count", "2"});
    QVERIFY(cli.next().contains("head"));
    // Both indices fall: two findings of one code, which are no longer news long before the next line.
    segment.write(0, joined({packed(std::uint64_t{4}), packed(std::uint64_t{4})}));
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    std::vector<std::uint64_t> offsets;
    const Json last = run.documents().back();
    for (const Json &finding : last.at("findings")) {
        if (finding.at("code") == "head-went-back")
            offsets.push_back(finding.at("offset").get<std::uint64_t>());
    }
    QCOMPARE(offsets, (std::vector<std::uint64_t>{0, 8}));
}

void TestCliWatch::untilTheHolderIsGone()
{
    const TestSegment segment("watch");
    segment.create(100);
    const LiveCli holder({"hold", q(segment.name()), "write", "--for", "600000"});
    COMPARE_STATUS(
        runCli({"watch", q(segment.name()), "--until", "word == -1 and processes >= 1", "--timeout", "60000"}), 0);
    LiveCli cli({"watch", q(segment.name()), "--json", "--until", "word == -1 and processes == 0", "--timeout", "60000"});
    QVERIFY(!cli.next().is_discarded());
    holder.signal(SIGKILL);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatch::untilTimesOut()
{
    const TestSegment segment("watch");
    segment.create(100);
    const CliRun run = runCli({"watch", q(segment.name()), "--json", "--until", "readers > 5", "--timeout", "30"});
    COMPARE_STATUS(run, 4);
    QVERIFY2(run.errors.contains("readers > 5") && run.errors.contains("readers = 0"), run.text());
    QVERIFY(run.documents().size() >= 2);
    QVERIFY(!run.documents().back().contains("until"));
}

void TestCliWatch::badConditions_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("empty") << QString() << QByteArray("empty");
    QTest::newRow("typo") << QStringLiteral("wrd == 1") << QByteArray("word");
    QTest::newRow("cut short") << QStringLiteral("word ==") << QByteArray("end");
    QTest::newRow("no condition") << QStringLiteral("5") << QByteArray("column 1");
}

void TestCliWatch::badConditions()
{
    QFETCH(QString, condition);
    QFETCH(QByteArray, says);
    const TestSegment segment("watch");
    segment.create(100);
    const CliRun run = runCli({"watch", q(segment.name()), "--until", condition});
    COMPARE_STATUS(run, 2);
    QVERIFY2(run.errors.contains(says), run.text());
}

void TestCliWatch::forPeople()
{
    const TestSegment segment("watch");
    makeRing(segment, 0, 1024);
    const CliRun run = runCli({"watch", q(segment.name()), "--interval", "1", "--count", "2"});
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.output.count('\n'), 3);
    QVERIFY2(run.output.contains("1024 of 4096 bytes (25 %)"), run.output.constData());
}

QTEST_GUILESS_MAIN(TestCliWatch)
#include "tst_cli_watch.moc"

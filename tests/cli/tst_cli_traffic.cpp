// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/traffic/verify_payload.h"
#include "tests/support/python.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr auto summaryKeys = "messages,bytes,elapsed_ns,rate,lost,duplicated,corrupt,latency_ns,reordered,late,refused,"
                             "verified,end";

void makeRing(const TestSegment &segment, std::uint64_t capacity = 4096)
{
    segment.fillRing({.head = 0, .tail = 0, .capacity = capacity}, ByteVector(capacity));
}

QStringList on(const char *command, const TestSegment &segment, const QStringList &more = {})
{
    return QStringList{command, q(segment.name()), "--json"} + more;
}

} // namespace

/// produce and consume.
class TestCliTraffic : public TestCase
{
    Q_OBJECT

private slots:
    void twoProcesses_data();
    void twoProcesses();
    void wheelConsumes();
    void wheelProduces();
    void signalsEndIt_data();
    void signalsEndIt();
    void timeouts();
    void damageIsFound();
    void lossIsFoundAlsoAtASignal();
    void wrongSchemaConsumesNothing();
    void lateIsFound();
    void payloadOfFields();
    void burstsAndJitter();
    void slowStartAndPauses();
    void progress();
    void usage_data();
    void usage();
    void neverCreates();
    void forPeople();
};

void TestCliTraffic::twoProcesses_data()
{
    QTest::addColumn<int>("ms");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("one by one") << 1000 << QStringList{"--size", "32"};
    QTest::newRow("batches, many sizes") << 1000 << QStringList{"--size", "32:1K", "--batch", "32"};
    QTest::newRow("20 s") << 20'000 << QStringList{"--size", "32:200", "--batch", "7"};
}

void TestCliTraffic::twoProcesses()
{
    QFETCH(int, ms);
    QFETCH(QStringList, options);
    const TestSegment segment("traffic");
    makeRing(segment, 65536);
    // Far more than a busy machine takes, far less than a message takes that hangs.
    LiveCli consumer(on("consume", segment, {"--verify", "--late", "10000", "--timeout", "60000"}));
    LiveCli producer(
        on("produce", segment,
           QStringList{"--pattern", "verify", "--for", QString::number(ms), "--timeout", "60000"} + options));
    const Json produced = producer.next();
    COMPARE_STATUS(producer.finish(), 0);
    QCOMPARE(keysOf(produced), summaryKeys);
    QTRY_COMPARE_WITH_TIMEOUT(segment.get<std::uint64_t>(0), segment.get<std::uint64_t>(8), 60'000);
    consumer.signal(SIGINT);
    const CliRun run = consumer.finish();
    COMPARE_STATUS(run, 0);
    const Json consumed = run.json();
    QCOMPARE(keysOf(consumed), QByteArray(summaryKeys) + ",late_ms");
    COMPARE_JSON(consumed.at("late_ms"), 10'000);
    QVERIFY(consumed.at("messages") > 0);
    for (const char *key : {"messages", "bytes"})
        COMPARE_JSON(consumed.at(key), produced.at(key));
    for (const char *key : {"lost", "duplicated", "corrupt", "reordered", "late"})
        COMPARE_JSON(consumed.at(key), 0);
    QVERIFY(consumed.at("latency_ns").at("p50") <= consumed.at("latency_ns").at("max"));
    COMPARE_JSON(produced.at("end"), "time");
    COMPARE_JSON(consumed.at("end"), "signal");
}

void TestCliTraffic::wheelConsumes()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    WheelPeer wheel;
    QVERIFY2(wheel.start("verify_side.py", {q(segment.name()), "consume", "2000"}), qPrintable(wheel.problem()));
    const CliRun run = runCli(on("produce", segment, {"--pattern", "verify", "--size", "32:99", "--count", "2000"}));
    COMPARE_STATUS(run, 0);
    const PythonRun checked = wheel.finish();
    QVERIFY2(checked.succeeded(), checked.text());
    QCOMPARE(checked.output.trimmed(), "2000 good");
}

void TestCliTraffic::wheelProduces()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    WheelPeer wheel;
    QVERIFY2(wheel.start("verify_side.py", {q(segment.name()), "produce", "2000"}), qPrintable(wheel.problem()));
    const CliRun run = runCli(on("consume", segment, {"--verify", "--count", "2000", "--timeout", "60000"}));
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("messages"), 2000);
    QVERIFY(wheel.finish().succeeded());
}

void TestCliTraffic::signalsEndIt_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("number");
    QTest::newRow("produce, full") << QStringList{"produce"} << SIGINT;
    QTest::newRow("produce, paced") << QStringList{"produce", "--rate", "0.01"} << SIGTERM;
    QTest::newRow("consume, empty") << QStringList{"consume"} << SIGTERM;
    QTest::newRow("consume, verified") << QStringList{"consume", "--verify"} << SIGINT;
}

void TestCliTraffic::signalsEndIt()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, number);
    const TestSegment segment("traffic");
    makeRing(segment);
    const QString command = arguments.takeFirst();
    // Its first progress tells that it runs.
    LiveCli cli(on(qPrintable(command), segment, arguments + QStringList{"--progress", "--timeout", "600000"}));
    QVERIFY(!cli.next().is_discarded());
    cli.signal(number);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.documents().back().at("end"), "signal");
}

void TestCliTraffic::timeouts()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    const CliRun full = runCli(on("produce", segment, {"--size", "60", "--timeout", "20"}));
    COMPARE_STATUS(full, 4);
    COMPARE_JSON(full.json().at("messages"), 64);
    COMPARE_JSON(full.json().at("end"), "timeout");
    const CliRun empty = runCli(on("consume", segment, {"--timeout", "20"}));
    COMPARE_STATUS(empty, 4);
    COMPARE_JSON(empty.json().at("bytes"), 64 * 60);
}

void TestCliTraffic::damageIsFound()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    COMPARE_STATUS(runCli(on("produce", segment, {"--pattern", "verify", "--count", "5"})), 0);
    segment.put(24 + 68 + 4 + 50, std::uint16_t{0xFFFF});
    const CliRun run = runCli(on("consume", segment, {"--verify", "--count", "5"}));
    COMPARE_STATUS(run, 1);
    const Json summary = run.json();
    COMPARE_JSON(summary.at("corrupt"), 1);
    const Json &offence = summary.at("first_offence");
    COMPARE_JSON(offence.at("kind"), "corrupt");
    COMPARE_JSON(offence.at("position"), 68);
    QCOMPARE(q(offence.at("hex").get<std::string>().substr(100, 4)), "ffff");
    QVERIFY(run.errors.contains("its checksum is wrong"));
}

void TestCliTraffic::lossIsFoundAlsoAtASignal()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    COMPARE_STATUS(runCli(on("produce", segment, {"--pattern", "verify", "--count", "2"})), 0);
    COMPARE_STATUS(runCli(on("produce", segment, {"--pattern", "verify", "--count", "2"})), 0);
    LiveCli cli(on("consume", segment, {"--verify", "--progress", "--timeout", "600000"}));
    QVERIFY(!cli.next().is_discarded());
    cli.signal(SIGINT);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 1);
    COMPARE_JSON(run.documents().back().at("duplicated"), 2);
}

void TestCliTraffic::wrongSchemaConsumesNothing()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    COMPARE_STATUS(runCli(on("produce", segment, {"--size", "8", "--count", "3"})), 0);
    COMPARE_STATUS(runCli(on("consume", segment, {"--schema", "u64 u64", "--count", "3"})), 5);
    QCOMPARE(segment.get<std::uint64_t>(0), 0U);
    COMPARE_STATUS(runCli(on("consume", segment, {"--schema", "u64", "--count", "3"})), 0);
    QCOMPARE(segment.get<std::uint64_t>(0), 36U);
}

void TestCliTraffic::lateIsFound()
{
    // Made when the machine started, as far as it says.
    const TestSegment segment("traffic");
    ByteVector data(4096);
    ByteVector payload(64);
    sealVerifyPayload(payload, 0, 0, 1);
    data[0] = std::byte{64};
    std::copy(payload.begin(), payload.end(), data.begin() + 4);
    segment.fillRing({.head = 0, .tail = 68, .capacity = 4096}, data);
    const CliRun run = runCli(on("consume", segment, {"--verify", "--late", "5", "--count", "1"}));
    COMPARE_STATUS(run, 1);
    COMPARE_JSON(run.json().at("late"), 1);
    COMPARE_JSON(run.json().at("lost"), 0);
    COMPARE_JSON(run.json().at("first_offence").at("kind"), "late");
    // Without a limit it is no offence.
    segment.put<std::uint64_t>(0, 0);
    const CliRun other = runCli(on("consume", segment, {"--verify", "--count", "1"}));
    COMPARE_STATUS(other, 0);
    QVERIFY(!other.json().contains("late_ms"));
}

void TestCliTraffic::payloadOfFields()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    QTemporaryDir folder;
    QFile csv(folder.filePath(QStringLiteral("data.csv")));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("a,b\n1,5\n2,6\n");
    csv.close();
    const QString fields = QStringLiteral("counter(10,5) random(3,3) \"x\" text(n) csv(%1,2) checksum()")
                               .arg(csv.fileName());
    COMPARE_STATUS(runCli(on("produce", segment, {"--payload", fields, "--count", "3"})), 0);
    const CliRun run = runCli(on("pop", segment, {"--schema", "i64 i64 str str i64 u32", "--count", "3"}));
    COMPARE_STATUS(run, 0);
    const auto messages = run.documents();
    QCOMPARE(messages.size(), 3U);
    for (std::size_t number = 0; number < 3; ++number) {
        const Json &values = messages[number].at("values");
        COMPARE_JSON(values.at(0), 10 + 5 * number);
        COMPARE_JSON(values.at(1), 3);
        COMPARE_JSON(values.at(2), "x");
        COMPARE_JSON(values.at(3), "n" + std::to_string(number));
        COMPARE_JSON(values.at(4), number == 1 ? 6 : 5);
    }
}

void TestCliTraffic::burstsAndJitter()
{
    const TestSegment segment("traffic");
    makeRing(segment, 65536);
    // A burst is due at once, the next one in days: it is not there when the time is over.
    const CliRun burst = runCli(on("produce", segment, {"--rate", "0.0001", "--burst", "7", "--for", "100"}));
    COMPARE_STATUS(burst, 0);
    COMPARE_JSON(burst.json().at("messages"), 7);
    const CliRun jitter = runCli(
        on("produce", segment, {"--rate", "1000", "--jitter", "0.5", "--burst", "2", "--batch", "4", "--count", "20"}));
    COMPARE_STATUS(jitter, 0);
    COMPARE_JSON(jitter.json().at("messages"), 20);
}

void TestCliTraffic::slowStartAndPauses()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    COMPARE_STATUS(runCli(on("produce", segment, {"--size", "8", "--count", "10"})), 0);
    // The time is over before it starts.
    const CliRun slow = runCli(on("consume", segment, {"--start-after", "600000", "--for", "50"}));
    COMPARE_STATUS(slow, 0);
    COMPARE_JSON(slow.json().at("messages"), 0);
    // And while it rests.
    const CliRun paused = runCli(on("consume", segment, {"--pause-every", "4", "--pause-for", "600000", "--for", "200"}));
    COMPARE_STATUS(paused, 0);
    COMPARE_JSON(paused.json().at("messages"), 4);
    const CliRun rest = runCli(on("consume", segment, {"--pause-every", "2", "--pause-for", "1", "--count", "6"}));
    COMPARE_STATUS(rest, 0);
    COMPARE_JSON(rest.json().at("messages"), 6);
}

void TestCliTraffic::progress()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    const CliRun run = runCli(on("produce", segment, {"--rate", "20", "--for", "1500", "--progress"}));
    COMPARE_STATUS(run, 0);
    const auto documents = run.documents();
    QVERIFY(documents.size() >= 2);
    QCOMPARE(keysOf(documents.front()), "messages,bytes,elapsed_ns,rate,lost,duplicated,corrupt,reordered,late,refused");
    QCOMPARE(keysOf(documents.back()), summaryKeys);
}

void TestCliTraffic::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("verify payload of 31") << QStringList{"produce", "--pattern", "verify", "--size", "31"};
    QTest::newRow("verify payload from 31") << QStringList{"produce", "--pattern", "verify", "--size", "31:64"};
    QTest::newRow("payload that never fits") << QStringList{"produce", "--size", "4093"};
    QTest::newRow("huge payload") << QStringList{"produce", "--size", "16777216G"};
    QTest::newRow("sizes the wrong way round") << QStringList{"produce", "--size", "9:8"};
    QTest::newRow("size without its end") << QStringList{"produce", "--size", "9:"};
    QTest::newRow("unknown pattern") << QStringList{"produce", "--pattern", "noise"};
    QTest::newRow("rate 0") << QStringList{"consume", "--rate", "0"};
    QTest::newRow("rate with two points") << QStringList{"consume", "--rate", "1.2.3"};
    QTest::newRow("negative rate") << QStringList{"produce", "--rate", "-1"};
    QTest::newRow("batch 0") << QStringList{"produce", "--batch", "0"};
    QTest::newRow("stream of 33 bits") << QStringList{"produce", "--stream", "4G"};
    QTest::newRow("jitter without a rate") << QStringList{"produce", "--jitter", "0.5"};
    QTest::newRow("burst without a rate") << QStringList{"produce", "--burst", "5"};
    QTest::newRow("no burst") << QStringList{"produce", "--rate", "5", "--burst", "0"};
    QTest::newRow("more than all jitter") << QStringList{"produce", "--rate", "5", "--jitter", "1.1"};
    QTest::newRow("jitter as text") << QStringList{"produce", "--rate", "5", "--jitter", "some"};
    QTest::newRow("payload without a field") << QStringList{"produce", "--payload", ""};
    QTest::newRow("payload of no field") << QStringList{"produce", "--payload", "count(1)"};
    QTest::newRow("payload and size") << QStringList{"produce", "--payload", "42", "--size", "8"};
    QTest::newRow("payload and pattern") << QStringList{"produce", "--payload", "42", "--pattern", "text"};
    QTest::newRow("payload of no file") << QStringList{"produce", "--payload", "csv(/nowhere/x.csv,1)"};
    QTest::newRow("pause without its length") << QStringList{"consume", "--pause-every", "5"};
    QTest::newRow("pause without a count") << QStringList{"consume", "--pause-for", "5"};
    QTest::newRow("late without verify") << QStringList{"consume", "--late", "5"};
    QTest::newRow("timeout 0") << QStringList{"consume", "--timeout", "0"};
}

void TestCliTraffic::usage()
{
    QFETCH(QStringList, arguments);
    const TestSegment segment("traffic");
    makeRing(segment);
    const QString command = arguments.takeFirst();
    COMPARE_STATUS(runCli(on(qPrintable(command), segment, arguments)), 2);
    QCOMPARE(segment.get<std::uint64_t>(8), 0U);
}

void TestCliTraffic::neverCreates()
{
    const TestSegment segment("traffic");
    COMPARE_STATUS(runCli(on("produce", segment)), 3);
    COMPARE_STATUS(runCli(on("consume", segment)), 3);
    QVERIFY(!segment.exists());
}

void TestCliTraffic::forPeople()
{
    const TestSegment segment("traffic");
    makeRing(segment);
    const CliRun produced = runCli({"produce", q(segment.name()), "--count", "1", "--pattern", "verify"});
    COMPARE_STATUS(produced, 0);
    QVERIFY2(produced.output.startsWith("1 message (64 B) in "), produced.text());
    const CliRun consumed = runCli({"consume", q(segment.name()), "--count", "1", "--verify"});
    COMPARE_STATUS(consumed, 0);
    QVERIFY2(consumed.output.contains("\n0 lost, 0 duplicated, 0 reordered, 0 corrupt\n"), consumed.text());
    COMPARE_STATUS(runCli({"produce", q(segment.name()), "--count", "1", "--pattern", "verify", "--stream", "2"}), 0);
    const CliRun late = runCli({"consume", q(segment.name()), "--count", "1", "--verify", "--late", "3600000"});
    COMPARE_STATUS(late, 0);
    QVERIFY2(late.output.contains(" 0 corrupt, 0 late (older than 3600000 ms)\n"), late.text());
}

QTEST_GUILESS_MAIN(TestCliTraffic)
#include "tst_cli_traffic.moc"

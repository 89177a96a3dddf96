// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <csignal>

using namespace membridge;
using namespace membridge::test;

namespace {

void makeRing(const TestSegment &segment, std::uint64_t capacity = 64)
{
    segment.fillRing({.head = 0, .tail = 0, .capacity = capacity}, ByteVector(capacity));
}

/// A ring with these frames, from position 0.
void fillWith(const TestSegment &segment, const ByteVector &frames, std::uint64_t capacity = 64)
{
    segment.fillRing({.head = 0, .tail = frames.size(), .capacity = capacity},
                     joined({frames, ByteVector(capacity - frames.size())}));
}

CliRun pop(const TestSegment &segment, const QStringList &more = {})
{
    return runCli(QStringList{"pop", q(segment.name()), "--json"} + more);
}

std::uint64_t headOf(const TestSegment &segment)
{
    return segment.get<std::uint64_t>(0);
}

} // namespace

class TestCliPushPop : public TestCase
{
    Q_OBJECT

private slots:
    void push();
    void pushFull();
    void pushWaitsForRoom();
    void pushThatNeverFits();
    void pushToMalformed_data();
    void pushToMalformed();
    void popOne();
    void popMany();
    void popMoreThanThereAre();
    void popEmpty();
    void popWaits();
    void popMisfitConsumesNothing();
    void popMisfitAfterSome();
    void popLeavesBytesOver();
    void popCorruptFrame();
    void popKeepsWhatCanNotBeShown();
    void signalEndsAWaitingPop();
    void popForPeople();
};

void TestCliPushPop::push()
{
    const TestSegment segment("push");
    makeRing(segment);
    const CliRun run = runCli({"push", q(segment.name()).mid(1), "42", "-1.5", "hello", "--json"});
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.output, "{\"pushed\":true}\n");
    QCOMPARE(hex(segment.bytes(0, 24)), hex(packed(RingHeader{.head = 0, .tail = 29, .capacity = 64})));
    QCOMPARE(hex(segment.bytes(24, 29)),
             QByteArray("19 00 00 00 2a 00 00 00 00 00 00 00 00 00 00 00 00 00 f8 bf 05 00 00 00 68 65 6c 6c 6f"));
    // Nothing is a message too.
    COMPARE_STATUS(runCli({"push", q(segment.name()), "bytes:"}), 0);
    QCOMPARE(segment.get<std::uint64_t>(8), std::uint64_t{33});
}

void TestCliPushPop::pushFull()
{
    const TestSegment segment("push");
    fillWith(segment, frameOf(ByteVector(50)));
    const ByteVector before = segment.bytes();
    for (const QStringList &more : {QStringList(), QStringList{"--timeout", "20"}}) {
        const CliRun run = runCli(QStringList{"push", q(segment.name()), "42", "--json"} + more);
        COMPARE_STATUS(run, 4);
        QCOMPARE(run.output, "{\"pushed\":false}\n");
    }
    QCOMPARE(hex(segment.bytes()), hex(before));
    COMPARE_STATUS(runCli({"push", q(segment.name()), "42"}), 4);
}

void TestCliPushPop::pushWaitsForRoom()
{
    const TestSegment segment("push");
    fillWith(segment, frameOf(ByteVector(60)));
    LiveCli cli({"push", q(segment.name()), "42", "--timeout", "20000", "--json"});
    COMPARE_STATUS(pop(segment), 0);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.output, "{\"pushed\":true}\n");
}

void TestCliPushPop::pushThatNeverFits()
{
    const TestSegment segment("push");
    makeRing(segment, 1024);
    const CliRun run = runCli({"push", q(segment.name()), "bytes:" + QString(2048, '0'), "--json", "--timeout", "20000"});
    COMPARE_STATUS(run, 1);
    QVERIFY2(run.errors.contains("frame of 1028 bytes can never fit in a ring of 1024"), run.errors.constData());
    COMPARE_STATUS(runCli({"push", q(segment.name()), "bytes:" + QString(2040, '0')}), 0);
}

void TestCliPushPop::pushToMalformed_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::newRow("capacity 2^40") << quint64{0} << quint64{8} << (quint64{1} << 40);
    QTest::newRow("capacity 0") << quint64{0} << quint64{8} << quint64{0};
    QTest::newRow("head past tail") << quint64{9} << quint64{8} << quint64{64};
    QTest::newRow("over capacity") << quint64{0} << quint64{65} << quint64{64};
    // A message pushed behind it would never be reached.
    QTest::newRow("frame past tail") << quint64{0} << quint64{8} << quint64{64};
}

void TestCliPushPop::pushToMalformed()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(quint64, capacity);
    const TestSegment segment("push");
    segment.fillRing({.head = head, .tail = tail, .capacity = capacity}, patternBytes(64));
    const ByteVector before = segment.bytes();
    COMPARE_STATUS(runCli({"push", q(segment.name()), "1", "--json"}), 5);
    COMPARE_STATUS(pop(segment), 5);
    COMPARE_STATUS(pop(segment, {"--timeout", "20", "--count", "5"}), 5);
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void TestCliPushPop::popOne()
{
    const TestSegment segment("pop");
    // Both frames wrap.
    segment.fillRing({.head = 62, .tail = 62 + 5 + 4, .capacity = 64},
                     joined({fromHex("0000 2a 00000000"), ByteVector(55), fromHex("0100")}));
    const CliRun first = pop(segment, {"--schema", "u8"});
    COMPARE_STATUS(first, 0);
    COMPARE_JSON(first.json(), Json::parse(R"({"position":62,"length":1,"hex":"2a","values":[42]})"));
    QCOMPARE(headOf(segment), std::uint64_t{67});
    const CliRun second = pop(segment);
    COMPARE_STATUS(second, 0);
    COMPARE_JSON(second.json(), Json::parse(R"({"position":67,"length":0,"hex":""})"));
    QCOMPARE(headOf(segment), std::uint64_t{71});
}

void TestCliPushPop::popMany()
{
    const TestSegment segment("pop");
    fillWith(segment, joined({frameOf(fromHex("01")), frameOf(fromHex("02")), frameOf(fromHex("03"))}));
    const CliRun run = pop(segment, {"--count", "2", "--schema", "u8"});
    COMPARE_STATUS(run, 0);
    const auto documents = run.documents();
    QCOMPARE(documents.size(), std::size_t{2});
    COMPARE_JSON(documents[1].at("values"), Json::parse("[2]"));
    QCOMPARE(headOf(segment), std::uint64_t{10});
}

void TestCliPushPop::popMoreThanThereAre()
{
    for (const char *count : {"5", "0"}) {
        const TestSegment segment("pop");
        fillWith(segment, joined({frameOf(fromHex("01")), frameOf(fromHex("02"))}));
        const CliRun run = pop(segment, {"--count", count});
        COMPARE_STATUS(run, 0);
        QCOMPARE(run.documents().size(), std::size_t{2});
    }
}

void TestCliPushPop::popEmpty()
{
    const TestSegment segment("pop");
    makeRing(segment);
    const CliRun run = pop(segment);
    COMPARE_STATUS(run, 4);
    QVERIFY(run.output.isEmpty());
    COMPARE_STATUS(pop(segment, {"--timeout", "20", "--count", "3"}), 4);
}

void TestCliPushPop::popWaits()
{
    const TestSegment segment("pop");
    makeRing(segment);
    LiveCli cli({"pop", q(segment.name()), "--json", "--timeout", "20000", "--schema", "int", "--count", "2"});
    for (const char *value : {"41", "42"}) {
        COMPARE_STATUS(runCli({"push", q(segment.name()), value}), 0);
        COMPARE_JSON(cli.next().at("values").at(0), QByteArray(value).toInt());
    }
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliPushPop::popMisfitConsumesNothing()
{
    const TestSegment segment("pop");
    fillWith(segment, frameOf(fromHex("01")));
    const ByteVector before = segment.bytes();
    const CliRun run = pop(segment, {"--schema", "int"});
    COMPARE_STATUS(run, 5);
    QVERIFY(run.output.isEmpty());
    QVERIFY2(run.errors.contains("needs 8 bytes but 1 are left"), run.errors.constData());
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void TestCliPushPop::popMisfitAfterSome()
{
    const TestSegment segment("pop");
    fillWith(segment, joined({frameOf(fromHex("0102")), frameOf(fromHex("01"))}));
    const CliRun run = pop(segment, {"--schema", "2*u8", "--count", "2"});
    COMPARE_STATUS(run, 5);
    QCOMPARE(run.documents().size(), std::size_t{1});
    QCOMPARE(headOf(segment), std::uint64_t{6});
}

void TestCliPushPop::popLeavesBytesOver()
{
    const TestSegment segment("pop");
    fillWith(segment, frameOf(fromHex("0102")));
    const CliRun run = pop(segment, {"--schema", "u8"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("values"), Json::parse("[1]"));
}

void TestCliPushPop::popCorruptFrame()
{
    const TestSegment segment("pop");
    fillWith(segment, joined({frameOf(fromHex("01")), fromHex("ffffff7f 00")}));
    const CliRun run = pop(segment, {"--count", "3"});
    COMPARE_STATUS(run, 5);
    QCOMPARE(run.documents().size(), std::size_t{1});
    QCOMPARE(headOf(segment), std::uint64_t{5});
}

void TestCliPushPop::popKeepsWhatCanNotBeShown()
{
    const TestSegment segment("pop");
    fillWith(segment, frameOf(fromHex("01")));
    const ByteVector before = segment.bytes();
    COMPARE_STATUS(runShell("exec \"$0\" pop \"$1\" --json >/dev/full", {q(segment.name())}), 1);
    QCOMPARE(hex(segment.bytes()), hex(before));
    COMPARE_STATUS(runShell("exec \"$0\" pop \"$1\" --json >&-", {q(segment.name())}), 1);
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void TestCliPushPop::signalEndsAWaitingPop()
{
    const TestSegment segment("pop");
    fillWith(segment, frameOf(fromHex("01")));
    LiveCli cli({"pop", q(segment.name()), "--json", "--timeout", "20000", "--count", "0"});
    COMPARE_JSON(cli.next().at("position"), 0);
    cli.signal(SIGINT);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    QVERIFY(run.output.isEmpty());
}

void TestCliPushPop::popForPeople()
{
    const TestSegment segment("pop");
    fillWith(segment, joined({frameOf(frameOf(bytesOf("\x1b[31m"))), frameOf(bytesOf("\x1b[31m"))}));
    const CliRun run = runCli({"pop", q(segment.name()), "--schema", "name:str"});
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.output, "position 0, 9 bytes: name=\"\\x1b[31m\"\n");
    const CliRun dump = runCli({"pop", q(segment.name())});
    COMPARE_STATUS(dump, 0);
    QVERIFY2(dump.output.contains("|.[31m|"), dump.output.constData());
}

QTEST_GUILESS_MAIN(TestCliPushPop)
#include "tst_cli_push_pop.moc"

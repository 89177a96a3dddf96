// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

namespace {

CliRun framesJson(const TestSegment &segment, const QStringList &more = {})
{
    return runCli(QStringList{"frames", q(segment.name()), "--json"} + more);
}

} // namespace

class TestCliFrames : public TestCase
{
    Q_OBJECT

private slots:
    void empty();
    void pending();
    void limit_data();
    void limit();
    void limitForPeople();
    void schema();
    void malformed_data();
    void malformed();
    void hugeMessage();
    void forPeople();
};

void TestCliFrames::empty()
{
    const TestSegment segment("frames");
    segment.fillRing({.head = 70, .tail = 70, .capacity = 64}, ByteVector(64));
    const CliRun run = framesJson(segment);
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.output, "[]\n");
}

void TestCliFrames::pending()
{
    const TestSegment segment("frames");
    // The second frame's length wraps.
    segment.fillRing({.head = 121, .tail = 121 + 5 + 6, .capacity = 64},
                     joined({fromHex("0000 0b0c"), ByteVector(53), fromHex("01000000 2a 0200")}));
    const ByteVector before = segment.bytes();
    const CliRun run = framesJson(segment);
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json(), Json::parse(R"([{"index":0,"position":121,"length":1,"hex":"2a"},
                                             {"index":1,"position":126,"length":2,"hex":"0b0c"}])"));
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void TestCliFrames::limit_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("expected");
    QTest::newRow("default") << QStringList() << 1024;
    QTest::newRow("3") << QStringList{"--limit", "3"} << 3;
    QTest::newRow("all") << QStringList{"--limit", "0"} << 1024;
    QTest::newRow("more than there are") << QStringList{"--limit", "0xffffffffffffffff"} << 1024;
}

void TestCliFrames::limit()
{
    QFETCH(QStringList, options);
    QFETCH(int, expected);
    const TestSegment segment("frames");
    // A ring full of empty messages.
    segment.fillRing({.head = 0, .tail = 4096, .capacity = 4096}, ByteVector(4096));
    const CliRun run = framesJson(segment, options);
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.json().size(), static_cast<std::size_t>(expected));
    COMPARE_JSON(run.json().back().at("index"), expected - 1);
}

void TestCliFrames::limitForPeople()
{
    const TestSegment segment("frames");
    segment.fillRing({.head = 0, .tail = 4096, .capacity = 4096}, ByteVector(4096));
    const CliRun run = runCli({"frames", q(segment.name())});
    COMPARE_STATUS(run, 0);
    QVERIFY2(run.output.contains("#999 ") && !run.output.contains("#1000 "), run.output.right(200).constData());
    QVERIFY2(run.output.contains("1024 messages pending") && run.output.contains("24 not shown, see --limit"),
             run.output.right(200).constData());
}

void TestCliFrames::schema()
{
    const TestSegment segment("frames");
    segment.fillRing({.head = 0, .tail = 11, .capacity = 64},
                     joined({frameOf(fromHex("2aff")), frameOf(fromHex("2b")), ByteVector(53)}));
    const CliRun run = framesJson(segment, {"--schema", "u8 i8:u8"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json(), Json::parse(R"([{"index":0,"position":0,"length":2,"hex":"2aff","values":[42,255]},
                                 {"index":1,"position":6,"length":1,"hex":"2b",
                                  "error":{"field":1,"offset":1,"reason":"past-end","wanted":1,"left":0}}])"));
}

void TestCliFrames::malformed_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<int>("expected");
    QTest::newRow("second frame past tail") << quint64{0} << quint64{20} << quint64{64} << 1;
    QTest::newRow("cut length prefix") << quint64{0} << quint64{7} << quint64{64} << 1;
    QTest::newRow("capacity 2^40") << quint64{0} << quint64{5} << (quint64{1} << 40) << 0;
    QTest::newRow("head past tail") << quint64{6} << quint64{5} << quint64{64} << 0;
    QTest::newRow("over capacity") << quint64{0} << quint64{65} << quint64{64} << 0;
    QTest::newRow("at the end of the numbers") << ~quint64{0} << quint64{4} << quint64{64} << 0;
}

void TestCliFrames::malformed()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(quint64, capacity);
    QFETCH(int, expected);
    const TestSegment segment("frames");
    segment.fillRing({.head = head, .tail = tail, .capacity = capacity},
                     joined({frameOf(fromHex("2a")), fromHex("ffffff7f"), ByteVector(55)}));
    const CliRun run = framesJson(segment);
    COMPARE_STATUS(run, 5);
    QCOMPARE(run.json().size(), static_cast<std::size_t>(expected));
    COMPARE_STATUS(runCli({"frames", q(segment.name())}), 5);
}

void TestCliFrames::hugeMessage()
{
    // A message that takes no memory in the segment must not take its size here.
    constexpr std::uint64_t capacity = std::uint64_t{1} << 36;
    constexpr std::uint32_t length = 0xffffff00;
    const TestSegment segment("frames");
    segment.create(24 + capacity);
    segment.write(0, packed(RingHeader{.head = 0, .tail = 4 + std::uint64_t{length}, .capacity = capacity}));
    segment.put(24, length);
    const CliRun run = framesJson(segment, {"--schema", "u8"});
    COMPARE_STATUS(run, 0);
    // Not parsed: that takes longer than all the rest.
    QVERIFY(run.output.size() < 200'000'000);
    QVERIFY(run.output.startsWith(R"([{"index":0,"position":0,"length":4294967040,"hex":"0000)"));
    QVERIFY(run.output.endsWith("00\",\"truncated\":true,\"values\":[0]}]\n"));
    COMPARE_STATUS(runCli({"inspect", q(segment.name())}), 0);
    const CliRun read = runCli({"read", q(segment.name()), "--frame", "0", "--schema", "bytes(100000000)", "--json"});
    COMPARE_STATUS(read, 5);
    COMPARE_JSON(read.json().at("error").at("reason"), "too-large");
}

void TestCliFrames::forPeople()
{
    const TestSegment segment("frames");
    segment.fillRing({.head = 0, .tail = 15, .capacity = 64},
                     joined({frameOf(frameOf(bytesOf("a\x1b\xff"))), frameOf({}), ByteVector(49)}));
    const CliRun run = runCli({"frames", q(segment.name()), "--schema", "str", "--limit", "1"});
    COMPARE_STATUS(run, 0);
    QVERIFY(!run.output.contains('\x1b'));
    QVERIFY2(run.output.contains("2 messages pending, in 15 of 64 bytes; 1 not shown"), run.output.constData());
}

QTEST_GUILESS_MAIN(TestCliFrames)
#include "tst_cli_frames.moc"

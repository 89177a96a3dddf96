// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <limits>

using namespace membridge;
using namespace membridge::test;

namespace {

CliRun readJson(const TestSegment &segment, const QString &schema, const QStringList &more = {})
{
    return runCli(QStringList{"read", q(segment.name()), "--schema", schema, "--json"} + more);
}

/// A region with these data.
void fillRegion(const TestSegment &segment, const ByteVector &data, std::int32_t word = 0)
{
    segment.fill(joined({packed(word), data}));
}

} // namespace

class TestCliRead : public TestCase
{
    Q_OBJECT

private slots:
    void values_data();
    void values();
    void fields();
    void offsetsCountFromTheData();
    void decodeErrors_data();
    void decodeErrors();
    void offsetPastTheData();
    void whileAWriterHolds();
    void locked();
    void lockedByAnother_data();
    void lockedByAnother();
    void frame();
    void frameOfAMalformedRing();
    void frameThatIsNotThere();
    void farIntoALargeRegion();
    void forPeople();
};

void TestCliRead::values_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *title, const ByteVector &data, const char *schema, const char *expected) {
        QTest::newRow(title) << hex(data) << QString(schema) << QByteArray(expected);
    };
    row("bool", fromHex("01"), "bool", "[true]");
    row("largest int", packed(std::numeric_limits<std::int64_t>::max()), "int", "[9223372036854775807]");
    row("smallest i64", packed(std::numeric_limits<std::int64_t>::min()), "i64", "[-9223372036854775808]");
    row("largest u64", packed(std::numeric_limits<std::uint64_t>::max()), "u64", "[18446744073709551615]");
    row("i32", packed(std::int32_t{-2}), "i32", "[-2]");
    row("u32", packed(0xffffffffu), "u32", "[4294967295]");
    row("f64", packed(0.1), "f64", "[0.1]");
    row("smallest f64", packed(5e-324), "float", "[5e-324]");
    row("negative zero", packed(-0.0), "float", "[-0.0]");
    row("f32 as the exact double", packed(0.1f), "f32", "[0.10000000149011612]");
    row("nan", packed(std::numeric_limits<double>::quiet_NaN()), "f64", R"(["nan"])");
    row("inf", packed(std::numeric_limits<double>::infinity()), "f64", R"(["inf"])");
    row("-inf f32", packed(-std::numeric_limits<float>::infinity()), "f32", R"(["-inf"])");
    row("str", fromHex("03000000 e282ac"), "str", "[\"\xe2\x82\xac\"]");
    row("str with controls", fromHex("03000000 0a1b00"), "str", R"(["\n\u001b\u0000"])");
    row("bad str", fromHex("03000000 61ff62"), "str", "[{\"str\":\"a\xef\xbf\xbd\x62\",\"invalid_utf8\":true}]");
    row("bytes", fromHex("00ff10"), "bytes(3)", R"([{"hex":"00ff10"}])");
    row("no bytes", fromHex("00"), "bytes(0)", R"([{"hex":""}])");
    row("list", fromHex("010203"), "3*u8", "[[1,2,3]]");
    row("empty list", fromHex("010203"), "0*u8 u8", "[[],1]");
    row("rest", fromHex("010203"), "u8 ...", "[1]");
}

void TestCliRead::values()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, schema);
    QFETCH(QByteArray, expected);
    const TestSegment segment("read");
    fillRegion(segment, fromHex(data.toStdString()));
    for (const QStringList &more : {QStringList(), QStringList{"--locked"}}) {
        const CliRun run = readJson(segment, schema, more);
        COMPARE_STATUS(run, 0);
        QVERIFY2(run.output.startsWith("{\"values\":" + expected + ",\"fields\":["), run.output.constData());
        QCOMPARE(keysOf(run.json()), "values,fields,consumed,torn");
        COMPARE_JSON(run.json().at("torn"), false);
    }
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliRead::fields()
{
    const TestSegment segment("read");
    fillRegion(segment, joined({frameOf(bytesOf("ab")), fromHex("010002"), fromHex("ffff"), ByteVector(5)}));
    const CliRun run = readJson(segment, "name:str 3*bool bytes(2) 0*int f32 ...");
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("fields"), Json::parse(R"([{"tag":"str","offset":0,"length":6,"value":"ab","name":"name"},
                                 {"tag":"bool","offset":6,"length":3,"value":[true,false,true]},
                                 {"tag":"bytes","offset":9,"length":2,"value":{"hex":"ffff"}},
                                 {"tag":"int","offset":11,"length":0,"value":[]},
                                 {"tag":"f32","offset":11,"length":4,"value":0.0}])"));
    COMPARE_JSON(run.json().at("consumed"), 15);
}

void TestCliRead::offsetsCountFromTheData()
{
    const TestSegment segment("read");
    fillRegion(segment, fromHex("0001020304"));
    for (const QStringList &more : {QStringList(), QStringList{"--locked"}}) {
        const CliRun run = readJson(segment, "u8 2*u8", QStringList{"--offset", "0x2"} + more);
        COMPARE_STATUS(run, 0);
        COMPARE_JSON(run.json().at("values"), Json::parse("[2,[3,4]]"));
        COMPARE_JSON(run.json().at("fields").at(1).at("offset"), 3);
        COMPARE_JSON(run.json().at("consumed"), 3);
    }
}

void TestCliRead::decodeErrors_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QByteArray>("values");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("past the end") << "u8 int" << QByteArray("[1]")
                                  << QByteArray(R"({"field":1,"offset":1,"reason":"past-end","wanted":8,"left":5})");
    QTest::newRow("string past the end")
        << "2*u8 str" << QByteArray("[[1,2]]")
        << QByteArray(R"({"field":1,"offset":2,"reason":"string-past-end","wanted":4294967299,"left":4})");
    QTest::newRow("within a list") << "u8 9*u8" << QByteArray("[1]")
                                   << QByteArray(R"({"field":1,"offset":6,"reason":"past-end","wanted":1,"left":0})");
    QTest::newRow("a billion values") << "4294967296*u64" << QByteArray("[]")
                                      << QByteArray(R"({"field":0,"offset":0,"reason":"past-end","wanted":8,"left":6})");
}

void TestCliRead::decodeErrors()
{
    QFETCH(QString, schema);
    QFETCH(QByteArray, values);
    QFETCH(QByteArray, error);
    const TestSegment segment("read");
    fillRegion(segment, fromHex("0102ffffffff"));
    for (const QStringList &more : {QStringList(), QStringList{"--locked"}}) {
        const CliRun run = readJson(segment, schema, more);
        COMPARE_STATUS(run, 5);
        QCOMPARE(keysOf(run.json()), "values,fields,consumed,torn,error");
        COMPARE_JSON(run.json().at("values"), Json::parse(values.toStdString()));
        COMPARE_JSON(run.json().at("error"), Json::parse(error.toStdString()));
    }
}

void TestCliRead::offsetPastTheData()
{
    const TestSegment segment("read");
    segment.create(104);
    COMPARE_STATUS(readJson(segment, "0*u8", {"--offset", "100"}), 0);
    COMPARE_STATUS(readJson(segment, "u8", {"--offset", "100"}), 5);
    COMPARE_STATUS(readJson(segment, "u8", {"--offset", "101"}), 2);
    COMPARE_STATUS(readJson(segment, "u8", {"--offset", "101", "--locked"}), 2);
    COMPARE_STATUS(readJson(segment, "u8", {"--offset", "0xffffffffffffffff"}), 2);
}

void TestCliRead::whileAWriterHolds()
{
    const TestSegment segment("read");
    fillRegion(segment, fromHex("07"), -1);
    const CliRun run = readJson(segment, "u8");
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("torn"), true);
    COMPARE_JSON(run.json().at("values"), Json::parse("[7]"));
}

void TestCliRead::locked()
{
    const TestSegment segment("read");
    fillRegion(segment, fromHex("07"), 2);
    const CliRun run = readJson(segment, "u8", {"--locked"});
    COMPARE_STATUS(run, 0);
    QCOMPARE(segment.get<std::int32_t>(0), 2);
}

void TestCliRead::lockedByAnother_data()
{
    QTest::addColumn<qint32>("word");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("writer") << -1 << QByteArray("lock word is -1 (one writer) for 20 ms");
    QTest::newRow("invalid") << -7 << QByteArray("lock word is -7 (no state of this lock) for 20 ms");
    QTest::newRow("INT_MAX readers") << std::numeric_limits<qint32>::max() << QByteArray("lock word is 2147483647");
}

void TestCliRead::lockedByAnother()
{
    QFETCH(qint32, word);
    QFETCH(QByteArray, said);
    const TestSegment segment("read");
    fillRegion(segment, fromHex("07"), word);
    const CliRun run = readJson(segment, "u8", {"--locked", "--timeout", "20"});
    COMPARE_STATUS(run, 4);
    QVERIFY(run.output.isEmpty());
    QVERIFY2(run.errors.contains(said), run.errors.constData());
    QCOMPARE(segment.get<std::int32_t>(0), word);
}

void TestCliRead::frame()
{
    const TestSegment segment("read");
    // The second frame wraps.
    segment.fillRing({.head = 56, .tail = 56 + 5 + 8, .capacity = 64},
                     joined({fromHex("00 0a0b0c0d"), ByteVector(51), fromHex("01000000 2a 040000")}));
    const ByteVector before = segment.bytes();
    const CliRun first = readJson(segment, "u8", {"--frame", "0"});
    COMPARE_STATUS(first, 0);
    COMPARE_JSON(first.json().at("values"), Json::parse("[42]"));
    const CliRun second = readJson(segment, "2*u8", {"--frame", "1", "--offset", "2"});
    COMPARE_STATUS(second, 0);
    COMPARE_JSON(second.json().at("values"), Json::parse("[[12,13]]"));
    COMPARE_STATUS(readJson(segment, "int", {"--frame", "1"}), 5);
    COMPARE_STATUS(readJson(segment, "u8", {"--frame", "1", "--offset", "5"}), 2);
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void TestCliRead::frameOfAMalformedRing()
{
    const TestSegment segment("read");
    segment.fillRing({.head = 0, .tail = 20, .capacity = 64},
                     joined({frameOf(fromHex("2a")), fromHex("ffffff7f"), ByteVector(55)}));
    const CliRun before = readJson(segment, "u8", {"--frame", "0"});
    COMPARE_STATUS(before, 5);
    COMPARE_JSON(before.json().at("values"), Json::parse("[42]"));
    const CliRun corrupt = readJson(segment, "u8", {"--frame", "1"});
    COMPARE_STATUS(corrupt, 5);
    QVERIFY(corrupt.output.isEmpty());
}

void TestCliRead::frameThatIsNotThere()
{
    const TestSegment segment("read");
    segment.fillRing({.head = 0, .tail = 5, .capacity = 64}, joined({frameOf(fromHex("2a")), ByteVector(59)}));
    COMPARE_STATUS(readJson(segment, "u8", {"--frame", "1"}), 4);
    COMPARE_STATUS(readJson(segment, "u8", {"--frame", "0xffffffffffffffff"}), 4);
}

void TestCliRead::farIntoALargeRegion()
{
    const TestSegment segment("read");
    // Longer than what is read at first.
    constexpr std::uint32_t length = 300'000;
    segment.create(16 * 1024 * 1024);
    segment.put(4, length);
    segment.put(4 + 4 + length, std::int64_t{42});
    const CliRun run = readJson(segment, "str int");
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("consumed"), 4 + length + 8);
    COMPARE_JSON(run.json().at("values").at(1), 42);
}

void TestCliRead::forPeople()
{
    const TestSegment segment("read");
    fillRegion(segment, joined({frameOf(bytesOf("a\x1b[31m\xff")), fromHex("07")}));
    const CliRun run = runCli({"read", q(segment.name()), "--schema", "name:str bool"});
    COMPARE_STATUS(run, 0);
    QVERIFY(!run.output.contains('\x1b'));
    for (const char *part : {"read without the lock: may be torn", "name", "not UTF-8", "neither 0 nor 1"})
        QVERIFY2(run.output.contains(part), run.output.constData());
    const CliRun locked = runCli({"read", q(segment.name()), "--schema", "str", "--locked"});
    COMPARE_STATUS(locked, 0);
    QVERIFY2(locked.output.contains("read under the read lock"), locked.output.constData());
}

QTEST_GUILESS_MAIN(TestCliRead)
#include "tst_cli_read.moc"

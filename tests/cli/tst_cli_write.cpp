// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <csignal>
#include <limits>

using namespace membridge;
using namespace membridge::test;

class TestCliWrite : public TestCase
{
    Q_OBJECT

private slots:
    void values_data();
    void values();
    void allValuesOneAfterTheOther();
    void range_data();
    void range();
    void noBytes();
    void zero();
    void locked_data();
    void locked();
    void lockIsReleasedInTime();
    void signalEndsTheWait();
    void notGuessedButTold();
};

void TestCliWrite::values_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("int") << "int:42" << QByteArray("2a 00 00 00 00 00 00 00");
    QTest::newRow("bare int") << "42" << QByteArray("2a 00 00 00 00 00 00 00");
    QTest::newRow("bare negative int") << "-2" << QByteArray("fe ff ff ff ff ff ff ff");
    QTest::newRow("smallest int") << "-9223372036854775808" << QByteArray("00 00 00 00 00 00 00 80");
    QTest::newRow("bare float") << "1.5" << QByteArray("00 00 00 00 00 00 f8 3f");
    QTest::newRow("bare negative float") << "-.5" << QByteArray("00 00 00 00 00 00 e0 bf");
    QTest::newRow("negative infinity") << "-inf" << QByteArray("00 00 00 00 00 00 f0 ff");
    QTest::newRow("float:inf") << "float:inf" << QByteArray("00 00 00 00 00 00 f0 7f");
    QTest::newRow("bare bool") << "True" << QByteArray("01");
    QTest::newRow("bool:false") << "bool:false" << QByteArray("00");
    QTest::newRow("bare word") << "abc" << QByteArray("03 00 00 00 61 62 63");
    QTest::newRow("str that looks like an int") << "str:42" << QByteArray("02 00 00 00 34 32");
    QTest::newRow("str with colons and blanks") << "str: a:b" << QByteArray("04 00 00 00 20 61 3a 62");
    QTest::newRow("empty str") << "str:" << QByteArray("00 00 00 00");
    QTest::newRow("empty word") << "" << QByteArray("00 00 00 00");
    QTest::newRow("brackets") << "[1,2]" << QByteArray("05 00 00 00 5b 31 2c 32 5d");
    QTest::newRow("braces") << "{}" << QByteArray("02 00 00 00 7b 7d");
    QTest::newRow("plus plus") << "++" << QByteArray("02 00 00 00 2b 2b");
    QTest::newRow("percent percent") << "%%" << QByteArray("02 00 00 00 25 25");
    QTest::newRow("control character first") << "\x01x" << QByteArray("02 00 00 00 01 78");
    QTest::newRow("name of a command") << "list" << QByteArray("04 00 00 00 6c 69 73 74");
    QTest::newRow("not ASCII") << "\u00e4" << QByteArray("02 00 00 00 c3 a4");
    QTest::newRow("bytes") << "bytes:00fF" << QByteArray("00 ff");
    QTest::newRow("f32") << "f32:1.5" << QByteArray("00 00 c0 3f");
    QTest::newRow("i32") << "i32:-1" << QByteArray("ff ff ff ff");
    QTest::newRow("u8") << "u8:0xff" << QByteArray("ff");
    QTest::newRow("u32") << "u32:4294967295" << QByteArray("ff ff ff ff");
    QTest::newRow("u64") << "u64:18446744073709551615" << QByteArray("ff ff ff ff ff ff ff ff");
}

void TestCliWrite::values()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, expected);
    const TestSegment segment("write");
    segment.create(100);
    const CliRun run = runCli({"write", q(segment.name()), value, "--json"});
    COMPARE_STATUS(run, 0);
    const auto length = static_cast<std::uint64_t>(expected.count(' ') + 1);
    COMPARE_JSON(run.json(), (Json{{"written", length}}));
    QCOMPARE(hex(segment.bytes(4, length)), expected);
    QCOMPARE(segment.bytes(4 + length, 100), ByteVector(96 - length));
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliWrite::allValuesOneAfterTheOther()
{
    const TestSegment segment("write");
    segment.create(100);
    const CliRun run = runCli(
        {"write", q(segment.name()).mid(1), "--offset", "0x2", "u8:1", "-1", "--json", "str:--json"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json(), (Json{{"written", 19}}));
    QCOMPARE(hex(segment.bytes(4, 21)), QByteArray("00 00 01 ff ff ff ff ff ff ff ff 06 00 00 00 2d 2d 6a 73 6f 6e"));
    const CliRun human = runCli({"write", q(segment.name()), "--", "--json"});
    COMPARE_STATUS(human, 0);
    QVERIFY2(human.output.startsWith("wrote 10 bytes at offset 0"), human.output.constData());
}

void TestCliWrite::range_data()
{
    QTest::addColumn<QString>("offset");
    QTest::addColumn<int>("status");
    QTest::newRow("up to the end") << "88" << 0;
    QTest::newRow("over the end") << "89" << 1;
    QTest::newRow("last byte") << "95" << 1;
    QTest::newRow("at the end") << "96" << 2;
    QTest::newRow("far past the end") << "0xffffffffffffffff" << 2;
}

void TestCliWrite::range()
{
    QFETCH(QString, offset);
    QFETCH(int, status);
    const TestSegment segment("write");
    segment.create(100);
    const CliRun run = runCli({"write", q(segment.name()), "int:-1", "--offset", offset, "--json"});
    COMPARE_STATUS(run, status);
    if (status != 0) {
        QVERIFY(run.output.isEmpty());
        QCOMPARE(segment.bytes(), ByteVector(100));
    }
}

void TestCliWrite::noBytes()
{
    const TestSegment segment("write");
    segment.create(100);
    const CliRun run = runCli({"write", q(segment.name()), "bytes:"});
    COMPARE_STATUS(run, 2);
    QVERIFY2(run.errors.contains("length cannot be zero"), run.errors.constData());
}

void TestCliWrite::zero()
{
    const TestSegment segment("write");
    segment.fill(joined({ByteVector(4), patternBytes(96)}));
    const CliRun run = runCli({"zero", q(segment.name()), "--json"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json(), (Json{{"written", 96}}));
    QCOMPARE(segment.bytes(), ByteVector(100));
}

void TestCliWrite::locked_data()
{
    QTest::addColumn<qint32>("word");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("writer") << -1 << QByteArray("lock word is -1 (one writer) for 20 ms");
    QTest::newRow("reader") << 1 << QByteArray("lock word is 1 (one reader) for 20 ms");
    QTest::newRow("readers") << 5 << QByteArray("lock word is 5 (5 readers) for 20 ms");
    QTest::newRow("invalid") << -7 << QByteArray("lock word is -7 (no state of this lock) for 20 ms");
}

void TestCliWrite::locked()
{
    QFETCH(qint32, word);
    QFETCH(QByteArray, said);
    const TestSegment segment("write");
    segment.create(100);
    segment.put(0, word);
    const ByteVector before = segment.bytes();
    for (const QStringList &command : {QStringList{"write", "NAME", "1"}, QStringList{"zero", "NAME"}}) {
        const CliRun run = runCli(QStringList(command).replaceInStrings("NAME", q(segment.name()))
                                  + QStringList{"--layout", "region", "--timeout", "20", "--json"});
        COMPARE_STATUS(run, 4);
        QVERIFY2(run.errors.contains(said), run.errors.constData());
        QCOMPARE(hex(segment.bytes()), hex(before));
    }
}

void TestCliWrite::lockIsReleasedInTime()
{
    const TestSegment segment("write");
    segment.create(100);
    segment.put(0, std::int32_t{-1});
    LiveCli cli({"write", q(segment.name()), "u8:7", "--timeout", "20000", "--json"});
    segment.put(0, std::int32_t{0});
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    QCOMPARE(segment.get<std::uint8_t>(4), std::uint8_t{7});
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void TestCliWrite::signalEndsTheWait()
{
    const TestSegment segment("write");
    segment.create(100);
    segment.put(0, std::int32_t{-1});
    // Signalled before it catches signals, it would simply be killed: wait until it has mapped the segment.
    LiveCli cli({"write", q(segment.name()), "u8:7", "--timeout", "20000"});
    QTRY_VERIFY(runCli({"inspect", q(segment.name()), "--json"}).output.contains("\"name\":\"membridge-cli\""));
    cli.signal(SIGTERM);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 1);
    QVERIFY2(run.errors.contains("signal"), run.errors.constData());
    QCOMPARE(segment.get<std::int32_t>(0), -1);
}

void TestCliWrite::notGuessedButTold()
{
    const TestSegment segment("write");
    segment.fillRing({.head = 0, .tail = 0, .capacity = 64}, ByteVector(64));
    COMPARE_STATUS(runCli({"write", q(segment.name()), "u8:7", "--layout", "region"}), 0);
    QCOMPARE(segment.get<std::uint8_t>(4), std::uint8_t{7});
}

QTEST_GUILESS_MAIN(TestCliWrite)
#include "tst_cli_write.moc"

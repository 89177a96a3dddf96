// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

class TestCliHex : public TestCase
{
    Q_OBJECT

private slots:
    void parts_data();
    void parts();
    void offsetPastTheEnd();
    void classicDump();
    void repeatedRows();
    void moreThanOnePiece();
};

void TestCliHex::parts_data()
{
    QTest::addColumn<bool>("ring");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("length");
    QTest::newRow("data of a region") << false << QStringList() << 0 << 4 << 84;
    QTest::newRow("data of a ring") << true << QStringList() << 0 << 24 << 64;
    QTest::newRow("whole") << true << QStringList{"--whole"} << 0 << 0 << 88;
    QTest::newRow("part of it") << true << QStringList{"--whole", "--offset", "0x10", "--length", "3"} << 16 << 16 << 3;
    QTest::newRow("part of the data") << true << QStringList{"--offset", "10", "--length", "2"} << 10 << 34 << 2;
    QTest::newRow("told to be a region") << true << QStringList{"--layout", "region", "--length", "1"} << 0 << 4 << 1;
    QTest::newRow("longer than there is") << false << QStringList{"--offset", "80", "--length", "1G"} << 80 << 84 << 4;
    QTest::newRow("at the end") << false << QStringList{"--offset", "84"} << 84 << 88 << 0;
    QTest::newRow("nothing") << false << QStringList{"--length", "0"} << 0 << 4 << 0;
}

void TestCliHex::parts()
{
    QFETCH(bool, ring);
    QFETCH(QStringList, options);
    QFETCH(int, offset);
    QFETCH(int, first);
    QFETCH(int, length);
    const TestSegment segment("hex");
    segment.fillRing({.head = 0, .tail = 0, .capacity = ring ? 64u : 63u}, patternBytes(64));
    const CliRun run = runCli(QStringList{"hex", q(segment.name()), "--json"}
                              + (ring ? QStringList() : QStringList{"--layout", "region"}) + options);
    COMPARE_STATUS(run, 0);
    const Json json = run.json();
    QCOMPARE(keysOf(json), "offset,hex");
    COMPARE_JSON(json.at("offset"), offset);
    const ByteVector expected = segment.bytes(static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(length));
    QCOMPARE(q(json.at("hex").get<std::string>()), QString::fromLatin1(hex(expected)).remove(' '));
}

void TestCliHex::offsetPastTheEnd()
{
    const TestSegment segment("hex");
    segment.create(100);
    for (const char *offset : {"97", "0xffffffffffffffff"}) {
        COMPARE_STATUS(runCli({"hex", q(segment.name()), "--offset", offset, "--json"}), 2);
        COMPARE_STATUS(runCli({"hex", q(segment.name()), "--offset", offset}), 2);
    }
    COMPARE_STATUS(runCli({"hex", q(segment.name()), "--offset", "97", "--whole"}), 0);
}

void TestCliHex::classicDump()
{
    const TestSegment segment("hex");
    segment.fill(joined({ByteVector(4), bytesOf("Hello, world!\n\x7f"), fromHex("ff00"), bytesOf("abc")}));
    const CliRun run = runCli({"hex", q(segment.name())});
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.output,
             QByteArray("00000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 0a 7f ff  |Hello, world!...|\n"
                        "00000010  00 61 62 63                                       |.abc|\n"
                        "00000014\n"));
}

void TestCliHex::repeatedRows()
{
    const TestSegment segment("hex");
    segment.create(4 + 64);
    const CliRun run = runCli({"hex", q(segment.name())});
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.output,
             QByteArray("00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n"
                        "*\n"
                        "00000040\n"));
}

void TestCliHex::moreThanOnePiece()
{
    const TestSegment segment("hex");
    constexpr std::uint64_t size = 2 * 1024 * 1024 + 4 + 5;
    segment.create(size);
    segment.put(size - 5, std::uint8_t{0xab});
    const CliRun json = runCli({"hex", q(segment.name()), "--json"});
    COMPARE_STATUS(json, 0);
    QCOMPARE(json.json().at("hex").get<std::string>().size(), std::size_t{2 * (size - 4)});
    const CliRun human = runCli({"hex", q(segment.name())});
    COMPARE_STATUS(human, 0);
    QVERIFY2(human.output.endsWith("*\n00200000  ab 00 00 00 00                                    |.....|\n00200005\n"),
             human.output.constData());
}

QTEST_GUILESS_MAIN(TestCliHex)
#include "tst_cli_hex.moc"

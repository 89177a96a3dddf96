// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

class TestCliCreate : public TestCase
{
    Q_OBJECT

private slots:
    void region_data();
    void region();
    void ring_data();
    void ring();
    void wrongCapacityNamesTheNeighbours();
    void mode_data();
    void mode();
    void existing();
    void force();
    void forceWithWrongSizeKeepsTheOld();
    void moreThanThereIs();
    void remove();
    void saysWhoIsKeptOut();
};

void TestCliCreate::region_data()
{
    QTest::addColumn<QString>("size");
    QTest::addColumn<quint64>("expected");
    QTest::newRow("smallest region") << "5" << quint64{5};
    QTest::newRow("too small for either layout") << "3" << quint64{3};
    QTest::newRow("hexadecimal") << "0x10" << quint64{16};
    QTest::newRow("K") << "64K" << quint64{65536};
    QTest::newRow("M") << "1M" << quint64{1048576};
    QTest::newRow("hexadecimal K") << "0x2K" << quint64{2048};
}

void TestCliCreate::region()
{
    QFETCH(QString, size);
    QFETCH(quint64, expected);
    const TestSegment segment("create");
    const CliRun run = runCli({"create", q(segment.name()).mid(1), "--size", size, "--json"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json(), (Json{{"name", segment.name()}, {"size", expected}}));
    QCOMPARE(segment.bytes(), ByteVector(expected));
    QCOMPARE(segment.mode(), 0600u);
}

void TestCliCreate::ring_data()
{
    QTest::addColumn<QString>("capacity");
    QTest::addColumn<quint64>("expected");
    QTest::newRow("smallest") << "4" << quint64{4};
    QTest::newRow("K") << "64K" << quint64{65536};
}

void TestCliCreate::ring()
{
    QFETCH(QString, capacity);
    QFETCH(quint64, expected);
    const TestSegment segment("create");
    const CliRun run = runCli({"create", q(segment.name()), "--ring", capacity, "--json"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("size"), expected + 24);
    QCOMPARE(segment.size(), expected + 24);
    QCOMPARE(hex(segment.bytes(0, 24)), hex(packed(RingHeader{.head = 0, .tail = 0, .capacity = expected})));
}

void TestCliCreate::wrongCapacityNamesTheNeighbours()
{
    const TestSegment segment("create");
    const CliRun run = runCli({"create", q(segment.name()), "--ring", "1000"});
    COMPARE_STATUS(run, 2);
    QVERIFY2(run.errors.contains("512") && run.errors.contains("1024"), run.errors.constData());
    QVERIFY(!segment.exists());
}

void TestCliCreate::mode_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<quint32>("expected");
    QTest::newRow("0640") << "0640" << 0640u;
    QTest::newRow("600") << "600" << 0600u;
    QTest::newRow("0o604") << "0o604" << 0604u;
    QTest::newRow("beyond the umask") << "0666" << 0666u;
}

void TestCliCreate::mode()
{
    QFETCH(QString, mode);
    QFETCH(quint32, expected);
    const TestSegment segment("create");
    const CliRun run = runShell("umask 077; \"$0\" create \"$1\" --size 100 --mode \"$2\" --json",
                                {q(segment.name()), mode});
    COMPARE_STATUS(run, 0);
    QCOMPARE(segment.mode(), expected);
}

void TestCliCreate::existing()
{
    const TestSegment segment("create");
    segment.fill(fromHex("0102030405"));
    const CliRun run = runCli({"create", q(segment.name()), "--size", "100", "--json"});
    COMPARE_STATUS(run, 1);
    QVERIFY(run.output.isEmpty());
    QVERIFY2(run.errors.contains("--force"), run.errors.constData());
    QCOMPARE(hex(segment.bytes()), QByteArray("01 02 03 04 05"));
}

void TestCliCreate::force()
{
    const TestSegment segment("create");
    COMPARE_STATUS(runCli({"create", q(segment.name()), "--size", "100", "--force"}), 0);
    COMPARE_STATUS(runCli({"create", q(segment.name()), "--ring", "8", "--force"}), 0);
    QCOMPARE(segment.size(), std::uint64_t{32});
}

void TestCliCreate::forceWithWrongSizeKeepsTheOld()
{
    const TestSegment segment("create");
    segment.create(100);
    COMPARE_STATUS(runCli({"create", q(segment.name()), "--ring", "1000", "--force"}), 2);
    QCOMPARE(segment.size(), std::uint64_t{100});
}

void TestCliCreate::moreThanThereIs()
{
    const TestSegment segment("create");
    const CliRun run = runCli({"create", q(segment.name()), "--size", "4194304G"});
    COMPARE_STATUS(run, 1);
    QVERIFY(!segment.exists());
}

void TestCliCreate::remove()
{
    const TestSegment segment("create");
    segment.create(100);
    const CliRun run = runCli({"remove", q(segment.name()).mid(1), "--json"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json(), (Json{{"removed", true}}));
    QVERIFY(!segment.exists());
    COMPARE_STATUS(runCli({"remove", q(segment.name()), "--json"}), 3);
}

void TestCliCreate::saysWhoIsKeptOut()
{
    const TestSegment segment("create");
    const CliRun run = runCli({"create", q(segment.name()), "--size", "100"});
    COMPARE_STATUS(run, 0);
    QVERIFY2(run.output.contains("mode 0600 keeps other users out"), run.output.constData());
    const CliRun open = runCli({"create", q(segment.name()), "--size", "100", "--mode", "0644", "--force"});
    COMPARE_STATUS(open, 0);
    QVERIFY2(open.output.contains("mode 0644 lets other users look into it"), open.output.constData());
}

QTEST_GUILESS_MAIN(TestCliCreate)
#include "tst_cli_create.moc"

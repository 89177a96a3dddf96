// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

/// Where the output goes, and names that are hard to put there.
class TestCliOutput : public TestCase
{
    Q_OBJECT

private slots:
    void closedPipe();
    void fullDisk_data();
    void fullDisk();
    void closedStandardOutputIsNotTheSegment();
    void nameThatIsNotUtf8();
    void nameWithQuotesAndControls();
    void jsonIsOneLine_data();
    void jsonIsOneLine();
};

void TestCliOutput::closedPipe()
{
    const TestSegment segment("output");
    // More than a pipe holds.
    segment.create(1024 * 1024);
    const CliRun run = runShell("{ \"$0\" hex \"$1\" --json; echo \"status $?\" >&2; } | head -c 11",
                                {q(segment.name())});
    QCOMPARE(run.output, "{\"offset\":0");
    QCOMPARE(run.errors, "status 0\n");
}

void TestCliOutput::fullDisk_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"list", "inspect \"$1\"", "hex \"$1\"", "read --schema u8 \"$1\"",
                                "watch --count 1 \"$1\"", "--help", "write \"$1\" 1"})
        QTest::newRow(command) << QString(command);
}

void TestCliOutput::fullDisk()
{
    QFETCH(QString, command);
    const TestSegment segment("output");
    segment.create(100);
    const CliRun run = runShell("exec \"$0\" " + command + " >/dev/full", {q(segment.name())});
    COMPARE_STATUS(run, 1);
    QVERIFY2(run.errors.contains("No space left on device"), run.errors.constData());
}

void TestCliOutput::closedStandardOutputIsNotTheSegment()
{
    const TestSegment segment("output");
    segment.create(100);
    // With descriptor 1 free, the segment would be opened as standard output.
    const CliRun run = runShell("exec \"$0\" write \"$1\" u8:7 --json --offset 95 <&- >&- 2>&-", {q(segment.name())});
    QCOMPARE(run.status, 1);
    QCOMPARE(hex(segment.bytes(0, 99)), hex(ByteVector(99)));
    QCOMPARE(segment.get<std::uint8_t>(99), std::uint8_t{7});
}

void TestCliOutput::nameThatIsNotUtf8()
{
    const TestSegment segment("\xff\xfe");
    segment.create(100);
    // QProcess would pass the name on as UTF-8.
    const QString name = "name=$(printf '%s\\377\\376' \"$1\"); exec \"$0\" ";
    const QString stem = QString::fromStdString(segment.name().substr(0, segment.name().size() - 2));
    const CliRun json = runShell(name + "inspect \"$name\" --json", {stem});
    COMPARE_STATUS(json, 0);
    COMPARE_JSON(json.json().at("name"),
                 (Json{{"hex", QByteArray::fromStdString(segment.name()).toHex().toStdString()}}));
    const CliRun human = runShell(name + "inspect \"$name\"", {stem});
    COMPARE_STATUS(human, 0);
    QVERIFY2(human.output.contains("\\xff\\xfe"), human.output.constData());
    const CliRun fault = runShell(name + "fault \"$name\" corrupt-lock --yes --json", {stem});
    COMPARE_STATUS(fault, 0);
    COMPARE_JSON(fault.json().at("segment"), json.json().at("name"));
    COMPARE_STATUS(runShell(name + "remove \"$name\" --json", {stem}), 0);
    const CliRun gone = runShell(name + "inspect \"$name\"", {stem});
    COMPARE_STATUS(gone, 3);
    QVERIFY2(gone.errors.contains("\\xff\\xfe"), gone.errors.constData());
    // Nor is a text to write.
    COMPARE_STATUS(runShell("exec \"$0\" write x \"$(printf 'str:\\377')\""), 2);
}

void TestCliOutput::nameWithQuotesAndControls()
{
    const TestSegment segment("a\"\\\n\x1b[31m");
    segment.create(100);
    const CliRun json = runCli({"inspect", q(segment.name()), "--json"});
    COMPARE_STATUS(json, 0);
    COMPARE_JSON(json.json().at("name"), segment.name());
    const CliRun human = runCli({"inspect", q(segment.name())});
    COMPARE_STATUS(human, 0);
    QVERIFY(!human.output.contains('\x1b'));
    const CliRun failed = runCli({"push", q(segment.name()), "1"});
    COMPARE_STATUS(failed, 2);
    QVERIFY(!failed.errors.contains('\x1b'));
}

void TestCliOutput::jsonIsOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("list") << QStringList{"list"};
    QTest::newRow("inspect") << QStringList{"inspect", "NAME"};
    QTest::newRow("hex") << QStringList{"hex", "NAME"};
    QTest::newRow("read") << QStringList{"read", "NAME", "--schema", "u8"};
    QTest::newRow("watch") << QStringList{"watch", "NAME", "--count", "1"};
    QTest::newRow("zero") << QStringList{"zero", "NAME"};
    QTest::newRow("write") << QStringList{"write", "NAME", "1"};
    QTest::newRow("create") << QStringList{"create", "NAME", "--size", "5", "--force"};
    QTest::newRow("remove") << QStringList{"remove", "NAME"};
}

void TestCliOutput::jsonIsOneLine()
{
    QFETCH(QStringList, arguments);
    const TestSegment segment("output");
    segment.create(100);
    const CliRun run = runCli(QStringList(arguments).replaceInStrings("NAME", q(segment.name())) + QStringList{"--json"});
    COMPARE_STATUS(run, 0);
    QVERIFY2(!run.json().is_discarded(), run.output.constData());
    QVERIFY2(!run.output.contains(": ") && !run.output.contains("\", "), run.output.constData());
}

QTEST_GUILESS_MAIN(TestCliOutput)
#include "tst_cli_output.moc"

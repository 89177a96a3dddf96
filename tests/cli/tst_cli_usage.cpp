// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <iterator>

using namespace membridge;
using namespace membridge::test;

namespace {

const QStringList commandNames{"list", "inspect", "hex",     "read",      "frames", "watch", "scope",
                               "hold", "unlock",  "create",  "remove",    "zero",   "write", "push",
                               "pop",  "produce", "consume", "lock-load", "fault",  "run"};

} // namespace

/// What is wrong before any segment is looked at, and what help says.
class TestCliUsage : public TestCase
{
    Q_OBJECT

private slots:
    void helpListsEveryCommand();
    void everyCommandHasHelpWithAnExample_data();
    void everyCommandHasHelpWithAnExample();
    void version();
    void wrongArguments_data();
    void wrongArguments();
    void layoutThatContradictsTheGuess_data();
    void layoutThatContradictsTheGuess();
    void argumentsAreEscapedInTheComplaint();
    void argumentsAreAsGivenInTheComplaint_data();
    void argumentsAreAsGivenInTheComplaint();
};

void TestCliUsage::helpListsEveryCommand()
{
    const CliRun run = runCli({"--help"});
    COMPARE_STATUS(run, 0);
    for (const QString &name : commandNames)
        QVERIFY2(run.output.contains("\n  " + name.toUtf8() + ' '), run.output.constData());
    QVERIFY(run.output.contains("Exit status"));
}

void TestCliUsage::everyCommandHasHelpWithAnExample_data()
{
    QTest::addColumn<QString>("command");
    for (const QString &name : commandNames)
        QTest::newRow(qPrintable(name)) << name;
}

void TestCliUsage::everyCommandHasHelpWithAnExample()
{
    QFETCH(QString, command);
    const CliRun run = runCli({command, "--help"});
    COMPARE_STATUS(run, 0);
    QVERIFY(run.output.contains("--json"));
    QVERIFY(run.output.contains("Usage: membridge-cli " + command.toUtf8()));
    QVERIFY(run.output.contains("  membridge-cli " + command.toUtf8()));
}

void TestCliUsage::version()
{
    const CliRun run = runCli({"--version"});
    COMPARE_STATUS(run, 0);
    QVERIFY2(run.output.startsWith("membridge-cli 0."), run.output.constData());
}

void TestCliUsage::wrongArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("unknown command") << QStringList{"scoop"};
    QTest::newRow("a command of a later version") << QStringList{"replay", "x", "--json"};
    QTest::newRow("unknown option") << QStringList{"--wrong"};
    QTest::newRow("unknown option of a command") << QStringList{"list", "--wrong"};
    QTest::newRow("text that begins like -h") << QStringList{"push", "x", "-hello"};
    QTest::newRow("text that begins like -h, no command") << QStringList{"-hello"};
    QTest::newRow("a number too many") << QStringList{"inspect", "x", "-5"};
    QTest::newRow("unknown option, with --json") << QStringList{"list", "--wrong", "--json"};
    QTest::newRow("too many names") << QStringList{"inspect", "a", "b"};
    QTest::newRow("no name") << QStringList{"inspect"};
    QTest::newRow("empty name") << QStringList{"inspect", ""};
    QTest::newRow("only a slash") << QStringList{"inspect", "/"};
    QTest::newRow("slash within") << QStringList{"inspect", "/a/b"};
    QTest::newRow("dot dot") << QStringList{"inspect", ".."};
    QTest::newRow("256 bytes") << QStringList{"inspect", QString(256, 'a')};
    QTest::newRow("layout") << QStringList{"inspect", "x", "--layout", "heap"};
    QTest::newRow("no schema") << QStringList{"read", "x"};
    QTest::newRow("empty schema") << QStringList{"read", "x", "--schema", ""};
    QTest::newRow("unknown tag") << QStringList{"read", "x", "--schema", "strx"};
    QTest::newRow("size not a number") << QStringList{"create", "x", "--size", "big"};
    QTest::newRow("size with a wrong suffix") << QStringList{"create", "x", "--size", "4T"};
    QTest::newRow("negative size") << QStringList{"create", "x", "--size", "-4"};
    QTest::newRow("size past 64 bits") << QStringList{"create", "x", "--size", "18446744073709551616"};
    QTest::newRow("suffix past 64 bits") << QStringList{"create", "x", "--size", "17179869184G"};
    QTest::newRow("size past 63 bits") << QStringList{"create", "x", "--size", "0x8000000000000000"};
    QTest::newRow("size 0") << QStringList{"create", "x", "--size", "0"};
    QTest::newRow("no size") << QStringList{"create", "x"};
    QTest::newRow("size and ring") << QStringList{"create", "x", "--size", "1", "--ring", "4"};
    QTest::newRow("ring of 0") << QStringList{"create", "x", "--ring", "0"};
    QTest::newRow("ring of 2") << QStringList{"create", "x", "--ring", "2"};
    QTest::newRow("ring of 1000") << QStringList{"create", "x", "--ring", "1000"};
    QTest::newRow("mode not octal") << QStringList{"create", "x", "--size", "8", "--mode", "0688"};
    QTest::newRow("mode past 0777") << QStringList{"create", "x", "--size", "8", "--mode", "1000"};
    QTest::newRow("no values") << QStringList{"push", "x"};
    QTest::newRow("negative timeout") << QStringList{"pop", "x", "--timeout", "-1"};
    QTest::newRow("timeout of a thousand years") << QStringList{"pop", "x", "--timeout", "31536000000000"};
    QTest::newRow("interval 0") << QStringList{"watch", "x", "--interval", "0"};
    QTest::newRow("count not a number") << QStringList{"pop", "x", "--count", "all"};
    QTest::newRow("locked frame") << QStringList{"read", "x", "--schema", "u8", "--frame", "0", "--locked"};
    QTest::newRow("bad int") << QStringList{"write", "x", "int:4x"};
    QTest::newRow("int past 64 bits") << QStringList{"write", "x", "9223372036854775808"};
    QTest::newRow("u8 256") << QStringList{"write", "x", "u8:256"};
    QTest::newRow("bad bool") << QStringList{"push", "x", "bool:yes"};
    QTest::newRow("bad float") << QStringList{"push", "x", "float:1,5"};
    QTest::newRow("odd hex") << QStringList{"push", "x", "bytes:0"};
    QTest::newRow("no hex") << QStringList{"push", "x", "bytes:0g"};
}

void TestCliUsage::wrongArguments()
{
    QFETCH(QStringList, arguments);
    const CliRun run = runCli(arguments);
    COMPARE_STATUS(run, 2);
    QVERIFY2(run.output.isEmpty(), run.output.constData());
}

void TestCliUsage::layoutThatContradictsTheGuess_data()
{
    QTest::addColumn<bool>("ring");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("push to a region") << false << QStringList{"push", "NAME", "1"};
    QTest::newRow("pop from a region") << false << QStringList{"pop", "NAME"};
    QTest::newRow("frames of a region") << false << QStringList{"frames", "NAME", "--json"};
    QTest::newRow("frame of a region") << false << QStringList{"read", "NAME", "--schema", "u8", "--frame", "0"};
    QTest::newRow("write to a ring") << true << QStringList{"write", "NAME", "1"};
    QTest::newRow("zero a ring") << true << QStringList{"zero", "NAME"};
    QTest::newRow("read a ring") << true << QStringList{"read", "NAME", "--schema", "u8"};
    QTest::newRow("read a ring locked") << true << QStringList{"read", "NAME", "--schema", "u8", "--locked"};
    QTest::newRow("push to what was told to be a region")
        << true << QStringList{"push", "NAME", "1", "--layout", "region"};
    QTest::newRow("write to what was told to be a ring")
        << false << QStringList{"write", "NAME", "1", "--layout", "ring"};
    QTest::newRow("read what was told to be a ring")
        << false << QStringList{"read", "NAME", "--schema", "u8", "--layout", "ring"};
}

void TestCliUsage::layoutThatContradictsTheGuess()
{
    QFETCH(bool, ring);
    QFETCH(QStringList, arguments);
    const TestSegment segment("contradiction");
    if (ring)
        segment.fillRing({.head = 0, .tail = 5, .capacity = 64}, joined({frameOf(fromHex("2a")), ByteVector(59)}));
    else
        segment.create(100);
    const ByteVector before = segment.bytes();
    const CliRun run = runCli(arguments.replaceInStrings("NAME", q(segment.name())));
    COMPARE_STATUS(run, 2);
    QVERIFY2(run.errors.contains(segment.name().c_str()), run.errors.constData());
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void TestCliUsage::argumentsAreEscapedInTheComplaint()
{
    for (const QStringList &arguments : {QStringList{"\x1b[31mred\nline"}, QStringList{"inspect", "no\x1b[31mred\nline"},
                                         QStringList{"list", "--\x1b[31mred\nline"}}) {
        const CliRun run = runCli(arguments);
        COMPARE_STATUS(run, arguments.front() == "inspect" ? 3 : 2);
        QVERIFY2(!run.errors.contains('\x1b'), run.errors.constData());
        QVERIFY2(run.errors.contains("\\x1b"), run.errors.constData());
    }
}

void TestCliUsage::argumentsAreAsGivenInTheComplaint_data()
{
    QTest::addColumn<QString>("argument");
    for (const char *argument : {"-5", "-1.5e3", "[a]", "{}", "%%", "-hello", "--wrong", "word"})
        QTest::newRow(argument) << argument;
}

void TestCliUsage::argumentsAreAsGivenInTheComplaint()
{
    QFETCH(QString, argument);
    const CliRun run = runCli({"list", argument});
    COMPARE_STATUS(run, 2);
    QVERIFY2(run.errors.contains(" \"" + argument.toUtf8() + '"'), run.errors.constData());
}

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"

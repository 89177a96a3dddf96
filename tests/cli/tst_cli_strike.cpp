// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/python.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace membridge;
using namespace membridge::test;

namespace {

char stateOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return '-';
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1).at(0);
}

CliRun on(const TestSegment &segment, const QStringList &more)
{
    return runCli(QStringList{"fault", q(segment.name()), "--json"} + more);
}

bool wasDone(const CliRun &run, const char *kind)
{
    const Json json = run.json();
    return json.is_object() && json["fault"] == kind && json["done"] == true
        && !json["correct_peer"].get<std::string>().empty() && !json["text"].get<std::string>().empty();
}

void makeRing(const TestSegment &segment)
{
    segment.fillRing({.head = 0, .tail = 0, .capacity = 1024}, ByteVector(1024));
}

/// The real package, with the ring mapped.
bool takesPart(WheelPeer &peer, const TestSegment &segment)
{
    return peer.start(QStringLiteral("peer.py"))
        && peer.ask("{\"open\": \"" + QByteArray::fromStdString(segment.name()) + "\"}")
        && peer.ask(R"({"ring": "used", "args": []})");
}

} // namespace

/// fault, of processes.
class TestCliStrike : public TestCase
{
    Q_OBJECT

private slots:
    void stops();
    void aSignalLetsItGoOn();
    void killsAndEnds_data();
    void killsAndEnds();
    void strikesOnlyWhoHasIt();
    void strikeUsage_data();
    void strikeUsage();
};

void TestCliStrike::stops()
{
    const TestSegment segment("fault");
    makeRing(segment);
    WheelPeer peer;
    QVERIFY2(takesPart(peer, segment), qPrintable(peer.problem()));
    LiveCli stop(
        {"fault", q(segment.name()), "stop", "--pid", QString::number(peer.pid()), "--for", "500", "--yes", "--json"});
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(peer.pid()), 'T', 20'000);
    const CliRun run = stop.finish();
    COMPARE_STATUS(run, 0);
    QVERIFY2(wasDone(run, "stop"), run.text().constData());
    const QByteArray said = QByteArray::fromStdString(run.json()["text"].get<std::string>());
    QVERIFY2(said.startsWith("process " + QByteArray::number(peer.pid()) + " (")
                 && said.endsWith(" is stopped for 500 ms"),
             said.constData());
    // It goes on, and lost nothing.
    QVERIFY(peer.ask(R"({"ring": "push", "args": [{"bytes": "01"}]})"));
    COMPARE_STATUS(runCli({"pop", q(segment.name()), "--json"}), 0);
}

void TestCliStrike::aSignalLetsItGoOn()
{
    const TestSegment segment("fault");
    makeRing(segment);
    WheelPeer peer;
    QVERIFY2(takesPart(peer, segment), qPrintable(peer.problem()));
    LiveCli stop({"fault", q(segment.name()), "stop", "--pid", QString::number(peer.pid()), "--for", "3600000", "--yes",
                  "--json"});
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(peer.pid()), 'T', 20'000);
    stop.signal(SIGTERM);
    COMPARE_STATUS(stop.finish(), 0);
    QVERIFY(peer.ask(R"({"ring": "used", "args": []})"));
}

void TestCliStrike::killsAndEnds_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("signal");
    QTest::newRow("kill") << "kill" << SIGKILL;
    QTest::newRow("terminate") << "terminate" << SIGTERM;
}

void TestCliStrike::killsAndEnds()
{
    QFETCH(QString, kind);
    QFETCH(int, signal);
    const TestSegment segment("fault");
    makeRing(segment);
    WheelPeer peer;
    QVERIFY2(takesPart(peer, segment), qPrintable(peer.problem()));
    const CliRun run = on(segment, {kind, "--yes", "--pid", QString::number(peer.pid())});
    COMPARE_STATUS(run, 0);
    QVERIFY2(wasDone(run, qPrintable(kind)), run.text().constData());
    const PythonRun end = peer.finish();
    QVERIFY(!end.finished);
    QCOMPARE(end.exitCode, signal);
}

void TestCliStrike::strikesOnlyWhoHasIt()
{
    const TestSegment segment("fault");
    const TestSegment other("fault");
    makeRing(segment);
    makeRing(other);
    WheelPeer peer;
    QVERIFY2(takesPart(peer, segment), qPrintable(peer.problem()));
    const QString pid = QString::number(peer.pid());
    for (const QStringList &kind : {QStringList{"stop", "--for", "50"}, {"terminate"}, {"kill"}}) {
        const CliRun run = on(other, kind + QStringList{"--pid", pid, "--yes"});
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.errors.contains("does not have it"), run.errors.constData());
        // And not before it is meant.
        COMPARE_STATUS(on(segment, kind + QStringList{"--pid", pid}), 2);
    }
    QVERIFY(peer.ask(R"({"ring": "used", "args": []})"));
}

void TestCliStrike::strikeUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nobody") << QStringList{"kill"};
    QTest::newRow("no time") << QStringList{"stop", "--pid", "1"};
    QTest::newRow("no length of time") << QStringList{"stop", "--pid", "1", "--for", "0"};
    QTest::newRow("no pid") << QStringList{"kill", "--pid", "0"};
    QTest::newRow("a group") << QStringList{"kill", "--pid", "-1"};
    QTest::newRow("a pid that is none") << QStringList{"kill", "--pid", "2147483647"};
    QTest::newRow("time of a kill") << QStringList{"kill", "--pid", "1", "--for", "5"};
    QTest::newRow("value of a kill") << QStringList{"kill", "--pid", "1", "--value", "5"};
    QTest::newRow("pid of a lock") << QStringList{"truncate", "--pid", "1"};
}

void TestCliStrike::strikeUsage()
{
    QFETCH(QStringList, arguments);
    const TestSegment segment("fault");
    makeRing(segment);
    COMPARE_STATUS(on(segment, QStringList{"--yes"} + arguments), 2);
    QCOMPARE(segment.size(), 1048U);
}

QTEST_GUILESS_MAIN(TestCliStrike)
#include "tst_cli_strike.moc"

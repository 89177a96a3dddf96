// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/ipc/deadline.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <csignal>
#include <cstring>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

std::int32_t wordOf(const TestSegment &segment)
{
    return segment.get<std::int32_t>(region_layout::lockOffset);
}

bool waitForWord(const TestSegment &segment, std::int32_t word)
{
    return waitUntil(Deadline::after(patience), [&] { return wordOf(segment) == word; }) == WaitOutcome::Done;
}

} // namespace

/// scope, hold and unlock.
class TestCliLock : public TestCase
{
    Q_OBJECT

private slots:
    void holds_data();
    void holds();
    void everySignalReleases_data();
    void everySignalReleases();
    void aReaderThatGoesAwayReleases();
    void holdGivesUpInTime();
    void aResetWhileHeldIsTold();
    void holdUsage_data();
    void holdUsage();
    void unlockFreesWhatADeadHolderLeft_data();
    void unlockFreesWhatADeadHolderLeft();
    void unlockLeavesAnythingElseAlone_data();
    void unlockLeavesAnythingElseAlone();
    void scopeSeesAHold();
    void scopeTellsTransitions();
    void scopeWaitsForItsTrigger();
    void scopeSaysThatItsTriggerDidNotCome();
    void scopeEndsAtASignal();
    void scopeUsage_data();
    void scopeUsage();
    void ringsAreRefused();
};

void TestCliLock::holds_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("word");
    QTest::newRow("write") << QStringLiteral("write") << -1;
    QTest::newRow("read") << QStringLiteral("read") << 1;
}

void TestCliLock::holds()
{
    QFETCH(QString, mode);
    QFETCH(int, word);
    const TestSegment segment("lock");
    segment.create(64);
    LiveCli cli({"hold", q(segment.name()), mode, "--for", "300", "--json"});
    QVERIFY(waitForWord(segment, word));
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    QCOMPARE(keysOf(run.json()), QByteArray("held_ns"));
    QVERIFY(run.json()["held_ns"].get<qint64>() >= 300'000'000);
    QCOMPARE(wordOf(segment), 0);
}

void TestCliLock::everySignalReleases_data()
{
    QTest::addColumn<int>("signal");
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2})
        QTest::addRow("%s", ::strsignal(signal)) << signal;
}

void TestCliLock::everySignalReleases()
{
    QFETCH(int, signal);
    const TestSegment segment("lock");
    segment.create(64);
    LiveCli cli({"hold", q(segment.name()), "write", "--for", "600000", "--json"});
    QVERIFY(waitForWord(segment, -1));
    cli.signal(signal);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 0);
    QVERIFY(run.json()["held_ns"].get<qint64>() > 0);
    QCOMPARE(wordOf(segment), 0);
}

void TestCliLock::aReaderThatGoesAwayReleases()
{
    const TestSegment segment("lock");
    segment.create(64);
    // The shell waits for both sides of the pipe.
    const CliRun run = runShell(QStringLiteral("\"$0\" hold \"$1\" read --for 600000 --json | true"),
                                {q(segment.name())});
    QVERIFY2(run.finished, run.text());
    QCOMPARE(wordOf(segment), 0);
}

void TestCliLock::holdGivesUpInTime()
{
    const TestSegment segment("lock");
    segment.create(64);
    segment.put(region_layout::lockOffset, std::int32_t(2));
    const CliRun run = runCli({"hold", q(segment.name()), "write", "--for", "10", "--timeout", "50", "--json"});
    COMPARE_STATUS(run, 4);
    QVERIFY2(run.errors.contains("lock word is 2"), run.text());
    QCOMPARE(wordOf(segment), 2);
    // Another reader is welcome.
    COMPARE_STATUS(runCli({"hold", q(segment.name()), "read", "--for", "1", "--json"}), 0);
    QCOMPARE(wordOf(segment), 2);
}

void TestCliLock::aResetWhileHeldIsTold()
{
    const TestSegment segment("lock");
    segment.create(64);
    LiveCli cli({"hold", q(segment.name()), "write", "--for", "600000", "--json"});
    QVERIFY(waitForWord(segment, -1));
    // As the creator's map() does it; and then somebody else came.
    segment.put(region_layout::lockOffset, std::int32_t(3));
    cli.signal(SIGTERM);
    const CliRun run = cli.finish();
    COMPARE_STATUS(run, 1);
    QVERIFY2(run.errors.contains("reset"), run.text());
    QCOMPARE(wordOf(segment), 3);
}

void TestCliLock::holdUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no mode") << QStringList{"--for", "1"};
    QTest::newRow("another mode") << QStringList{"both", "--for", "1"};
    QTest::newRow("no time") << QStringList{"read"};
    QTest::newRow("no number") << QStringList{"read", "--for", "soon"};
    QTest::newRow("negative time") << QStringList{"read", "--for", "-1"};
}

void TestCliLock::holdUsage()
{
    QFETCH(QStringList, arguments);
    const TestSegment segment("lock");
    segment.create(64);
    COMPARE_STATUS(runCli(QStringList{"hold", q(segment.name())} + arguments), 2);
    QCOMPARE(wordOf(segment), 0);
}

void TestCliLock::unlockFreesWhatADeadHolderLeft_data()
{
    holds_data();
}

void TestCliLock::unlockFreesWhatADeadHolderLeft()
{
    QFETCH(QString, mode);
    QFETCH(int, word);
    const TestSegment segment("lock");
    segment.create(64);
    {
        const LiveCli holder({"hold", q(segment.name()), mode, "--for", "600000"});
        QVERIFY(waitForWord(segment, word));
        // Alive, it is told who has it.
        const CliRun told = runCli({"unlock", q(segment.name()), "--expect", QString::number(word - 100), "--json"});
        COMPARE_STATUS(told, 1);
        QCOMPARE(told.json()["processes"].size(), std::size_t(1));
        QCOMPARE(told.json()["processes"][0]["access"].get<std::string>(), std::string("rw"));
        holder.signal(SIGKILL);
        QVERIFY(waitUntil(Deadline::after(patience),
                          [&] {
                              return runCli({"inspect", q(segment.name()), "--json"}).json()["processes"].empty();
                          })
                == WaitOutcome::Done);
    }
    QCOMPARE(wordOf(segment), word);
    const CliRun run = runCli({"unlock", q(segment.name()), "--expect", QString::number(word), "--json"});
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.json()["recovered"].get<bool>(), true);
    QCOMPARE(wordOf(segment), 0);
}

void TestCliLock::unlockLeavesAnythingElseAlone_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<QStringList>("expect");
    QTest::addColumn<int>("status");
    QTest::newRow("another word") << 2 << QStringList{"--expect", "1"} << 1;
    QTest::newRow("free") << 0 << QStringList{"--expect", "-1"} << 1;
    QTest::newRow("free expected") << 0 << QStringList{"--expect", "0"} << 1;
    QTest::newRow("no word") << -1 << QStringList{} << 2;
    QTest::newRow("no number") << -1 << QStringList{"--expect", "writer"} << 2;
    QTest::newRow("more than a word") << -1 << QStringList{"--expect", "4294967295"} << 2;
}

void TestCliLock::unlockLeavesAnythingElseAlone()
{
    QFETCH(int, word);
    QFETCH(QStringList, expect);
    QFETCH(int, status);
    const TestSegment segment("lock");
    segment.create(64);
    segment.put(region_layout::lockOffset, std::int32_t(word));
    COMPARE_STATUS(runCli(QStringList{"unlock", q(segment.name())} + expect), status);
    QCOMPARE(wordOf(segment), word);
    // What is no state of the lock can be recovered, too.
    segment.put(region_layout::lockOffset, std::int32_t(-7));
    COMPARE_STATUS(runCli({"unlock", q(segment.name()), "--expect", "-7"}), 0);
    QCOMPARE(wordOf(segment), 0);
}

void TestCliLock::scopeSeesAHold()
{
    const TestSegment segment("lock");
    segment.create(64);
    LiveCli scope({"scope", q(segment.name()), "--for", "5000", "--json"});
    LiveCli holder({"hold", q(segment.name()), "write", "--for", "100", "--json"});
    const CliRun held = holder.finish();
    COMPARE_STATUS(held, 0);
    scope.signal(SIGINT);
    const CliRun run = scope.finish();
    COMPARE_STATUS(run, 0);
    const Json json = run.json();
    QVERIFY2(keysOf(json).startsWith("samples,rate_hz,transitions,hold_ns,busy_ratio,"), keysOf(json));
    QVERIFY2(keysOf(json["hold_ns"]).startsWith("writer,reader"), keysOf(json["hold_ns"]));
    QVERIFY2(keysOf(json["hold_ns"]["writer"]).startsWith("p50,p99,max,"), keysOf(json["hold_ns"]["writer"]));
    // Unless the scope came late, on a busy machine, it saw all of it.
    if (json["transitions"].get<quint64>() == 2) {
        const auto seen = json["hold_ns"]["writer"]["max"].get<double>();
        const auto gap = json["interval_ns"]["max"].get<double>();
        // The holder looks at its clock within its hold.
        QVERIFY(seen + 2 * gap >= held.json()["held_ns"].get<double>());
        QVERIFY(json["busy_ratio"].get<double>() > 0);
    }
    QCOMPARE(json["last_word"].get<int>(), 0);
}

void TestCliLock::scopeTellsTransitions()
{
    const TestSegment segment("lock");
    segment.create(64);
    LiveCli scope({"scope", q(segment.name()), "--for", "5000", "--transitions", "--json"});
    // It takes no process time to be ready, but some until it looks: until one was surely seen.
    for (int i = 0; i < 5; ++i)
        COMPARE_STATUS(runCli({"hold", q(segment.name()), "read", "--for", "50", "--json"}), 0);
    scope.signal(SIGTERM);
    const CliRun run = scope.finish();
    COMPARE_STATUS(run, 0);
    const auto documents = run.documents();
    QVERIFY(documents.size() >= 3);
    for (std::size_t i = 0; i + 1 < documents.size(); ++i) {
        QCOMPARE(keysOf(documents[i]), QByteArray("t_ns,uncertainty_ns,from,to"));
        QVERIFY(documents[i]["from"] != documents[i]["to"]);
    }
    QCOMPARE(documents.back()["transitions"].get<std::size_t>(), documents.size() - 1);
}

void TestCliLock::scopeWaitsForItsTrigger()
{
    const TestSegment segment("lock");
    segment.create(64);
    LiveCli scope(
        {"scope", q(segment.name()), "--for", "5000", "--trigger", "-1", "--after", "20", "--transitions", "--json"});
    // Readers before it, until it surely looks; then the writer it waits for.
    for (int i = 0; i < 5; ++i)
        COMPARE_STATUS(runCli({"hold", q(segment.name()), "read", "--for", "20", "--json"}), 0);
    COMPARE_STATUS(runCli({"hold", q(segment.name()), "write", "--for", "100", "--json"}), 0);
    const CliRun run = scope.finish();
    COMPARE_STATUS(run, 0);
    const auto documents = run.documents();
    QVERIFY2(documents.size() >= 2, run.text());
    const Json &summary = documents.back();
    const auto triggerNs = summary.at("trigger_ns").get<qint64>();
    std::size_t before = 0;
    for (std::size_t i = 0; i + 1 < documents.size(); ++i)
        before += documents[i].at("t_ns").get<qint64>() < triggerNs ? 1 : 0;
    QVERIFY2(before >= 1, "nothing from before the trigger was kept");
    QCOMPARE(documents[before].at("to").get<int>(), -1);
    QCOMPARE(documents[before].at("t_ns").get<qint64>(), triggerNs);
    // It ended soon after it, long before its time was over.
    QVERIFY(summary.at("duration_ns").get<qint64>() < 5'000'000'000);
}

void TestCliLock::scopeSaysThatItsTriggerDidNotCome()
{
    const TestSegment segment("lock");
    segment.create(64);
    const CliRun run = runCli({"scope", q(segment.name()), "--for", "10", "--trigger", "-1", "--json"});
    COMPARE_STATUS(run, 4);
    QVERIFY2(run.json().at("trigger_ns").is_null(), run.text());
    QVERIFY2(run.errors.contains("never seen to become -1"), run.text());
}

void TestCliLock::scopeEndsAtASignal()
{
    const TestSegment segment("lock");
    segment.create(64);
    LiveCli scope({"scope", q(segment.name()), "--for", "5000", "--json"});
    scope.signal(SIGTERM);
    const CliRun run = scope.finish();
    // The signal may have come before anything was set up; then it ends the program as it would any other.
    if (run.finished)
        COMPARE_STATUS(run, 0);
}

void TestCliLock::scopeUsage_data()
{
    QTest::addColumn<QString>("time");
    QTest::newRow("too long") << QStringLiteral("5001");
    QTest::newRow("none") << QStringLiteral("0");
    QTest::newRow("no number") << QStringLiteral("long");
}

void TestCliLock::scopeUsage()
{
    QFETCH(QString, time);
    const TestSegment segment("lock");
    segment.create(64);
    COMPARE_STATUS(runCli({"scope", q(segment.name()), "--for", time}), 2);
}

void TestCliLock::ringsAreRefused()
{
    const TestSegment segment("lock");
    segment.fillRing({.head = 0, .tail = 0, .capacity = 1024}, ByteVector(1024));
    for (const QStringList &arguments :
         {QStringList{"scope"}, QStringList{"hold", "read", "--for", "1"}, QStringList{"unlock", "--expect", "-1"}}) {
        QStringList all = arguments;
        all.insert(1, q(segment.name()));
        COMPARE_STATUS(runCli(all), 2);
    }
    COMPARE_STATUS(runCli({"scope", q(segment.name()), "--layout", "region", "--for", "1", "--json"}), 0);
    COMPARE_STATUS(runCli({"scope", "no-such-segment-anywhere"}), 3);
    segment.replace(4);
    COMPARE_STATUS(runCli({"scope", q(segment.name()), "--layout", "region"}), 5);
}

QTEST_GUILESS_MAIN(TestCliLock)
#include "tst_cli_lock.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/ipc/layout.h"
#include "tests/support/bytes.h"
#include "tests/support/python.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <string_view>

using namespace membridge;
using namespace membridge::test;

namespace {

CliRun on(const char *command, const TestSegment &segment, const QStringList &more = {})
{
    return runCli(QStringList{command, q(segment.name())} + more);
}

void makeRing(const TestSegment &segment)
{
    segment.fillRing({.head = 0, .tail = 0, .capacity = 1024}, ByteVector(1024));
}

std::int64_t roleOf(const TestSegment &segment, const char *side)
{
    const Json json = on("inspect", segment, {"--json"}).json();
    return json.contains("roles") ? json["roles"].value(side, std::int64_t{0}) : 0;
}

/// A side of the ring that one command has until it is told to end. It moves one message at most.
std::unique_ptr<LiveCli> taken(const TestSegment &segment, const char *command, const char *side)
{
    const bool produces = std::string_view(command) == "produce";
    QStringList arguments{command, q(segment.name()), "--json", "--timeout", "60000"};
    if (produces)
        arguments << "--rate"
                  << "0.001";
    auto live = std::make_unique<LiveCli>(arguments);
    if (!QTest::qWaitFor([&] { return roleOf(segment, side) > 0; }, 20'000))
        qFatal("%s did not take its side", command);
    if (produces && !QTest::qWaitFor([&] { return segment.get<std::uint64_t>(8) > 0; }, 20'000))
        qFatal("nothing was pushed");
    return live;
}

} // namespace

/// A ring's side that one of our commands has is refused to the others.
class TestCliRoles : public TestCase
{
    Q_OBJECT

private slots:
    void refused_data()
    {
        QTest::addColumn<QByteArray>("holder");
        QTest::addColumn<QByteArray>("side");
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *name, const char *holder, const char *side, const QStringList &command,
                            bool allowed = false) {
            QTest::newRow(name) << QByteArray(holder) << QByteArray(side) << command << allowed;
        };
        const QStringList push{"push", "int:1"};
        const QStringList produce{"produce", "--count", "1", "--size", "8"};
        const QStringList pop{"pop"};
        const QStringList consume{"consume", "--count", "1"};
        row("push while one produces", "produce", "producer", push);
        row("produce while one produces", "produce", "producer", produce);
        row("half a message while one produces", "produce", "producer", {"fault", "die-mid-push", "--yes"});
        row("pop while one consumes", "consume", "consumer", pop);
        row("consume while one consumes", "consume", "consumer", consume);
        row("a message kept while one consumes", "consume", "consumer", {"fault", "die-before-release", "--yes"});
        row("pop while one produces", "produce", "producer", pop, true);
        row("consume while one produces", "produce", "producer", consume, true);
        row("push while one consumes", "consume", "consumer", push, true);
        row("produce while one consumes", "consume", "consumer", produce, true);
        row("look at frames while one consumes", "consume", "consumer", {"frames"}, true);
    }

    void refused()
    {
        QFETCH(const QByteArray, holder);
        QFETCH(const QByteArray, side);
        QFETCH(QStringList, command);
        QFETCH(const bool, allowed);
        const TestSegment segment("roles");
        makeRing(segment);
        const auto live = taken(segment, holder.constData(), side.constData());
        const std::int64_t pid = roleOf(segment, side.constData());
        const ByteVector before = segment.bytes();
        const QByteArray first = command.takeFirst().toLatin1();
        const CliRun run = on(first.constData(), segment, command);
        if (allowed) {
            COMPARE_STATUS(run, 0);
        } else {
            COMPARE_STATUS(run, 1);
            QVERIFY2(run.errors.contains("process " + QByteArray::number(qint64(pid)) + " (membridge-cli) is its "
                                         + side + " already"),
                     run.errors.constData());
            QVERIFY2(run.errors.contains("end that one first"), run.errors.constData());
            QVERIFY(run.output.isEmpty());
            QCOMPARE(segment.bytes(), before);
        }
        live->signal(SIGTERM);
        COMPARE_STATUS(live->finish(), 0);
    }

    void replayIsRefused()
    {
        if (!runCli({"replay", "--help"}).finished || runCli({"replay", "--help"}).status != 0)
            QSKIP("built without captures");
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("none.pcap"));
        const TestSegment source("roles");
        makeRing(source);
        // Nothing need be in it: who may push is settled before.
        COMPARE_STATUS(on("capture", source, {"-o", file, "--for", "1"}), 0);
        const TestSegment segment("roles");
        makeRing(segment);
        const auto live = taken(segment, "produce", "producer");
        const CliRun run = runCli({"replay", file, q(segment.name())});
        COMPARE_STATUS(run, 1);
        QVERIFY2(run.errors.contains("is its producer already"), run.errors.constData());
        live->signal(SIGTERM);
        (void)live->finish();
        COMPARE_STATUS(runCli({"replay", file, q(segment.name())}), 0);
    }

    void deathFreesIt_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("killed") << SIGKILL;
        QTest::newRow("terminated") << SIGTERM;
    }

    void deathFreesIt()
    {
        QFETCH(const int, signal);
        const TestSegment segment("roles");
        makeRing(segment);
        const auto live = taken(segment, "produce", "producer");
        COMPARE_STATUS(on("push", segment, {"int:1"}), 1);
        live->signal(signal);
        (void)live->finish();
        QCOMPARE(roleOf(segment, "producer"), 0);
        COMPARE_STATUS(on("push", segment, {"int:1"}), 0);
    }

    void aFaultSkipsItOnPurpose()
    {
        const TestSegment segment("roles");
        makeRing(segment);
        LiveCli producer({"produce", q(segment.name()), "--rate", "200", "--json"});
        LiveCli consumer({"consume", q(segment.name()), "--json"});
        QTRY_VERIFY_WITH_TIMEOUT(roleOf(segment, "producer") > 0, 20'000);
        COMPARE_STATUS(on("fault", segment, {"second-producer", "--yes"}), 0);
        for (LiveCli *live : {&producer, &consumer}) {
            live->signal(SIGTERM);
            (void)live->finish();
        }
    }

    void thePeerIsNeitherSeenNorKeptOut()
    {
        const TestSegment segment("roles");
        makeRing(segment);
        const auto live = taken(segment, "produce", "producer");
        WheelPeer peer;
        QVERIFY2(peer.start(QStringLiteral("peer.py")), qPrintable(peer.problem()));
        QVERIFY(peer.ask("{\"open\": \"" + QByteArray::fromStdString(segment.name()) + "\"}"));
        const auto popped = peer.ask(R"({"ring": "pop", "args": []})");
        QVERIFY(popped.has_value());
        QVERIFY2(!popped->contains("null"), popped->constData());
        // It has the ring open for writing, and that alone refuses nobody.
        live->signal(SIGTERM);
        (void)live->finish();
        COMPARE_STATUS(on("push", segment, {"int:1"}), 0);
    }

    void aSecondProducerOfAScenarioSaysWhy()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("two.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"membridge_scenario":1,"name":"two producers","for_ms":1500,
            "segments":[{"id":"r","ring":65536}],
            "producers":[{"id":"first","segment":"r","rate":50},{"id":"second","segment":"r","rate":50,"at_ms":500}],
            "consumers":[{"id":"c","segment":"r"}],
            "expect":[{"what":"no-loss","of":"c"}]})");
        file.close();
        const CliRun run = runCli({"run", "--json", file.fileName()});
        QVERIFY2(run.finished, run.text().constData());
        const Json json = run.json();
        bool told = false;
        for (const Json &actor : json["actors"]) {
            if (actor["id"] != "second")
                continue;
            QCOMPARE(actor["status"].get<int>(), 1);
            const QByteArray error = QByteArray::fromStdString(actor["error"].get<std::string>());
            QVERIFY2(error.contains("is its producer already"), error.constData());
            told = true;
        }
        QVERIFY(told);
    }

    void inspectShowsRoles()
    {
        const TestSegment segment("roles");
        makeRing(segment);
        QVERIFY(!on("inspect", segment, {"--json"}).json().contains("roles"));
        const auto live = taken(segment, "consume", "consumer");
        const std::int64_t pid = roleOf(segment, "consumer");
        QCOMPARE(roleOf(segment, "producer"), 0);
        const CliRun run = on("inspect", segment);
        QVERIFY2(run.output.contains("consumer    process " + QByteArray::number(qint64(pid)) + '\n'),
                 run.output.constData());
        live->signal(SIGTERM);
        (void)live->finish();
    }
};

QTEST_GUILESS_MAIN(TestCliRoles)
#include "tst_cli_roles.moc"

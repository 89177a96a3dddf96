// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "onlooker.h"
#include "tests/support/interop_case.h"
#include "tests/support/python.h"
#include "tests/support/test_segment.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <array>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

json reportOf(const PythonRun &run)
{
    return json::parse(run.output.toStdString(), nullptr, false);
}

} // namespace

/// What works is not complained about: from before the segment is set up until after it is gone, no finding is worse than a note.
class tst_InteropHealthy : public InteropCase
{
    Q_OBJECT

private slots:
    void ring_data();
    void ring();
    void region();
};

void tst_InteropHealthy::ring_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("periodUs");
    QTest::addColumn<quint64>("fewestMessages");
    const QStringList fast{"--capacity", "4096"};
    const QStringList slow{"--capacity", "4096", "--burst", "5", "--pause", "0.1"};
    QTest::newRow("full speed through a small ring") << fast << 6 << 1000 << quint64(10'000);
    QTest::newRow("the same, looked at as often as can be") << fast << 4 << 0 << quint64(1000);
    QTest::newRow("50 messages a second, in bursts") << slow << 5 << 1000 << quint64(100);
}

void tst_InteropHealthy::ring()
{
    QFETCH(QStringList, options);
    QFETCH(int, seconds);
    QFETCH(int, periodUs);
    QFETCH(quint64, fewestMessages);
    const TestSegment segment("healthy");
    WheelPeer consumer;
    WheelPeer producer;
    const QString name = q(segment.name());
    QVERIFY2(consumer.start("steady_consumer.py", {name}), qPrintable(consumer.problem()));
    QVERIFY2(producer.start("steady_producer.py", QStringList{name} + options), qPrintable(producer.problem()));
    QCOMPARE(waitUntil(Deadline::after(60s), [&] { return segment.exists(); }), WaitOutcome::Done);
    Onlooker onlooker(segment.name(), Layout::Ring, {}, std::chrono::microseconds(periodUs));
    onlooker.lookFor(std::chrono::seconds(seconds));
    QCOMPARE(onlooker.alarms(), QByteArray());
    QVERIFY(onlooker.samples() > 1000);

    const PythonRun sent = producer.terminate();
    QVERIFY2(sent.succeeded(), sent.text());
    const PythonRun received = consumer.finish();
    QVERIFY2(received.succeeded(), received.text());
    onlooker.lookFor(50ms);
    QCOMPARE(onlooker.alarms(), QByteArray());
    QVERIFY(onlooker.active(FindingCode::SegmentRemoved));
    const json report = reportOf(received);
    QVERIFY2(report.at("messages").get<std::uint64_t>() >= fewestMessages, received.text());
    QCOMPARE(report.at("lost").get<int>(), 0);
    QCOMPARE(report.at("corrupt").get<int>(), 0);
}

void tst_InteropHealthy::region()
{
    const TestSegment segment("healthy");
    const QString name = q(segment.name());
    std::array<WheelPeer, 2> readers;
    WheelPeer writer;
    QVERIFY2(writer.start("steady_region_writer.py", {name, "--size", "4096"}), qPrintable(writer.problem()));
    QCOMPARE(waitUntil(Deadline::after(60s), [&] { return segment.exists(); }), WaitOutcome::Done);
    Onlooker onlooker(segment.name(), Layout::Region);
    for (WheelPeer &reader : readers)
        QVERIFY2(reader.start("steady_region_reader.py", {name}), qPrintable(reader.problem()));
    QVERIFY(onlooker.lookUntil([&] { return onlooker.processes().processes.size() == 3; }));
    onlooker.lookFor(5s);
    QCOMPARE(onlooker.alarms(), QByteArray());
    for (WheelPeer &reader : readers) {
        const PythonRun run = reader.terminate();
        QVERIFY2(run.succeeded() && reportOf(run).at("torn") == 0 && reportOf(run).at("changes").get<int>() > 10,
                 run.text());
    }
    const PythonRun run = writer.terminate();
    QVERIFY2(run.succeeded(), run.text());
    onlooker.lookFor(50ms);
    QCOMPARE(onlooker.alarms(), QByteArray());
}

QTEST_GUILESS_MAIN(tst_InteropHealthy)
#include "tst_interop_healthy.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/deadline.h"
#include "core/traffic/pacer.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>
#include <thread>

using namespace membridge;
using namespace membridge::test;

/// With a clock that the test turns.
class tst_Pacer : public TestCase
{
    Q_OBJECT

private slots:
    void withoutRate();
    void onTime();
    void bursts();
    void catchesUpWithinTheBound();
    void jitterKeepsTheRate();
    void slowestRate();
    void refused_data();
    void refused();
    void sleepEndsAtAStop();
};

void tst_Pacer::withoutRate()
{
    Pacer pacer({}, 5);
    QVERIFY(!pacer.paced());
    QCOMPARE(pacer.take(5), Pacer::unlimited);
}

void tst_Pacer::onTime()
{
    Pacer pacer({.messagesPerSecond = 1000}, 7);
    QCOMPARE(pacer.dueNs(), 7);
    QCOMPARE(pacer.take(6), 0U);
    QCOMPARE(pacer.take(7), 1U);
    QCOMPARE(pacer.dueNs(), 1'000'007);
    QCOMPARE(pacer.take(1'000'006), 0U);
    QCOMPARE(pacer.take(1'000'007), 1U);
    // Late once: the schedule stays.
    QCOMPARE(pacer.take(2'700'007), 1U);
    QCOMPARE(pacer.dueNs(), 3'000'007);
}

void tst_Pacer::bursts()
{
    Pacer pacer({.messagesPerSecond = 1000, .burst = 10}, 0);
    QCOMPARE(pacer.take(0), 10U);
    QCOMPARE(pacer.take(9'999'999), 0U);
    QCOMPARE(pacer.take(10'000'000), 10U);
}

void tst_Pacer::catchesUpWithinTheBound()
{
    Pacer pacer({.messagesPerSecond = 1000, .mostBehind = 5}, 0);
    QCOMPARE(pacer.take(4'000'000), 5U);
    QCOMPARE(pacer.dropped(), 0U);
    QCOMPARE(pacer.take(1'000'000'000), 5U);
    QCOMPARE(pacer.dropped(), 991U);
    QCOMPARE(pacer.dueNs(), 1'001'000'000);
}

void tst_Pacer::jitterKeepsTheRate()
{
    Pacer pacer({.messagesPerSecond = 1000, .jitter = 1, .seed = 3}, 0);
    std::uint64_t messages = pacer.take(0);
    bool moved = false;
    for (int i = 1; i < 1000; ++i) {
        const std::int64_t due = pacer.dueNs();
        QVERIFY(due >= i * 1'000'000 && due < (i + 1) * 1'000'000);
        moved = moved || due % 1'000'000 != 0;
        messages += pacer.take(due);
    }
    QVERIFY(moved);
    QCOMPARE(messages, 1000U);
}

void tst_Pacer::slowestRate()
{
    Pacer pacer({.messagesPerSecond = std::numeric_limits<double>::min()}, 1'000'000'000);
    QCOMPARE(pacer.take(1'000'000'000), 1U);
    QVERIFY(pacer.dueNs() > 1'000'000'000);
    QCOMPARE(pacer.take(2'000'000'000), 0U);
}

void tst_Pacer::refused_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("jitter");
    QTest::addColumn<quint64>("burst");
    QTest::newRow("negative rate") << -1.0 << 0.0 << quint64(1);
    QTest::newRow("rate is no number") << qQNaN() << 0.0 << quint64(1);
    QTest::newRow("infinite rate") << qInf() << 0.0 << quint64(1);
    QTest::newRow("negative jitter") << 1.0 << -0.1 << quint64(1);
    QTest::newRow("jitter above 1") << 1.0 << 1.1 << quint64(1);
    QTest::newRow("burst of 0") << 1.0 << 0.0 << quint64(0);
}

void tst_Pacer::refused()
{
    QFETCH(double, rate);
    QFETCH(double, jitter);
    QFETCH(quint64, burst);
    COMPARE_ERROR(Pacer({.messagesPerSecond = rate, .jitter = jitter, .burst = burst}, 0), ErrorCode::InvalidArgument);
}

void tst_Pacer::sleepEndsAtAStop()
{
    QVERIFY(sleepUntilNs(trafficNowNs() - 1, nullptr));
    const std::int64_t soon = trafficNowNs() + 2'000'000;
    QVERIFY(sleepUntilNs(soon, nullptr));
    QVERIFY(trafficNowNs() >= soon);
    StopFlag stop;
    std::thread other([&] { stop.request(); });
    QVERIFY(!sleepUntilNs(std::numeric_limits<std::int64_t>::max(), &stop));
    other.join();
}

QTEST_GUILESS_MAIN(tst_Pacer)
#include "tst_pacer.moc"

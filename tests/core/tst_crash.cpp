// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kill -9 at random points: of producers, of consumers, of those who hold the lock. crash_helper does the killing, in a process without Qt that may fork.
//
//   MEMBRIDGE_ROUNDS   rounds of each kind (1,000 unless set)
//   MEMBRIDGE_SEED     repeats a run, as far as moments can be repeated; each run prints its seed

#include "tests/support/long_run.h"
#include "tests/support/names.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QElapsedTimer>
#include <QMap>
#include <QProcess>
#include <QTest>

#include <random>

using namespace membridge;
using namespace membridge::test;

class tst_Crash : public TestCase
{
    Q_OBJECT

public:
    tst_Crash() { allowLongRun("MEMBRIDGE_ROUNDS"); }

private slots:
    void initTestCase();
    void producers();
    void consumers();
    void lockHolders();

private:
    /// Runs the rounds; `counts` is what was seen. Fails with the helper's words.
    void run(const char *kind);

    quint64 m_seed = 0;
    quint64 m_rounds = 1000;
    QMap<QByteArray, quint64> m_counts;
};

void tst_Crash::initTestCase()
{
    bool isNumber = false;
    m_seed = qEnvironmentVariable("MEMBRIDGE_SEED").toULongLong(&isNumber);
    if (!isNumber)
        m_seed = std::random_device()();
    const quint64 rounds = qEnvironmentVariable("MEMBRIDGE_ROUNDS").toULongLong(&isNumber);
    if (isNumber)
        m_rounds = rounds;
    qInfo("MEMBRIDGE_SEED=%llu MEMBRIDGE_ROUNDS=%llu", static_cast<unsigned long long>(m_seed),
          static_cast<unsigned long long>(m_rounds));
}

void tst_Crash::run(const char *kind)
{
    m_counts.clear();
    const TestSegment segments[] = {TestSegment("small"), TestSegment("middle"), TestSegment("large")};
    QStringList arguments{QString::fromLatin1(kind), QString::number(m_seed), QString::number(m_rounds)};
    for (const TestSegment &segment : segments)
        arguments << q(segment.name());
    QElapsedTimer timer;
    timer.start();
    OwnProcess helper;
    helper.start(QStringLiteral(MEMBRIDGE_CRASH_HELPER), arguments);
    const int limit = static_cast<int>(60'000 + m_rounds * 100);
    const bool ended = helper.waitForFinished(limit);
    if (!ended) {
        helper.kill();
        helper.waitForFinished();
    }
    QVERIFY2(ended && helper.exitStatus() == QProcess::NormalExit && helper.exitCode() == 0,
             helper.readAllStandardError());
    const QByteArray output = helper.readAllStandardOutput().trimmed();
    for (const QByteArray &line : output.split('\n')) {
        const auto words = line.split(' ');
        m_counts[words.first()] = words.last().toULongLong();
    }
    qInfo("%s in %lld ms", QByteArray(output).replace('\n', ", ").constData(), timer.elapsed());
    QCOMPARE(m_counts.value("rounds"), m_rounds);
}

void tst_Crash::producers()
{
    run("producer");
    if (QTest::currentTestFailed())
        return;
    // The moments were random enough to prove something: many were in the middle of a push.
    QVERIFY(m_counts.value("frames") > m_rounds);
    QVERIFY(m_counts.value("inside") > m_rounds / 200);
}

void tst_Crash::consumers()
{
    run("consumer");
    if (QTest::currentTestFailed())
        return;
    QVERIFY(m_counts.value("frames") > m_rounds);
    QVERIFY(m_counts.value("rounds-with-frames-again") > m_rounds / 200);
}

void tst_Crash::lockHolders()
{
    run("lock");
    if (QTest::currentTestFailed())
        return;
    QVERIFY(m_counts.value("writer") > m_rounds / 200);
    QVERIFY(m_counts.value("one-reader") + m_counts.value("several-readers") > m_rounds / 200);
    if (m_counts.value("inspected-in-full") > 0)
        QVERIFY(m_counts.value("orphaned") > 0);
    else
        qInfo("not every process could be looked into: no lock could be proved orphaned");
}

QTEST_GUILESS_MAIN(tst_Crash)
#include "tst_crash.moc"

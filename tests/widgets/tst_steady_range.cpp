// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/steady_range.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace membridge;

/// An axis that fits itself and holds still.
class tst_SteadyRange : public QObject
{
    Q_OBJECT

private slots:
    void roundNumbers_data();
    void roundNumbers();
    void growsAtOnceAndShrinksLate();
    void aDipIsWaitedOut();
};

void tst_SteadyRange::roundNumbers_data()
{
    QTest::addColumn<bool>("binary");
    QTest::addColumn<double>("highest");
    QTest::addColumn<double>("top");
    QTest::newRow("nothing") << true << 0.0 << 64.0;
    QTest::newRow("the least") << true << 64.0 << 64.0;
    QTest::newRow("one more") << true << 65.0 << 96.0;
    QTest::newRow("a power") << true << 1024.0 << 1024.0;
    QTest::newRow("one and a half") << true << 1025.0 << 1536.0;
    QTest::newRow("the next power") << true << 1537.0 << 2048.0;
    QTest::newRow("NaN") << true << std::nan("") << 64.0;
    QTest::newRow("infinite") << true << std::numeric_limits<double>::infinity() << 64.0;
    QTest::newRow("negative") << true << -5.0 << 64.0;
    QTest::newRow("decimal 1") << false << 100.0 << 100.0;
    QTest::newRow("decimal 2") << false << 101.0 << 200.0;
    QTest::newRow("decimal 5") << false << 201.0 << 500.0;
    QTest::newRow("decimal 10") << false << 501.0 << 1000.0;
    QTest::newRow("huge") << false << 1.5e17 << 2e17;
}

void tst_SteadyRange::roundNumbers()
{
    QFETCH(bool, binary);
    QFETCH(double, highest);
    QFETCH(double, top);
    SteadyRange range(binary ? SteadyRange::Steps::Binary : SteadyRange::Steps::Decimal, 64);
    QVERIFY(qAbs(range.fit(highest) - top) <= 1e-9 * top);
    QCOMPARE(range.top(), range.fit(highest));
}

void tst_SteadyRange::growsAtOnceAndShrinksLate()
{
    SteadyRange range(SteadyRange::Steps::Binary, 64);
    QCOMPARE(range.update(1000, 0), 1024.0);
    QCOMPARE(range.update(5000, 1), 6144.0);
    // Not far below: for ever.
    QCOMPARE(range.update(2600, 2), 6144.0);
    QCOMPARE(range.update(2600, 1'000'000), 6144.0);
    // Far below: after a while.
    QCOMPARE(range.update(100, 1'000'001), 6144.0);
    QCOMPARE(range.update(100, 1'000'000 + SteadyRange::patienceMs), 6144.0);
    QCOMPARE(range.update(100, 1'000'001 + SteadyRange::patienceMs), 128.0);
}

void tst_SteadyRange::aDipIsWaitedOut()
{
    SteadyRange range(SteadyRange::Steps::Binary, 64);
    range.update(5000, 0);
    for (qint64 t = 0; t < 60'000; t += 500)
        QCOMPARE(range.update(t % 1500 == 0 ? 5000 : 10, t), 6144.0);
}

QTEST_APPLESS_MAIN(tst_SteadyRange)
#include "tst_steady_range.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/log_histogram.h"
#include "tests/support/random.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

using namespace membridge;
using namespace membridge::test;

class tst_LogHistogram : public TestCase
{
    Q_OBJECT

private slots:
    void empty();
    void bucketsAdjoin();
    void bucketsAreNarrow_data();
    void bucketsAreNarrow();
    void percentilesAgainstSorting();
    void merging();
};

void tst_LogHistogram::empty()
{
    const LogHistogram histogram;
    QCOMPARE(histogram.count(), quint64(0));
    QCOMPARE(histogram.min(), quint64(0));
    QCOMPARE(histogram.max(), quint64(0));
    QCOMPARE(histogram.mean(), 0.0);
    QCOMPARE(histogram.percentile(0.5), quint64(0));
}

void tst_LogHistogram::bucketsAdjoin()
{
    for (std::size_t i = 0; i + 1 < LogHistogram::bucketCount; ++i) {
        QVERIFY(LogHistogram::beginOf(i) < LogHistogram::beginOf(i + 1));
        QCOMPARE(LogHistogram::bucketOf(LogHistogram::beginOf(i)), i);
        QCOMPARE(LogHistogram::bucketOf(LogHistogram::beginOf(i + 1) - 1), i);
    }
    QCOMPARE(LogHistogram::bucketOf(std::numeric_limits<std::uint64_t>::max()), LogHistogram::bucketCount - 1);
}

void tst_LogHistogram::bucketsAreNarrow_data()
{
    QTest::addColumn<quint64>("value");
    for (const quint64 value : {quint64(0), quint64(1), quint64(255), quint64(256), quint64(257), quint64(1) << 20,
                                (quint64(1) << 20) + 12345, quint64(1) << 63, std::numeric_limits<quint64>::max()})
        QTest::addRow("%llu", value) << value;
}

void tst_LogHistogram::bucketsAreNarrow()
{
    QFETCH(quint64, value);
    const std::size_t bucket = LogHistogram::bucketOf(value);
    const quint64 begin = LogHistogram::beginOf(bucket);
    QVERIFY(begin <= value);
    QVERIFY(static_cast<double>(value - begin) <= static_cast<double>(value) / 128);
    LogHistogram histogram;
    histogram.add(value);
    // One value is told exactly, whatever its bucket.
    QCOMPARE(histogram.percentile(0.5), value);
    QCOMPARE(histogram.min(), value);
    QCOMPARE(histogram.max(), value);
}

void tst_LogHistogram::percentilesAgainstSorting()
{
    Random random(4711);
    const auto histogram = std::make_unique<LogHistogram>();
    std::vector<std::uint64_t> values;
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t value = random.next() >> (random.next() % 64);
        values.push_back(value);
        histogram->add(value);
    }
    std::sort(values.begin(), values.end());
    for (const double share : {0.0, 0.01, 0.5, 0.9, 0.99, 0.999, 1.0}) {
        const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(share * static_cast<double>(values.size()))));
        const auto expected = static_cast<double>(values[rank - 1]);
        const auto got = static_cast<double>(histogram->percentile(share));
        QVERIFY2(qAbs(got - expected) <= expected / 128 + 1,
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(share).arg(got).arg(expected)));
    }
}

void tst_LogHistogram::merging()
{
    const auto a = std::make_unique<LogHistogram>();
    const auto b = std::make_unique<LogHistogram>();
    a->add(10, 3);
    b->add(1000);
    b->add(5);
    b->add(7, 0);
    a->merge(*b);
    QCOMPARE(a->count(), quint64(5));
    QCOMPARE(a->min(), quint64(5));
    QCOMPARE(a->max(), quint64(1000));
    QCOMPARE(a->mean(), 207.0);
    QCOMPARE(a->percentile(0.5), quint64(10));
    a->merge(LogHistogram());
    QCOMPARE(a->count(), quint64(5));
    b->clear();
    b->merge(*a);
    QCOMPARE(b->min(), quint64(5));
}

QTEST_GUILESS_MAIN(tst_LogHistogram)
#include "tst_log_histogram.moc"

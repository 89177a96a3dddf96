// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/time_series.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>
#include <random>

using namespace membridge;
using namespace membridge::test;

namespace {

struct Sample
{
    std::int64_t timeNs;
    double value;
};

/// What the columns together must say, from the samples themselves.
TimeBucket totalOf(const std::vector<Sample> &samples, std::int64_t begin, std::int64_t end)
{
    TimeBucket total;
    for (const Sample &sample : samples) {
        if (sample.timeNs < begin || sample.timeNs >= end)
            continue;
        total.min = total.count == 0 ? sample.value : std::min(total.min, sample.value);
        total.max = total.count == 0 ? sample.value : std::max(total.max, sample.value);
        total.sum += sample.value;
        ++total.count;
    }
    return total;
}

TimeBucket totalOf(const std::vector<TimeBucket> &columns)
{
    TimeBucket total;
    for (const TimeBucket &column : columns) {
        if (column.count == 0)
            continue;
        total.min = total.count == 0 ? column.min : std::min(total.min, column.min);
        total.max = total.count == 0 ? column.max : std::max(total.max, column.max);
        total.sum += column.sum;
        total.count += column.count;
    }
    return total;
}

constexpr TimeSeries::Limits small{.samples = 64, .bucketsPerLevel = 64};

} // namespace

class tst_TimeSeries : public TestCase
{
    Q_OBJECT

private slots:
    void empty();
    void columnsOfSamples();
    void againstAnOracle_data();
    void againstAnOracle();
    void everySpikeIsSeenAtEveryZoom();
    void breaksLeaveEmptyColumns();
    void timeNeverGoesBack();
    void memoryIsBounded();
    void oddWindows_data();
    void oddWindows();
};

void tst_TimeSeries::empty()
{
    TimeSeries series;
    QVERIFY(series.isEmpty());
    QVERIFY(series.query(0, 100, 10).empty());
    series.append(5, 1);
    QVERIFY(!series.isEmpty());
    series.clear();
    QVERIFY(series.isEmpty());
    QVERIFY(series.query(0, 100, 10).empty());
}

void tst_TimeSeries::columnsOfSamples()
{
    TimeSeries series;
    for (int i = 0; i < 10; ++i)
        series.append(i * 10, i);
    const auto columns = series.query(0, 100, 5);
    QCOMPARE(columns.size(), std::size_t(5));
    for (int i = 0; i < 5; ++i) {
        const TimeBucket &column = columns[static_cast<std::size_t>(i)];
        QCOMPARE(column.count, std::uint64_t(2));
        QCOMPARE(column.min, 2.0 * i);
        QCOMPARE(column.max, 2.0 * i + 1);
        QCOMPARE(column.mean(), 2.0 * i + 0.5);
        QCOMPARE(column.beginNs, std::int64_t(i * 20));
        QCOMPARE(column.endNs, std::int64_t(i * 20 + 10));
    }
    QCOMPARE(series.firstNs(), std::int64_t(0));
    QCOMPARE(series.lastNs(), std::int64_t(90));
    QCOMPARE(series.total(), std::uint64_t(10));
}

void tst_TimeSeries::againstAnOracle_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("breakEvery");
    QTest::newRow("fits into the samples") << 60 << 0;
    QTest::newRow("one level behind") << 900 << 0;
    QTest::newRow("all levels") << 20'000 << 0;
    QTest::newRow("coarsest halved, twice and more") << 20'000'000 << 0;
    QTest::newRow("coarsest halved, with breaks") << 100'000 << 11;
    QTest::newRow("with breaks") << 20'000 << 137;
    QTest::newRow("a break after each sample") << 500 << 1;
}

void tst_TimeSeries::againstAnOracle()
{
    QFETCH(int, samples);
    QFETCH(int, breakEvery);
    std::mt19937_64 random(7);
    TimeSeries series(small);
    std::vector<Sample> all;
    std::int64_t now = 1'000'000;
    for (int i = 0; i < samples; ++i) {
        now += 1 + static_cast<std::int64_t>(random() % 100);
        if (breakEvery != 0 && i % breakEvery == 0) {
            series.breakHere();
            now += 5000;
        }
        all.push_back({now, static_cast<double>(random() % 1000)});
        series.append(now, all.back().value);
    }
    for (const std::size_t columns : {1u, 7u, 100u, 2000u}) {
        const auto whole = series.query(1'000'000, now + 1, columns);
        QCOMPARE(whole.size(), columns);
        const TimeBucket expected = totalOf(all, 1'000'000, now + 1);
        const TimeBucket total = totalOf(whole);
        // Nothing is lost and nothing counted twice, whatever levels it came from.
        QCOMPARE(total.count, expected.count);
        QCOMPARE(total.sum, expected.sum);
        QCOMPARE(total.min, expected.min);
        QCOMPARE(total.max, expected.max);
    }
    const int rounds = samples > 1'000'000 ? 10 : 300;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = 1'000'000 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(now - 999'999));
        const auto end = begin + 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(now - begin + 100));
        const TimeBucket expected = totalOf(all, begin, end);
        const TimeBucket total = totalOf(series.query(begin, end, 1 + random() % 500));
        // A bucket that reaches into the window brings what it has before it.
        QVERIFY(total.count >= expected.count);
        if (expected.count > 0) {
            QVERIFY(total.min <= expected.min);
            QVERIFY(total.max >= expected.max);
        }
    }
}

void tst_TimeSeries::everySpikeIsSeenAtEveryZoom()
{
    constexpr std::int64_t period = 1'000'000;
    constexpr std::int64_t samples = 100'000;
    for (const std::int64_t spike : {0, 1, 15, 16, 50'000, 99'000, 99'999}) {
        TimeSeries series(small);
        for (std::int64_t i = 0; i < samples; ++i)
            series.append(i * period, i == spike ? 1000 : 1);
        for (const std::size_t columns : {1u, 10u, 2000u}) {
            const auto shown = series.query(0, samples * period, columns);
            std::size_t where = columns;
            for (std::size_t i = 0; i < shown.size(); ++i) {
                if (shown[i].max == 1000)
                    where = i;
            }
            // Not further from its place than what one bucket of the level that remembers it spans.
            const auto expected = static_cast<std::size_t>(spike) * columns / static_cast<std::size_t>(samples);
            QVERIFY2(where <= expected, qPrintable(QString::number(where)));
            QVERIFY2(expected - where <= 65'536 * columns / samples + 1, qPrintable(QString::number(where)));
        }
    }
}

void tst_TimeSeries::breaksLeaveEmptyColumns()
{
    TimeSeries series(small);
    for (int i = 0; i < 1000; ++i)
        series.append(i, 1);
    series.breakHere();
    for (int i = 0; i < 1000; ++i)
        series.append(9000 + i, 1);
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(series.isBroken(i), i == 999);
        QVERIFY(!series.isBroken(9000 + i));
    }
    const auto columns = series.query(0, 10'000, 10);
    for (std::size_t i = 0; i < 10; ++i)
        QCOMPARE(columns[i].count, std::uint64_t(i == 0 || i == 9 ? 1000 : 0));
}

void tst_TimeSeries::timeNeverGoesBack()
{
    TimeSeries series;
    series.append(100, 1);
    series.append(50, 2);
    QCOMPARE(series.lastNs(), std::int64_t(100));
    QCOMPARE(totalOf(series.query(100, 101, 1)).count, std::uint64_t(2));
}

void tst_TimeSeries::memoryIsBounded()
{
    TimeSeries series;
    // A day at 1 kHz.
    for (std::int64_t i = 0; i < 86'400'000; ++i)
        series.append(i * 1'000'000, static_cast<double>(i & 1023));
    QVERIFY2(series.memory() <= 64u * 1024 * 1024, qPrintable(QString::number(series.memory())));
    QCOMPARE(totalOf(series.query(0, 86'400'000'000'000, 2000)).count, std::uint64_t(86'400'000));
    QCOMPARE(series.query(86'399'000'000'000, 86'400'000'000'000, 1000).at(3).count, std::uint64_t(1));
}

void tst_TimeSeries::oddWindows_data()
{
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    constexpr auto least = std::numeric_limits<qint64>::min();
    constexpr auto most = std::numeric_limits<qint64>::max();
    QTest::newRow("all of time") << least << most;
    QTest::newRow("before") << qint64(-100) << qint64(0);
    QTest::newRow("after") << qint64(5'000'000) << most;
    QTest::newRow("nothing") << qint64(50) << qint64(50);
    QTest::newRow("backwards") << qint64(50) << qint64(40);
    QTest::newRow("one nanosecond") << qint64(50) << qint64(51);
}

void tst_TimeSeries::oddWindows()
{
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    TimeSeries series(small);
    std::vector<Sample> all;
    for (int i = 0; i < 3000; ++i) {
        all.push_back({i, static_cast<double>(i)});
        series.append(i, i);
    }
    QVERIFY(series.query(begin, end, 0).empty());
    const auto columns = series.query(begin, end, 50);
    QCOMPARE(columns.size(), std::size_t(begin < end ? 50 : 0));
    QVERIFY(totalOf(columns).count >= totalOf(all, begin, end).count);
}

QTEST_GUILESS_MAIN(tst_TimeSeries)
#include "tst_time_series.moc"

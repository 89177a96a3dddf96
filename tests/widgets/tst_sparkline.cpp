// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/sparkline.h"

#include <algorithm>

using membridge::Sparkline;
using membridge::Theme;
using membridge::TimeSeries;

namespace {

constexpr qint64 ms = 1'000'000;

/// 1 a sample, 1000 samples a second, but for one spike.
TimeSeries withSpike(qint64 samples, qint64 spikeAt, double spike)
{
    TimeSeries series;
    for (qint64 i = 0; i < samples; ++i)
        series.append(i * ms, i == spikeAt ? spike : 1);
    return series;
}

} // namespace

class TestSparkline : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void noSpikeIsLost_data();
    void noSpikeIsLost();
    void workIsTheWidth_data();
    void workIsTheWidth();
    void topIsWhatWasSaid();
    void nothingRecorded();
    void paintsTheCurve_data();
    void paintsTheCurve();
};

void TestSparkline::noSpikeIsLost_data()
{
    QTest::addColumn<qint64>("at");
    QTest::newRow("first sample") << qint64{0};
    QTest::newRow("in the middle") << qint64{30'123};
    QTest::newRow("last sample") << qint64{59'999};
}

void TestSparkline::noSpikeIsLost()
{
    QFETCH(qint64, at);
    const TimeSeries series = withSpike(60'000, at, 500);
    Sparkline sparkline(&Theme::plotIn);
    sparkline.resize(100, 30);
    sparkline.show(series, 0, 60'000 * ms);
    QCOMPARE(sparkline.top(), 500.0);
    const auto &columns = sparkline.columns();
    const auto spike = std::max_element(columns.most.begin(), columns.most.end()) - columns.most.begin();
    QCOMPARE(columns.most[spike], 500.0);
    QVERIFY(std::abs(columns.seconds[spike] - static_cast<double>(at) / 1000) <= 0.6); // a column is 0.6 s
    QCOMPARE(*std::min_element(columns.least.begin(), columns.least.end()), 1.0);
}

void TestSparkline::workIsTheWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("one pixel") << 1;
    QTest::newRow("narrow") << 40;
    QTest::newRow("wide") << 700;
}

void TestSparkline::workIsTheWidth()
{
    QFETCH(int, width);
    const TimeSeries series = withSpike(20'000, 7, 2);
    Sparkline sparkline(&Theme::plotIn);
    sparkline.resize(width, 30);
    sparkline.show(series, 0, 20'000 * ms);
    QVERIFY(!sparkline.columns().seconds.isEmpty());
    QVERIFY(sparkline.columns().seconds.size() <= width);
}

void TestSparkline::topIsWhatWasSaid()
{
    const TimeSeries series = withSpike(100, 50, 0.5);
    Sparkline sparkline(&Theme::plotFill);
    sparkline.resize(100, 30);
    sparkline.show(series, 0, 100 * ms, 4);
    QCOMPARE(sparkline.top(), 4.0);
}

void TestSparkline::nothingRecorded()
{
    Sparkline sparkline(&Theme::plotFill);
    sparkline.resize(100, 30);
    sparkline.grab();
    sparkline.show(TimeSeries(), 0, 100 * ms);
    QVERIFY(sparkline.columns().seconds.isEmpty());
    sparkline.show(withSpike(100, 0, 1), 5, 5);
    QVERIFY(sparkline.columns().seconds.isEmpty());
    sparkline.grab();
}

void TestSparkline::paintsTheCurve_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << widget_test::lightPalette();
    QTest::newRow("dark") << widget_test::darkPalette();
}

void TestSparkline::paintsTheCurve()
{
    QFETCH(QPalette, palette);
    const TimeSeries series = withSpike(60'000, 30'000, 100);
    Sparkline sparkline(&Theme::plotIn);
    sparkline.setPalette(palette);
    sparkline.resize(200, 40);
    sparkline.show(series, 0, 60'000 * ms);
    const QImage image = sparkline.grab().toImage();
    const QRgb base = Theme::of(palette).base.rgb();
    const auto drawn = [&](int x, int y) {
        return image.pixelColor(x - 1, y).rgb() != base || image.pixelColor(x, y).rgb() != base
            || image.pixelColor(x + 1, y).rgb() != base;
    };
    QVERIFY(drawn(100, 10)); // the spike reaches up
    QVERIFY(!drawn(50, 10));
    QVERIFY(drawn(50, 37)); // and the rest lies at the bottom
}

QTEST_MAIN(TestSparkline)
#include "tst_sparkline.moc"

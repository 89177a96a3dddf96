// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/rate_ticker.h"
#include "widgets/theme.h"
#include "widgets/throughput_plot.h"

#include <QLabel>
#include <QSignalSpy>

#include <cmath>
#include <limits>

using namespace membridge;

namespace {

/// Reaches what an axis asks of its ticker.
class OpenTicker : public RateTicker
{
public:
    using RateTicker::getTickLabel;
    using RateTicker::getTickStep;
};

QCPGraph *graph(const ThroughputPlot &plot, const QString &name)
{
    for (int i = 0; i < plot.plot()->graphCount(); ++i) {
        if (plot.plot()->graph(i)->name() == name)
            return plot.plot()->graph(i);
    }
    return nullptr;
}

void showAndDraw(ThroughputPlot &plot)
{
    plot.resize(600, 300);
    plot.show();
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    QVERIFY(drawn.wait());
    // The plot draws once by itself when it gets its size; what counts is drawn with the text.
    QTRY_COMPARE(plot.findChild<QLabel *>(QStringLiteral("throughputLatest"))->text(), plot.latestText());
}

} // namespace

class TestThroughputPlot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void valuesArrive();
    void latestText();
    void oldPointsGo();
    void numberOfPointsIsBounded();
    void timeMustRise();
    void gapsAreGaps();
    void followsTheNewest();
    void pausedKeepsRecording();
    void pausedViewStandsStill();
    void keysLeaveAndResumeFollowing();
    void zoomIsClamped();
    void replotsAreThrottled();
    void coloursFollowThePalette();
    void linesDifferInMoreThanColour();
    void tickLabels_data();
    void tickLabels();
    void ticksAreFew_data();
    void ticksAreFew();
    void clearing();
    void isAccessible();
};

void TestThroughputPlot::valuesArrive()
{
    ThroughputPlot plot;
    plot.addSample(1, 1000, 500, 0.25);
    plot.addBatch({{2, 2000, 1500, 0.5}, {3, 3000, 2500, 0.75}});
    QCOMPARE(plot.pointCount(), 3);
    QCOMPARE(graph(plot, "In")->data()->at(2)->value, 3000.0);
    QCOMPARE(graph(plot, "Out")->data()->at(1)->value, 1500.0);
    QCOMPARE(graph(plot, "Fill")->data()->at(0)->value, 25.0);
}

void TestThroughputPlot::latestText()
{
    ThroughputPlot plot;
    QCOMPARE(plot.latestText(), QStringLiteral("No samples yet"));
    plot.addSample(1, 1.5 * 1024 * 1024, 512, 37.0 / 1024);
    QCOMPARE(plot.latestText(), QStringLiteral("In 1.5 MiB/s · out 512 B/s · fill 3.6 %"));
    plot.addSample(2, std::nan(""), std::nan(""), std::nan(""));
    QCOMPARE(plot.latestText(), QStringLiteral("In — · out — · fill —"));
}

void TestThroughputPlot::oldPointsGo()
{
    ThroughputPlot plot;
    for (int t = 0; t <= 2000; ++t)
        plot.addSample(t, t, t, 0);
    QCOMPARE(plot.pointCount(), static_cast<int>(ThroughputPlot::keptSeconds) + 1);
    QCOMPARE(graph(plot, "In")->data()->at(0)->key, 2000 - ThroughputPlot::keptSeconds);
    QCOMPARE(graph(plot, "Out")->dataCount(), plot.pointCount());
    QCOMPARE(graph(plot, "Fill")->dataCount(), plot.pointCount());
}

void TestThroughputPlot::numberOfPointsIsBounded()
{
    ThroughputPlot plot;
    std::vector<ThroughputPoint> points;
    for (int i = 0; i < ThroughputPlot::maxPoints + 1000; ++i)
        points.push_back({i * 1e-4, 1, 1, 0});
    plot.addBatch(points);
    QCOMPARE(plot.pointCount(), ThroughputPlot::maxPoints);
}

void TestThroughputPlot::timeMustRise()
{
    ThroughputPlot plot;
    plot.addBatch({{5, 1, 1, 0},
                   {5, 2, 2, 0},
                   {4, 3, 3, 0},
                   {std::nan(""), 4, 4, 0},
                   {std::numeric_limits<double>::infinity(), 5, 5, 0}});
    QCOMPARE(plot.pointCount(), 1);
    plot.addBatch({});
    QCOMPARE(plot.pointCount(), 1);
}

void TestThroughputPlot::gapsAreGaps()
{
    ThroughputPlot plot;
    const double nan = std::nan("");
    plot.addBatch({{1, 100, 100, 0.5}, {2, nan, nan, nan}, {3, 200, 200, 0.5}});
    QCOMPARE(plot.pointCount(), 3);
    showAndDraw(plot);
    QVERIFY(std::isfinite(plot.plot()->yAxis->range().upper));
    QVERIFY(plot.plot()->yAxis->range().upper >= 200);
}

void TestThroughputPlot::followsTheNewest()
{
    ThroughputPlot plot;
    plot.addSample(100, 1, 1, 0);
    showAndDraw(plot);
    // Not yet full: it starts with the first point.
    QCOMPARE(plot.plot()->xAxis->range().lower, 100.0);
    QCOMPARE(plot.plot()->xAxis->range().upper, 160.0);
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    plot.addSample(300, 1, 1, 0);
    QVERIFY(drawn.wait());
    QCOMPARE(plot.plot()->xAxis->range().upper, 300.0);
    QCOMPARE(plot.plot()->xAxis->range().lower, 240.0);
    plot.setWindowSeconds(10);
    QVERIFY(drawn.wait());
    QCOMPARE(plot.plot()->xAxis->range().lower, 290.0);
}

void TestThroughputPlot::pausedKeepsRecording()
{
    ThroughputPlot plot;
    plot.addSample(100, 1, 1, 0);
    showAndDraw(plot);
    plot.setPaused(true);
    const QCPRange before = plot.plot()->xAxis->range();
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    for (int t = 101; t < 300; ++t)
        plot.addSample(t, 5000, 1, 0);
    QVERIFY(drawn.wait());
    QVERIFY(plot.plot()->xAxis->range() == before);
    QCOMPARE(plot.pointCount(), 200);
    QVERIFY(plot.latestText().contains(QStringLiteral("paused")));
    plot.setPaused(false);
    QVERIFY(drawn.wait());
    QCOMPARE(plot.plot()->xAxis->range().upper, 299.0);
}

void TestThroughputPlot::pausedViewStandsStill()
{
    // The window is not full yet, so new points would lie inside it.
    ThroughputPlot plot;
    plot.addSample(0, 1, 1, 0);
    showAndDraw(plot);
    plot.setPaused(true);
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    QVERIFY(drawn.wait());
    drawn.clear();
    plot.addSample(1, 4096, 1, 0);
    QTRY_VERIFY(plot.accessibleDescription().contains(QStringLiteral("4.0 KiB/s")));
    QCOMPARE(drawn.size(), 0);
    plot.setPaused(false);
    QVERIFY(drawn.wait());
}

void TestThroughputPlot::keysLeaveAndResumeFollowing()
{
    ThroughputPlot plot;
    QSignalSpy following(&plot, &ThroughputPlot::followingChanged);
    for (int t = 0; t < 200; ++t)
        plot.addSample(t, 1, 1, 0);
    showAndDraw(plot);
    QVERIFY(plot.isFollowing());
    QTest::keyClick(&plot, Qt::Key_Left);
    QVERIFY(!plot.isFollowing());
    QCOMPARE(following.size(), 1);
    QCOMPARE(plot.plot()->xAxis->range().upper, 193.0);
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(plot.windowSeconds() < 60);
    QTest::keyClick(&plot, Qt::Key_End);
    QVERIFY(plot.isFollowing());
    QCOMPARE(following.size(), 2);
}

void TestThroughputPlot::zoomIsClamped()
{
    ThroughputPlot plot;
    plot.addSample(0, 1, 1, 0);
    for (int i = 0; i < 50; ++i)
        QTest::keyClick(&plot, Qt::Key_Minus);
    QCOMPARE(plot.windowSeconds(), ThroughputPlot::keptSeconds);
    for (int i = 0; i < 50; ++i)
        QTest::keyClick(&plot, Qt::Key_Plus);
    QCOMPARE(plot.windowSeconds(), 1.0);
    plot.setWindowSeconds(1e9);
    QCOMPARE(plot.windowSeconds(), ThroughputPlot::keptSeconds);
    plot.setWindowSeconds(0);
    QCOMPARE(plot.windowSeconds(), 1.0);
}

void TestThroughputPlot::replotsAreThrottled()
{
    ThroughputPlot plot;
    showAndDraw(plot);
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    for (int i = 0; i < 1000; ++i)
        plot.addSample(i * 0.001, 1, 1, 0);
    QVERIFY(drawn.wait());
    QCOMPARE(drawn.size(), 1);
}

void TestThroughputPlot::coloursFollowThePalette()
{
    ThroughputPlot plot;
    for (const QPalette &palette : {widget_test::darkPalette(), widget_test::lightPalette()}) {
        plot.setPalette(palette);
        const Theme theme = Theme::of(palette);
        QCOMPARE(graph(plot, "In")->pen().color(), theme.plotIn);
        QCOMPARE(plot.plot()->xAxis->labelColor(), theme.text);
        QCOMPARE(plot.plot()->yAxis2->tickLabelColor(), theme.plotFill);
        QCOMPARE(plot.plot()->legend->textColor(), theme.text);
    }
}

void TestThroughputPlot::linesDifferInMoreThanColour()
{
    ThroughputPlot plot;
    QVERIFY(graph(plot, "In")->pen().style() != graph(plot, "Out")->pen().style());
    for (const char *name : {"In", "Out", "Fill"})
        QCOMPARE(graph(plot, QString::fromLatin1(name))->pen().width(), 1);
    QCOMPARE(plot.plot()->legend->itemCount(), 3);
}

void TestThroughputPlot::tickLabels_data()
{
    QTest::addColumn<double>("tick");
    QTest::addColumn<QString>("label");
    QTest::newRow("0") << 0.0 << "0 B/s";
    QTest::newRow("512") << 512.0 << "512 B/s";
    QTest::newRow("1 KiB") << 1024.0 << "1 KiB/s";
    QTest::newRow("1.5 KiB") << 1536.0 << "1.5 KiB/s";
    QTest::newRow("512 KiB") << 512.0 * 1024 << "512 KiB/s";
    QTest::newRow("3 GiB") << 3.0 * 1024 * 1024 * 1024 << "3 GiB/s";
}

void TestThroughputPlot::tickLabels()
{
    QFETCH(double, tick);
    QFETCH(QString, label);
    OpenTicker ticker;
    QCOMPARE(ticker.getTickLabel(tick, QLocale(), QLatin1Char('f'), 0), label);
}

void TestThroughputPlot::ticksAreFew_data()
{
    QTest::addColumn<double>("upper");
    for (const double upper : {1.0, 64.0, 100.0, 1000.0, 1e6, 3e9, 1e18})
        QTest::addRow("%g", upper) << upper;
}

void TestThroughputPlot::ticksAreFew()
{
    QFETCH(double, upper);
    OpenTicker ticker;
    const double step = ticker.getTickStep(QCPRange(0, upper));
    QCOMPARE(std::exp2(std::round(std::log2(step))), step);
    QVERIFY2(upper / step <= 6, qPrintable(QString::number(upper / step)));
    if (upper >= 64)
        QVERIFY2(upper / step >= 2, qPrintable(QString::number(upper / step)));
}

void TestThroughputPlot::clearing()
{
    ThroughputPlot plot;
    plot.addSample(1000, 1, 1, 0);
    plot.clear();
    QCOMPARE(plot.pointCount(), 0);
    QCOMPARE(plot.latestText(), QStringLiteral("No samples yet"));
    plot.addSample(1, 1, 1, 0);
    QCOMPARE(plot.pointCount(), 1);
}

void TestThroughputPlot::isAccessible()
{
    ThroughputPlot plot;
    QVERIFY(!plot.accessibleName().isEmpty());
    QVERIFY(!plot.objectName().isEmpty());
    plot.addSample(1, 1, 1, 0);
    showAndDraw(plot);
    QCOMPARE(plot.accessibleDescription(), plot.latestText());
}

QTEST_MAIN(TestThroughputPlot)
#include "tst_throughput_plot.moc"

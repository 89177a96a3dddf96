// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/plot_cursors.h"
#include "widgets/rate_ticker.h"
#include "widgets/theme.h"
#include "widgets/throughput_plot.h"

#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QWheelEvent>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

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

constexpr qint64 originNs = 1'000'000'000'000;

struct Traffic
{
    qint64 beginMs = 0;
    qint64 endMs = 0;
    double in = 0; ///< Bytes a second, in frames of 100 bytes.
    double out = 0;
    double fill = 0.5;
    double coverage = 1;
    qint64 stepMs = 1;
};

/// What a sampler would see, from originNs on.
std::vector<RingPoint> steady(const Traffic &traffic)
{
    std::vector<RingPoint> points;
    double walked = 0;
    for (qint64 t = traffic.beginMs; t < traffic.endMs; t += traffic.stepMs) {
        RingPoint point;
        point.timeNs = originNs + t * 1'000'000;
        point.elapsedNs = traffic.stepMs * 1'000'000;
        const double seconds = static_cast<double>(traffic.stepMs) / 1000;
        point.bytesIn = static_cast<quint64>(traffic.in * seconds);
        point.bytesOut = static_cast<quint64>(traffic.out * seconds);
        point.bytesWalked = static_cast<quint64>(static_cast<double>(point.bytesIn) * traffic.coverage);
        walked += static_cast<double>(point.bytesWalked);
        point.frames = static_cast<quint64>(walked / 100);
        walked -= static_cast<double>(point.frames) * 100;
        point.capacity = 1 << 16;
        point.used = static_cast<quint64>(traffic.fill * static_cast<double>(point.capacity));
        points.push_back(point);
    }
    return points;
}

void showAndDraw(ThroughputPlot &plot)
{
    plot.resize(600, 400);
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
    void noSpikeIsLost();
    void latestText();
    void restartsAreGaps();
    void missedLooksAreGapsAndRareOnesAreNot();
    void estimatesAreDashed();
    void followsTheNewest();
    void pausedKeepsRecording();
    void pausedViewStandsStill();
    void nothingRecordedHasNoMomentToMark();
    void keysLeaveAndResumeFollowing();
    void zoomIsClamped();
    void showsEverything();
    void linkedPlotsMoveTogether();
    void theTrackerTellsTheValuesThere();
    void cursorsMeasure();
    void betweenSamplesIsWhatIsDrawn_data();
    void betweenSamplesIsWhatIsDrawn();
    void estimatesAreMarkedAlsoBetweenCursors();
    void windowsGrowWithTheHistory();
    void followIsSeenAndSwitched();
    void wheelZoomsAndDragMoves();
    void theTrackerStaysWhileValuesStream();
    void cursorsAreDraggedNotTheView();
    void markersAreShownInView();
    void exportsPictures_data();
    void exportsPictures();
    void exportsValues();
    void replotsAreThrottled();
    void coloursFollowThePalette();
    void linesDifferInMoreThanColour();
    void lowPlotsShowEverything_data();
    void lowPlotsShowEverything();
    void onePointIsSeen();
    void longTimesHaveHours();
    void wordsOfMarkersAreApart();
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
    plot.addBatch(steady({.beginMs = 0, .endMs = 3000, .in = 100'000, .out = 50'000, .fill = 0.25}));
    showAndDraw(plot);
    QVERIFY(graph(plot, "In")->dataCount() > 20);
    QCOMPARE(graph(plot, "In")->data()->at(3)->value, 100'000.0);
    QCOMPARE(graph(plot, "Out")->data()->at(3)->value, 50'000.0);
    QCOMPARE(graph(plot, "Fill")->data()->at(3)->value, 25.0);
    QCOMPARE(graph(plot, "Messages")->data()->at(3)->value, 1000.0);
    QVERIFY(std::isnan(graph(plot, "Messages, estimated")->data()->at(3)->value));
}

void TestThroughputPlot::noSpikeIsLost()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 30'000, .in = 1000, .fill = 0.25}));
    // One look of 60,000.
    auto spike = steady({.beginMs = 30'000, .endMs = 30'001, .in = 1000, .fill = 1});
    plot.addBatch(spike);
    plot.addBatch(steady({.beginMs = 30'001, .endMs = 60'000, .in = 1000, .fill = 0.25}));
    showAndDraw(plot);
    double most = 0;
    for (int i = 0; i < plot.plot()->graphCount(); ++i) {
        if (plot.plot()->graph(i)->valueAxis() == plot.plot()->yAxis2) {
            bool found = false;
            most = std::max(most, plot.plot()->graph(i)->getValueRange(found).upper);
        }
    }
    QCOMPARE(most, 100.0);
}

void TestThroughputPlot::latestText()
{
    ThroughputPlot plot;
    QCOMPARE(plot.latestText(), QStringLiteral("No samples yet"));
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .in = 1.5 * 1024 * 1024, .out = 512'000, .fill = 0.375}));
    QCOMPARE(plot.latestText(),
             QStringLiteral("In 1.5 MiB/s · out 500.0 KiB/s · fill 37.5 % · in view: full 0 %, empty 0 % of the time"));
    plot.addBatch(steady({.beginMs = 1000, .endMs = 2000, .in = 0, .out = 0, .fill = 0}));
    QVERIFY2(plot.latestText().endsWith(QStringLiteral("full 0 %, empty 50.0 % of the time")),
             qPrintable(plot.latestText()));
}

void TestThroughputPlot::restartsAreGaps()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .in = 100'000}));
    RingPoint restarted = steady({.beginMs = 1000, .endMs = 1001}).front();
    restarted.restarted = true;
    plot.addBatch({restarted});
    plot.addBatch(steady({.beginMs = 2000, .endMs = 3000, .in = 100'000}));
    plot.setWindowSeconds(3);
    showAndDraw(plot);
    int gaps = 0;
    for (const QCPGraphData &point : *graph(plot, "In")->data())
        gaps += std::isnan(point.value) ? 1 : 0;
    QCOMPARE(gaps, 1);
    QVERIFY(std::isfinite(plot.plot()->yAxis->range().upper));
    QVERIFY(plot.plot()->yAxis->range().upper >= 100'000);
}

void TestThroughputPlot::missedLooksAreGapsAndRareOnesAreNot()
{
    // A minute at a thousand looks a second, then one a second, and ten seconds without any.
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 60'000, .in = 100'000}));
    plot.addBatch(steady({.beginMs = 60'000, .endMs = 80'000, .in = 200'000, .stepMs = 1000}));
    auto late = steady({.beginMs = 90'000, .endMs = 100'000, .in = 300'000, .stepMs = 1000});
    late.front().afterGap = true;
    plot.addBatch(late);
    plot.setWindowSeconds(60);
    showAndDraw(plot);
    for (const char *name : {"In", "Fill"}) {
        std::vector<double> gaps;
        for (const QCPGraphData &each : *graph(plot, QLatin1String(name))->data()) {
            if (std::isnan(each.value))
                gaps.push_back(each.key);
        }
        QCOMPARE(gaps.size(), std::size_t(1));
        QVERIFY2(gaps.front() > 79 && gaps.front() < 90, qPrintable(QString::number(gaps.front())));
    }
    // The tracker and the cursors go by the same.
    const auto at = [](double seconds) { return originNs + static_cast<qint64>(seconds * 1e9); };
    QVERIFY2(plot.textAt(at(70.4)).contains(QStringLiteral("Fill: 50.0 %")), qPrintable(plot.textAt(at(70.4))));
    QVERIFY(plot.textAt(at(84.5)).isEmpty());
    QVERIFY2(plot.textBetween(at(65.5), at(75.5)).contains(QStringLiteral("fill: 50.0 %, Δ ")),
             qPrintable(plot.textBetween(at(65.5), at(75.5))));
}

void TestThroughputPlot::estimatesAreDashed()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .in = 100'000}));
    plot.addBatch(steady({.beginMs = 1000, .endMs = 2000, .in = 100'000, .coverage = 0.5}));
    // Nothing at all was counted: no estimate, a gap.
    plot.addBatch(steady({.beginMs = 2000, .endMs = 3000, .in = 100'000, .coverage = 0}));
    plot.setWindowSeconds(3);
    showAndDraw(plot);
    const auto valueAt = [&](const char *name, double seconds) {
        const QCPGraph *of = graph(plot, QLatin1String(name));
        const auto at = of->findBegin(seconds);
        return of->data()->at(at)->value;
    };
    QCOMPARE(plot.plot()->legend->itemCount(), 5);
    QCOMPARE(valueAt("Messages", 0.5), 1000.0);
    QVERIFY(std::isnan(valueAt("Messages, estimated", 0.5)));
    QCOMPARE(valueAt("Messages, estimated", 1.5), 1000.0);
    QVERIFY(std::isnan(valueAt("Messages", 1.5)));
    QVERIFY(graph(plot, "Messages, estimated")->data()->at(graph(plot, "Messages, estimated")->dataCount() - 1)->key
            < 2.1);
    QVERIFY(graph(plot, "Messages")->pen().style() != graph(plot, "Messages, estimated")->pen().style());
    QVERIFY(plot.textAt(originNs + 1'500'000'000).contains(QStringLiteral("estimated from 50.0 %")));
    QVERIFY(!plot.textAt(originNs + 500'000'000).contains(QStringLiteral("estimated")));
}

void TestThroughputPlot::followsTheNewest()
{
    ThroughputPlot plot;
    plot.setOrigin(originNs);
    plot.addBatch(steady({.beginMs = 100'000, .endMs = 100'001}));
    showAndDraw(plot);
    // Not yet full: it starts with the first point.
    QCOMPARE(plot.plot()->xAxis->range().lower, 100.0);
    QCOMPARE(plot.plot()->xAxis->range().upper, 160.0);
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    plot.addBatch(steady({.beginMs = 300'000, .endMs = 300'001}));
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
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000}));
    showAndDraw(plot);
    plot.setPaused(true);
    const QCPRange before = plot.plot()->xAxis->range();
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    plot.addBatch(steady({.beginMs = 1000, .endMs = 90'000, .in = 5000}));
    QVERIFY(drawn.wait());
    QVERIFY(plot.plot()->xAxis->range() == before);
    QCOMPARE(plot.recording().channel(RingRecording::Fill).total(), quint64(90'000));
    QVERIFY(plot.latestText().contains(QStringLiteral("paused")));
    plot.setPaused(false);
    QVERIFY(drawn.wait());
    QCOMPARE(plot.plot()->xAxis->range().upper, 89.999);
}

void TestThroughputPlot::pausedViewStandsStill()
{
    // The window is not full yet, so new points would lie inside it.
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000}));
    showAndDraw(plot);
    plot.setPaused(true);
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    QVERIFY(drawn.wait());
    drawn.clear();
    plot.addBatch(steady({.beginMs = 1000, .endMs = 2000, .in = 1024'000}));
    QTRY_VERIFY(plot.accessibleDescription().contains(QStringLiteral("1,000.0 KiB/s")));
    QCOMPARE(drawn.size(), 0);
    plot.setPaused(false);
    QVERIFY(drawn.wait());
}

void TestThroughputPlot::nothingRecordedHasNoMomentToMark()
{
    ThroughputPlot plot;
    QSignalSpy marked(&plot, &ThroughputPlot::markRequested);
    showAndDraw(plot);
    QTest::keyClick(&plot, Qt::Key_M);
    QCOMPARE(marked.size(), 0);
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .stepMs = 100}));
    QTest::keyClick(&plot, Qt::Key_M);
    QCOMPARE(marked.size(), 1);
}

void TestThroughputPlot::keysLeaveAndResumeFollowing()
{
    ThroughputPlot plot;
    QSignalSpy following(&plot, &ThroughputPlot::followingChanged);
    QSignalSpy moved(&plot, &ThroughputPlot::viewChanged);
    plot.addBatch(steady({.beginMs = 0, .endMs = 200'000, .stepMs = 100}));
    showAndDraw(plot);
    QVERIFY(plot.isFollowing());
    QCOMPARE(moved.size(), 0);
    const double upper = plot.plot()->xAxis->range().upper;
    QTest::keyClick(&plot, Qt::Key_Left);
    QVERIFY(!plot.isFollowing());
    QCOMPARE(following.size(), 1);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(plot.plot()->xAxis->range().upper, upper - 6);
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(plot.windowSeconds() < 60);
    QTest::keyClick(&plot, Qt::Key_End);
    QVERIFY(plot.isFollowing());
    QCOMPARE(following.size(), 2);
}

void TestThroughputPlot::zoomIsClamped()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 600'000, .stepMs = 1000}));
    for (int i = 0; i < 50; ++i)
        QTest::keyClick(&plot, Qt::Key_Minus);
    QCOMPARE(plot.windowSeconds(), 599.0);
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(&plot, Qt::Key_Plus);
    QCOMPARE(plot.windowSeconds(), ThroughputPlot::leastWindow);
    plot.setWindowSeconds(1e9);
    QCOMPARE(plot.windowSeconds(), 599.0);
    plot.setWindowSeconds(0);
    QCOMPARE(plot.windowSeconds(), ThroughputPlot::leastWindow);
    plot.setWindowSeconds(std::nan(""));
    QVERIFY(std::isfinite(plot.windowSeconds()));
}

void TestThroughputPlot::showsEverything()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 600'000, .stepMs = 1000}));
    showAndDraw(plot);
    QTest::keyClick(&plot, Qt::Key_Home);
    QCOMPARE(plot.viewBeginNs(), originNs);
    QCOMPARE(plot.viewEndNs(), originNs + 599'000'000'000);
    QVERIFY(plot.isFollowing()); // what comes is of everything, too
}

void TestThroughputPlot::linkedPlotsMoveTogether()
{
    // Attached at different times: their axes count from different moments.
    ThroughputPlot first;
    ThroughputPlot second;
    second.setOrigin(originNs + 20'000'000'000);
    for (ThroughputPlot *plot : {&first, &second})
        plot->addBatch(steady({.beginMs = 20'000, .endMs = 120'000, .stepMs = 10}));
    connect(&first, &ThroughputPlot::viewChanged, &second, &ThroughputPlot::showRange);
    QSignalSpy echo(&second, &ThroughputPlot::viewChanged);
    QTest::keyClick(&first, Qt::Key_Plus);
    QVERIFY(qAbs(second.viewBeginNs() - first.viewBeginNs()) < 1000);
    QVERIFY(qAbs(second.viewEndNs() - first.viewEndNs()) < 1000);
    QVERIFY(!second.isFollowing());
    QCOMPARE(echo.size(), 0);
    const qint64 before = second.viewBeginNs();
    second.showRange(5, 5);
    QCOMPARE(second.viewBeginNs(), before);
}

void TestThroughputPlot::theTrackerTellsTheValuesThere()
{
    ThroughputPlot plot;
    QCOMPARE(plot.textAt(originNs), QString());
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .in = 1000'000, .out = 500'000, .fill = 0.25}));
    plot.addBatch(steady({.beginMs = 1000, .endMs = 2000, .in = 2000'000, .out = 0, .fill = 0.75}));
    plot.setWindowSeconds(2);
    showAndDraw(plot);
    QCOMPARE(plot.textAt(originNs + 500'000'000),
             QStringLiteral("0.500000 s\nIn: 976.6 KiB/s\nOut: 488.3 KiB/s\nMessages/s: 10,000\nFill: 25.0 %"));
    QVERIFY(plot.textAt(originNs + 1'500'000'000).contains(QStringLiteral("In: 1.9 MiB/s\nOut: 0 B/s")));
    QCOMPARE(plot.textAt(originNs + 60'000'000'000), QString());

    // With the mouse over the plot it is shown there, also while new points stream in.
    QVERIFY(!plot.cursors()->mouseSeconds());
    const QPoint middle = plot.plot()->axisRect()->rect().center();
    QTest::mouseMove(plot.plot(), middle);
    QTRY_VERIFY(plot.cursors()->mouseSeconds());
    QVERIFY(qAbs(*plot.cursors()->mouseSeconds() - plot.plot()->xAxis->pixelToCoord(middle.x())) < 0.01);
}

void TestThroughputPlot::cursorsMeasure()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .in = 1000'000, .out = 500'000, .fill = 0.25}));
    plot.addBatch(steady({.beginMs = 1000, .endMs = 2000, .in = 1000'000, .out = 500'000, .fill = 0.75}));
    plot.setWindowSeconds(2);
    showAndDraw(plot);
    auto *measured = plot.findChild<QLabel *>(QStringLiteral("throughputMeasured"));
    QVERIFY(measured->isHidden());
    plot.cursors()->setCursor(PlotCursors::B, 0.5);
    plot.cursors()->setCursor(PlotCursors::A, 1.5);
    QTRY_VERIFY(measured->isVisible());
    QCOMPARE(measured->text(),
             QStringLiteral("Δt 1.000 s · in: 976.6 KiB/s, about 976.6 KiB, Δ 0 B/s (0 B/s per second) · "
                            "out: 488.3 KiB/s, about 488.3 KiB, Δ 0 B/s (0 B/s per second) · "
                            "messages/s: 10,000, Δ 0.0 (0.0 per second) · "
                            "fill: 50.0 % (25.0 % … 75.0 %), Δ +50.0 % (+50.0 % per second)"));
    // Of everything, the rate too.
    plot.addBatch(steady({.beginMs = 2000, .endMs = 3000, .in = 2000'000, .fill = 0.75}));
    const QString between = plot.textBetween(originNs + 500'000'000, originNs + 2'500'000'000);
    QVERIFY2(between.contains(QStringLiteral("Δ +976.6 KiB/s (+488.3 KiB/s per second)")), qPrintable(between));
    QVERIFY2(between.contains(QStringLiteral("Δ −488.3 KiB/s (−244.1 KiB/s per second)")), qPrintable(between));
    QVERIFY2(between.contains(QStringLiteral("Δ +10,000 (+5,000 per second)")), qPrintable(between));
    QTest::keyClick(&plot, Qt::Key_Delete);
    QTRY_VERIFY(measured->isHidden());
    QTest::keyClick(&plot, Qt::Key_A);
    QVERIFY(plot.cursors()->cursor(PlotCursors::A));
    QVERIFY(!plot.cursors()->cursor(PlotCursors::B));
}

void TestThroughputPlot::betweenSamplesIsWhatIsDrawn_data()
{
    QTest::addColumn<int>("stepMs");
    QTest::newRow("10 Hz") << 100;
    QTest::newRow("1 Hz") << 1000;
}

void TestThroughputPlot::betweenSamplesIsWhatIsDrawn()
{
    QFETCH(int, stepMs);
    const auto at = [&](double step) { return originNs + static_cast<qint64>(step * stepMs * 1e6); };
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 10 * stepMs, .in = 1000, .fill = 0.5, .stepMs = stepMs}));
    plot.addBatch(steady({.beginMs = 10 * stepMs, .endMs = 11 * stepMs, .in = 1000, .fill = 1, .stepMs = stepMs}));
    plot.setWindowSeconds(stepMs * 0.02);
    showAndDraw(plot);
    // Steady, with neither cursor at a sample.
    const QString still = plot.textBetween(at(2.4), at(6.6));
    QVERIFY2(still.contains(QStringLiteral("fill: 50.0 %, Δ 0 % (0 % per second)")), qPrintable(still));
    // Halfway up the line between 50 % and 100 %.
    const QString half = plot.textBetween(at(2.4), at(9.5));
    QVERIFY2(half.contains(QStringLiteral("Δ +25.0 %")), qPrintable(half));
    const QString tracker = plot.textAt(at(4.45));
    QVERIFY2(tracker.contains(QStringLiteral("Fill: 50.0 %")), qPrintable(tracker));
    QVERIFY2(tracker.contains(QStringLiteral("In: 1,000 B/s")), qPrintable(tracker));
    QCOMPARE(plot.textAt(at(100)), QString());
}

void TestThroughputPlot::estimatesAreMarkedAlsoBetweenCursors()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .in = 100'000}));
    plot.addBatch(steady({.beginMs = 1000, .endMs = 2000, .in = 100'000, .coverage = 0.5}));
    showAndDraw(plot);
    const auto between = [&](qint64 from, qint64 to) {
        return plot.textBetween(originNs + from * 1'000'000, originNs + to * 1'000'000);
    };
    QVERIFY2(!between(100, 900).contains(QLatin1Char('~')), qPrintable(between(100, 900)));
    QVERIFY2(between(1200, 1900).contains(QStringLiteral("messages/s: ~1,000")), qPrintable(between(1200, 1900)));
    QVERIFY2(between(1200, 1900).contains(QStringLiteral("messages estimated from 50.0 %")),
             qPrintable(between(1200, 1900)));
    const QStringList lines = plot.valuesAsCsv(originNs, originNs + 2'000'000'000, 2).split(QStringLiteral("\r\n"));
    QVERIFY2(lines.at(0).endsWith(QStringLiteral(",coverage")), qPrintable(lines.at(0)));
    QVERIFY2(lines.at(1).endsWith(QStringLiteral(",1")), qPrintable(lines.at(1)));
    const double share = lines.at(2).section(QLatin1Char(','), -1).toDouble();
    QVERIFY2(share > 0.49 && share < 0.6, qPrintable(lines.at(2)));
}

void TestThroughputPlot::windowsGrowWithTheHistory()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 120'001, .stepMs = 1000}));
    showAndDraw(plot);
    QSignalSpy chosen(&plot, &ThroughputPlot::windowChosen);
    plot.setWindowSeconds(600);
    QCOMPARE(chosen.size(), 1);
    QTRY_COMPARE(plot.viewEndNs() - plot.viewBeginNs(), 120'000'000'000);
    plot.addBatch(steady({.beginMs = 121'000, .endMs = 700'001, .stepMs = 1000}));
    QTRY_COMPARE(plot.viewEndNs(), originNs + 700'000'000'000);
    QCOMPARE(plot.viewBeginNs(), originNs + 100'000'000'000);
    // Everything stays everything.
    QTest::keyClick(&plot, Qt::Key_Home);
    QTRY_COMPARE(plot.viewBeginNs(), originNs);
    plot.addBatch(steady({.beginMs = 701'000, .endMs = 900'001, .stepMs = 1000}));
    QTRY_COMPARE(plot.viewEndNs(), originNs + 900'000'000'000);
    QCOMPARE(plot.viewBeginNs(), originNs);
}

void TestThroughputPlot::followIsSeenAndSwitched()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 200'000, .stepMs = 100}));
    showAndDraw(plot);
    auto *follow = plot.findChild<QToolButton *>(QStringLiteral("throughputFollow"));
    QVERIFY(follow->isChecked());
    QTest::keyClick(&plot, Qt::Key_Left);
    QVERIFY(!follow->isChecked());
    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(plot.isFollowing());
    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(!plot.isFollowing());
}

void TestThroughputPlot::wheelZoomsAndDragMoves()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 200'000, .stepMs = 100}));
    showAndDraw(plot);
    QSignalSpy moved(&plot, &ThroughputPlot::viewChanged);
    const QPoint middle = plot.plot()->axisRect()->rect().center();
    const QCPRange whole = plot.plot()->xAxis->range();
    const double under = plot.plot()->xAxis->pixelToCoord(middle.x());
    QWheelEvent in(QPointF(middle), QPointF(plot.plot()->mapToGlobal(middle)), {}, {0, 120}, Qt::NoButton,
                   Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(plot.plot(), &in);
    const QCPRange zoomed = plot.plot()->xAxis->range();
    QVERIFY(zoomed.size() < whole.size());
    // What is under the mouse stays there; the other axis is left alone.
    QVERIFY(qAbs(plot.plot()->xAxis->pixelToCoord(middle.x()) - under) < 0.01);
    QVERIFY(!plot.isFollowing());
    QCOMPARE(moved.size(), 1);
    QCOMPARE(plot.windowSeconds(), zoomed.size());

    const double top = plot.plot()->yAxis->range().upper;
    const QPoint target = middle + QPoint(80, 40);
    const double seconds = plot.plot()->xAxis->pixelToCoord(middle.x()) - plot.plot()->xAxis->pixelToCoord(target.x());
    QTest::mousePress(plot.plot(), Qt::LeftButton, {}, middle);
    for (const QPoint &point : {middle + QPoint(20, 10), target}) {
        QMouseEvent move(QEvent::MouseMove, QPointF(point), QPointF(plot.plot()->mapToGlobal(point)), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(plot.plot(), &move);
    }
    QTest::mouseRelease(plot.plot(), Qt::LeftButton, {}, target);
    QVERIFY2(qAbs(plot.plot()->xAxis->range().lower - (zoomed.lower + seconds)) < 0.01,
             qPrintable(QString::number(plot.plot()->xAxis->range().lower - zoomed.lower)));
    QVERIFY(qAbs(plot.plot()->xAxis->range().size() - zoomed.size()) < 0.001);
    QCOMPARE(plot.plot()->yAxis->range().upper, top);
}

void TestThroughputPlot::theTrackerStaysWhileValuesStream()
{
    ThroughputPlot plot;
    plot.setWindowSeconds(10);
    plot.addBatch(steady({.beginMs = 0, .endMs = 60'000, .fill = 0.25}));
    showAndDraw(plot);
    QTest::mouseMove(plot.plot(), plot.plot()->axisRect()->rect().center());
    const auto shown = [&](const QString &words) {
        for (int i = 0; i < plot.plot()->itemCount(); ++i) {
            const auto *text = qobject_cast<QCPItemText *>(plot.plot()->item(i));
            if (text != nullptr && text->visible() && text->text().contains(words))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(shown(QStringLiteral("Fill: 25.0 %")));
    // The view moves on below the mouse, which stands still.
    plot.addBatch(steady({.beginMs = 60'000, .endMs = 75'000, .fill = 0.75}));
    QTRY_VERIFY(shown(QStringLiteral("Fill: 75.0 %")));
    QVERIFY(!shown(QStringLiteral("Fill: 25.0 %")));
}

void TestThroughputPlot::cursorsAreDraggedNotTheView()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 60'000, .stepMs = 100}));
    showAndDraw(plot);
    plot.cursors()->setCursor(PlotCursors::A, 30);
    const QCPRange before = plot.plot()->xAxis->range();
    const QRect rect = plot.plot()->axisRect()->rect();
    const auto at = [&](double seconds) {
        return QPoint(qRound(plot.plot()->xAxis->coordToPixel(seconds)), rect.center().y());
    };
    QTest::mousePress(plot.plot(), Qt::LeftButton, {}, at(30));
    QTest::mouseMove(plot.plot(), at(40));
    QTest::mouseMove(plot.plot(), at(45));
    QTest::mouseRelease(plot.plot(), Qt::LeftButton, {}, at(45));
    QVERIFY2(qAbs(*plot.cursors()->cursor(PlotCursors::A) - 45) < 0.5,
             qPrintable(QString::number(*plot.cursors()->cursor(PlotCursors::A))));
    QVERIFY(plot.plot()->xAxis->range() == before);
    QVERIFY(plot.isFollowing());
}

void TestThroughputPlot::markersAreShownInView()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 60'000, .stepMs = 100}));
    showAndDraw(plot);
    const auto shown = [&] {
        QStringList texts;
        for (int i = 0; i < plot.plot()->itemCount(); ++i) {
            const auto *text = qobject_cast<QCPItemText *>(plot.plot()->item(i));
            if (text != nullptr && text->visible())
                texts << text->text();
        }
        texts.sort();
        return texts;
    };
    QCOMPARE(shown(), QStringList());
    plot.setMarkers({{originNs + 10'000'000'000, TimeMarker::Kind::Hand, QStringLiteral("here")},
                     {originNs + 20'000'000'000, TimeMarker::Kind::Finding, QStringLiteral("ring\nfull")},
                     {originNs + 900'000'000'000, TimeMarker::Kind::Trigger, QStringLiteral("later")}});
    QCOMPARE(shown(), QStringList({QStringLiteral("here"), QStringLiteral("ring full")}));
    plot.setMarkers({});
    QCOMPARE(shown(), QStringList());

    QSignalSpy marked(&plot, &ThroughputPlot::markRequested);
    QTest::keyClick(&plot, Qt::Key_M);
    QCOMPARE(marked.size(), 1);
    const qint64 wanted = marked.first().first().toLongLong();
    QVERIFY(wanted > plot.viewBeginNs() && wanted < plot.viewEndNs());
}

void TestThroughputPlot::exportsPictures_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("png") << QStringLiteral("plot.png") << QByteArray("\x89PNG");
    QTest::newRow("pdf") << QStringLiteral("plot.pdf") << QByteArray("%PDF");
    QTest::newRow("svg") << QStringLiteral("PLOT.SVG") << QByteArray("<?xml");
}

void TestThroughputPlot::exportsPictures()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, start);
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .in = 100'000}));
    showAndDraw(plot);
    const QTemporaryDir folder;
    QVERIFY(plot.saveImage(folder.filePath(fileName)));
    QFile file(folder.filePath(fileName));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith(start));
    QVERIFY(bytes.size() > 1000);
    QVERIFY(!plot.saveImage(folder.filePath(QStringLiteral("no/such/folder/") + fileName)));
}

void TestThroughputPlot::exportsValues()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 1000, .in = 100'000, .out = 50'000, .fill = 0.5}));
    plot.addBatch(steady({.beginMs = 2000, .endMs = 3000, .in = 200'000, .out = 50'000, .fill = 0.5}));
    const QStringList lines = plot.valuesAsCsv(originNs, originNs + 3'000'000'000, 3).split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 4); // title, two rows (nothing is known of the second in between), the end
    QCOMPARE(lines[0],
             QStringLiteral("seconds,bytes_in_per_s_mean,bytes_in_per_s_min,bytes_in_per_s_max,bytes_out_per_s_mean,"
                            "bytes_out_per_s_min,bytes_out_per_s_max,messages_per_s_mean,messages_per_s_min,"
                            "messages_per_s_max,fill_mean,fill_min,fill_max,coverage"));
    QCOMPARE(lines[1], QStringLiteral("0.000000,100000,100000,100000,50000,50000,50000,1000,1000,1000,0.5,0.5,0.5,1"));
    QVERIFY(lines[2].startsWith(QStringLiteral("2.000000,200000,")));
}

void TestThroughputPlot::replotsAreThrottled()
{
    ThroughputPlot plot;
    showAndDraw(plot);
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    for (const RingPoint &point : steady({.beginMs = 0, .endMs = 1000}))
        plot.addBatch({point});
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
    QCOMPARE(plot.plot()->legend->itemCount(), 4);
}

void TestThroughputPlot::lowPlotsShowEverything_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<double>("rate");
    QTest::addColumn<bool>("labels");
    for (const double rate : {1e3, 3.3e5, 2e9}) {
        QTest::addRow("149 px, %g", rate) << 149 << rate << false;
        QTest::addRow("150 px, %g", rate) << 150 << rate << false;
        QTest::addRow("200 px, %g", rate) << 200 << rate << false;
        QTest::addRow("299 px, %g", rate) << 299 << rate << false;
        QTest::addRow("300 px, %g", rate) << 300 << rate << true;
        QTest::addRow("380 px, %g", rate) << 380 << rate << true;
    }
}

void TestThroughputPlot::lowPlotsShowEverything()
{
    QFETCH(int, height);
    QFETCH(double, rate);
    QFETCH(bool, labels);
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 3000, .in = rate, .out = rate / 2}));
    showAndDraw(plot);
    plot.resize(480, height);
    QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
    QVERIFY(drawn.wait());
    plot.plot()->replot(QCustomPlot::rpImmediateRefresh);
    QCOMPARE(plot.plot()->axisRectCount(), 2);
    const int line = plot.fontMetrics().height();
    for (const QCPAxisRect *rect : plot.plot()->axisRects()) {
        QVERIFY(rect->visible());
        QVERIFY(plot.plot()->rect().contains(rect->outerRect()));
        QVERIFY2(rect->height() >= 3 * line / 2, qPrintable(QString::number(rect->height())));
        QCOMPARE(!rect->axis(QCPAxis::atLeft)->label().isEmpty(), labels);
        for (const QCPAxis::AxisType side : {QCPAxis::atLeft, QCPAxis::atRight}) {
            const QCPAxis *axis = rect->axis(side);
            if (!axis->visible())
                continue;
            // From top to bottom; the ends may be out of the range by one.
            QList<double> ticks;
            for (const double tick : axis->tickVector()) {
                if (axis->range().contains(tick))
                    ticks << axis->coordToPixel(tick);
            }
            QVERIFY2(ticks.size() >= 2, qPrintable(QString::number(ticks.size())));
            for (qsizetype i = 1; i < ticks.size(); ++i)
                QVERIFY2(ticks[i - 1] - ticks[i] >= line,
                         qPrintable(QStringLiteral("%1 of %2").arg(ticks[i - 1] - ticks[i]).arg(line)));
            QVERIFY(ticks.last() - line / 2 >= -1);
        }
    }
    QVERIFY(!plot.plot()->axisRect(0)->rect().intersects(plot.plot()->axisRect(1)->rect()));
    QVERIFY(graph(plot, labels ? "Messages" : "Messages/s"));
}

void TestThroughputPlot::onePointIsSeen()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 1}));
    showAndDraw(plot);
    QVERIFY(!graph(plot, "Fill")->scatterStyle().isNone());
    plot.addBatch(steady({.beginMs = 1000, .endMs = 2000}));
    QTRY_VERIFY(graph(plot, "Fill")->scatterStyle().isNone());
}

void TestThroughputPlot::longTimesHaveHours()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 24 * 3'600'000, .stepMs = 1000}));
    plot.setOrigin(originNs);
    showAndDraw(plot);
    plot.showAll();
    const QCPAxis *time = plot.plot()->axisRect()->axis(QCPAxis::atBottom);
    QTRY_COMPARE(time->label(), QStringLiteral("Time since attaching (h:min:s)"));
    plot.plot()->replot(QCustomPlot::rpImmediateRefresh);
    QVERIFY(time->tickVectorLabels().contains(QStringLiteral("18:00:00")));
    plot.showRange(originNs, originNs + 60'000'000'000);
    QTRY_COMPARE(time->label(), QStringLiteral("Time since attaching (min:s)"));
}

void TestThroughputPlot::wordsOfMarkersAreApart()
{
    ThroughputPlot plot;
    plot.addBatch(steady({.beginMs = 0, .endMs = 60'000, .stepMs = 100}));
    showAndDraw(plot);
    std::vector<TimeMarker> markers;
    for (const qint64 second : {10, 10, 11, 59, 59})
        markers.push_back({originNs + second * 1'000'000'000, TimeMarker::Kind::Finding, QStringLiteral("reader-leak")});
    plot.setMarkers(markers);
    QList<QRectF> boxes;
    for (int i = 0; i < plot.plot()->itemCount(); ++i) {
        const auto *text = qobject_cast<QCPItemText *>(plot.plot()->item(i));
        if (text == nullptr || !text->visible())
            continue;
        const QRectF box(text->topLeft->pixelPosition(), text->bottomRight->pixelPosition());
        QVERIFY(QRectF(plot.plot()->rect()).contains(box));
        for (const QRectF &other : boxes)
            QVERIFY(!box.adjusted(1, 1, -1, -1).intersects(other));
        boxes << box;
    }
    QCOMPARE(boxes.size(), 5);
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
    plot.addBatch(steady({.beginMs = 1000, .endMs = 2000}));
    plot.clear();
    QVERIFY(plot.recording().isEmpty());
    QCOMPARE(plot.latestText(), QStringLiteral("No samples yet"));
    plot.addBatch(steady({.beginMs = 0, .endMs = 10}));
    QCOMPARE(plot.recording().channel(RingRecording::Fill).total(), quint64(10));
}

void TestThroughputPlot::isAccessible()
{
    ThroughputPlot plot;
    QVERIFY(!plot.accessibleName().isEmpty());
    QVERIFY(!plot.objectName().isEmpty());
    plot.addBatch(steady({.beginMs = 0, .endMs = 100}));
    showAndDraw(plot);
    QCOMPARE(plot.accessibleDescription(), plot.latestText());
}

QTEST_MAIN(TestThroughputPlot)
#include "tst_throughput_plot.moc"

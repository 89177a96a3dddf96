// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/comparison_plot.h"
#include "widgets/lock_lanes.h"
#include "widgets/plot_cursors.h"
#include "widgets/throughput_plot.h"

#include <QLabel>
#include <QSignalSpy>
#include <qcustomplot.h>

#include <cmath>
#include <memory>

using namespace membridge;

namespace {

constexpr qint64 originNs = 1'000'000'000'000;
constexpr qint64 second = 1'000'000'000;

/// A look a millisecond at a ring through which `in` bytes a second come, in frames of 100 bytes.
void addRing(ThroughputPlot &plot, qint64 beginMs, qint64 endMs, double in, double fill, double coverage = 1)
{
    std::vector<RingPoint> points;
    for (qint64 t = beginMs; t < endMs; ++t) {
        RingPoint point;
        point.timeNs = originNs + t * 1'000'000;
        point.elapsedNs = 1'000'000;
        point.bytesIn = static_cast<quint64>(in / 1000);
        point.bytesOut = point.bytesIn / 2;
        point.bytesWalked = static_cast<quint64>(static_cast<double>(point.bytesIn) * coverage);
        point.frames = point.bytesWalked / 100;
        point.capacity = 1 << 16;
        point.used = static_cast<quint64>(fill * 65536);
        points.push_back(point);
    }
    plot.addBatch(points);
}

void addLock(LockLanes &lanes, qint64 beginMs, qint64 endMs, qint32 word)
{
    std::vector<LockPoint> points;
    for (qint64 t = beginMs; t < endMs; ++t)
        points.push_back({.timeNs = originNs + t * 1'000'000, .word = LockWord{word}});
    lanes.addBatch(points);
}

void showAndDraw(ComparisonPlot &plot)
{
    plot.resize(700, 500);
    plot.show();
    // The plot draws once by itself when it gets its size; what counts is drawn with values.
    const auto hasValues = [&] {
        for (int i = 0; i < plot.plot()->graphCount(); ++i) {
            if (plot.plot()->graph(i)->dataCount() > 0)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(hasValues());
    QTRY_COMPARE(plot.findChild<QLabel *>(QStringLiteral("comparisonLatest"))->text(), plot.latestText());
}

/// The lines of means of one segment, from the top lane down; estimated ones are dotted and left out.
std::vector<QCPGraph *> linesOf(const ComparisonPlot &plot, const QString &name)
{
    std::vector<QCPGraph *> lines;
    for (int i = 0; i < plot.plot()->graphCount(); ++i) {
        if (plot.plot()->graph(i)->name() == name)
            lines.push_back(plot.plot()->graph(i));
    }
    return lines;
}

QStringList lanesOf(const ComparisonPlot &plot)
{
    QStringList names;
    for (int i = 0; i < plot.plot()->itemCount(); ++i) {
        const auto *text = qobject_cast<QCPItemText *>(plot.plot()->item(i));
        if (text != nullptr && text->position->type() == QCPItemPosition::ptAxisRectRatio)
            names << text->text();
    }
    return names;
}

} // namespace

class TestComparisonPlot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }

    void twoRingsShareEachScale()
    {
        ThroughputPlot a;
        ThroughputPlot b;
        addRing(a, 0, 3000, 100'000, 0.25);
        addRing(b, 1000, 3000, 400'000, 0.75);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        showAndDraw(plot);
        QCOMPARE(lanesOf(plot), QStringList({"In", "Out", "Messages/s", "Fill (%)"}));
        const auto first = linesOf(plot, QStringLiteral("/a"));
        const auto other = linesOf(plot, QStringLiteral("/b"));
        QCOMPARE(first.size(), 4U);
        QCOMPARE(other.size(), 4U);
        const std::array wantedFirst{100'000.0, 50'000.0, 1000.0, 25.0};
        const std::array wantedOther{400'000.0, 200'000.0, 4000.0, 75.0};
        for (std::size_t lane = 0; lane < 4; ++lane) {
            QCOMPARE(first[lane]->data()->at(10)->value, wantedFirst[lane]);
            QCOMPARE(other[lane]->data()->at(10)->value, wantedOther[lane]);
            QCOMPARE(first[lane]->valueAxis(), other[lane]->valueAxis());
            QVERIFY(first[lane]->valueAxis()->range().contains(wantedOther[lane]));
        }
        // The second began a second later, and so its line does.
        QVERIFY(first[3]->data()->at(0)->key < 0.05);
        QVERIFY(std::fabs(other[3]->data()->at(0)->key - 1) < 0.05);
    }

    void ringBesideRegion()
    {
        ThroughputPlot ring;
        LockLanes lanes;
        addRing(ring, 0, 2000, 100'000, 0.5);
        addLock(lanes, 0, 1000, -1);
        addLock(lanes, 1000, 2000, 3);
        ComparisonPlot plot({QStringLiteral("/ring"), &ring}, {QStringLiteral("/region"), &lanes});
        showAndDraw(plot);
        QCOMPARE(lanesOf(plot), QStringList({"In", "Out", "Messages/s", "Fill (%)", "Writer (%)", "Readers"}));
        const auto region = linesOf(plot, QStringLiteral("/region"));
        QCOMPARE(region.size(), 2U);
        const auto valueAt = [](const QCPGraph *graph, double seconds) {
            return graph->data()->findBegin(seconds)->value;
        };
        QCOMPARE(valueAt(region[0], 0.5), 100.0);
        QCOMPARE(valueAt(region[0], 1.5), 0.0);
        QCOMPARE(valueAt(region[1], 0.5), 0.0);
        QCOMPARE(valueAt(region[1], 1.5), 3.0);
        // All lanes have one time axis.
        region[1]->keyAxis()->setRange(0.5, 1.5);
        for (QCPGraph *line : linesOf(plot, QStringLiteral("/ring")))
            QCOMPARE(line->keyAxis()->range(), QCPRange(0.5, 1.5));
    }

    void toldApartByColourAndStyleAndLegend()
    {
        ThroughputPlot a;
        ThroughputPlot b;
        addRing(a, 0, 1000, 1000, 0.25);
        addRing(b, 0, 1000, 2000, 0.5);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        for (const QPalette &palette : {widget_test::lightPalette(), widget_test::darkPalette()}) {
            plot.setPalette(palette);
            showAndDraw(plot);
            const QColor base = Theme::of(palette).base;
            for (std::size_t lane = 0; lane < 4; ++lane) {
                const QPen first = linesOf(plot, QStringLiteral("/a"))[lane]->pen();
                const QPen other = linesOf(plot, QStringLiteral("/b"))[lane]->pen();
                QVERIFY(first.color() != other.color());
                QVERIFY(first.style() != other.style());
                QVERIFY(Theme::contrast(first.color(), base) >= 4.5);
                QVERIFY(Theme::contrast(other.color(), base) >= 4.5);
            }
        }
        QStringList legend;
        for (int i = 0; i < plot.plot()->legend->itemCount(); ++i)
            legend << static_cast<QCPPlottableLegendItem *>(plot.plot()->legend->item(i))->plottable()->name();
        QCOMPARE(legend, QStringList({"/a", "/b"}));
    }

    void theTrackerHasBothAndTheirDifference()
    {
        ThroughputPlot a;
        ThroughputPlot b;
        addRing(a, 0, 3000, 102'400, 0.25);
        addRing(b, 0, 3000, 409'600, 0.75);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        showAndDraw(plot);
        const QString text = plot.textAt(originNs + second);
        QVERIFY2(text.contains(QStringLiteral("In   /a: 99.6 KiB/s · /b: 399.4 KiB/s · Δ +299.8 KiB/s")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Fill   /a: 25.0 % · /b: 75.0 % · Δ +50.0 %")), qPrintable(text));
        QVERIFY2(text.startsWith(QStringLiteral("1.000 s\n")), qPrintable(text));
        QCOMPARE(plot.textAt(originNs + 20 * second), QString());
    }

    void cursorsMeasureBoth()
    {
        ThroughputPlot a;
        LockLanes b;
        addRing(a, 0, 1000, 102'000, 0.25);
        addRing(a, 1000, 3000, 204'000, 0.5);
        addLock(b, 0, 1500, 1);
        addLock(b, 1500, 3000, 4);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        showAndDraw(plot);
        plot.cursors()->setCursor(PlotCursors::A, 0.5);
        plot.cursors()->setCursor(PlotCursors::B, 2.5);
        auto *measured = plot.findChild<QLabel *>(QStringLiteral("comparisonMeasured"));
        QTRY_VERIFY(measured->isVisible());
        const QStringList lines = measured->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0], QStringLiteral("Δt 2.000 s"));
        QVERIFY2(lines[1].startsWith(QStringLiteral("/a: In ")), qPrintable(lines[1]));
        QVERIFY2(lines[1].endsWith(QStringLiteral(" % (25.0 % … 50.0 %), Δ +25.0 % (+12.5 % per second)")),
                 qPrintable(lines[1]));
        QVERIFY2(lines[2].startsWith(QStringLiteral("/b: Writer 0 %, Δ 0 %")), qPrintable(lines[2]));
        QVERIFY2(lines[2].contains(QStringLiteral(" (1 … 4), Δ +3 (+1.5 per second)")), qPrintable(lines[2]));
    }

    void estimatesAreDotted()
    {
        ThroughputPlot a;
        ThroughputPlot b;
        addRing(a, 0, 2000, 100'000, 0.5, 1);
        addRing(b, 0, 2000, 400'000, 0.5, 0.5);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        showAndDraw(plot);
        QVERIFY(std::isnan(linesOf(plot, QStringLiteral("/b"))[2]->data()->at(10)->value));
        int dotted = 0;
        for (int i = 0; i < plot.plot()->graphCount(); ++i) {
            const QCPGraph *graph = plot.plot()->graph(i);
            if (graph->pen().style() == Qt::DotLine && graph->dataCount() > 10 && graph->data()->at(10)->value == 4000)
                ++dotted;
        }
        QCOMPARE(dotted, 1);
        QVERIFY(plot.textAt(originNs + second).contains(QStringLiteral("/b: about 4,000")));
        QVERIFY(plot.textAt(originNs + second).contains(QStringLiteral("/a: 1,000")));
    }

    void workGrowsWithPixelsNotWithHistory()
    {
        ThroughputPlot a;
        ThroughputPlot b;
        addRing(a, 0, 600'000, 1000, 0.25);
        addRing(b, 0, 600'000, 2000, 0.5);
        addRing(b, 600'000, 600'001, 2000, 1);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        showAndDraw(plot);
        plot.showAll();
        QTRY_COMPARE(plot.plot()->axisRect()->axis(QCPAxis::atBottom)->range().size(), plot.windowSeconds());
        QTRY_VERIFY(plot.viewEndNs() > originNs + 599 * second);
        for (int i = 0; i < plot.plot()->graphCount(); ++i)
            QVERIFY(plot.plot()->graph(i)->dataCount() <= plot.plot()->width() + 2);
        // And still no spike is lost.
        const auto hasSpike = [&] {
            double most = 0;
            const QCPAxis *fill = linesOf(plot, QStringLiteral("/b"))[3]->valueAxis();
            for (int i = 0; i < plot.plot()->graphCount(); ++i) {
                bool found = false;
                if (plot.plot()->graph(i)->valueAxis() == fill)
                    most = std::max(most, plot.plot()->graph(i)->getValueRange(found).upper);
            }
            return most == 100;
        };
        QTRY_VERIFY(hasSpike());
    }

    void whatIsRecordedLaterArrives()
    {
        ThroughputPlot a;
        ThroughputPlot b;
        addRing(a, 0, 1000, 100'000, 0.25);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        showAndDraw(plot);
        QVERIFY(plot.latestText().endsWith(QStringLiteral("/b: no samples yet")));
        QCOMPARE(linesOf(plot, QStringLiteral("/b"))[3]->dataCount(), 0);
        addRing(b, 500, 1500, 100'000, 0.75);
        QTRY_VERIFY(linesOf(plot, QStringLiteral("/b"))[3]->dataCount() > 10);
        QCOMPARE(linesOf(plot, QStringLiteral("/b"))[3]->data()->at(5)->value, 75.0);
        QSignalSpy drawn(plot.plot(), &QCustomPlot::afterReplot);
        plot.setPaused(true);
        QVERIFY(drawn.wait());
        const int before = linesOf(plot, QStringLiteral("/b"))[3]->dataCount();
        ComparisonPlot running({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        showAndDraw(running);
        addRing(b, 1500, 2500, 100'000, 0.75);
        QTRY_VERIFY(linesOf(running, QStringLiteral("/b"))[3]->dataCount() > before);
        QCOMPARE(linesOf(plot, QStringLiteral("/b"))[3]->dataCount(), before);
        plot.setPaused(false);
        QTRY_VERIFY(linesOf(plot, QStringLiteral("/b"))[3]->dataCount() > before);
    }

    void onePointIsSeen()
    {
        ThroughputPlot a;
        ThroughputPlot b;
        addRing(a, 0, 1, 1000, 0.25);
        addRing(b, 0, 1, 1000, 0.5);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        showAndDraw(plot);
        QCOMPARE(linesOf(plot, QStringLiteral("/b"))[3]->scatterStyle().shape(), QCPScatterStyle::ssDisc);
    }

    void aSegmentThatGoesLeavesTheOther()
    {
        ThroughputPlot a;
        auto b = std::make_unique<ThroughputPlot>();
        addRing(a, 0, 1000, 100'000, 0.25);
        addRing(*b, 0, 1000, 100'000, 0.75);
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), b.get()});
        showAndDraw(plot);
        b.reset();
        addRing(a, 1000, 2000, 100'000, 0.25);
        QTRY_COMPARE(linesOf(plot, QStringLiteral("/b"))[3]->dataCount(), 0);
        QVERIFY(plot.latestText().endsWith(QStringLiteral("/b: detached")));
        QTRY_VERIFY(linesOf(plot, QStringLiteral("/a"))[3]->dataCount() > 10);
        QVERIFY(!plot.textAt(originNs + second).contains(QStringLiteral("/b")));
        QVERIFY(!plot.valuesAsCsv(originNs, originNs + second, 10).contains(QStringLiteral("/b")));
    }

    void valuesAsCsv()
    {
        ThroughputPlot a;
        LockLanes b;
        addRing(a, 0, 1000, 100'000, 0.25);
        addLock(b, 0, 1000, 2);
        ComparisonPlot plot({QStringLiteral("/a\"x"), &a}, {QStringLiteral("/b"), &b});
        const QStringList rows = plot.valuesAsCsv(originNs, originNs + second, 2).split(QStringLiteral("\r\n"));
        QVERIFY(rows[0].startsWith(QStringLiteral("seconds,\"/a\"\"x bytes_in_per_s_mean\",")));
        QVERIFY(rows[0].endsWith(QStringLiteral("\"/b readers_mean\",\"/b readers_min\",\"/b readers_max\"")));
        QCOMPARE(rows.size(), 4); // and an empty one
        QVERIFY2(rows[1].startsWith(QStringLiteral("0.000000,100000,100000,100000,50000,")), qPrintable(rows[1]));
        QVERIFY2(rows[1].endsWith(QStringLiteral(",0.25,0.25,0.25,0,0,0,2,2,2")), qPrintable(rows[1]));
        QVERIFY(rows[2].startsWith(QStringLiteral("0.500000,")));
    }

    void markersKeepTheirTimesWhenTheOriginIsKnown()
    {
        ThroughputPlot a;
        ThroughputPlot b;
        ComparisonPlot plot({QStringLiteral("/a"), &a}, {QStringLiteral("/b"), &b});
        plot.setMarkers({{.timeNs = originNs + second, .kind = TimeMarker::Kind::Hand, .text = QStringLiteral("here")}});
        addRing(a, 0, 2000, 100'000, 0.25);
        showAndDraw(plot);
        const auto at = [&]() -> double {
            for (int i = 0; i < plot.plot()->itemCount(); ++i) {
                const auto *line = qobject_cast<QCPItemLine *>(plot.plot()->item(i));
                if (line != nullptr && line->visible() && line->pen().style() == Qt::DashDotLine)
                    return plot.plot()->xAxis->pixelToCoord(line->start->pixelPosition().x());
            }
            return -1;
        };
        QTRY_VERIFY(std::fabs(at() - 1) < 0.2);
    }
};

QTEST_MAIN(TestComparisonPlot)
#include "tst_comparison_plot.moc"

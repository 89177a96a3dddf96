// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/histogram_plot.h"
#include "widgets/theme.h"

#include <QFile>
#include <QImage>
#include <QLabel>
#include <QTemporaryDir>
#include <qcustomplot.h>

#include <cmath>

using namespace membridge;

namespace {

/// 98 messages of 64 bytes, one of 1000 and one of 70,000, all of them seen; each a millisecond after the other but for one pause of 2 s.
RingHistograms traffic()
{
    RingHistograms seen;
    seen.sizes.add(64, 98);
    seen.sizes.add(1000);
    seen.sizes.add(70'000);
    seen.intervals.add(1'000'000, 98);
    seen.intervals.add(2'000'000'000);
    seen.bytesIn = seen.bytesSized = seen.bytesTimed = 98 * 68 + 1004 + 70'004;
    seen.looks = 100;
    seen.looksNs = 100'000'000;
    seen.longestLookNs = 4'000'000;
    return seen;
}

template <typename Item> QList<Item *> visible(const HistogramPlot &plot)
{
    QList<Item *> items;
    for (int i = 0; i < plot.plot()->itemCount(); ++i) {
        auto *item = qobject_cast<Item *>(plot.plot()->item(i));
        if (item != nullptr && item->visible())
            items << item;
    }
    return items;
}

void showAndDraw(HistogramPlot &plot, int width = 500, int height = 250)
{
    plot.resize(width, height);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.plot()->replot(QCustomPlot::rpImmediateRefresh);
}

} // namespace

class TestHistogramPlot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void barsAreFinerThanAPowerOfTwo();
    void everyValueIsInABar();
    void marksStandWhereTheValuesAre_data();
    void marksStandWhereTheValuesAre();
    void namesOfMarksDoNotLieOnEachOther();
    void countsAreApart();
    void says_data();
    void says();
    void keysTellBarByBar();
    void theMouseTellsTheBarUnderIt();
    void theToldBarStaysThatOfItsValues();
    void pausedKeepsCounting();
    void startsOver();
    void exportsValues();
    void exportsPictures();
    void coloursFollowThePalette();
};

void TestHistogramPlot::barsAreFinerThanAPowerOfTwo()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    RingHistograms seen;
    seen.sizes.add(0, 2);
    seen.sizes.add(1);
    seen.sizes.add(100, 3);
    seen.sizes.add(120, 4);
    seen.sizes.add(128, 5);
    plot.add(seen);
    QTRY_COMPARE(plot.bars().size(), std::size_t(4));
    QCOMPARE(plot.bars()[0].begin, 0.0); // 0 and 1 share one
    QCOMPARE(plot.bars()[0].count, quint64(3));
    QCOMPARE(plot.bars()[1].begin, 6.5);
    QCOMPARE(plot.bars()[1].from, quint64(100));
    QCOMPARE(plot.bars()[1].to, quint64(100));
    QCOMPARE(plot.bars()[2].begin, 6.75);
    QCOMPARE(plot.bars()[3].begin, 7.0);
    QCOMPARE(plot.bars()[3].count, quint64(5));
}

void TestHistogramPlot::everyValueIsInABar()
{
    LogHistogram all;
    quint64 value = 0;
    for (int i = 0; i < 500; ++i) {
        all.add(value, static_cast<std::uint64_t>(i) + 1);
        value = value + value / 9 + 1;
    }
    for (const int perDoubling : {1, 4}) {
        quint64 sum = 0;
        double last = -1;
        for (const HistogramBar &bar : histogram_bars::of(all, perDoubling)) {
            sum += bar.count;
            QVERIFY(bar.begin > last);
            QVERIFY(bar.from <= bar.to);
            // To within a bucket of the histogram, which is 0.8 % wide.
            QVERIFY(static_cast<double>(bar.to) < 1.008 * std::exp2(bar.begin + 1.0 / perDoubling) + 1);
            last = bar.begin;
        }
        QCOMPARE(sum, all.count());
    }
}

void TestHistogramPlot::marksStandWhereTheValuesAre_data()
{
    QTest::addColumn<HistogramPlot::Of>("of");
    QTest::addColumn<double>("p50");
    QTest::addColumn<double>("p99");
    QTest::addColumn<double>("most");
    QTest::newRow("sizes") << HistogramPlot::Of::Sizes << 64.0 << 1000.0 << 70'000.0;
    QTest::newRow("intervals") << HistogramPlot::Of::Intervals << 1e6 << 2e9 << 2e9;
}

void TestHistogramPlot::marksStandWhereTheValuesAre()
{
    QFETCH(HistogramPlot::Of, of);
    HistogramPlot plot(of);
    plot.add(traffic());
    showAndDraw(plot);
    QTRY_COMPARE(visible<QCPItemLine>(plot).size(), 3);
    const QStringList columns{QStringLiteral("p50"), QStringLiteral("p99"), QStringLiteral("most")};
    for (int i = 0; i < 3; ++i) {
        const auto *expected = static_cast<const double *>(QTest::qData(columns[i].toLatin1(), QMetaType::Double));
        const double x = visible<QCPItemLine>(plot)[i]->start->pixelPosition().x();
        const double shown = std::exp2(plot.plot()->xAxis->pixelToCoord(x));
        QVERIFY2(std::fabs(shown / *expected - 1) < 0.01, qPrintable(QString::number(shown)));
        QVERIFY(
            plot.plot()->axisRect()->rect().contains(QPoint(qRound(x), plot.plot()->axisRect()->rect().center().y())));
    }
}

void TestHistogramPlot::namesOfMarksDoNotLieOnEachOther()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    RingHistograms same;
    same.sizes.add(64, 100);
    plot.add(same);
    showAndDraw(plot, 320, 150);
    QTRY_COMPARE(visible<QCPItemText>(plot).size(), 3);
    const auto names = visible<QCPItemText>(plot);
    for (int i = 0; i < 3; ++i) {
        const QRectF first(names[i]->topLeft->pixelPosition(), names[i]->bottomRight->pixelPosition());
        QVERIFY(QRectF(plot.plot()->rect()).contains(first));
        for (int j = 0; j < i; ++j) {
            const QRectF other(names[j]->topLeft->pixelPosition(), names[j]->bottomRight->pixelPosition());
            QVERIFY(!first.adjusted(1, 1, -1, -1).intersects(other));
        }
    }
}

void TestHistogramPlot::countsAreApart()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    RingHistograms many;
    many.sizes.add(64, 20'000'000);
    plot.add(many);
    showAndDraw(plot, 320, 130);
    const QCPAxis *counts = plot.plot()->yAxis;
    const auto apart = [&] {
        QList<double> ticks;
        for (const double tick : counts->tickVector()) {
            if (counts->range().contains(tick))
                ticks << counts->coordToPixel(tick);
        }
        bool all = ticks.size() >= 2;
        for (qsizetype i = 1; i < ticks.size(); ++i)
            all = all && ticks[i - 1] - ticks[i] >= plot.fontMetrics().height();
        return all;
    };
    QTRY_VERIFY(apart());
}

void TestHistogramPlot::says_data()
{
    QTest::addColumn<HistogramPlot::Of>("of");
    QTest::addColumn<double>("share");
    QTest::addColumn<bool>("any");
    QTest::addColumn<QString>("text");
    const auto sizes = HistogramPlot::Of::Sizes;
    const auto intervals = HistogramPlot::Of::Intervals;
    QTest::newRow("exact") << sizes << 1.0 << true
                           << "100 message(s), every one seen · p50 64 B · p99 ≈ 1,002 B · max 68.4 KiB";
    QTest::newRow("a sample")
        << sizes << 0.25 << true
        << "100 message(s), a sample: 25.0 % of the bytes seen · p50 64 B · p99 ≈ 1,002 B · max 68.4 KiB";
    QTest::newRow("nearly all is a sample") << sizes << 0.9999 << true
                                            << "100 message(s), a sample: > 99.9 % of the bytes seen · p50 64 B · p99 "
                                               "≈ 1,002 B · max 68.4 KiB";
    QTest::newRow("intervals")
        << intervals << 1.0 << true
        << "99 interval(s), every one seen · to within 1.00 ms (at most 4.00 ms) · p50 1.00 ms · p99 2.00 s · max 2.00 s";
    QTest::newRow("nothing came") << sizes << 1.0 << false << "No message came since attaching";
    QTest::newRow("no two came") << intervals << 1.0 << false << "No two messages came since attaching";
    QTest::newRow("none could be counted")
        << sizes << 0.0 << false << "Messages came, but too fast to be looked at one by one";
}

void TestHistogramPlot::says()
{
    QFETCH(HistogramPlot::Of, of);
    QFETCH(double, share);
    QFETCH(bool, any);
    QFETCH(QString, text);
    HistogramPlot plot(of);
    RingHistograms seen = any ? traffic() : RingHistograms();
    seen.bytesIn = share < 1 ? 1'000'000 : seen.bytesIn;
    seen.bytesSized = seen.bytesTimed = static_cast<std::uint64_t>(static_cast<double>(seen.bytesIn) * share);
    plot.add(seen);
    QCOMPARE(plot.summary(), text);
    auto *label = plot.findChild<QLabel *>(plot.objectName() + QStringLiteral("Summary"));
    QTRY_COMPARE(label->text(), text);
    QCOMPARE(plot.accessibleDescription(), text);
    QVERIFY(!plot.accessibleName().isEmpty());
    QCOMPARE(plot.plot()->xAxis->label().contains(QStringLiteral("sample")), share < 1);
    if (of == HistogramPlot::Of::Intervals && any) {
        seen.spread = 33;
        plot.add(seen);
        QVERIFY2(plot.summary().contains(QStringLiteral("16.7 % are means of messages that came between two looks")),
                 qPrintable(plot.summary()));
    }
}

void TestHistogramPlot::keysTellBarByBar()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    QTest::keyClick(&plot, Qt::Key_Right); // nothing there: nothing told
    QVERIFY(!plot.currentBar());
    plot.add(traffic());
    QTRY_COMPARE(plot.bars().size(), std::size_t(3));
    const auto told = [&](Qt::Key key) {
        QTest::keyClick(&plot, key);
        return plot.accessibleDescription().section(QLatin1Char('\n'), 0, 0);
    };
    QCOMPARE(told(Qt::Key_Right), QStringLiteral("64 B: 98 message(s), 98.0 %"));
    QCOMPARE(told(Qt::Key_Right), QStringLiteral("1,000 B … 1,003 B: 1 message(s), 1.0 %"));
    QCOMPARE(told(Qt::Key_Right), told(Qt::Key_Right));
    QCOMPARE(told(Qt::Key_Home), QStringLiteral("64 B: 98 message(s), 98.0 %"));
    QCOMPARE(told(Qt::Key_Left), QStringLiteral("64 B: 98 message(s), 98.0 %"));
    QVERIFY(told(Qt::Key_End).startsWith(QStringLiteral("68.")));
    QCOMPARE(told(Qt::Key_Escape), plot.summary());
    QVERIFY(!plot.currentBar());
}

void TestHistogramPlot::theMouseTellsTheBarUnderIt()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    plot.add(traffic());
    showAndDraw(plot);
    QTRY_COMPARE(plot.bars().size(), std::size_t(3));
    const auto moveTo = [&](double key) {
        const QPoint at(qRound(plot.plot()->xAxis->coordToPixel(key)), plot.plot()->axisRect()->rect().center().y());
        QMouseEvent event(QEvent::MouseMove, at, plot.plot()->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(plot.plot(), &event);
    };
    moveTo(6.125);
    QCOMPARE(plot.currentBar(), std::optional<std::size_t>(0));
    moveTo(8);
    QVERIFY(!plot.currentBar());
    moveTo(9.875);
    QCOMPARE(plot.currentBar(), std::optional<std::size_t>(1));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(plot.plot(), &leave);
    QVERIFY(!plot.currentBar());
}

void TestHistogramPlot::theToldBarStaysThatOfItsValues()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    plot.add(traffic());
    QTRY_COMPARE(plot.bars().size(), std::size_t(3));
    plot.setCurrentBar(1);
    RingHistograms smaller;
    smaller.sizes.add(5);
    plot.add(smaller);
    QTRY_COMPARE(plot.bars().size(), std::size_t(4));
    QCOMPARE(plot.currentBar(), std::optional<std::size_t>(2));
}

void TestHistogramPlot::pausedKeepsCounting()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    plot.add(traffic());
    QTRY_COMPARE(plot.bars().size(), std::size_t(3));
    plot.setPaused(true);
    RingHistograms more;
    more.sizes.add(5);
    plot.add(more);
    QTest::qWait(3 * HistogramPlot::replotMs); // that nothing happens can't be waited for
    QCOMPARE(plot.bars().size(), std::size_t(3));
    plot.setPaused(false);
    QTRY_COMPARE(plot.bars().size(), std::size_t(4));
}

void TestHistogramPlot::startsOver()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    plot.add(traffic());
    QTRY_COMPARE(plot.bars().size(), std::size_t(3));
    plot.setCurrentBar(2);
    plot.setPaused(true);
    plot.clear();
    QVERIFY(plot.bars().empty());
    QVERIFY(!plot.currentBar());
    QCOMPARE(plot.seen().sizes.count(), std::uint64_t(0));
}

void TestHistogramPlot::exportsValues()
{
    HistogramPlot sizes(HistogramPlot::Of::Sizes);
    RingHistograms half = traffic();
    half.bytesIn = 2 * half.bytesSized;
    sizes.add(half);
    QCOMPARE(sizes.valuesAsCsv(),
             QStringLiteral("bytes_from,bytes_to,messages,coverage\r\n"
                            "64,64,98,0.500000\r\n"
                            "1000,1003,1,0.500000\r\n"
                            "69632,70143,1,0.500000\r\n"));
    HistogramPlot intervals(HistogramPlot::Of::Intervals);
    intervals.add(traffic());
    const QStringList rows = intervals.valuesAsCsv().split(QStringLiteral("\r\n"));
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0], QStringLiteral("ns_from,ns_to,intervals,coverage,resolution_ns"));
    QVERIFY(rows[1].endsWith(QStringLiteral(",98,1.000000,1000000")));
}

void TestHistogramPlot::exportsPictures()
{
    HistogramPlot plot(HistogramPlot::Of::Sizes);
    plot.add(traffic());
    showAndDraw(plot);
    const QTemporaryDir folder;
    const QString png = folder.filePath(QStringLiteral("sizes.png"));
    QVERIFY(plot.saveImage(png));
    QCOMPARE(QImage(png).width(), 2 * plot.plot()->width());
    QFile svg(folder.filePath(QStringLiteral("sizes.svg")));
    QVERIFY(plot.saveImage(svg.fileName()));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QVERIFY(svg.readAll().contains("Histogram of message sizes"));
    QVERIFY(!plot.saveImage(folder.filePath(QStringLiteral("missing/sizes.svg"))));
}

void TestHistogramPlot::coloursFollowThePalette()
{
    HistogramPlot plot(HistogramPlot::Of::Intervals);
    plot.setPalette(widget_test::darkPalette());
    const Theme theme = Theme::of(widget_test::darkPalette());
    QCOMPARE(plot.plot()->plottable(0)->pen().color(), theme.plotIn);
    QCOMPARE(plot.plot()->xAxis->tickLabelColor(), theme.text);
}

QTEST_MAIN(TestHistogramPlot)
#include "tst_histogram_plot.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/lock_lanes.h"
#include "widgets/plot_cursors.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QSignalSpy>
#include <qcustomplot.h>

#include <algorithm>
#include <functional>

using namespace membridge;

namespace {

constexpr qint64 originNs = 5'000'000'000'000;
constexpr qint64 ms = 1'000'000;

/// One a millisecond.
std::vector<LockPoint> points(qint64 count, const std::function<int(qint64)> &word)
{
    std::vector<LockPoint> result;
    for (qint64 i = 0; i < count; ++i)
        result.push_back({.timeNs = originNs + i * ms, .word = {word(i)}});
    return result;
}

void draw(LockLanes &lanes)
{
    lanes.resize(640, 260);
    lanes.show();
    QSignalSpy drawn(lanes.plot(), &QCustomPlot::afterReplot);
    QVERIFY(drawn.wait());
    QTRY_COMPARE(lanes.findChild<QLabel *>(QStringLiteral("lockLanesLatest"))->text(), lanes.latestText());
}

/// Of the pale graph of a lane, which reaches up to the most that any sample had.
double highest(const LockLanes &lanes, LockRecording::Channel channel)
{
    double most = 0;
    for (const QCPGraphData &point : *lanes.plot()->graph(2 * channel)->data())
        most = std::max(most, point.value);
    return most;
}

/// Of a lane, what is between samples: these graphs come after those of the lanes.
const QCPGraph *graph(const LockLanes &lanes, LockRecording::Channel channel)
{
    const QCPAxisRect *rect = lanes.plot()->graph(2 * channel)->keyAxis()->axisRect();
    for (int i = 2 * LockRecording::ChannelCount; i < lanes.plot()->graphCount(); ++i) {
        if (lanes.plot()->graph(i)->keyAxis()->axisRect() == rect)
            return lanes.plot()->graph(i);
    }
    return nullptr;
}

} // namespace

class TestLockLanes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void empty();
    void noSampledStateIsLost_data();
    void noSampledStateIsLost();
    void tellsShares();
    void tellsWhatWasThere();
    void betweenSamplesThatDifferIsPale();
    void contentionIsInferred();
    void cursorsTellTheChange();
    void exportsValues();
    void pausedKeepsRecording();
    void linesTakeTheTheme();
    void lowLanesKeepTheirNumbersApart_data();
    void lowLanesKeepTheirNumbersApart();
};

void TestLockLanes::empty()
{
    LockLanes lanes;
    draw(lanes);
    QCOMPARE(lanes.latestText(), QStringLiteral("No samples yet"));
    QVERIFY(lanes.textAt(originNs).isEmpty());
}

void TestLockLanes::noSampledStateIsLost_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<int>("lane");
    QTest::addColumn<double>("most");
    QTest::newRow("one look at a writer in a minute") << -1 << int(LockRecording::Writer) << 1.0;
    QTest::newRow("one look at 40 readers in a minute") << 40 << int(LockRecording::Readers) << 40.0;
    QTest::newRow("one look at no state in a minute") << -9 << int(LockRecording::Invalid) << 1.0;
}

void TestLockLanes::noSampledStateIsLost()
{
    QFETCH(int, word);
    QFETCH(int, lane);
    LockLanes lanes;
    lanes.addBatch(points(60'000, [&](qint64 i) { return i == 31'234 ? word : 0; }));
    draw(lanes);
    QTRY_VERIFY(highest(lanes, static_cast<LockRecording::Channel>(lane)) > 0);
    QTEST(highest(lanes, static_cast<LockRecording::Channel>(lane)), "most");
    for (const auto other : {LockRecording::Writer, LockRecording::Readers, LockRecording::Invalid}) {
        if (other != lane)
            QCOMPARE(highest(lanes, other), 0.0);
    }
}

void TestLockLanes::tellsShares()
{
    LockLanes lanes;
    lanes.addBatch(points(1000, [](qint64 i) { return i % 4 == 0 ? -1 : i % 4 == 1 ? 2 : 0; }));
    draw(lanes);
    QTRY_VERIFY(lanes.latestText().contains(QStringLiteral("writer 25.0 % of the samples")));
    QVERIFY(lanes.latestText().contains(QStringLiteral("readers at most 2, 0.5 on average")));
    const QString between = lanes.textBetween(originNs, originNs + 1000 * ms);
    QVERIFY2(between.contains(QStringLiteral("writer: 25.0 % of 1,000 sample(s)")), qPrintable(between));
}

void TestLockLanes::tellsWhatWasThere()
{
    LockLanes lanes;
    lanes.addBatch(points(10'000, [](qint64 i) { return i < 5000 ? -1 : 3; }));
    draw(lanes);
    lanes.showRange(originNs, originNs + 10'000 * ms);
    QVERIFY(lanes.textAt(originNs + 2000 * ms).contains(QStringLiteral("writer: held")));
    QVERIFY(lanes.textAt(originNs + 8000 * ms).contains(QStringLiteral("writer: not held")));
    QVERIFY(lanes.textAt(originNs + 8000 * ms).contains(QStringLiteral("readers: 3")));
    QVERIFY(lanes.textAt(originNs + 20'000 * ms).isEmpty());
}

void TestLockLanes::betweenSamplesThatDifferIsPale()
{
    // Ten a second, held by a writer in the third and fourth.
    LockLanes lanes;
    for (qint64 i = 0; i < 10; ++i)
        lanes.addBatch({{.timeNs = originNs + i * 100 * ms, .word = {i == 3 || i == 4 ? -1 : 0}}});
    lanes.setWindowSeconds(1);
    draw(lanes);
    lanes.showRange(originNs, originNs + 1000 * ms);
    const QCPGraph *solid = lanes.plot()->graph(2 * LockRecording::Writer + 1);
    const QCPGraph *edges = graph(lanes, LockRecording::Writer);
    QVERIFY(edges != nullptr);
    // A step holds until the next point.
    const auto valueAt = [](const QCPGraph *of, double seconds) {
        double value = 0;
        for (const QCPGraphData &point : *of->data())
            value = point.key <= seconds ? point.value : value;
        return value;
    };
    QTRY_COMPARE(valueAt(edges, 0.25), 1.0);
    QCOMPARE(valueAt(solid, 0.25), 0.0);
    QCOMPARE(valueAt(solid, 0.35), 1.0);
    QCOMPARE(valueAt(edges, 0.35), 0.0);
    QCOMPARE(valueAt(edges, 0.45), 1.0);
    QCOMPARE(valueAt(solid, 0.45), 0.0);
    QCOMPARE(valueAt(edges, 0.55), 0.0);
}

void TestLockLanes::contentionIsInferred()
{
    // Readers that overlap until a sample shows it free; then one alone; then a writer after whom readers come at once.
    LockLanes lanes;
    const std::vector<int> words{0, 1, 2, 1, 0, 1, 1, 0, -1, 2, 0, 0};
    for (std::size_t i = 0; i < words.size(); ++i)
        lanes.addBatch({{.timeNs = originNs + static_cast<qint64>(i) * 100 * ms, .word = {words[i]}}});
    draw(lanes);
    lanes.showRange(originNs, originNs + 1200 * ms);
    const QString words_ = QStringLiteral("contended (inferred)");
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool expected = i == 2 || i == 3 || i == 9;
        QVERIFY2(lanes.textAt(originNs + static_cast<qint64>(i) * 100 * ms).contains(words_) == expected,
                 qPrintable(QString::number(i)));
    }
    QTRY_VERIFY2(lanes.latestText().contains(QStringLiteral("contended (inferred) 25.0 %")),
                 qPrintable(lanes.latestText()));
    double most = 0;
    for (int i = 0; i < lanes.plot()->graphCount(); ++i) {
        if (lanes.plot()->graph(i)->name() != words_)
            continue;
        for (const QCPGraphData &point : *lanes.plot()->graph(i)->data())
            most = std::max(most, point.value);
        QVERIFY(lanes.plot()->graph(i)->brush().style() != Qt::SolidPattern); // not by its colour alone
    }
    QCOMPARE(most, 2.0);
    QVERIFY(lanes.plot()->accessibleDescription().contains(QStringLiteral("contended")));
}

void TestLockLanes::cursorsTellTheChange()
{
    LockLanes lanes;
    lanes.addBatch(points(10'000, [](qint64 i) { return i < 5000 ? -1 : 3; }));
    draw(lanes);
    const QString between = lanes.textBetween(originNs + 2000 * ms, originNs + 8000 * ms);
    QVERIFY2(between.contains(QStringLiteral("Δ +3 (+0.50 per second)")), qPrintable(between));
    QVERIFY2(between.contains(QStringLiteral("Δ held → not held")), qPrintable(between));
}

void TestLockLanes::exportsValues()
{
    LockLanes lanes;
    lanes.addBatch(points(4, [](qint64 i) { return i < 2 ? -1 : 5; }));
    const QStringList lines = lanes.valuesAsCsv(originNs, originNs + 4 * ms, 2).split(QStringLiteral("\r\n"));
    QCOMPARE(lines.at(0),
             QStringLiteral("seconds,writer_share,readers_mean,readers_min,readers_max,invalid_share,samples"));
    QCOMPARE(lines.at(1), QStringLiteral("0.000000,1,0,0,0,0,2"));
    QCOMPARE(lines.at(2), QStringLiteral("0.002000,0,5,5,5,0,2"));
}

void TestLockLanes::pausedKeepsRecording()
{
    LockLanes lanes;
    lanes.addBatch(points(100, [](qint64) { return 0; }));
    draw(lanes);
    lanes.setPaused(true);
    QVERIFY(lanes.latestText().startsWith(QStringLiteral("View paused, recording goes on")));
    lanes.addBatch({{.timeNs = originNs + 500 * ms, .word = {-1}}});
    QCOMPARE(lanes.recording().last(), LockWord{-1});
}

void TestLockLanes::linesTakeTheTheme()
{
    LockLanes lanes;
    lanes.setPalette(widget_test::darkPalette());
    const Theme theme = Theme::of(widget_test::darkPalette());
    QCOMPARE(lanes.plot()->graph(2 * LockRecording::Writer + 1)->pen().color(), theme.writer);
    QCOMPARE(lanes.plot()->graph(2 * LockRecording::Readers + 1)->pen().color(), theme.readers);
}

void TestLockLanes::lowLanesKeepTheirNumbersApart_data()
{
    QTest::addColumn<int>("height");
    QTest::newRow("as low as it gets") << 0;
    QTest::newRow("169 px, without the axis label") << 169;
    QTest::newRow("170 px, with it") << 170;
}

void TestLockLanes::lowLanesKeepTheirNumbersApart()
{
    QFETCH(int, height);
    LockLanes lanes;
    lanes.addBatch({{.timeNs = originNs, .word = {0}}, {.timeNs = originNs + ms, .word = {40}}});
    lanes.resize(500, std::max(height, lanes.minimumSizeHint().height()));
    lanes.show();
    QVERIFY(QTest::qWaitForWindowExposed(&lanes));
    const QCPAxisRect *readers = lanes.plot()->axisRect(LockRecording::Readers);
    QTRY_VERIFY(readers->axis(QCPAxis::atLeft)->range().contains(40));
    lanes.plot()->replot(QCustomPlot::rpImmediateRefresh);
    QList<double> ticks;
    for (const double tick : readers->axis(QCPAxis::atLeft)->tickVector()) {
        if (readers->axis(QCPAxis::atLeft)->range().contains(tick))
            ticks << readers->axis(QCPAxis::atLeft)->coordToPixel(tick);
    }
    QVERIFY(ticks.size() >= 2);
    for (qsizetype i = 1; i < ticks.size(); ++i)
        QVERIFY2(ticks[i - 1] - ticks[i] >= 0.9 * lanes.fontMetrics().height(),
                 qPrintable(QStringLiteral("%1 of %2 px").arg(ticks[i - 1] - ticks[i]).arg(readers->height())));
    for (const QCPAxisRect *rect : lanes.plot()->axisRects())
        QVERIFY(lanes.plot()->rect().contains(rect->outerRect()));
    const QString label = lanes.plot()->axisRect(LockRecording::Invalid)->axis(QCPAxis::atBottom)->label();
    QCOMPARE(!label.isEmpty(), height >= 170);
}

QTEST_MAIN(TestLockLanes)
#include "tst_lock_lanes.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/burst_view.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <qcustomplot.h>

#include <cmath>
#include <map>

using namespace membridge;

namespace {

constexpr qint64 beginNs = 7'000'000'000;

/// A writer for 1 us, then, 10 us later, a reader for 5 us; of 100 us in all.
BurstCapturePtr capture()
{
    auto result = std::make_shared<BurstCapture>();
    result->beginNs = beginNs;
    result->durationNs = 100'000;
    result->samples = 5000;
    result->rateHz = 50e6;
    result->meanGapNs = 20;
    result->maxGapNs = 400;
    result->transitions = 4;
    result->kept = {{beginNs + 10'000, 20, 0, -1},
                    {beginNs + 11'000, 20, -1, 0},
                    {beginNs + 21'000, 20, 0, 1},
                    {beginNs + 26'000, 20, 1, 0}};
    result->writer.ns.add(1000);
    result->writer.longestNs = 1000;
    result->writer.longestAtNs = beginNs + 10'000;
    result->reader.ns.add(5000);
    result->reader.longestNs = 5000;
    result->reader.longestAtNs = beginNs + 21'000;
    result->busyRatio = 0.06;
    result->mostReaders = 1;
    return result;
}

template <typename T> T *part(BurstView &view, const char *name)
{
    return view.findChild<T *>(QString::fromLatin1(name));
}

QString summary(BurstView &view)
{
    return part<QPlainTextEdit>(view, "burstSummary")->toPlainText();
}

} // namespace

class TestBurstView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void asksForWhatIsSet();
    void onlyStopCanBePressedMeanwhile();
    void saysWhatItSawAndWhatItMayHaveMissed();
    void drawsTheWord();
    void barsHaveTheHolds();
    void betweenTwoSamplesIsPale();
    void zoomsToTheLongestHold();
    void keysStepThroughChanges();
    void middleClickZoomsToTheHoldThere();
    void showsTheTrigger();
    void saysThatTheTriggerDidNotCome();
    void saysWhyThereIsNone();
};

void TestBurstView::asksForWhatIsSet()
{
    BurstView view;
    QSignalSpy asked(&view, &BurstView::captureRequested);
    part<QSpinBox>(view, "burstFor")->setValue(250);
    part<QPushButton>(view, "burstRun")->click();
    QCOMPARE(asked.count(), 1);
    auto options = asked.at(0).at(0).value<BurstOptions>();
    QCOMPARE(options.duration, std::chrono::milliseconds(250));
    QVERIFY(!options.trigger);
    part<QComboBox>(view, "burstTrigger")->setCurrentIndex(1);
    part<QPushButton>(view, "burstRun")->click();
    options = asked.at(1).at(0).value<BurstOptions>();
    QVERIFY(options.trigger);
    QCOMPARE(options.trigger->word, -1);
    QCOMPARE(part<QSpinBox>(view, "burstFor")->maximum(), static_cast<int>(BurstOptions::longest.count()));
}

void TestBurstView::onlyStopCanBePressedMeanwhile()
{
    BurstView view;
    QVERIFY(!part<QPushButton>(view, "burstStop")->isEnabled());
    QVERIFY(!part<QPushButton>(view, "burstLongest")->isEnabled());
    view.setRunning(true);
    QVERIFY(!part<QPushButton>(view, "burstRun")->isEnabled());
    QSignalSpy stopped(&view, &BurstView::stopRequested);
    part<QPushButton>(view, "burstStop")->click();
    QCOMPARE(stopped.count(), 1);
    view.setCapture(capture());
    QVERIFY(part<QPushButton>(view, "burstRun")->isEnabled());
    QVERIFY(part<QPushButton>(view, "burstLongest")->isEnabled());
}

void TestBurstView::saysWhatItSawAndWhatItMayHaveMissed()
{
    BurstView view;
    view.setCapture(capture());
    const QString text = summary(view);
    for (const char *part : {"5,000 samples in 100 µs (50.0 M/s), one each 20 ns, at most 400 ns apart",
                             "may be missing", "4 change(s), held for 6.0 % of the time; at most 1 reader(s) at once",
                             "Writers: 1 hold(s), median 1.00 µs", "Readers who were alone: 1 hold(s), median 5.00 µs"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
}

void TestBurstView::drawsTheWord()
{
    BurstView view;
    view.setCapture(capture());
    const auto readers = view.timeline()->graph(0)->data();
    const auto writer = view.timeline()->graph(1)->data();
    // Of each change where it is not known yet, and where it is seen.
    QCOMPARE(writer->size(), 10);
    QCOMPARE(writer->at(2)->key, 10'000.0);
    QCOMPARE(writer->at(2)->value, -1.0);
    QCOMPARE(writer->at(4)->value, 0.0);
    QCOMPARE(readers->at(6)->key, 21'000.0);
    QCOMPARE(readers->at(6)->value, 1.0);
    QCOMPARE(readers->at(9)->key, 100'000.0);
    QCOMPARE(view.viewEndNs(), 100'000.0);
}

void TestBurstView::barsHaveTheHolds()
{
    auto held = std::make_shared<BurstCapture>(*capture());
    // 1000 and 5000 ns are there; with these, one more in their bars, and three far away.
    held->writer.ns.add(600);
    held->reader.ns.add(7000);
    for (const std::uint64_t ns : {70'000u, 80'000u, 130'000u})
        held->writer.ns.add(ns);
    BurstView view;
    view.setCapture(held);
    const auto barsOf = [&](int index) {
        std::map<int, double> bars; // by the power of two where it begins
        const auto *plottable = qobject_cast<QCPBars *>(view.histogram()->plottable(index));
        for (const QCPBarsData &bar : *plottable->data())
            bars[static_cast<int>(std::floor(bar.key))] = bar.value;
        return bars;
    };
    QCOMPARE(barsOf(0), (std::map<int, double>{{9, 2}, {16, 3}}));
    QCOMPARE(barsOf(1), (std::map<int, double>{{12, 2}}));
    // All of them are within the axes.
    QVERIFY(view.histogram()->xAxis->range().contains(9.5) && view.histogram()->xAxis->range().contains(16.5));
    QVERIFY(view.histogram()->yAxis->range().upper >= 3);
}

void TestBurstView::betweenTwoSamplesIsPale()
{
    BurstView view;
    view.setCapture(capture());
    // A step holds until the next point.
    const auto valueAt = [&](int graph, double ns) {
        double value = 0;
        for (const QCPGraphData &point : *view.timeline()->graph(graph)->data())
            value = point.key <= ns ? point.value : value;
        return value;
    };
    enum { Readers, Writer, ReaderEdges, WriterEdges };
    // 20 ns before the first sample of a writer it was still free.
    QCOMPARE(valueAt(WriterEdges, 9'979), 0.0);
    QCOMPARE(valueAt(WriterEdges, 9'990), -1.0);
    QCOMPARE(valueAt(Writer, 9'990), 0.0);
    QCOMPARE(valueAt(Writer, 10'000), -1.0);
    QCOMPARE(valueAt(WriterEdges, 10'000), 0.0);
    // And so at the end.
    QCOMPARE(valueAt(Writer, 10'990), 0.0);
    QCOMPARE(valueAt(WriterEdges, 10'990), -1.0);
    QCOMPARE(valueAt(ReaderEdges, 20'990), 1.0);
    QCOMPARE(valueAt(Readers, 20'990), 0.0);
    QCOMPARE(valueAt(Readers, 21'000), 1.0);
}

void TestBurstView::zoomsToTheLongestHold()
{
    BurstView view;
    view.setCapture(capture());
    part<QPushButton>(view, "burstLongest")->click();
    QCOMPARE(view.viewBeginNs(), 18'500.0);
    QCOMPARE(view.viewEndNs(), 28'500.0);
    part<QPushButton>(view, "burstAll")->click();
    QCOMPARE(view.viewBeginNs(), 0.0);
}

void TestBurstView::keysStepThroughChanges()
{
    BurstView view;
    view.resize(700, 240);
    view.setCapture(capture());
    view.showRange(0, 1000);
    const auto centre = [&] { return (view.viewBeginNs() + view.viewEndNs()) / 2; };
    for (const double at : {10'000.0, 11'000.0, 21'000.0}) {
        QTest::keyClick(view.timeline(), Qt::Key_N);
        QCOMPARE(centre(), at);
    }
    QTest::keyClick(view.timeline(), Qt::Key_P);
    QCOMPARE(centre(), 11'000.0);
    QTest::keyClick(view.timeline(), Qt::Key_Home);
    QCOMPARE(view.viewEndNs(), 100'000.0);
}

void TestBurstView::middleClickZoomsToTheHoldThere()
{
    BurstView view;
    view.resize(700, 240);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setCapture(capture());
    const auto x = static_cast<int>(view.timeline()->xAxis->coordToPixel(23'000));
    QTest::mouseClick(view.timeline(), Qt::MiddleButton, {}, QPoint(x, view.timeline()->height() / 2));
    QCOMPARE(view.viewBeginNs(), 18'500.0);
    QCOMPARE(view.viewEndNs(), 28'500.0);
}

void TestBurstView::showsTheTrigger()
{
    BurstView view;
    view.resize(700, 240);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setCapture(capture());
    auto *show = part<QPushButton>(view, "burstShowTrigger");
    QVERIFY(show->isHidden());
    auto triggered = std::make_shared<BurstCapture>(*capture());
    triggered->trigger = BurstTrigger{.word = 1};
    triggered->triggerNs = beginNs + 21'000;
    triggered->durationNs = 31'000;
    view.setCapture(triggered);
    QVERIFY(!show->isHidden());
    QVERIFY2(summary(view).contains(
                 QStringLiteral("Trigger after 21.0 µs; changes that are kept: 2 before it, 2 from it on")),
             qPrintable(summary(view)));
    QTest::keyClick(view.timeline(), Qt::Key_T);
    QCOMPARE(view.viewBeginNs(), 11'000.0);
    QCOMPARE(view.viewEndNs(), 31'000.0);
    QTest::keyClick(view.timeline(), Qt::Key_N);
    QCOMPARE((view.viewBeginNs() + view.viewEndNs()) / 2, 26'000.0);
}

void TestBurstView::saysThatTheTriggerDidNotCome()
{
    BurstView view;
    auto waited = std::make_shared<BurstCapture>(*capture());
    waited->trigger = BurstTrigger{};
    view.setCapture(waited);
    QVERIFY2(summary(view).contains(QStringLiteral("never seen to become \u22121")), qPrintable(summary(view)));
    QVERIFY(!part<QPushButton>(view, "burstShowTrigger")->isEnabled());
}

void TestBurstView::saysWhyThereIsNone()
{
    BurstView view;
    view.setRunning(true);
    view.setFailure(QStringLiteral("It is gone."));
    QCOMPARE(summary(view), QStringLiteral("It is gone."));
    QVERIFY(part<QPushButton>(view, "burstRun")->isEnabled());
}

QTEST_MAIN(TestBurstView)
#include "tst_burst_view.moc"

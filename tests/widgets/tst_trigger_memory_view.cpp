// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/theme.h"
#include "widgets/trigger_memory_view.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <qcustomplot.h>

#include <cmath>

using namespace membridge;

namespace {

constexpr qint64 momentNs = 5'000'000'000;
constexpr qint64 stepNs = 1'000'000;

Sample lockSample(qint64 timeNs, qint32 word)
{
    Sample sample;
    sample.timeNs = timeNs;
    sample.lock = LockWord{word};
    return sample;
}

Sample ringSample(qint64 timeNs, quint64 used)
{
    Sample sample;
    sample.timeNs = timeNs;
    sample.ring = RingSample{.timeNs = timeNs,
                             .segmentSize = 24 + 4096,
                             .header = {.head = 100, .tail = 100 + used, .capacity = 4096},
                             .consistent = true,
                             .fault = {}};
    return sample;
}

/// Free, two readers, none, then the writer it fired at, and then `after` more of it.
std::shared_ptr<TriggerEvent> lockEvent(int after)
{
    auto event = std::make_shared<TriggerEvent>();
    event->number = 1;
    event->timeNs = momentNs;
    for (const auto &[steps, word] : {std::pair{-3, 0}, {-2, 2}, {-1, 0}, {0, -1}})
        event->samples.push_back(lockSample(momentNs + steps * stepNs, word));
    event->at = 3;
    for (int i = 1; i <= after; ++i)
        event->samples.push_back(lockSample(momentNs + i * stepNs, -1));
    event->complete = after > 0;
    return event;
}

QString summary(const TriggerMemoryView &view)
{
    return view.findChild<QLabel *>(QStringLiteral("triggerMemorySummary"))->text();
}

QPushButton *show(const TriggerMemoryView &view)
{
    return view.findChild<QPushButton *>(QStringLiteral("triggerMemoryShow"));
}

double begin(const TriggerMemoryView &view)
{
    return view.plot()->xAxis->range().lower;
}

double end(const TriggerMemoryView &view)
{
    return view.plot()->xAxis->range().upper;
}

} // namespace

class TestTriggerMemoryView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void saysThatNothingFired();
    void showsEverySampleOfALock();
    void showsTheBytesInARing();
    void thereIsNoLineWhereNobodyLooked();
    void whatComesLaterIsShownToo();
    void whatTheUserLooksAtStays();
    void goesToTheMoment();
    void isLegibleInBothThemes();
};

void TestTriggerMemoryView::saysThatNothingFired()
{
    const TriggerMemoryView view;
    QVERIFY(summary(view).contains(QStringLiteral("Nothing has fired yet")));
    QVERIFY(!show(view)->isEnabled());
    QVERIFY(view.plot()->isHidden());
}

void TestTriggerMemoryView::showsEverySampleOfALock()
{
    TriggerMemoryView view;
    view.setEvent(lockEvent(2));
    QCOMPARE(summary(view), QStringLiteral("Lock word, sample by sample: 3 before, 2 after"));
    const auto readers = view.plot()->graph(0)->data();
    const auto writer = view.plot()->graph(1)->data();
    QCOMPARE(readers->size(), 6);
    QCOMPARE(readers->at(1)->key, -2e6);
    QCOMPARE(readers->at(1)->value, 2.0);
    QCOMPARE(writer->at(2)->value, 0.0);
    QCOMPARE(writer->at(3)->key, 0.0);
    QCOMPARE(writer->at(3)->value, -1.0);
    QCOMPARE(begin(view), -3e6);
    QCOMPARE(end(view), 2e6);
}

void TestTriggerMemoryView::showsTheBytesInARing()
{
    TriggerMemoryView view;
    auto event = std::make_shared<TriggerEvent>();
    event->number = 1;
    event->timeNs = momentNs;
    event->samples = {ringSample(momentNs - stepNs, 1000), ringSample(momentNs, 4000)};
    event->at = 1;
    view.setEvent(event);
    QCOMPARE(summary(view),
             QStringLiteral("Bytes in the ring, sample by sample: 1 before; those after are still to come"));
    const auto used = view.plot()->graph(0)->data();
    QCOMPARE(used->at(0)->value, 1000.0);
    QCOMPARE(used->at(1)->value, 4000.0);
    QVERIFY(view.plot()->yAxis->range().upper > 4000);
}

void TestTriggerMemoryView::thereIsNoLineWhereNobodyLooked()
{
    TriggerMemoryView view;
    const auto event = lockEvent(1);
    event->samples[2].afterGap = true;
    view.setEvent(event);
    const auto readers = view.plot()->graph(0)->data();
    QCOMPARE(readers->size(), 6);
    int breaks = 0;
    for (int i = 0; i < readers->size(); ++i)
        breaks += std::isnan(readers->at(i)->value) ? 1 : 0;
    QCOMPARE(breaks, 1);
}

void TestTriggerMemoryView::whatComesLaterIsShownToo()
{
    TriggerMemoryView view;
    view.setEvent(lockEvent(0));
    QCOMPARE(end(view), 0.0);
    view.setEvent(lockEvent(4));
    QCOMPARE(end(view), 4e6);
    QCOMPARE(summary(view), QStringLiteral("Lock word, sample by sample: 3 before, 4 after"));
}

void TestTriggerMemoryView::whatTheUserLooksAtStays()
{
    TriggerMemoryView view;
    view.resize(400, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setEvent(lockEvent(0));
    QTest::keyClick(view.plot(), Qt::Key_Left);
    const double seen = begin(view);
    QVERIFY(seen < -3e6);
    view.setEvent(lockEvent(4));
    QCOMPARE(begin(view), seen);
    QTest::keyClick(view.plot(), Qt::Key_Home);
    QCOMPARE(begin(view), -3e6);
    QCOMPARE(end(view), 4e6);
    // Another firing is another thing to look at.
    QTest::keyClick(view.plot(), Qt::Key_Plus);
    const auto next = lockEvent(4);
    next->number = 2;
    view.setEvent(next);
    QCOMPARE(end(view), 4e6);
}

void TestTriggerMemoryView::goesToTheMoment()
{
    TriggerMemoryView view;
    QSignalSpy asked(&view, &TriggerMemoryView::momentRequested);
    view.setEvent(lockEvent(1));
    show(view)->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(0).toLongLong(), momentNs);
}

void TestTriggerMemoryView::isLegibleInBothThemes()
{
    TriggerMemoryView view;
    view.setEvent(lockEvent(1));
    view.setPalette(widget_test::lightPalette());
    const QColor light = view.plot()->graph(1)->pen().color();
    view.setPalette(widget_test::darkPalette());
    const QColor dark = view.plot()->graph(1)->pen().color();
    QVERIFY(light != dark);
    QVERIFY(Theme::contrast(light, widget_test::lightPalette().color(QPalette::Base)) >= 4.5);
    QVERIFY(Theme::contrast(dark, widget_test::darkPalette().color(QPalette::Base)) >= 4.5);
}

QTEST_MAIN(TestTriggerMemoryView)
#include "tst_trigger_memory_view.moc"

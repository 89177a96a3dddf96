// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/ring_recording.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr std::int64_t ms = 1'000'000;

RingPoint point(std::int64_t timeMs, std::uint64_t used)
{
    RingPoint point;
    point.timeNs = timeMs * ms;
    point.elapsedNs = ms;
    point.used = used;
    point.capacity = 1000;
    return point;
}

} // namespace

class tst_RingRecording : public TestCase
{
    Q_OBJECT

private slots:
    void everyLookCountsForTheFill();
    void ratesAreOverTwentyMilliseconds();
    void aRestartSplitsTheRates();
    void messagesAreEstimatedOrUnknown();
    void fullMeansThatAFrameWouldNotFit();
    void pointsWithoutARingAreLeftOut();
    void missedLooksAreBreaks();
    void timeMustRise();
};

void tst_RingRecording::everyLookCountsForTheFill()
{
    RingRecording recording;
    for (int i = 0; i < 100; ++i)
        recording.add(point(i, i == 50 ? 900 : 100));
    const TimeBucket fill = recording.summary(RingRecording::Fill, 0, 100 * ms);
    QCOMPARE(fill.count, quint64(100));
    QCOMPARE(fill.max, 0.9);
    QCOMPARE(fill.min, 0.1);
    QCOMPARE(recording.highWater(), quint64(900));
    QCOMPARE(recording.summary(RingRecording::Fill, 200 * ms, 300 * ms).count, quint64(0));
}

void tst_RingRecording::ratesAreOverTwentyMilliseconds()
{
    RingRecording recording;
    for (int i = 1; i <= 40; ++i) {
        RingPoint now = point(i, 100);
        now.bytesIn = i == 7 ? 2000 : 0; // one burst
        now.bytesOut = 10;
        recording.add(now);
    }
    const TimeBucket in = recording.summary(RingRecording::BytesIn, 0, 100 * ms);
    QCOMPARE(in.count, quint64(2));
    QCOMPARE(in.max, 100'000.0);
    QCOMPARE(in.min, 0.0);
    QCOMPARE(recording.summary(RingRecording::BytesOut, 0, 100 * ms).mean(), 10'000.0);

    // Rarer looks each make a rate of their own.
    RingRecording rare;
    for (int i = 1; i <= 3; ++i) {
        RingPoint now = point(i * 1000, 0);
        now.elapsedNs = 1000 * ms;
        now.bytesIn = static_cast<std::uint64_t>(i) * 100;
        rare.add(now);
    }
    const TimeBucket rates = rare.summary(RingRecording::BytesIn, 0, 10'000 * ms);
    QCOMPARE(rates.count, quint64(3));
    QCOMPARE(rates.max, 300.0);
}

void tst_RingRecording::aRestartSplitsTheRates()
{
    RingRecording recording;
    for (int i = 1; i <= 40; ++i) {
        RingPoint now = point(i, 0);
        now.bytesIn = 100;
        now.restarted = i == 15; // what was added up before it counts for nothing
        recording.add(now);
    }
    const TimeBucket in = recording.summary(RingRecording::BytesIn, 0, 100 * ms);
    QCOMPARE(in.count, quint64(1));
    QCOMPARE(in.mean(), 100'000.0);
    QCOMPARE(recording.summary(RingRecording::Fill, 0, 100 * ms).count, quint64(40));
}

void tst_RingRecording::messagesAreEstimatedOrUnknown()
{
    const auto record = [](std::uint64_t walked, std::uint64_t frames) {
        RingRecording recording;
        for (int i = 1; i <= 20; ++i) {
            RingPoint now = point(i, 0);
            now.bytesIn = 100;
            now.bytesWalked = walked;
            now.frames = frames;
            recording.add(now);
        }
        return recording;
    };
    const RingRecording exact = record(100, 2);
    QCOMPARE(exact.summary(RingRecording::Messages, 0, 100 * ms).mean(), 2000.0);
    QCOMPARE(exact.summary(RingRecording::Coverage, 0, 100 * ms).min, 1.0);
    const RingRecording half = record(50, 1);
    QCOMPARE(half.summary(RingRecording::Messages, 0, 100 * ms).mean(), 2000.0);
    QCOMPARE(half.summary(RingRecording::Coverage, 0, 100 * ms).min, 0.5);
    const RingRecording unknown = record(0, 0);
    QCOMPARE(unknown.summary(RingRecording::Messages, 0, 100 * ms).count, quint64(0));
    QCOMPARE(unknown.summary(RingRecording::Coverage, 0, 100 * ms).max, 0.0);
}

void tst_RingRecording::fullMeansThatAFrameWouldNotFit()
{
    RingRecording recording;
    for (int i = 1; i <= 20; ++i) {
        RingPoint now = point(i, 1000);
        now.bytesIn = now.bytesWalked = 100;
        now.frames = 1;
        recording.add(now); // until now nothing is known of the frames: full is full
    }
    QCOMPARE(recording.summary(RingRecording::Full, 0, 21 * ms).mean(), 1.0);
    recording.add(point(21, 950)); // 50 bytes are left, frames have 100
    recording.add(point(22, 900));
    recording.add(point(23, 0));
    QCOMPARE(recording.summary(RingRecording::Full, 21 * ms, 22 * ms).mean(), 1.0);
    QCOMPARE(recording.summary(RingRecording::Full, 22 * ms, 24 * ms).mean(), 0.0);
    QCOMPARE(recording.summary(RingRecording::Empty, 22 * ms, 24 * ms).mean(), 0.5);
}

void tst_RingRecording::pointsWithoutARingAreLeftOut()
{
    Sample sample;
    QVERIFY(!RingPoint::of(sample));
    sample.ring.emplace();
    sample.ring->header = {.head = 3, .tail = 10, .capacity = 64};
    sample.timeNs = 5;
    sample.afterGap = true;
    const auto made = RingPoint::of(sample);
    QVERIFY(made);
    QCOMPARE(made->used, quint64(7));
    QVERIFY(made->afterGap);
    sample.ring->fault.emplace();
    QVERIFY(!RingPoint::of(sample));

    RingRecording recording;
    recording.add(RingPoint());
    QVERIFY(recording.isEmpty());
}

void tst_RingRecording::missedLooksAreBreaks()
{
    RingRecording recording;
    const auto add = [&](int timeMs, bool afterGap, bool restarted = false) {
        RingPoint now = point(timeMs, 100);
        now.elapsedNs = 20 * ms;
        now.bytesIn = now.bytesWalked = 100;
        now.frames = 1;
        now.afterGap = afterGap;
        now.restarted = restarted;
        recording.add(now);
    };
    add(20, true); // the first look follows none
    add(40, false);
    add(60, true); // one that was missed is not worth a gap
    add(1060, true);
    add(3060, false); // rare looks, none missed
    add(5060, false, true);
    add(5080, false);
    for (const auto channel : {RingRecording::Fill, RingRecording::BytesIn, RingRecording::Messages}) {
        const TimeSeries &series = recording.channel(channel);
        QVERIFY(!series.isBroken(20 * ms));
        QVERIFY(!series.isBroken(40 * ms));
        QVERIFY(series.isBroken(60 * ms));
        QVERIFY(!series.isBroken(1060 * ms));
        QVERIFY(series.isBroken(3060 * ms));
        QVERIFY(!series.isBroken(5060 * ms));
    }
}

void tst_RingRecording::timeMustRise()
{
    RingRecording recording;
    recording.add(point(5, 100));
    recording.add(point(5, 200));
    recording.add(point(4, 300));
    QCOMPARE(recording.summary(RingRecording::Fill, 0, 100 * ms).count, quint64(1));
    recording.clear();
    QVERIFY(recording.isEmpty());
    recording.add(point(1, 100));
    QCOMPARE(recording.firstNs(), std::int64_t(ms));
    QCOMPARE(recording.highWater(), quint64(100));
}

QTEST_GUILESS_MAIN(tst_RingRecording)
#include "tst_ring_recording.moc"

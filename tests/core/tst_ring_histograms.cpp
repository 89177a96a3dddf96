// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/ring_histograms.h"
#include "core/observe/sample_taker.h"
#include "tests/support/random.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr std::int64_t ms = 1'000'000;

/// A look `elapsed` after the one before that saw all of `frames` messages of 6 bytes.
RingProgress cameIn(std::uint64_t frames, std::int64_t elapsed = ms)
{
    RingProgress progress;
    progress.elapsedNs = elapsed;
    progress.framesSeen = frames;
    progress.bytesIn = progress.bytesWalked = 10 * frames;
    return progress;
}

/// Looks a millisecond apart, which see so many messages each, told as they come.
RingHistograms seenBy(const std::vector<std::uint64_t> &looks)
{
    RingHistogramMeter meter;
    RingHistograms sum;
    std::int64_t now = 100 * ms;
    for (const std::uint64_t frames : looks) {
        now += ms;
        meter.add(now, cameIn(frames), {});
        if (const auto more = meter.take())
            sum.merge(*more);
    }
    return sum;
}

} // namespace

class tst_RingHistograms : public TestCase
{
    Q_OBJECT

private slots:
    void nothingCame();
    void intervals_data();
    void intervals();
    void aLookThatMissedMessagesHasNoIntervals();
    void aRestartedRingBeginsAnew();
    void theLongestLookIsTheResolution();
    void sizesAreThoseThatWerePushed_data();
    void sizesAreThoseThatWerePushed();
    void whatWasOverwrittenIsNotCounted();
    void aWalkThatFellShortIsNotCounted();
    void whatIsNotWalkedIsASample();
};

void tst_RingHistograms::nothingCame()
{
    RingHistogramMeter meter;
    meter.add(5 * ms, cameIn(0), {});
    QVERIFY(!meter.take());
    const RingHistograms none;
    QCOMPARE(none.sizeCoverage(), 1.0);
    QCOMPARE(none.intervalCoverage(), 1.0);
    QCOMPARE(none.lookMeanNs(), 0.0);
}

void tst_RingHistograms::intervals_data()
{
    QTest::addColumn<QList<int>>("looks");
    QTest::addColumn<QList<qint64>>("expected"); // sorted, in µs
    QTest::addColumn<quint64>("spread");
    QTest::newRow("the first message has none") << QList<int>{0, 0, 1, 0} << QList<qint64>{} << quint64(0);
    QTest::newRow("one a look") << QList<int>{1, 1, 1} << QList<qint64>{1000, 1000} << quint64(0);
    QTest::newRow("one every third look") << QList<int>{1, 0, 0, 1, 0, 0, 1} << QList<qint64>{3000, 3000} << quint64(0);
    QTest::newRow("several a look") << QList<int>{4, 4} << QList<qint64>{250, 250, 250, 250, 250, 250, 250}
                                    << quint64(7);
    QTest::newRow("a burst after a pause")
        << QList<int>{1, 0, 0, 0, 5} << QList<qint64>{200, 200, 200, 200, 3200} << quint64(5);
    QTest::newRow("one after a burst") << QList<int>{2, 0, 1} << QList<qint64>{500, 2000} << quint64(1);
}

void tst_RingHistograms::intervals()
{
    QFETCH(const QList<int>, looks);
    QFETCH(const QList<qint64>, expected);
    QFETCH(quint64, spread);
    const RingHistograms seen = seenBy({looks.begin(), looks.end()});
    LogHistogram wanted;
    for (const qint64 us : expected)
        wanted.add(static_cast<std::uint64_t>(us * 1000));
    QCOMPARE(seen.intervals.count(), wanted.count());
    QCOMPARE(seen.intervals.mean(), wanted.mean()); // the sum is that of the time between the first and the last
    for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0})
        QCOMPARE(seen.intervals.percentile(share), wanted.percentile(share));
    QCOMPARE(seen.spread, spread);
    QCOMPARE(seen.intervalCoverage(), 1.0);
}

void tst_RingHistograms::aLookThatMissedMessagesHasNoIntervals()
{
    RingHistogramMeter meter;
    meter.add(10 * ms, cameIn(1), {});
    RingProgress half = cameIn(5);
    half.bytesIn = 100; // of which 50 were walked
    meter.add(20 * ms, half, {});
    meter.add(23 * ms, cameIn(1), {});
    const auto seen = meter.take();
    QVERIFY(seen);
    QCOMPARE(seen->intervals.count(), std::uint64_t(1));
    QCOMPARE(seen->intervals.max(), std::uint64_t(3 * ms)); // since the look that missed some, which saw that they came
    QCOMPARE(seen->sizeCoverage(), 70.0 / 120);
    QCOMPARE(seen->intervalCoverage(), 20.0 / 120);
}

void tst_RingHistograms::aRestartedRingBeginsAnew()
{
    RingHistogramMeter meter;
    meter.add(10 * ms, cameIn(1), {});
    RingProgress restarted;
    restarted.restarted = true;
    meter.add(15 * ms, restarted, {});
    meter.add(20 * ms, cameIn(1), {});
    meter.add(22 * ms, cameIn(1), {});
    const auto seen = meter.take();
    QCOMPARE(seen->intervals.count(), std::uint64_t(1));
    QCOMPARE(seen->intervals.max(), std::uint64_t(2 * ms));
}

void tst_RingHistograms::theLongestLookIsTheResolution()
{
    RingHistogramMeter meter;
    meter.add(10 * ms, cameIn(1, ms), {});
    meter.add(40 * ms, cameIn(1, 7 * ms), {});
    meter.add(90 * ms, cameIn(0, 50 * ms), {}); // saw none: no interval hangs on it
    RingHistograms sum = *meter.take();
    meter.add(91 * ms, cameIn(1, ms), {});
    sum.merge(*meter.take());
    QCOMPARE(sum.looks, std::uint64_t(3));
    QCOMPARE(sum.lookMeanNs(), 3.0 * ms);
    QCOMPARE(sum.longestLookNs, 7 * ms);
    QCOMPARE(sum.intervals.count(), std::uint64_t(2));
    QVERIFY(!meter.take());
}

void tst_RingHistograms::sizesAreThoseThatWerePushed_data()
{
    QTest::addColumn<int>("most");
    QTest::newRow("empty ones") << 0;
    QTest::newRow("all sizes") << 200;
    QTest::newRow("large ones, whose lengths are read one by one") << 3000;
}

void tst_RingHistograms::sizesAreThoseThatWerePushed()
{
    QFETCH(int, most);
    const TestSegment segment("histograms");
    SpscRingBuffer ring = SharedMemory::create(segment.name(), ring_layout::dataOffset + 32768).spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
    const SegmentReader reader = SegmentReader::open(segment.name());
    SampleTaker taker(reader, Layout::Ring);
    taker.take();
    Random random(7);
    LogHistogram pushed;
    RingHistograms seen;
    std::uint64_t looks = 0;
    for (int look = 0; look < 200; ++look) {
        const std::uint64_t count = random.below(5);
        looks += count > 0 ? 1 : 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            const ByteVector payload(random.below(static_cast<std::uint64_t>(most) + 1));
            QCOMPARE(producer.tryPush(payload), PushOutcome::Pushed);
            pushed.add(payload.size());
            // Also what was consumed meanwhile is counted, while it can't have been overwritten.
            if (random.chance(50) || ring.free() < 16384)
                QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
        }
        while (ring.used() > 12000)
            QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
        taker.take();
        if (const auto more = taker.takeHistograms())
            seen.merge(*more);
    }
    QCOMPARE(seen.sizes.count(), pushed.count());
    QCOMPARE(seen.sizes.min(), pushed.min());
    QCOMPARE(seen.sizes.max(), pushed.max());
    for (std::size_t i = 0; i < LogHistogram::bucketCount; ++i)
        QCOMPARE(seen.sizes.countIn(i), pushed.countIn(i));
    QCOMPARE(seen.sizeCoverage(), 1.0);
    QCOMPARE(seen.intervalCoverage(), 1.0);
    QCOMPARE(seen.intervals.count(), pushed.count() - 1);
    QCOMPARE(seen.looks, looks);
}

void tst_RingHistograms::whatWasOverwrittenIsNotCounted()
{
    const TestSegment segment("histograms");
    SpscRingBuffer ring = SharedMemory::create(segment.name(), ring_layout::dataOffset + 4096).spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
    const SegmentReader reader = SegmentReader::open(segment.name());
    SampleTaker taker(reader, Layout::Ring);
    taker.take();
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(producer.tryPush(ByteVector(96)), PushOutcome::Pushed);
        QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
    }
    taker.take();
    const auto lapped = taker.takeHistograms();
    QVERIFY(lapped);
    QCOMPARE(lapped->sizes.count(), std::uint64_t(0));
    QCOMPARE(lapped->sizeCoverage(), 0.0);
    QCOMPARE(lapped->intervals.count(), std::uint64_t(0));
}

void tst_RingHistograms::aWalkThatFellShortIsNotCounted()
{
    const TestSegment segment("histograms");
    SpscRingBuffer ring = SharedMemory::create(segment.name(), ring_layout::dataOffset + 65536).spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const RingSample before = probe.sample().value();
    // As large as the first one all would be within the budget; the others are small, and all were consumed: nothing is certain.
    for (int i = 0; i < 1001; ++i)
        QCOMPARE(producer.tryPush(ByteVector(i == 0 ? 2000 : 16)), PushOutcome::Pushed);
    for (int i = 0; i < 1001; ++i)
        QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
    const RingProgress progress = probe.progress(before, probe.sample().value(), 15'000);
    QVERIFY(progress.walkCost > 0);
    QCOMPARE(progress.framesSeen, std::uint64_t(0));
    QVERIFY(probe.countedLengths().empty());
}

void tst_RingHistograms::whatIsNotWalkedIsASample()
{
    const TestSegment segment("histograms");
    SpscRingBuffer ring = SharedMemory::create(segment.name(), ring_layout::dataOffset + 4096).spsc();
    SpscProducer producer = ring.producer();
    const SegmentReader reader = SegmentReader::open(segment.name());
    const RingProbe probe(reader);
    const RingSample before = probe.sample().value();
    for (int i = 0; i < 40; ++i)
        QCOMPARE(producer.tryPush(ByteVector(i < 20 ? 96 : 46)), PushOutcome::Pushed);
    const RingSample now = probe.sample().value();
    RingHistogramMeter meter;
    const RingProgress half = probe.progress(before, now, 2250);
    QCOMPARE(half.framesSeen, std::uint64_t(25));
    const std::vector<LengthRun> wanted{{.length = 96, .frames = 20}, {.length = 46, .frames = 5}};
    QVERIFY(std::equal(wanted.begin(), wanted.end(), probe.countedLengths().begin(), probe.countedLengths().end()));
    meter.add(now.timeNs, half, probe.countedLengths());
    const auto seen = meter.take();
    QCOMPARE(seen->sizes.count(), std::uint64_t(25));
    QCOMPARE(seen->sizeCoverage(), 2250.0 / 3000);
    QCOMPARE(seen->intervalCoverage(), 0.0);
    probe.progress(now, now);
    QVERIFY(probe.countedLengths().empty());
}

QTEST_GUILESS_MAIN(tst_RingHistograms)
#include "tst_ring_histograms.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/rate_meter.h"
#include "core/observe/sampler.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <limits>
#include <numeric>
#include <thread>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;
constexpr std::uint64_t capacity = 4096;

/// Keeps all that a sampler delivers.
class Collector
{
public:
    Sampler::Sink sink()
    {
        return [this](SampleBatch &&batch) {
            const std::lock_guard lock(m_mutex);
            ++m_batches;
            m_missed += batch.missed;
            if (batch.error)
                m_error = batch.error;
            m_achievedHz = batch.achievedHz;
            if (batch.histograms)
                m_histograms.merge(*batch.histograms);
            m_samples.insert(m_samples.end(), batch.samples.begin(), batch.samples.end());
        };
    }

    std::vector<Sample> samples() const
    {
        const std::lock_guard lock(m_mutex);
        return m_samples;
    }
    RingHistograms histograms() const
    {
        const std::lock_guard lock(m_mutex);
        return m_histograms;
    }
    std::uint64_t missed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_missed;
    }
    int batches() const
    {
        const std::lock_guard lock(m_mutex);
        return m_batches;
    }
    double achievedHz() const
    {
        const std::lock_guard lock(m_mutex);
        return m_achievedHz;
    }
    /// Waits until the newest sample is as wanted.
    template <typename Predicate> bool waitForLatest(Predicate &&wanted) const
    {
        return waitFor([&] { return !m_samples.empty() && wanted(m_samples.back()); });
    }
    bool waitForCount(std::size_t count) const
    {
        return waitFor([&] { return m_samples.size() >= count; });
    }

private:
    template <typename Condition> bool waitFor(Condition &&condition) const
    {
        return waitUntil(Deadline::after(patience),
                         [&] {
                             const std::lock_guard lock(m_mutex);
                             return condition();
                         })
            == WaitOutcome::Done;
    }

    mutable std::mutex m_mutex;
    std::vector<Sample> m_samples;
    RingHistograms m_histograms;
    std::uint64_t m_missed = 0;
    int m_batches = 0;
    double m_achievedHz = 0;
    std::optional<Error> m_error;
};

std::shared_ptr<const SegmentReader> readerOf(const TestSegment &segment)
{
    return std::make_shared<const SegmentReader>(SegmentReader::open(segment.name()));
}

} // namespace

class tst_Sampler : public TestCase
{
    Q_OBJECT

private slots:
    void looksAtALockAgainAndAgain();
    void countsEveryByteAndMessage();
    void aRestartedRingHasNoRates();
    void rateChangesWakeASleeper();
    void rates_data();
    void rates();
    void theHighestRateSaysWhatItReached();
    void theKernelIsAskedNotToDelayIt();
    void aSlowSinkLeavesGapsThatAreCounted();
    void theRestIsDeliveredAtTheEnd();
    void noticesWhatBecomesOfTheSegment();
    void tooSmallSegmentsHaveNothing_data();
    void tooSmallSegmentsHaveNothing();
    void touchesNothing();
};

void tst_Sampler::looksAtALockAgainAndAgain()
{
    const TestSegment segment("sampler");
    segment.create(64);
    Collector seen;
    const Sampler sampler(readerOf(segment), Layout::Region, {.rateHz = 1000, .batchInterval = 5ms}, seen.sink());
    for (const std::int32_t word : {0, 1, 7, -1, -7}) {
        segment.put(region_layout::lockOffset, word);
        QVERIFY(seen.waitForLatest([&](const Sample &sample) { return sample.lock && sample.lock->raw == word; }));
    }
    QVERIFY(seen.waitForCount(20));
    const auto samples = seen.samples();
    QVERIFY(std::is_sorted(samples.begin(), samples.end(),
                           [](const Sample &a, const Sample &b) { return a.timeNs < b.timeNs; }));
    for (const Sample &sample : samples) {
        QVERIFY(!sample.ring);
        QCOMPARE(sample.status.status, SegmentStatus::Live);
        QCOMPARE(sample.status.namedInode, readerOf(segment)->statAtOpen().inode);
    }
}

void tst_Sampler::countsEveryByteAndMessage()
{
    const TestSegment segment("sampler");
    SpscRingBuffer ring = SharedMemory::create(segment.name(), ring_layout::dataOffset + capacity).spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
    Collector seen;
    std::optional<Sampler> sampler;
    sampler.emplace(readerOf(segment), Layout::Ring, SamplerOptions{.rateHz = 2000, .batchInterval = 5ms}, seen.sink());
    QVERIFY(seen.waitForCount(1));

    constexpr std::uint64_t messages = 3000;
    const ByteVector payload(60, std::byte{7});
    Frame frame;
    for (std::uint64_t i = 0; i < messages; ++i) {
        // Within half a ring between two looks nothing may go uncounted.
        if (i % 16 == 0) {
            const std::size_t before = seen.samples().size();
            QVERIFY(seen.waitForCount(before + 1));
        }
        QCOMPARE(producer.tryPush(payload), PushOutcome::Pushed);
        QCOMPARE(consumer.tryPop(frame), PopOutcome::Popped);
    }
    const std::uint64_t end = messages * (payload.size() + ring_layout::frameHeaderSize);
    QVERIFY(seen.waitForLatest([&](const Sample &sample) { return sample.ring->header.head == end; }));
    sampler.reset();

    RingProgress sum;
    for (const Sample &sample : seen.samples()) {
        sum.bytesIn += sample.progress.bytesIn;
        sum.bytesOut += sample.progress.bytesOut;
        sum.framesSeen += sample.progress.framesSeen;
        sum.bytesWalked += sample.progress.bytesWalked;
        QVERIFY(!sample.progress.restarted);
    }
    QCOMPARE(sum.bytesIn, end);
    QCOMPARE(sum.bytesOut, end);
    // A look between the two stores of a batch may be late under load; what was counted must be right all the same.
    QCOMPARE(sum.framesSeen * (payload.size() + ring_layout::frameHeaderSize), sum.bytesWalked);
    QVERIFY(sum.coverage() > 0);
    // The histograms come in pieces, of which none may be lost.
    const RingHistograms histograms = seen.histograms();
    QCOMPARE(histograms.sizes.count(), sum.framesSeen);
    QCOMPARE(histograms.sizes.max(), std::uint64_t(payload.size()));
    QCOMPARE(histograms.sizeCoverage(), sum.coverage());
}

void tst_Sampler::aRestartedRingHasNoRates()
{
    const TestSegment segment("sampler");
    segment.fillRing({.head = 512, .tail = 512, .capacity = capacity}, ByteVector(capacity));
    const auto reader = readerOf(segment);
    SampleTaker taker(*reader, Layout::Ring);
    RateMeter meter;
    meter.add(taker.take());
    segment.put(ring_layout::tailOffset, std::uint64_t{612});
    meter.add(taker.take());
    segment.put(ring_layout::tailOffset, std::uint64_t{0});
    segment.put(ring_layout::headOffset, std::uint64_t{0});
    const Sample restarted = taker.take();
    QVERIFY(restarted.progress.restarted);
    meter.add(restarted);
    QCOMPARE(meter.take().bytesIn, 0.0);
    segment.put(ring_layout::tailOffset, std::uint64_t{4});
    meter.add(taker.take());
    const auto rates = meter.take();
    QVERIFY(rates.bytesIn > 0);
    QCOMPARE(rates.coverage, 1.0);
    QVERIFY(rates.messagesIn);
    QVERIFY(qAbs(*rates.messagesIn * 4 - rates.bytesIn) < 1e-6 * rates.bytesIn);
}

void tst_Sampler::rateChangesWakeASleeper()
{
    const TestSegment segment("sampler");
    segment.create(64);
    Collector seen;
    Sampler sampler(readerOf(segment), Layout::Region, {.rateHz = 1, .batchInterval = 5ms}, seen.sink());
    QVERIFY(seen.waitForCount(1)); // at once, not after a second
    sampler.setRate(1000);
    // At 1 Hz these would take longer than anyone waits.
    QVERIFY(seen.waitForCount(200));
    QVERIFY(waitUntil(Deadline::after(patience), [&] { return seen.achievedHz() > 1; }) == WaitOutcome::Done);
    QVERIFY(seen.achievedHz() <= 1010);
}

void tst_Sampler::rates_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("count");
    QTest::newRow("zero is the lowest") << 0.0 << 1;
    QTest::newRow("negative is the lowest") << -5.0 << 1;
    QTest::newRow("NaN is the lowest") << std::nan("") << 1;
    QTest::newRow("highest") << Sampler::highestRateHz << 2000;
    QTest::newRow("infinite is the highest") << std::numeric_limits<double>::infinity() << 2000;
}

void tst_Sampler::rates()
{
    QFETCH(double, rate);
    QFETCH(int, count);
    const TestSegment segment("sampler");
    segment.create(64);
    Collector seen;
    const Sampler sampler(readerOf(segment), Layout::Region, {.rateHz = rate, .batchInterval = 5ms}, seen.sink());
    QVERIFY(seen.waitForCount(static_cast<std::size_t>(count)));
    const auto samples = seen.samples();
    // However fast it should go, a look that was not due is not taken.
    const std::int64_t elapsed = samples.back().timeNs - samples.front().timeNs;
    QVERIFY(static_cast<double>(samples.size()) - 2 <= static_cast<double>(elapsed) / 1e9 * Sampler::highestRateHz);
}

void tst_Sampler::theHighestRateSaysWhatItReached()
{
    const TestSegment segment("sampler");
    segment.create(64);
    struct Account
    {
        std::uint64_t samples = 0;
        std::uint64_t missed = 0;
        std::int64_t firstNs = 0;
        std::int64_t lastNs = 0;
        double saidHz = 0;
    } account; // Read once `told`.
    std::atomic<bool> told{false};
    const Sampler sampler(readerOf(segment), Layout::Region, {.rateHz = Sampler::highestRateHz, .batchInterval = 5ms},
                          [&](SampleBatch &&batch) {
                              if (told)
                                  return;
                              if (account.samples == 0)
                                  account.firstNs = batch.samples.front().timeNs;
                              account.samples += batch.samples.size();
                              account.missed += batch.missed;
                              account.lastNs = batch.samples.back().timeNs;
                              account.saidHz = batch.achievedHz;
                              told = batch.achievedHz > 0;
                          });
    QVERIFY(waitUntil(Deadline::after(patience), [&] { return told.load(); }) == WaitOutcome::Done);
    const double seconds = static_cast<double>(account.lastNs - account.firstNs) / 1e9;
    const double takenHz = static_cast<double>(account.samples) / seconds;
    QVERIFY2(qAbs(account.saidHz - takenHz) < 0.05 * takenHz,
             qPrintable(QStringLiteral("said %1, taken %2").arg(account.saidHz).arg(takenHz)));
    // Those not taken are counted: together they are what was asked for.
    const double dueHz = static_cast<double>(account.samples + account.missed) / seconds;
    QVERIFY2(qAbs(dueHz - Sampler::highestRateHz) < 0.05 * Sampler::highestRateHz, qPrintable(QString::number(dueHz)));
}

void tst_Sampler::theKernelIsAskedNotToDelayIt()
{
#ifdef Q_OS_LINUX
    const TestSegment segment("sampler");
    segment.create(64);
    std::atomic<int> slackNs{0};
    {
        const Sampler sampler(readerOf(segment), Layout::Region, {.rateHz = 1000, .batchInterval = 5ms},
                              [&](SampleBatch &&) { slackNs = ::prctl(PR_GET_TIMERSLACK); });
        QVERIFY(waitUntil(Deadline::after(patience), [&] { return slackNs != 0; }) == WaitOutcome::Done);
    }
    QCOMPARE(slackNs.load(), 1);
    // That thread's alone.
    QVERIFY(::prctl(PR_GET_TIMERSLACK) != 1);
#endif
}

void tst_Sampler::aSlowSinkLeavesGapsThatAreCounted()
{
    const TestSegment segment("sampler");
    segment.create(64);
    Collector seen;
    const auto keep = seen.sink();
    const Sampler sampler(readerOf(segment), Layout::Region, {.rateHz = 1000, .batchInterval = 5ms},
                          [&](SampleBatch &&batch) {
                              const std::int64_t until = platform::monotonicNs() + 20'000'000;
                              while (platform::monotonicNs() < until)
                                  std::this_thread::yield();
                              keep(std::move(batch));
                          });
    QVERIFY(seen.waitForCount(10));
    const auto samples = seen.samples();
    QVERIFY(seen.missed() >= 19);
    QVERIFY(!samples.front().afterGap);
    QVERIFY(std::any_of(samples.begin(), samples.end(), [](const Sample &sample) { return sample.afterGap; }));
    for (std::size_t i = 1; i < samples.size(); ++i) {
        if (samples[i].timeNs - samples[i - 1].timeNs > 3'000'000)
            QVERIFY(samples[i].afterGap);
    }
}

void tst_Sampler::theRestIsDeliveredAtTheEnd()
{
    const TestSegment segment("sampler");
    segment.create(64);
    Collector seen;
    {
        const Sampler sampler(readerOf(segment), Layout::Region, {.rateHz = 1000, .batchInterval = 1h}, seen.sink());
        QVERIFY(seen.waitForCount(1));
        // Two looks later nothing more has been delivered.
        const std::int64_t first = seen.samples().front().timeNs;
        QVERIFY(waitUntil(Deadline::after(patience), [&] { return platform::monotonicNs() > first + 30'000'000; })
                == WaitOutcome::Done);
        QCOMPARE(seen.batches(), 1);
    }
    QCOMPARE(seen.batches(), 2);
    QVERIFY(seen.samples().size() > 1);
}

void tst_Sampler::noticesWhatBecomesOfTheSegment()
{
    const TestSegment segment("sampler");
    segment.create(8192);
    Collector seen;
    const Sampler sampler(readerOf(segment), Layout::Region, {.rateHz = 1000, .batchInterval = 5ms}, seen.sink());
    const auto becomes = [&](SegmentStatus status, std::uint64_t size) {
        return seen.waitForLatest(
            [&](const Sample &sample) { return sample.status.status == status && sample.status.sizeNow == size; });
    };
    QVERIFY(becomes(SegmentStatus::Live, 8192));
    segment.truncate(16384);
    QVERIFY(becomes(SegmentStatus::Resized, 16384));
    segment.truncate(100);
    QVERIFY(becomes(SegmentStatus::Shrunk, 100));
    segment.unlink();
    QVERIFY(becomes(SegmentStatus::Removed, 100));
    segment.create(4096);
    QVERIFY(becomes(SegmentStatus::Replaced, 100));
    QCOMPARE(seen.samples().back().status.namedInode, readerOf(segment)->statAtOpen().inode);
}

void tst_Sampler::tooSmallSegmentsHaveNothing_data()
{
    QTest::addColumn<Layout>("layout");
    QTest::addColumn<int>("size");
    QTest::newRow("region, empty") << Layout::Region << 0;
    QTest::newRow("region, 3 bytes") << Layout::Region << 3;
    QTest::newRow("ring, 23 bytes") << Layout::Ring << 23;
}

void tst_Sampler::tooSmallSegmentsHaveNothing()
{
    QFETCH(Layout, layout);
    QFETCH(int, size);
    const TestSegment segment("sampler");
    segment.create(static_cast<std::uint64_t>(size));
    const auto reader = readerOf(segment);
    SampleTaker taker(*reader, layout);
    const Sample sample = taker.take();
    QVERIFY(!sample.lock);
    QVERIFY(!sample.ring);
    QCOMPARE(sample.status.sizeNow, std::uint64_t(size));
}

void tst_Sampler::touchesNothing()
{
    const TestSegment segment("sampler");
    segment.create(1024 * 1024);
    segment.put(ring_layout::capacityOffset, std::uint64_t{1024 * 1024 - 24});
    const auto mtime = segment.mtimeNs();
    const auto allocated = segment.allocated();
    const auto before = segment.bytes(0, 4096);
    Collector seen;
    {
        const Sampler sampler(readerOf(segment), Layout::Ring, {.rateHz = 5000, .batchInterval = 5ms}, seen.sink());
        QVERIFY(seen.waitForCount(100));
    }
    QCOMPARE(segment.mtimeNs(), mtime);
    QCOMPARE(segment.allocated(), allocated);
    QCOMPARE(segment.bytes(0, 4096), before);
}

QTEST_GUILESS_MAIN(tst_Sampler)
#include "tst_sampler.moc"

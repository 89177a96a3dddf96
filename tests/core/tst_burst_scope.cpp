// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/burst_scope.h"
#include "tests/support/errors.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <limits>
#include <numeric>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

/// Another process that takes the lock for a known time, again and again.
class Pulse
{
public:
    Pulse(const TestSegment &segment, const char *mode, qint64 holdNs, qint64 pauseNs)
    {
        m_process.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER),
                        {QStringLiteral("pulse"), q(segment.name()), QLatin1String(mode), QString::number(holdNs),
                         QString::number(pauseNs)});
        m_pulses = m_process.waitForStarted() && m_process.waitForReadyRead()
            && m_process.readLine().trimmed() == QByteArray("pulsing");
    }

    bool pulses() const { return m_pulses; }
    struct Truth
    {
        quint64 holds = 0;
        qint64 medianNs = 0;
    };
    Truth end()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
        const QByteArrayList words = m_process.readAll().trimmed().split(' ');
        return words.size() == 2 ? Truth{words[0].toULongLong(), words[1].toLongLong()} : Truth{};
    }

private:
    OwnProcess m_process;
    bool m_pulses = false;
};

/// Again and again until it saw enough: on a busy machine its processor, or that of those it looks at, may be taken away.
template <typename Enough>
bool captureUntil(const TestSegment &segment, const BurstOptions &options, BurstCapture &capture, Enough &&enough)
{
    const SegmentReader reader = SegmentReader::open(segment.name());
    return waitUntil(Deadline::after(30s),
                     [&] {
                         capture = captureBurst(reader, options);
                         return enough();
                     })
        == WaitOutcome::Done;
}

std::int64_t medianUncertainty(const BurstCapture &capture)
{
    std::vector<std::int64_t> gaps;
    for (const LockTransition &transition : capture.kept)
        gaps.push_back(transition.uncertaintyNs);
    if (gaps.empty())
        return std::numeric_limits<std::int64_t>::max();
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2), gaps.end());
    return gaps[gaps.size() / 2];
}

} // namespace

class tst_BurstScope : public TestCase
{
    Q_OBJECT

private slots:
    void aQuietWord_data();
    void aQuietWord();
    void holdsAreAsLongAsTheirHolderSays_data();
    void holdsAreAsLongAsTheirHolderSays();
    void severalReadersAreAPeriod();
    void everyTransitionFollowsTheOneBefore();
    void theTriggerEndsTheCapture();
    void stopsWhenAsked();
    void aSegmentThatIsGoneEndsIt();
    void refusals_data();
    void refusals();
    void touchesNothing();
};

void tst_BurstScope::aQuietWord_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<double>("busy");
    QTest::newRow("free") << 0 << 0.0;
    QTest::newRow("one writer") << -1 << 1.0;
    QTest::newRow("three readers") << 3 << 1.0;
    QTest::newRow("a hundred readers") << 100 << 1.0;
    QTest::newRow("invalid") << -7 << 1.0;
}

void tst_BurstScope::aQuietWord()
{
    QFETCH(int, word);
    QFETCH(double, busy);
    const TestSegment segment("burst");
    segment.create(64);
    segment.put(region_layout::lockOffset, std::int32_t(word));
    const BurstCapture capture = captureBurst(SegmentReader::open(segment.name()), {.duration = 20ms});
    QCOMPARE(capture.end, BurstEnd::Time);
    QCOMPARE(capture.transitions, quint64(0));
    QVERIFY(capture.kept.empty());
    QCOMPARE(capture.firstWord, word);
    QCOMPARE(capture.lastWord, word);
    QCOMPARE(capture.busyRatio, busy);
    QCOMPARE(capture.writerRatio, word == -1 ? 1.0 : 0.0);
    QCOMPARE(capture.invalidRatio, word < -1 ? 1.0 : 0.0);
    QCOMPARE(capture.readerRatio[std::clamp(word, 0, 8)], word >= 0 ? 1.0 : 0.0);
    QCOMPARE(capture.mostReaders, std::max(word, 0));
    // What began before it says nothing about how long holds are, but that this one was seen for so long.
    const BurstHolds &holds = word == -1 ? capture.writer : capture.readers;
    QCOMPARE(holds.ns.count(), quint64(0));
    QCOMPARE(holds.cut, quint64(word == -1 || word > 1 ? 1 : 0));
    if (holds.cut > 0)
        QVERIFY(qAbs(holds.longestNs - capture.durationNs) <= 1000);
    QVERIFY(capture.samples > 1000);
    QVERIFY(capture.durationNs >= 19'900'000); // the counter is measured to within some 0.1 %
    QVERIFY(static_cast<double>(capture.maxGapNs) >= capture.meanGapNs);
    QVERIFY(qAbs(capture.rateHz * capture.meanGapNs - 1e9) < 1e6);
}

void tst_BurstScope::holdsAreAsLongAsTheirHolderSays_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<qint64>("holdNs");
    for (const char *mode : {"write", "read"}) {
        for (const qint64 hold : {1'000, 10'000, 100'000, 1'000'000, 10'000'000})
            QTest::addRow("%s %lld us", mode, hold / 1000) << QByteArray(mode) << hold;
    }
}

void tst_BurstScope::holdsAreAsLongAsTheirHolderSays()
{
    QFETCH(QByteArray, mode);
    QFETCH(qint64, holdNs);
    const TestSegment segment("burst");
    SharedMemory::create(segment.name(), 4096).map();
    Pulse pulse(segment, mode.constData(), holdNs, holdNs);
    QVERIFY(pulse.pulses());
    BurstCapture capture;
    const BurstHolds &holds = mode == "write" ? capture.writer : capture.reader;
    std::int64_t gap = 0;
    // Of long holds there are few, and interruptions may meet half of them, on either side.
    const bool isLong = holdNs >= 1'000'000;
    // A capture whose processor was taken away says so by its gaps, and can't tell about what is shorter than they are.
    const bool seen = captureUntil(segment, {.duration = 300ms}, capture, [&] {
        gap = medianUncertainty(capture);
        return holds.ns.count() >= 3 && (isLong || gap <= holdNs / 4);
    });
    const Pulse::Truth truth = pulse.end();
    QVERIFY(truth.holds > 0);
    QVERIFY(seen);
    QVERIFY(holds.ns.count() <= truth.holds);
    QCOMPARE(capture.readers.ns.count(), quint64(0));

    // Each end of a hold is uncertain by the gap before it, as the capture says itself; and the holder starts its clock a moment after the lock is
    // its own, and stops it a moment before it gives it back.
    double bound = 2 * static_cast<double>(gap) + static_cast<double>(truth.medianNs) / 64 + 500;
    if (isLong)
        bound += 2 * static_cast<double>(capture.maxGapNs) + 2 * static_cast<double>(truth.medianNs - holdNs);
    const double off = static_cast<double>(holds.ns.percentile(0.5)) - static_cast<double>(truth.medianNs);
    QVERIFY2(qAbs(off) <= bound,
             qPrintable(QStringLiteral("median %1 ns, its holder says %2 ns; bound %3 ns")
                            .arg(holds.ns.percentile(0.5))
                            .arg(truth.medianNs)
                            .arg(bound)));
}

void tst_BurstScope::severalReadersAreAPeriod()
{
    const TestSegment segment("burst");
    segment.create(64);
    std::atomic<bool> end = false;
    std::thread readers([&] {
        MappedView view = SharedMemory::open(segment.name()).map();
        while (!end) {
            for (int i = 0; i < 3; ++i)
                (void)view.lock().tryLockRead();
            std::this_thread::sleep_for(1ms);
            for (int i = 0; i < 3; ++i)
                (void)view.lock().unlockRead();
            std::this_thread::sleep_for(1ms);
        }
    });
    BurstCapture capture;
    // Until the scope saw it whole: on a busy machine its processor may be taken away.
    const bool seen = waitUntil(Deadline::after(30s),
                                [&] {
                                    capture = captureBurst(SegmentReader::open(segment.name()), {.duration = 50ms});
                                    return capture.readers.ns.count() >= 3;
                                })
        == WaitOutcome::Done;
    end = true;
    readers.join();
    QVERIFY(seen);
    QCOMPARE(capture.mostReaders, 3);
    QCOMPARE(capture.writer.ns.count(), quint64(0));
    QVERIFY(static_cast<std::int64_t>(capture.readers.ns.min()) + capture.maxGapNs >= 900'000);
    QVERIFY(capture.readerRatio[3] > 0);
    QVERIFY(capture.busyRatio > 0 && capture.busyRatio < 1);
    const double all = std::accumulate(capture.readerRatio.begin(), capture.readerRatio.end(), 0.0);
    QVERIFY(qAbs(all - 1) < 1e-6);
}

void tst_BurstScope::everyTransitionFollowsTheOneBefore()
{
    const TestSegment segment("burst");
    SharedMemory::create(segment.name(), 4096).map();
    Pulse pulse(segment, "write", 2000, 2000);
    QVERIFY(pulse.pulses());
    BurstCapture capture;
    QVERIFY(captureUntil(segment, {.duration = 100ms, .keptTransitions = 50}, capture,
                         [&] { return capture.transitions > 50; }));
    pulse.end();
    QCOMPARE(capture.kept.size(), std::size_t(50));
    std::int32_t word = capture.firstWord;
    std::int64_t time = capture.beginNs;
    for (const LockTransition &transition : capture.kept) {
        QCOMPARE(transition.from, word);
        QVERIFY(transition.to != word);
        QVERIFY(transition.timeNs >= time);
        QVERIFY(transition.uncertaintyNs <= capture.maxGapNs);
        word = transition.to;
        time = transition.timeNs;
    }
}

void tst_BurstScope::theTriggerEndsTheCapture()
{
    const TestSegment segment("burst");
    segment.create(64);
    segment.put(region_layout::lockOffset, std::int32_t(0));
    std::atomic<bool> end = false;
    std::thread writer([&] {
        while (!end) {
            for (const std::int32_t word : {1, 2, 3, 4, 5, 6, 7, 8, -1, 0}) {
                segment.put(region_layout::lockOffset, word);
                std::this_thread::sleep_for(1ms);
            }
        }
    });
    const BurstCapture capture = captureBurst(
        SegmentReader::open(segment.name()),
        {.duration = 5000ms, .trigger = BurstTrigger{.word = -1, .after = 20ms}, .keptBefore = 5});
    end = true;
    writer.join();
    QVERIFY(capture.triggerNs);
    QVERIFY(capture.durationNs < 5'000'000'000);
    const auto trigger = std::find_if(capture.kept.begin(), capture.kept.end(),
                                      [](const LockTransition &transition) { return transition.to == -1; });
    QVERIFY(trigger != capture.kept.end());
    QCOMPARE(trigger->timeNs, *capture.triggerNs);
    QVERIFY(trigger - capture.kept.begin() <= 5);
    QVERIFY(capture.transitions >= capture.kept.size());
}

void tst_BurstScope::stopsWhenAsked()
{
    const TestSegment segment("burst");
    segment.create(64);
    StopFlag stop;
    std::thread stopper([&] { stop.request(); });
    const BurstCapture capture = captureBurst(SegmentReader::open(segment.name()), {.duration = 5000ms}, &stop);
    stopper.join();
    QCOMPARE(capture.end, BurstEnd::Stopped);
    QVERIFY(capture.durationNs < 5'000'000'000);
}

void tst_BurstScope::aSegmentThatIsGoneEndsIt()
{
    const TestSegment segment("burst");
    segment.create(64);
    segment.put(region_layout::lockOffset, std::int32_t(5));
    const SegmentReader reader = SegmentReader::open(segment.name());
    BurstCapture capture;
    // The cutter may be first: then there is nothing to capture.
    QVERIFY(waitUntil(Deadline::after(30s),
                      [&] {
                          segment.truncate(64);
                          segment.put(region_layout::lockOffset, std::int32_t(5));
                          std::thread cutter([&] { segment.truncate(0); });
                          const auto error = errorOf([&] { capture = captureBurst(reader, {.duration = 5000ms}); });
                          cutter.join();
                          return !error;
                      })
            == WaitOutcome::Done);
    QCOMPARE(capture.end, BurstEnd::Lost);
    // Its zeros are no transition of the lock.
    QCOMPARE(capture.transitions, quint64(0));
}

void tst_BurstScope::refusals_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<int>("size");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("too long") << qint64(5001) << 64 << ErrorCode::InvalidArgument;
    QTest::newRow("no time") << qint64(0) << 64 << ErrorCode::InvalidArgument;
    QTest::newRow("negative") << qint64(-1) << 64 << ErrorCode::InvalidArgument;
    QTest::newRow("lock word only") << qint64(1) << 4 << ErrorCode::TooSmall;
    QTest::newRow("nothing") << qint64(1) << 0 << ErrorCode::TooSmall;
}

void tst_BurstScope::refusals()
{
    QFETCH(qint64, ms);
    QFETCH(int, size);
    QFETCH(ErrorCode, code);
    const TestSegment segment("burst");
    segment.create(static_cast<std::uint64_t>(size));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const auto error = errorOf([&] { (void)captureBurst(reader, {.duration = std::chrono::milliseconds(ms)}); });
    QVERIFY(error);
    QCOMPARE(error->code(), code);
}

void tst_BurstScope::touchesNothing()
{
    const TestSegment segment("burst");
    segment.create(1024 * 1024);
    const ByteVector word(4, std::byte{0});
    segment.write(0, word);
    const auto mtime = segment.mtimeNs();
    const auto allocated = segment.allocated();
    (void)captureBurst(SegmentReader::open(segment.name()), {.duration = 5ms});
    QCOMPARE(segment.mtimeNs(), mtime);
    QCOMPARE(segment.allocated(), allocated);
}

QTEST_GUILESS_MAIN(tst_BurstScope)
#include "tst_burst_scope.moc"

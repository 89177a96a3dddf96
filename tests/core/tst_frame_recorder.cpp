// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/capture/frame_recorder.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using End = FrameRecorder::End;

namespace {

struct Counter : FrameSink
{
    std::atomic<std::uint64_t> frames = 0;
    std::atomic<std::uint64_t> frameBytes = 0;
    std::atomic<std::uint64_t> gapBytes = 0;

    void frame(const RecordedFrame &frame) override
    {
        frameBytes += frame.length;
        ++frames;
    }
    void gap(const RecordedGap &gap) override { gapBytes += gap.bytes; }
};

/// A recorder that runs until it ends by itself; a stop after `limit` is what a test fails by.
class Run
{
public:
    Run(FrameRecorder &recorder, const FrameRecorder::Limits &limits)
        : m_thread([this, &recorder, limits] {
              m_end = recorder.run(counter, limits, &stop);
              m_done = true;
          })
    {
    }
    ~Run()
    {
        stop.request();
        m_thread.join();
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    bool isDone() const { return m_done; }
    End end() const { return m_end; }

    Counter counter;
    StopFlag stop;

private:
    std::atomic<End> m_end = End::Stopped;
    std::atomic<bool> m_done = false;
    std::thread m_thread;
};

} // namespace

Q_DECLARE_METATYPE(FrameRecorder::End)

class tst_FrameRecorder : public TestCase
{
    Q_OBJECT

private slots:
    void whatBecomesOfTheRingEndsIt_data()
    {
        QTest::addColumn<QString>("act");
        QTest::addColumn<FrameRecorder::End>("end");
        QTest::newRow("removed") << QStringLiteral("remove") << End::Removed;
        QTest::newRow("replaced") << QStringLiteral("replace") << End::Replaced;
        QTest::newRow("shrunk into the header") << QStringLiteral("shrink") << End::Malformed;
        QTest::newRow("shrunk into the data") << QStringLiteral("cut") << End::Malformed;
        QTest::newRow("tail far beyond head") << QStringLiteral("tail") << End::Malformed;
        QTest::newRow("a capacity that is none") << QStringLiteral("capacity") << End::Malformed;
    }

    void whatBecomesOfTheRingEndsIt()
    {
        QFETCH(QString, act);
        QFETCH(FrameRecorder::End, end);
        const TestSegment segment("recorder");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 65536);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        const SegmentReader reader = SegmentReader::open(segment.name());
        FrameRecorder recorder(reader);
        Run run(recorder, {});
        for (int i = 0; i < 3; ++i)
            QCOMPARE(producer.tryPush(bytesOf("abc")), PushOutcome::Pushed);
        QTRY_COMPARE_WITH_TIMEOUT(run.counter.frames.load(), quint64(3), 20'000);
        if (act == QStringLiteral("remove")) {
            // Whoever has it goes on for a moment: that is captured too.
            QCOMPARE(producer.tryPush(bytesOf("last")), PushOutcome::Pushed);
            segment.unlink();
        } else if (act == QStringLiteral("replace")) {
            segment.replace(24 + 4096);
        } else if (act == QStringLiteral("shrink")) {
            segment.truncate(10);
        } else if (act == QStringLiteral("cut")) {
            segment.truncate(24 + 4096);
        } else if (act == QStringLiteral("tail")) {
            segment.put(8, std::uint64_t{1} << 40);
        } else {
            segment.put(16, std::uint64_t{12345});
        }
        QTRY_VERIFY_WITH_TIMEOUT(run.isDone(), 20'000);
        QCOMPARE(run.end(), end);
        QCOMPARE(run.counter.frames.load(), act == QStringLiteral("remove") ? quint64(4) : quint64(3));
        QCOMPARE(recorder.counts().bytes, run.counter.frameBytes.load());
        QCOMPARE(recorder.counts().missedBytes(), run.counter.gapBytes.load());
        if (end == End::Malformed)
            QVERIFY(recorder.fault());
    }

    void aStopIsObeyedWhateverIsWrong()
    {
        const TestSegment segment("recorder");
        segment.fillRing({.head = 0, .tail = 1ull << 40, .capacity = 4096}, ByteVector(4096));
        const SegmentReader reader = SegmentReader::open(segment.name());
        FrameRecorder recorder(reader);
        QVERIFY(recorder.fault());
        Counter counter;
        StopFlag stop;
        stop.request();
        QCOMPARE(recorder.run(counter, {}, &stop), End::Stopped);
    }

    void damageBeforeTheTimeIsOverIsTold()
    {
        const TestSegment segment("recorder");
        segment.fillRing({.head = 0, .tail = 1ull << 40, .capacity = 4096}, ByteVector(4096));
        const SegmentReader reader = SegmentReader::open(segment.name());
        FrameRecorder recorder(reader);
        Counter counter;
        QCOMPARE(recorder.run(counter, {.duration = std::chrono::milliseconds(1), .frames = {}}), End::Malformed);
    }
};

QTEST_GUILESS_MAIN(tst_FrameRecorder)
#include "tst_frame_recorder.moc"

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "finding_peers.h"
#include "onlooker.h"
#include "tests/support/interop_case.h"
#include "tests/support/names.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t capacity = 4096;

bool isSetUp(const TestSegment &segment)
{
    return segment.exists() && segment.size() > 24
        && segment.get<std::uint64_t>(ring_layout::capacityOffset) == segment.size() - 24;
}

} // namespace

/// What can happen to a ring, done by real processes: each finding comes, says on what it rests, and goes when it is over.
class tst_InteropRingFindings : public InteropCase
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void stoppedConsumer();
    void killedConsumer();
    void stoppedProducer();
    void ringWithoutAConsumer();
    void secondConsumer();
    void secondProducer();
    void setUpAnew();
    void overwrittenIndex();
    void overwrittenLength();
    void resizedByTheWheel();

private:
    /// A ring of the wheel's own, with nothing in it.
    void makeRing();
    /// The wheel's producer and consumer at full speed, until messages flow.
    void startPair(int attempt = 1);

    std::optional<TestSegment> m_segment;
    std::optional<WheelPeer> m_wheel;
    std::optional<WheelPeer> m_producer;
    std::optional<WheelPeer> m_consumer;
    std::optional<Onlooker> m_onlooker;
};

void tst_InteropRingFindings::init()
{
    InteropCase::init();
    m_segment.emplace("findings");
}

void tst_InteropRingFindings::cleanup()
{
    m_onlooker.reset();
    m_consumer.reset();
    m_producer.reset();
    m_wheel.reset();
    m_segment.reset();
}

void tst_InteropRingFindings::makeRing()
{
    m_wheel.emplace();
    QVERIFY2(m_wheel->start("differential.py", {q(m_segment->name())}), qPrintable(m_wheel->problem()));
    QVERIFY(ask(*m_wheel, {"create", "memory", "@0", capacity + 24}).is_number());
    QVERIFY(ask(*m_wheel, {"spsc", "ring", "memory"}).is_number());
    m_onlooker.emplace(m_segment->name(), Layout::Ring);
    m_onlooker->lookFor(20ms);
    QCOMPARE(m_onlooker->alarms(), QByteArray());
    QCOMPARE(m_onlooker->record(FindingCode::SharedCacheLine)->finding.severity, Severity::Info);
}

void tst_InteropRingFindings::startPair(int attempt)
{
    m_producer.emplace();
    m_consumer.emplace();
    const QString name = q(m_segment->name());
    QVERIFY2(m_producer->start("steady_producer.py", {name, "--capacity", "4096"}), qPrintable(m_producer->problem()));
    // The peer trusts the header: a consumer that came before it was written would crash.
    QCOMPARE(waitUntil(Deadline::after(60s), [&] { return isSetUp(*m_segment); }), WaitOutcome::Done);
    QVERIFY2(m_consumer->start("steady_consumer.py", {name}), qPrintable(m_consumer->problem()));
    m_onlooker.emplace(m_segment->name(), Layout::Ring, FindingLimits{.producerStalledNs = FindingLimits::second});
    // The consumer is there, and taking; and both were seen to move often enough for their pauses to tell something.
    std::uint64_t moves = 0;
    std::uint64_t tail = 0;
    const auto flowing = [&] {
        moves += m_onlooker->latest().ring->header.tail != tail ? 1 : 0;
        tail = m_onlooker->latest().ring->header.tail;
        return moves > 2 * FindingLimits().producerMoves && m_onlooker->latest().ring->header.head > 100 * capacity
            && m_onlooker->bytesIn() > 100 * capacity && m_onlooker->processes().processes.size() == 2;
    };
    if (m_onlooker->lookUntil(flowing, 20s))
        return;
    // The programs did not get going on a busy machine; what is tested begins only then.
    QVERIFY2(attempt < 3, m_onlooker->everything());
    m_producer->kill();
    m_consumer->kill();
    m_segment.emplace("findings");
    startPair(attempt + 1);
}

void tst_InteropRingFindings::stoppedConsumer()
{
    startPair();
    for (std::uint64_t times = 1; times <= 2; ++times) {
        QVERIFY2(!m_onlooker->active(FindingCode::ConsumerStalled), m_onlooker->everything());
        QVERIFY(stopProcess(m_consumer->pid()));
        QVERIFY2(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::ConsumerStalled); }),
                 m_onlooker->everything());
        const FindingRecord *record = m_onlooker->record(FindingCode::ConsumerStalled);
        QCOMPARE(record->finding.severity, Severity::Warning);
        QCOMPARE(record->bytes, (ByteRange{0, 8}));
        QCOMPARE(record->count, times);
        QVERIFY(record->evidence.kind == EvidenceKind::ProcessStopped);
        QCOMPARE(record->evidence.pid, std::int64_t(m_consumer->pid()));
        continueProcess(m_consumer->pid());
        QVERIFY(m_onlooker->lookUntil([&] { return !m_onlooker->active(FindingCode::ConsumerStalled); }));
    }
    QVERIFY2(!m_onlooker->record(FindingCode::ProducerStalled), "it only waited for room");
}

void tst_InteropRingFindings::killedConsumer()
{
    startPair();
    const std::int64_t pid = m_consumer->pid();
    m_consumer->kill();
    const auto explained = [&] {
        const FindingRecord *record = m_onlooker->record(FindingCode::ConsumerStalled);
        return record != nullptr && record->evidence.kind == EvidenceKind::ProcessGone;
    };
    QVERIFY2(m_onlooker->lookUntil(explained), m_onlooker->everything());
    QCOMPARE(m_onlooker->record(FindingCode::ConsumerStalled)->evidence.pid, pid);
}

void tst_InteropRingFindings::stoppedProducer()
{
    startPair();
    QVERIFY(stopProcess(m_producer->pid()));
    QVERIFY2(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::ProducerStalled); }),
             m_onlooker->everything());
    const FindingRecord *record = m_onlooker->record(FindingCode::ProducerStalled);
    QCOMPARE(record->finding.severity, Severity::Warning);
    QCOMPARE(record->bytes, (ByteRange{8, 8}));
    QVERIFY(record->evidence.kind == EvidenceKind::ProcessStopped);
    QCOMPARE(record->evidence.pid, std::int64_t(m_producer->pid()));
    continueProcess(m_producer->pid());
    QVERIFY(m_onlooker->lookUntil([&] { return !m_onlooker->active(FindingCode::ProducerStalled); }));
    QVERIFY2(!m_onlooker->record(FindingCode::ConsumerStalled), "there was nothing to consume");
}

void tst_InteropRingFindings::ringWithoutAConsumer()
{
    m_producer.emplace();
    QVERIFY2(m_producer->start("steady_producer.py", {q(m_segment->name()), "--capacity", "4096"}),
             qPrintable(m_producer->problem()));
    QCOMPARE(waitUntil(Deadline::after(60s), [&] { return isSetUp(*m_segment); }), WaitOutcome::Done);
    m_onlooker.emplace(m_segment->name(), Layout::Ring, FindingLimits{.fullWindowNs = FindingLimits::second});
    QVERIFY2(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::RingFull); }), m_onlooker->everything());
    QCOMPARE(m_onlooker->record(FindingCode::RingFull)->finding.severity, Severity::Warning);

    // Somebody who takes too slowly is no alarm, but it is told.
    SpscConsumer consumer = SharedMemory::open(m_segment->name()).spsc().consumer();
    const auto noted = [&] {
        (void)consumer.pop();
        return m_onlooker->record(FindingCode::RingFull)->finding.severity == Severity::Info;
    };
    QVERIFY2(m_onlooker->lookUntil(noted), m_onlooker->everything());
    QVERIFY(m_onlooker->active(FindingCode::RingFull));
    const auto emptied = [&] {
        while (consumer.pop().outcome == PopOutcome::Popped) { }
        return !m_onlooker->active(FindingCode::RingFull);
    };
    m_producer->kill();
    QVERIFY2(m_onlooker->lookUntil(emptied), m_onlooker->everything());
}

void tst_InteropRingFindings::secondConsumer()
{
    makeRing();
    for (int i = 0; i < 10; ++i)
        QVERIFY(ask(*m_wheel, {"push", "ring", i}).is_boolean());
    // Ours gives back late, and meanwhile the wheel takes, too.
    SpscConsumer consumer = SharedMemory::open(m_segment->name()).spsc().consumer();
    consumer.setReleaseInterval(capacity / 2);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
    for (int i = 0; i < 6; ++i)
        QVERIFY(!ask(*m_wheel, {"pop", "ring"}).is_null());
    m_onlooker->lookFor(20ms);
    QCOMPARE(m_onlooker->alarms(), QByteArray());
    consumer.release();
    QVERIFY(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::SecondConsumer); }));
    QVERIFY(m_onlooker->active(FindingCode::HeadWentBack));
    const FindingRecord *record = m_onlooker->record(FindingCode::SecondConsumer);
    QCOMPARE(record->finding.first, std::uint64_t(6 * 12));
    QCOMPARE(record->finding.second, std::uint64_t(3 * 12));
    QVERIFY(!record->evidence.proves());
    QVERIFY(!m_onlooker->active(FindingCode::SecondProducer));
    // What happened is over after a while.
    QVERIFY(m_onlooker->lookUntil([&] { return !m_onlooker->active(FindingCode::SecondConsumer); }));
}

void tst_InteropRingFindings::secondProducer()
{
    makeRing();
    SpscProducer producer = SharedMemory::open(m_segment->name()).spsc().producer();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(producer.stage(bytesOf("eightlet")), PushOutcome::Pushed);
    for (int i = 0; i < 6; ++i)
        QVERIFY(ask(*m_wheel, {"push", "ring", i}).is_boolean());
    m_onlooker->lookFor(20ms);
    QCOMPARE(m_onlooker->alarms(), QByteArray());
    producer.publish();
    QVERIFY(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::SecondProducer); }));
    QVERIFY(m_onlooker->active(FindingCode::HeadWentBack));
    QCOMPARE(m_onlooker->record(FindingCode::SecondProducer)->bytes, (ByteRange{8, 8}));
    QVERIFY(!m_onlooker->active(FindingCode::SecondConsumer));
}

void tst_InteropRingFindings::setUpAnew()
{
    makeRing();
    QVERIFY(ask(*m_wheel, {"push", "ring", 1}).is_boolean());
    QVERIFY(ask(*m_wheel, {"push", "ring", 2}).is_boolean());
    QVERIFY(!ask(*m_wheel, {"pop", "ring"}).is_null());
    m_onlooker->lookFor(20ms);
    QVERIFY(ask(*m_wheel, {"spsc", "again", "memory"}).is_number());
    QVERIFY(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::HeadWentBack); }));
    const FindingRecord *record = m_onlooker->record(FindingCode::HeadWentBack);
    QVERIFY(record->evidence.kind == EvidenceKind::SetUpAnew);
    // That says nothing about who pushes and pops.
    QVERIFY(!m_onlooker->record(FindingCode::SecondConsumer) && !m_onlooker->record(FindingCode::SecondProducer));
}

void tst_InteropRingFindings::overwrittenIndex()
{
    makeRing();
    m_segment->put(ring_layout::headOffset, std::uint64_t(77));
    QVERIFY(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::OccupancyOverCapacity); }));
    QCOMPARE(m_onlooker->record(FindingCode::OccupancyOverCapacity)->finding.severity, Severity::Error);
    QVERIFY(ask(*m_wheel, {"spsc", "again", "memory"}).is_number());
    QVERIFY(m_onlooker->lookUntil([&] { return !m_onlooker->active(FindingCode::OccupancyOverCapacity); }));
}

void tst_InteropRingFindings::overwrittenLength()
{
    makeRing();
    for (int i = 0; i < 3; ++i)
        QVERIFY(ask(*m_wheel, {"push", "ring", i}).is_boolean());
    m_onlooker->lookFor(150ms);
    QCOMPARE(m_onlooker->alarms(), QByteArray());
    m_segment->put(ring_layout::dataOffset + 12, std::uint32_t(1000));
    QVERIFY(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::FrameCorrupt); }));
    QCOMPARE(m_onlooker->record(FindingCode::FrameCorrupt)->bytes, (ByteRange{ring_layout::dataOffset + 12, 4}));
    m_segment->put(ring_layout::dataOffset + 12, std::uint32_t(8));
    QVERIFY(m_onlooker->lookUntil([&] { return !m_onlooker->active(FindingCode::FrameCorrupt); }));
}

void tst_InteropRingFindings::resizedByTheWheel()
{
    makeRing();
    // Creating an existing name resizes it, silently.
    WheelPeer other;
    QVERIFY2(other.start("differential.py", {q(m_segment->name())}), qPrintable(other.problem()));
    QVERIFY(ask(other, {"create", "memory", "@0", 2 * capacity + 24}).is_number());
    QVERIFY(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::CapacityMismatch); }));
    QVERIFY(ask(other, {"create", "memory", "@0", capacity + 24}).is_number());
    QVERIFY(m_onlooker->lookUntil([&] { return !m_onlooker->active(FindingCode::CapacityMismatch); }));
    QVERIFY(ask(other, {"create", "memory", "@0", capacity}).is_number());
    QVERIFY(m_onlooker->lookUntil([&] { return m_onlooker->active(FindingCode::SegmentShrank); }));
    QVERIFY2(!m_onlooker->active(FindingCode::CapacityMismatch), "it has a better name");
}

QTEST_GUILESS_MAIN(tst_InteropRingFindings)
#include "tst_interop_ring_findings.moc"

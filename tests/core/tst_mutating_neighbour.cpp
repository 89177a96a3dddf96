// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/error.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/inspection.h"
#include "core/observe/lock_probe.h"
#include "core/observe/segment_decode.h"
#include "tests/support/allocation_meter.h"
#include "tests/support/names.h"
#include "tests/support/random.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QProcess>
#include <QTest>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

constexpr auto wait = 2ms;
/// Far more than a wait of `wait` takes on a busy machine, far less than for ever.
constexpr auto hung = 20s;

/// Of one session on a segment, unless an error ends it.
constexpr int steps = 30;

Schema parsed(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

/// What rounds ended with, and whether each ended in time.
class Log
{
public:
    /// One round: `use` may throw Error, nothing else.
    void round(const std::function<void()> &use)
    {
        const auto begin = Deadline::Clock::now();
        int end = -1;
        try {
            use();
        } catch (const Error &error) {
            end = static_cast<int>(error.code());
        }
        const auto took = Deadline::Clock::now() - begin;
        const std::lock_guard lock(m_mutex);
        ++m_ends[end];
        m_longest = std::max(m_longest, took);
        ++m_rounds;
    }
    std::uint64_t rounds() const { return m_rounds; }
    std::map<int, std::uint64_t> ends() const
    {
        const std::lock_guard lock(m_mutex);
        return m_ends;
    }
    Deadline::Clock::duration longest() const
    {
        const std::lock_guard lock(m_mutex);
        return m_longest;
    }

private:
    mutable std::mutex m_mutex;
    std::map<int, std::uint64_t> m_ends; ///< By error code; -1: no error.
    Deadline::Clock::duration m_longest{};
    std::atomic<std::uint64_t> m_rounds = 0;
};

void observe(const std::string &name, Random &random)
{
    const SegmentReader reader = SegmentReader::open(name);
    (void)reader.status();
    (void)LockProbe(reader).sample();
    const RingProbe probe(reader);
    const auto first = probe.sample();
    const PendingFrames pending = probe.pending(64, {.maxFrames = 10'000});
    std::uint64_t bytes = 0;
    for (const Frame &frame : pending.frames)
        bytes += 4 + frame.payload.size();
    if (bytes > pending.header.capacity)
        throw std::logic_error("more frames than the ring can hold");
    if (const auto second = probe.sample(); first && second)
        (void)probe.progress(*first, *second);
    (void)reader.snapshot(random.below(20'000), 4096);
    (void)decodeSegment(reader, random.below(100), parsed("u8 str 3*int"), 64 * 1024);
    (void)inspect(reader, Layout::Unknown, false);
}

void takePartInRegion(const std::string &name, Random &random)
{
    MappedView view = SharedMemory::open(name).map();
    view.setLockTimeout(wait);
    for (int i = 0; i < steps; ++i) {
        (void)view.write(Value{Text{"neighbour"}}, random.below(64));
        (void)view.readMixed(parsed("str u32"), random.below(64));
        ByteVector out(4096);
        (void)view.readInto(random.below(view.size() > 4096 ? view.size() - 4096 : 1), out);
        (void)view.writeBytes(std::span(out).first(16), view.size() > 16 ? view.size() - 16 : 0);
    }
}

void takePartInRing(const std::string &name, Random &random)
{
    const SpscRingBuffer ring = SharedMemory::open(name).spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
    const ByteVector payload(random.below(3000), std::byte{0x5a});
    const std::vector<std::span<const std::byte>> batch(8, payload);
    std::uint64_t seen = 0;
    const auto use = [&](const FrameView &frame) {
        if (frame.size() + 4 > ring.capacity())
            throw std::logic_error("a frame larger than the ring");
        seen += frame.size();
        return seen < 100'000;
    };
    for (int i = 0; i < steps; ++i) {
        (void)producer.push(payload, Deadline::after(wait));
        (void)consumer.pop(Deadline::after(wait));
        (void)producer.tryPushBatch(batch);
        (void)consumer.pop(TypeTag::Str);
        SpscProducer::Claim claim;
        if (producer.claim(100, claim) == PushOutcome::Pushed) {
            std::fill(claim.first.begin(), claim.first.end(), std::byte{1});
            producer.commit(50);
        }
        (void)consumer.drain(use, {.frames = 100});
        (void)ring.used();
        (void)ring.fault();
    }
}

} // namespace

class tst_MutatingNeighbour : public TestCase
{
    Q_OBJECT

private slots:
    void rounds_data();
    void rounds();
};

void tst_MutatingNeighbour::rounds_data()
{
    QTest::addColumn<bool>("isRing");
    QTest::newRow("region") << false;
    QTest::newRow("ring") << true;
}

void tst_MutatingNeighbour::rounds()
{
    QFETCH(bool, isRing);
    bool told = false;
    const int more = qEnvironmentVariableIntValue("MEMBRIDGE_ROUNDS", &told);
    const std::uint64_t wanted = told ? static_cast<std::uint64_t>(more) : 10'000;
    bool seedTold = false;
    const qulonglong seedWanted = qEnvironmentVariable("MEMBRIDGE_SEED").toULongLong(&seedTold);
    const std::uint64_t seed = seedTold ? seedWanted : std::random_device()();
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    const TestSegment segment("neighbour");
    QProcess neighbour;
    neighbour.start(QStringLiteral(MEMBRIDGE_MUTATING_NEIGHBOUR),
                    {QString::fromStdString(segment.name()), QString::number(seed), isRing ? "ring" : "region"});
    QVERIFY(neighbour.waitForReadyRead());
    QCOMPARE(neighbour.readLine().trimmed(), QByteArray("ready"));

    const AllocationMeter meter;
    Log observing;
    Log takingPart;
    std::atomic<bool> stop = false;
    std::atomic<const char *> impossible = nullptr;
    const auto work = [&](Log &log, const std::function<void(Random &)> &use, std::uint64_t salt) {
        Random random(seed + salt);
        while (!stop) {
            try {
                log.round([&] { use(random); });
            } catch (const std::logic_error &) {
                impossible = "a frame that can't be";
            }
        }
    };
    std::thread observer(
        work, std::ref(observing), [&](Random &random) { observe(segment.name(), random); }, 1);
    std::thread participant(
        work, std::ref(takingPart),
        [&](Random &random) {
            isRing ? takePartInRing(segment.name(), random) : takePartInRegion(segment.name(), random);
        },
        2);

    // Whoever does not come to the end of a round is hung, however many rounds there are.
    const auto least = [&] { return std::min(observing.rounds(), takingPart.rounds()); };
    for (bool moves = true; moves && least() < wanted && !impossible;) {
        const std::uint64_t before = least();
        moves = QTest::qWaitFor([&] { return least() > before || impossible; }, std::chrono::milliseconds(hung).count());
    }
    stop = true;
    observer.join();
    participant.join();
    neighbour.closeWriteChannel();
    QVERIFY(neighbour.waitForFinished());
    QCOMPARE(neighbour.exitStatus(), QProcess::NormalExit);
    const auto mutations = neighbour.readAll().trimmed().toULongLong();

    qInfo("%llu rounds of observing, %llu of taking part, %llu mutations; the longest round took %lld ms",
          static_cast<unsigned long long>(observing.rounds()), static_cast<unsigned long long>(takingPart.rounds()),
          static_cast<unsigned long long>(mutations),
          static_cast<long long>(
              std::chrono::duration_cast<std::chrono::milliseconds>(std::max(observing.longest(), takingPart.longest()))
                  .count()));
    QVERIFY2(!impossible, impossible ? impossible.load() : "");
    QVERIFY(observing.rounds() >= wanted);
    QVERIFY(takingPart.rounds() >= wanted);
    QVERIFY(mutations >= wanted);
    QVERIFY(observing.longest() < hung);
    QVERIFY(takingPart.longest() < hung);
    // Frames, snapshots and what was read are never larger than the segment has been.
    QVERIFY2(meter.largest() <= 512 * 1024, qPrintable(QString::number(meter.largest())));

    const std::set<int> allowedToObserve{-1, static_cast<int>(ErrorCode::NotFound)};
    for (const auto &[end, count] : observing.ends())
        QVERIFY2(allowedToObserve.contains(end), qPrintable(QString::number(end)));
    const std::set<int> allowed{-1,
                                static_cast<int>(ErrorCode::NotFound),
                                static_cast<int>(ErrorCode::TooSmall),
                                static_cast<int>(ErrorCode::Malformed),
                                static_cast<int>(ErrorCode::SegmentLost),
                                static_cast<int>(ErrorCode::NoSpace), // it shrank and grew again
                                static_cast<int>(ErrorCode::OutOfBounds)};
    for (const auto &[end, count] : takingPart.ends()) {
        qInfo("taking part ended %llu times with %s", static_cast<unsigned long long>(count),
              end < 0 ? "nothing wrong" : enumeratorName(static_cast<ErrorCode>(end)));
        QVERIFY2(allowed.contains(end), qPrintable(QString::number(end)));
    }
    // It met the cases that matter.
    QVERIFY(takingPart.ends().contains(-1));
    QVERIFY(takingPart.ends().contains(static_cast<int>(ErrorCode::SegmentLost)));
}

QTEST_GUILESS_MAIN(tst_MutatingNeighbour)
#include "tst_mutating_neighbour.moc"

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
#include "tests/support/own_process.h"
#include "tests/support/random.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QProcess>
#include <QTest>

#include <array>
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
/// What a busy machine may add to a call's deadline.
constexpr auto slack = 5s;
/// Far more than a round takes on a busy machine, far less than for ever.
constexpr auto hung = 20s;

/// What a call allocates beside the bytes of the segment: names, lists of a few dozen frames or fields.
constexpr std::size_t ownBytes = 8 * 1024;
/// The neighbour makes segments no larger than that.
constexpr std::size_t largestSegment = 84 * 1024;

/// What no neighbour must make this library do.
struct Impossible
{
    std::string what;
};

void require(bool so, const char *what)
{
    if (!so)
        throw Impossible{what};
}

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
    /// One call of a round, which has to end `allowed` after its begin, also by an exception.
    template <typename Call> auto call(std::chrono::nanoseconds allowed, Call &&use)
    {
        struct AtEnd
        {
            Log &log;
            std::chrono::nanoseconds allowed;
            Deadline::Clock::time_point begin = Deadline::Clock::now();
            ~AtEnd()
            {
                const auto late = Deadline::Clock::now() - begin - allowed;
                const std::lock_guard lock(log.m_mutex);
                log.m_latest = std::max(log.m_latest, late);
            }
        } atEnd{*this, allowed};
        AllocationMeter::restartThisThread();
        return use();
    }
    std::uint64_t rounds() const { return m_rounds; }
    /// By how much a call was late.
    Deadline::Clock::duration latest() const
    {
        const std::lock_guard lock(m_mutex);
        return m_latest;
    }
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
    Deadline::Clock::duration m_latest{};
    std::atomic<std::uint64_t> m_rounds = 0;
};

void requireAllocated(std::uint64_t most, const char *by)
{
    const std::size_t largest = AllocationMeter::largestOfThisThread();
    if (largest > most + ownBytes)
        throw Impossible{std::string(by) + ": a block of " + std::to_string(largest) + " bytes for "
                         + std::to_string(most)};
}

void observePending(Log &log, const RingProbe &probe)
{
    const PendingFrames pending = log.call(0ms, [&] { return probe.pending(64, {.maxFrames = 10'000, .newest = 8}); });
    const RingHeader header = pending.header;
    const std::uint64_t used = header.tail < header.head ? 0 : std::min(header.tail - header.head, header.capacity);
    const bool walked = !pending.fault || pending.fault->kind == RingFaultKind::FramePastTail;
    requireAllocated(walked ? used : 0, "pending");
    std::uint64_t bytes = 0;
    for (const Frame &frame : pending.frames)
        bytes += ring_layout::frameHeaderSize + frame.payload.size();
    require(bytes <= used, "more frames than are pending");
    bytes = 0;
    for (const Frame &frame : pending.newest)
        bytes += ring_layout::frameHeaderSize + frame.payload.size();
    require(bytes <= used && pending.newest.size() <= 8, "more of the newest frames than are pending");
}

void observeProgress(Log &log, const RingProbe &probe, const RingSample &previous, const RingSample &now)
{
    constexpr std::uint64_t budget = 64 * 1024;
    const RingProgress progress = log.call(0ms, [&] { return probe.progress(previous, now, budget); });
    require(progress.bytesWalked <= progress.bytesIn, "more was walked than came");
    require(progress.framesSeen * ring_layout::frameHeaderSize <= progress.bytesWalked, "more frames than bytes");
    require(progress.walkCost <= budget + RingProbe::singleReadCost, "a walk beyond its budget");
    require(progress.restarted || progress.bytesIn == now.header.tail - previous.header.tail, "tail moved otherwise");
    require(!progress.restarted || (progress.bytesIn == 0 && progress.bytesOut == 0), "rates over a restart");
    // A length that is remembered takes twice what its frame took at least, and a vector grows to twice that.
    requireAllocated(progress.restarted ? 0 : 4 * std::min(budget, now.header.capacity), "progress");
}

void observe(Log &log, const std::string &name, Random &random)
{
    const SegmentReader reader = SegmentReader::open(name);
    (void)reader.status();
    (void)LockProbe(reader).sample();
    const RingProbe probe(reader);
    const auto first = probe.sample();
    observePending(log, probe);
    if (const auto second = probe.sample(); first && second) {
        observeProgress(log, probe, *first, *second);
        // As if more had passed between the two.
        RingSample earlier = *second;
        earlier.header.head -= std::min(earlier.header.head, random.below(20'000));
        earlier.header.tail -= std::min(earlier.header.tail, random.below(20'000));
        observeProgress(log, probe, earlier, *second);
    }
    log.call(0ms, [&] { (void)reader.snapshot(random.below(20'000), 4096); });
    requireAllocated(4096, "snapshot");
    log.call(0ms, [&] { (void)decodeSegment(reader, random.below(100), parsed("u8 str 3*int"), 64 * 1024); });
    requireAllocated(largestSegment, "decode");
    log.call(0ms, [&] { (void)inspect(reader, Layout::Unknown, false); });
    requireAllocated(largestSegment, "inspect");
}

void takePartInRegion(Log &log, const std::string &name, Random &random)
{
    MappedView view = SharedMemory::open(name).map();
    view.setLockTimeout(wait);
    ByteVector out(4096);
    const auto call = [&](auto &&use) {
        log.call(wait, use);
        requireAllocated(view.size(), "region");
    };
    for (int i = 0; i < steps; ++i) {
        call([&] { (void)view.write(Value{Text{"neighbour"}}, random.below(64)); });
        call([&] { (void)view.readMixed(parsed("str u32"), random.below(64)); });
        call([&] { (void)view.readInto(random.below(view.size() > 4096 ? view.size() - 4096 : 1), out); });
        call([&] { (void)view.writeBytes(std::span(out).first(16), view.size() > 16 ? view.size() - 16 : 0); });
    }
}

void popChecked(Log &log, const SpscRingBuffer &ring, std::chrono::nanoseconds allowed,
                const std::function<PopResult()> &pop)
{
    const PopResult result = log.call(allowed, pop);
    // What is popped was pending, and nothing but that is allocated.
    require(result.frame.length == 0 || result.frame.length + ring_layout::frameHeaderSize <= ring.capacity(),
            "a frame larger than the ring");
    requireAllocated(result.frame.length, "pop");
}

void takePartInRing(Log &log, const std::string &name, Random &random)
{
    const SpscRingBuffer ring = SharedMemory::open(name).spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
    const ByteVector payload(random.below(3000), std::byte{0x5a});
    const std::vector<std::span<const std::byte>> batch(8, payload);
    using Object = std::array<std::byte, 40>;
    std::vector<Object> objects(20);
    std::uint64_t seen = 0;
    const auto use = [&](const FrameView &frame) {
        require(frame.size() + 4 <= ring.capacity(), "a frame larger than the ring");
        seen += frame.size();
        return seen < 100'000;
    };
    const auto push = [&](std::chrono::nanoseconds allowed, auto &&some) {
        log.call(allowed, some);
        requireAllocated(0, "push, batch or drain");
    };
    for (int i = 0; i < steps; ++i) {
        push(wait, [&] { (void)producer.push(payload, Deadline::after(wait)); });
        popChecked(log, ring, wait, [&] { return consumer.pop(Deadline::after(wait)); });
        push(0ms, [&] { (void)producer.tryPushBatch(batch); });
        popChecked(log, ring, 0ms, [&] { return consumer.pop(TypeTag::Str); });
        push(0ms, [&] {
            const auto result = producer.tryPushObjects<Object>(objects);
            require(result.pushed <= objects.size(), "more objects than there are");
        });
        consumer.setReleaseInterval(random.below(2 * ring.capacity()));
        push(0ms, [&] {
            const auto result = consumer.tryPopObjects<Object>(objects);
            require(result.popped <= objects.size(), "more objects than there is room for");
        });
        SpscProducer::Claim claim;
        if (producer.claim(100, claim) == PushOutcome::Pushed) {
            std::fill(claim.first.begin(), claim.first.end(), std::byte{1});
            producer.commit(50);
        }
        push(0ms, [&] { (void)consumer.drain(use, {.frames = 100}); });
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
    OwnProcess neighbour;
    neighbour.start(QStringLiteral(MEMBRIDGE_MUTATING_NEIGHBOUR),
                    {QString::fromStdString(segment.name()), QString::number(seed), isRing ? "ring" : "region"});
    QVERIFY(neighbour.waitForReadyRead());
    QCOMPARE(neighbour.readLine().trimmed(), QByteArray("ready"));

    Log observing;
    Log takingPart;
    std::atomic<bool> stop = false;
    std::atomic<bool> impossible = false;
    const auto work = [&](Log &log, const std::function<void(Log &, Random &)> &use, std::uint64_t salt) {
        Random random(seed + salt);
        while (!stop) {
            try {
                log.round([&] { use(log, random); });
            } catch (const Impossible &error) {
                qWarning("%s", error.what.c_str());
                impossible = true;
            }
        }
    };
    std::thread observer(
        work, std::ref(observing), [&](Log &log, Random &random) { observe(log, segment.name(), random); }, 1);
    std::thread participant(
        work, std::ref(takingPart),
        [&](Log &log, Random &random) {
            isRing ? takePartInRing(log, segment.name(), random) : takePartInRegion(log, segment.name(), random);
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

    const auto milliseconds = [](Deadline::Clock::duration duration) {
        return static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(duration).count());
    };
    qInfo(
        "%llu rounds of observing, %llu of taking part, %llu mutations; the longest round took %lld ms, a call was %lld ms late",
        static_cast<unsigned long long>(observing.rounds()), static_cast<unsigned long long>(takingPart.rounds()),
        static_cast<unsigned long long>(mutations), milliseconds(std::max(observing.longest(), takingPart.longest())),
        milliseconds(std::max(observing.latest(), takingPart.latest())));
    QVERIFY(!impossible);
    QVERIFY(observing.rounds() >= wanted);
    QVERIFY(takingPart.rounds() >= wanted);
    QVERIFY(mutations >= wanted);
    QVERIFY(observing.longest() < hung);
    QVERIFY(takingPart.longest() < hung);
    // A wait of two milliseconds that takes as long as this has missed its deadline.
    QVERIFY(observing.latest() < slack);
    QVERIFY(takingPart.latest() < slack);

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

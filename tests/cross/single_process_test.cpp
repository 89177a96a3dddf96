// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "core/ipc/error.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/inspection.h"
#include "core/observe/lock_probe.h"
#include "core/observe/segment_reader.h"
#include "core/platform/platform.h"
#include "payload.h"
#include "test_segment.h"
#include "tests.h"

#include <chrono>
#include <cstring>
#include <thread>
#include <vector>

using namespace membridge;
using namespace std::chrono_literals;

namespace cross_test {

namespace {

constexpr bool sizesArePageRounded = nativeSizeIs == SizeIs::PageRounded;
#if defined(_WIN32)
constexpr bool namesGoWithTheLastHandle = true;
#else
constexpr bool namesGoWithTheLastHandle = false;
#endif

template <typename Call> Error expectError(ErrorCode code, const std::string &what, Call &&call)
{
    try {
        call();
    } catch (const Error &error) {
        check(error.code() == code, what + ": another error: " + error.what());
        check(!error.reason().empty(), what + ": no reason given");
        return error;
    }
    throw Failure(what + ": no error");
}

void overwrite(const SharedMemory &memory, std::uint64_t at, std::uint64_t word)
{
    const auto handle = std::make_shared<platform::SegmentHandle>(
        platform::openSegment(memory.name(), Access::ReadWrite));
    const platform::Mapping mapping(handle, memory.size(), Access::ReadWrite, memory.name());
    std::memcpy(mapping.data() + at, &word, sizeof word);
}

std::vector<std::byte> payloadOf(std::uint64_t seed, std::size_t length)
{
    std::vector<std::byte> bytes(length);
    fillPayload(bytes, seed);
    return bytes;
}

} // namespace

void testNamesAndErrors()
{
    for (const std::string name : {"", "no-slash", "/"})
        expectError(ErrorCode::InvalidName, "a bad name", [&] { (void)SharedMemory::open(name); });
    const std::string missing = uniqueName("missing");
    const Error notFound = expectError(ErrorCode::NotFound, "opening a missing name",
                                       [&] { (void)SharedMemory::open(missing); });
    check(notFound.systemError() != 0, "opening a missing name: no system error");
    expectError(ErrorCode::NotFound, "observing a missing name", [&] { (void)SegmentReader::open(missing); });
    expectError(ErrorCode::InvalidArgument, "size 0", [&] { (void)SharedMemory::create(missing, 0); });
    expectError(ErrorCode::NoSpace, "a size beyond all memory",
                [&] { (void)SharedMemory::create(missing, std::uint64_t{1} << 60); });

    std::string name;
    {
        const TestSegment segment("names", 5000);
        name = segment.name();
        check(segment.memory().size() == 5000, "the creator must know the size it asked for");
        expectError(ErrorCode::AlreadyExists, "creating it again", [&] { (void)SharedMemory::create(name, 5000); });

        const SharedMemory opened = SharedMemory::open(name);
        check(sizesArePageRounded ? opened.size() >= 5000 && opened.size() % 4096 == 0 : opened.size() == 5000,
              "an opener's size is " + std::to_string(opened.size()));
        platform::SegmentStat named;
        check(platform::statByName(name, named) && named.size == opened.size(), "the size by name differs");

        check(opened.size() == platform::sizeAsReported(5000), "the size that a segment of 5000 bytes is said to have");
        check(!SharedMemory::create(name, 5000, {.exclusive = false}).isCreator(),
              "creating unless it exists must open it");
        expectError(ErrorCode::AlreadyExists, "creating it larger unless it exists",
                    [&] { (void)SharedMemory::create(name, 50'000, {.exclusive = false}); });

        const SharedMemory readOnly = SharedMemory::open(name, Access::ReadOnly);
        MappedView view = readOnly.map();
        expectError(ErrorCode::ReadOnly, "writing through a read-only handle", [&] { (void)view.write(Value{true}); });

        SharedMemory::remove(name);
        check(platform::statByName(name, named) == namesGoWithTheLastHandle, "what remove() does to the name");
    }
    expectError(ErrorCode::NotFound, "opening a name that is gone", [&] { (void)SharedMemory::open(name); });

    const TestSegment tiny("tiny", 4);
    expectError(ErrorCode::TooSmall, "a region without data", [&] { (void)tiny.memory().map(); });
    expectError(ErrorCode::TooSmall, "a ring of 4 bytes", [&] { (void)tiny.memory().spsc(); });
    const TestSegment odd("odd", 24 + 100);
    expectError(ErrorCode::NotPowerOfTwo, "a ring of 100 bytes", [&] { (void)odd.memory().spsc(); });

    const TestSegment hostile("hostile", 24 + 4096);
    (void)hostile.memory().spsc();
    const SharedMemory opened = SharedMemory::open(hostile.name());
    for (const std::uint64_t capacity :
         {std::uint64_t{0}, std::uint64_t{1} << 40, std::uint64_t{4095}, std::uint64_t{16384}}) {
        overwrite(hostile.memory(), ring_layout::capacityOffset, capacity);
        expectError(ErrorCode::Malformed, "capacity " + std::to_string(capacity), [&] { (void)opened.spsc(); });
    }
    overwrite(hostile.memory(), ring_layout::capacityOffset, 4096);
    (void)opened.spsc();
    overwrite(hostile.memory(), ring_layout::headOffset, 1);
    expectError(ErrorCode::Malformed, "head past tail", [&] { (void)opened.spsc(); });
}

void testDeadlines()
{
    using Clock = std::chrono::steady_clock;
    const TestSegment segment("deadline", 4096);
    MappedView holder = segment.memory().map();
    MappedView waiter = SharedMemory::open(segment.name()).map();
    check(holder.lock().tryLockWrite(), "a free lock was refused");

    StopFlag stop;
    waiter.setLockTimeout(60ms, &stop);
    const auto start = Clock::now();
    check(waiter.write(Value{true}) == WaitOutcome::TimedOut, "a write must give up at its deadline");
    check(waiter.read(TypeTag::Bool).outcome == WaitOutcome::TimedOut, "a read must give up at its deadline");
    const auto waited = Clock::now() - start;
    check(waited >= 120ms && waited < 10s, "two waits of 60 ms took another time");
    check(waiter.lockWord().state() == LockState::Writer && waiter.isWriteLocked(), "the other mapping shows no writer");

    waiter.setLockTimeout(60s, &stop);
    std::thread later([&stop] { stop.request(); });
    const WaitOutcome outcome = waiter.write(Value{true});
    later.join();
    check(outcome == WaitOutcome::Stopped, "a stop flag must end the wait");
    check(holder.lock().unlockWrite(), "the lock was not held any more");
    stop.reset();
    check(waiter.write(Value{true}) == WaitOutcome::Done, "a free lock was not taken");
}

void testObserver()
{
    constexpr std::uint64_t size = 3 * 65536 + 100;
    const TestSegment segment("observer", size);
    MappedView view = segment.memory().map();
    const auto bytes = payloadOf(7, static_cast<std::size_t>(size - region_layout::dataOffset));
    check(view.write(Value{bytes}) == WaitOutcome::Done, "writing bytes");
    check(view.lock().tryLockRead(), "a free lock was refused");

    const SegmentReader reader = SegmentReader::open(segment.name());
    // A read-only mapping made by two threads at once must be one.
    std::vector<std::byte> first(bytes.size());
    std::vector<std::byte> second(bytes.size());
    std::thread other([&] { (void)reader.read(region_layout::dataOffset, second); });
    const std::size_t count = reader.read(region_layout::dataOffset, first);
    other.join();
    check(count == bytes.size() && first == bytes && second == bytes, "an observer read other bytes");
    std::vector<std::byte> odd(13);
    check(reader.read(region_layout::dataOffset + 5, odd) == 13 && std::equal(odd.begin(), odd.end(), bytes.begin() + 5),
          "an observer read other bytes at an odd offset");
    check(reader.read(reader.stat().size - 3, odd) == 3 && reader.read(reader.stat().size, odd) == 0
              && reader.read(~std::uint64_t{0}, odd) == 0,
          "reading past the end");
    check(reader.lockWord() == LockWord{1}, "an observer saw another lock word");
    check(LockProbe(reader).sample()->word.readers() == 1, "a probe saw another lock word");
    check(reader.snapshot(0, 1'000'000)->bytes.size() == reader.stat().size,
          "a snapshot of everything has another size");
    check(reader.status().status == SegmentStatus::Live, "a live segment's status");
    check(view.lock().unlockRead(), "the lock was not held any more");

    const Inspection inspection = inspect(segment.name(), Layout::Region);
    check(inspection.lock == LockWord{0} && inspection.stat.size == reader.stat().size,
          "an inspection found something else");
    const TestSegment ringSegment("observed", 24 + 4096);
    const SpscRingBuffer ring = ringSegment.memory().spsc();
    for (std::uint64_t i = 0; i < 5; ++i)
        check(ring.producer().tryPush(payloadOf(i, 100)) == PushOutcome::Pushed, "pushing");
    const Inspection observed = inspect(ringSegment.name(), Layout::Ring);
    check(observed.ringValid && observed.frames == 5 && observed.ring->header.used() == 520,
          "a ring's inspection found something else");
    check(inspect(ringSegment.name()).guess.layout == Layout::Ring, "a ring was taken for something else");
}

void testRingOutcomes()
{
    const TestSegment segment("outcomes", 24 + 64);
    const SpscRingBuffer ring = segment.memory().spsc();
    SpscProducer producer = ring.producer();
    SpscConsumer consumer = ring.consumer();
    expectError(ErrorCode::RoleTaken, "a second producer", [&] { (void)ring.producer(); });
    expectError(ErrorCode::InvalidArgument, "a frame larger than the ring",
                [&] { (void)producer.tryPush(payloadOf(0, 61)); });
    check(consumer.pop().outcome == PopOutcome::Empty, "popping from an empty ring");
    check(consumer.pop(Deadline::after(30ms)).outcome == PopOutcome::Empty, "waiting at an empty ring");

    check(producer.tryPush(payloadOf(1, 60)) == PushOutcome::Pushed && ring.isFull(), "filling the ring with one frame");
    check(producer.tryPush(std::span<const std::byte>()) == PushOutcome::Full, "pushing to a full ring");
    check(producer.push(payloadOf(2, 12), Deadline::after(30ms)) == PushOutcome::Full, "waiting at a full ring");
    check(consumer.pop().frame.payload == payloadOf(1, 60), "popping the frame that filled the ring");
    check(producer.tryPush(std::span<const std::byte>()) == PushOutcome::Pushed && consumer.pop().frame.length == 0,
          "an empty frame");

    // 13 + 4 does not divide 64: every place in the ring is a beginning some time, length prefixes wrap too.
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const auto payload = payloadOf(i, 13);
        check(producer.tryPush(payload) == PushOutcome::Pushed && producer.tryPush(payload) == PushOutcome::Pushed,
              "pushing around");
        check(consumer.pop().frame.payload == payload && consumer.pop().frame.payload == payload, "popping around");
    }
    check(producer.tryPush(Value{true}) == PushOutcome::Pushed, "pushing a bool");
    check(consumer.pop(TypeTag::Str).outcome == PopOutcome::Misfit, "popping a bool as a text");
    check(consumer.pop(TypeTag::Bool).outcome == PopOutcome::Popped, "popping a bool");
}

void testClock()
{
    // It runs as fast as the library's clock does.
    using Clock = std::chrono::steady_clock;
    const auto reference = Clock::now();
    const std::int64_t start = platform::monotonicNs();
    while (platform::monotonicNs() - start < 50'000'000 && Clock::now() - reference < 10s) { }
    const auto took = Clock::now() - reference;
    check(took >= 45ms && took < 10s,
          "50 ms on one clock took "
              + std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(took).count())
              + " us on the other");
    for (int i = 0; i < 100'000; ++i) {
        const std::int64_t before = platform::monotonicNs();
        check(platform::monotonicNs() >= before, "the clock went back");
    }
    check(platform::canListNames() || platform::listNames().empty(), "a list of names where there is none");
}

} // namespace cross_test

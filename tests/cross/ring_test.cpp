// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "child_process.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "payload.h"
#include "test_segment.h"
#include "tests.h"

#include <chrono>
#include <vector>

using namespace membridge;
using namespace std::chrono_literals;

namespace cross_test {

namespace {

constexpr auto patience = 60s;
constexpr std::uint64_t capacity = 65536;
constexpr std::uint64_t frameCount = 200'000;
constexpr std::size_t longest = 700;

/// One by one, waiting for room.
void produce(const SpscRingBuffer &ring)
{
    SpscProducer producer = ring.producer();
    std::vector<std::byte> buffer(longest);
    for (std::uint64_t i = 0; i < frameCount; ++i) {
        const std::span<std::byte> payload(buffer.data(), payloadLength(i, longest));
        fillPayload(payload, i);
        check(producer.push(payload, Deadline::after(patience)) == PushOutcome::Pushed,
              "frame " + std::to_string(i) + " found no room within a minute");
    }
}

void expectFrame(std::span<const std::byte> payload, std::uint64_t number)
{
    std::uint64_t seed = 0;
    check(isPayload(payload, seed), "frame " + std::to_string(number) + " is damaged");
    check(seed == number, "frame " + std::to_string(seed) + " came instead of " + std::to_string(number));
    check(payload.size() == payloadLength(number, longest), "frame " + std::to_string(number) + " has another length");
}

/// In turn: one by one, and all that is there.
void consume(const SpscRingBuffer &ring)
{
    SpscConsumer consumer = ring.consumer();
    std::uint64_t number = 0;
    Frame frame;
    std::vector<std::byte> copy;
    while (number < frameCount) {
        check(consumer.waitForFrame(Deadline::after(patience)) == WaitOutcome::Done,
              "frame " + std::to_string(number) + " did not come within a minute");
        check(consumer.tryPop(frame) == PopOutcome::Popped, "a frame that was there can't be popped");
        expectFrame(frame.payload, number++);
        const auto drained = consumer.drain([&](const FrameView &view) {
            copy.resize(view.size());
            view.copyTo(copy.data());
            expectFrame(copy, number++);
            return true;
        });
        check(drained.outcome == PopOutcome::Empty, "draining ended with a fault");
    }
    check(consumer.tryPop(frame) == PopOutcome::Empty, "there are more frames than were pushed");
}

void expectChild(ChildProcess &child, const SpscRingBuffer &ring)
{
    check(child.wait() == 0, "the child failed");
    check(ring.isEmpty(), "the ring is not empty in the end");
    check(ring.header().head > 100 * capacity, "the ring did not wrap");
}

} // namespace

void testRingToChild()
{
    const TestSegment segment("ring-to", ring_layout::dataOffset + capacity);
    const SpscRingBuffer ring = segment.memory().spsc();
    check(ring.capacity() == capacity, "the ring has another capacity");
    ChildProcess child({"ring-consumer-child", segment.name()});
    produce(ring);
    expectChild(child, ring);
}

void ringConsumerChild(const std::string &segment)
{
    const SharedMemory memory = SharedMemory::open(segment);
    const SpscRingBuffer ring = memory.spsc();
    check(ring.capacity() == capacity, "the ring has another capacity");
    consume(ring);
}

void testRingFromChild()
{
    const TestSegment segment("ring-from", ring_layout::dataOffset + capacity);
    const SpscRingBuffer ring = segment.memory().spsc();
    ChildProcess child({"ring-producer-child", segment.name()});
    consume(ring);
    expectChild(child, ring);
}

void ringProducerChild(const std::string &segment)
{
    const SharedMemory memory = SharedMemory::open(segment);
    produce(memory.spsc());
}

} // namespace cross_test

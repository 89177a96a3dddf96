// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../contestant.h"
#include "../scratch_name.h"

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"

#include <span>
#include <stdexcept>

namespace membridge::bench {

namespace {

/// A ring in a segment like any other, whose name is gone as soon as it is mapped.
SpscRingBuffer makeRing(std::size_t messageSize)
{
    const std::string name = scratchName("ring");
    const SharedMemory memory = SharedMemory::create(name, ringBytes(messageSize) + ring_layout::dataOffset);
    SpscRingBuffer ring = memory.spsc();
    SharedMemory::remove(name);
    return ring;
}

[[noreturn]] void broken()
{
    throw std::runtime_error("the ring is malformed");
}

template <std::size_t Size, bool Lazy> class OurQueue
{
public:
    OurQueue() : OurQueue(makeRing(Size)) { }

    bool tryPush(const Message<Size> &message)
    {
        const PushOutcome outcome = m_producer.tryPushObject(message);
        if (outcome == PushOutcome::Malformed) [[unlikely]]
            broken();
        return outcome == PushOutcome::Pushed;
    }
    bool tryPop(Message<Size> &message)
    {
        const PopOutcome outcome = m_consumer.tryPopObject(message);
        if (outcome == PopOutcome::Malformed || outcome == PopOutcome::Misfit) [[unlikely]]
            broken();
        return outcome == PopOutcome::Popped;
    }
    std::size_t tryPushBatch(const Message<Size> *messages, std::size_t count)
    {
        const auto result = m_producer.tryPushObjects(std::span(messages, count));
        if (result.outcome == PushOutcome::Malformed) [[unlikely]]
            broken();
        return result.pushed;
    }
    std::size_t tryPopBatch(Message<Size> *messages, std::size_t count)
    {
        const auto result = m_consumer.tryPopObjects(std::span(messages, count));
        if (result.outcome == PopOutcome::Malformed || result.outcome == PopOutcome::Misfit) [[unlikely]]
            broken();
        return result.popped;
    }

private:
    explicit OurQueue(const SpscRingBuffer &ring) : m_producer(ring.producer()), m_consumer(ring.consumer())
    {
        if constexpr (Lazy)
            m_consumer.setReleaseInterval(ring.capacity() / 8);
    }

    // Each in its thread's own lines, as when each thread makes its own.
    alignas(128) SpscProducer m_producer;
    alignas(128) SpscConsumer m_consumer;
};

template <std::size_t Size> using PlainQueue = OurQueue<Size, false>;
template <std::size_t Size> using LazyQueue = OurQueue<Size, true>;

} // namespace

Entrant ours()
{
    return {.key = "ours",
            .name = "ours",
            .what = "tryPushObject, tryPopObject; batched: tryPushObjects, tryPopObjects",
            .make = makeLooped<PlainQueue>};
}

Entrant oursLazy()
{
    return {
        .key = "ours-lazy",
        .name = "ours, lazy release",
        .what = "the same with setReleaseInterval(capacity / 8): room is given back each 128 KiB, or when the ring is empty",
        .make = makeLooped<LazyQueue>};
}

} // namespace membridge::bench

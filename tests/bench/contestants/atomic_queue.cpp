// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../contestant.h"

#if __has_include(<atomic_queue/atomic_queue.h>) && MEMBRIDGE_BENCH_OTHERS
#include <atomic_queue/atomic_queue.h>
#define HAVE_ATOMIC_QUEUE 1
#endif

namespace membridge::bench {

#if HAVE_ATOMIC_QUEUE

namespace {

template <std::size_t Size> class SpscAtomicQueue : public OneByOne<SpscAtomicQueue<Size>, Size>
{
public:
    bool tryPush(const Message<Size> &message) { return m_queue->try_push(message); }
    bool tryPop(Message<Size> &message) { return m_queue->try_pop(message); }

private:
    static constexpr bool minimizeContention = true;
    static constexpr bool maximizeThroughput = true;
    static constexpr bool totalOrder = false;
    static constexpr bool singleProducerSingleConsumer = true;
    using Queue = ::atomic_queue::AtomicQueue2<Message<Size>, ringBytes(Size) / Size, minimizeContention,
                                               maximizeThroughput, totalOrder, singleProducerSingleConsumer>;
    std::unique_ptr<Queue> m_queue = std::make_unique<Queue>();
};

} // namespace

Entrant atomicQueue()
{
    return {.key = "atomic_queue",
            .name = "atomic_queue",
            .what = "atomic_queue::AtomicQueue2 with SPSC, try_push and try_pop; it has no batches",
            .batches = false,
            .make = makeLooped<SpscAtomicQueue>};
}

#else

Entrant atomicQueue()
{
    return {
        .key = "atomic_queue", .name = "atomic_queue", .what = {}, .make = {}, .whyNot = "atomic_queue is not installed"};
}

#endif

} // namespace membridge::bench

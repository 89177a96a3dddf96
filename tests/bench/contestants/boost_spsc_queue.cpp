// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../contestant.h"

#if __has_include(<boost/lockfree/spsc_queue.hpp>) && MEMBRIDGE_BENCH_OTHERS
#include <boost/lockfree/spsc_queue.hpp>
#include <boost/version.hpp>
#define HAVE_BOOST 1
#endif

namespace membridge::bench {

#if HAVE_BOOST

namespace {

template <std::size_t Size> class BoostQueue
{
public:
    bool tryPush(const Message<Size> &message) { return m_queue->push(message); }
    bool tryPop(Message<Size> &message) { return m_queue->pop(message); }
    std::size_t tryPushBatch(const Message<Size> *messages, std::size_t count)
    {
        return m_queue->push(messages, count);
    }
    std::size_t tryPopBatch(Message<Size> *messages, std::size_t count) { return m_queue->pop(messages, count); }

private:
    // The capacity at compile time is its faster form.
    using Queue = boost::lockfree::spsc_queue<Message<Size>, boost::lockfree::capacity<ringBytes(Size) / Size>>;
    std::unique_ptr<Queue> m_queue = std::make_unique<Queue>();
};

} // namespace

Entrant boostSpscQueue()
{
    return {.key = "boost",
            .name = "boost",
            .what = "boost::lockfree::spsc_queue " BOOST_LIB_VERSION
                    ", capacity at compile time; batched: push and pop of arrays",
            .make = makeLooped<BoostQueue>};
}

#else

Entrant boostSpscQueue()
{
    return {.key = "boost", .name = "boost", .what = {}, .make = {}, .whyNot = "boost/lockfree is not installed"};
}

#endif

} // namespace membridge::bench

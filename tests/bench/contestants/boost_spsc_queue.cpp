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

/// What a length before each message costs that queue, too: a bound for rings whose frames tell their length, as ours do by their format.
template <std::size_t Size> class BoostFrameQueue : public OneByOne<BoostFrameQueue<Size>, Size>
{
public:
    bool tryPush(const Message<Size> &message)
    {
        Frame frame;
        frame.bytes = message.bytes;
        return m_queue->push(frame);
    }
    bool tryPop(Message<Size> &message)
    {
        Frame frame;
        if (!m_queue->pop(frame) || frame.length != Size)
            return false;
        message.bytes = frame.bytes;
        return true;
    }

private:
    struct Frame
    {
        std::uint32_t length = Size;
        std::array<std::byte, Size> bytes;
    };
    using Queue = boost::lockfree::spsc_queue<Frame, boost::lockfree::capacity<ringBytes(Size) / sizeof(Frame)>>;
    std::unique_ptr<Queue> m_queue = std::make_unique<Queue>();
};

} // namespace

Entrant boostFrames()
{
    return {.key = "boost-frames",
            .name = "boost, with lengths",
            .what = "the same with four bytes of length before each message, one by one: a bound for frames",
            .batches = false,
            .make = makeLooped<BoostFrameQueue>};
}

Entrant boostSpscQueue()
{
    return {.key = "boost",
            .name = "boost",
            .what = "boost::lockfree::spsc_queue " BOOST_LIB_VERSION
                    ", capacity at compile time; batched: push and pop of arrays",
            .make = makeLooped<BoostQueue>};
}

#else

Entrant boostFrames()
{
    return {.key = "boost-frames",
            .name = "boost, with lengths",
            .what = {},
            .make = {},
            .whyNot = "boost/lockfree is not installed"};
}

Entrant boostSpscQueue()
{
    return {.key = "boost", .name = "boost", .what = {}, .make = {}, .whyNot = "boost/lockfree is not installed"};
}

#endif

} // namespace membridge::bench

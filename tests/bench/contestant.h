// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message.h"
#include "waiting.h"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace membridge::bench {

/// A queue between two threads, for messages of one size. The loops are virtual, never the single message.
///
/// Threads: produce() and pong()'s counterpart in one thread, consume() in another; see each.
class Contestant
{
public:
    virtual ~Contestant() = default;

    /// The producer's thread: sends messages numbered `first` and up, `batch` at a time.
    virtual void produce(std::uint64_t first, std::uint64_t count, std::size_t batch) = 0;
    /// The consumer's thread: receives them into memory of its own; returns how many had another number than they should.
    virtual std::uint64_t consume(std::uint64_t first, std::uint64_t count, std::size_t batch) = 0;

    /// One thread sends through this queue and waits for each answer from `back`, which is of the same type.
    virtual std::uint64_t ping(Contestant &back, std::uint64_t count) = 0;
    /// The other thread sends back what arrives here.
    virtual void pong(Contestant &back, std::uint64_t count) = 0;
};

/// What a queue has to offer to be run by the loops below. A batch returns how many messages it moved.
template <typename Queue, std::size_t Size>
concept QueueOf = requires(Queue queue, const Message<Size> &in, Message<Size> &out, const Message<Size> *manyIn,
                           Message<Size> *manyOut, std::size_t count)
{
    {
        queue.tryPush(in)
        } -> std::same_as<bool>;
    {
        queue.tryPop(out)
        } -> std::same_as<bool>;
    {
        queue.tryPushBatch(manyIn, count)
        } -> std::same_as<std::size_t>;
    {
        queue.tryPopBatch(manyOut, count)
        } -> std::same_as<std::size_t>;
};

/// For queues that know no batches: the same loop with less said each time.
template <typename Derived, std::size_t Size> class OneByOne
{
public:
    std::size_t tryPushBatch(const Message<Size> *messages, std::size_t count)
    {
        std::size_t done = 0;
        while (done < count && derived().tryPush(messages[done]))
            ++done;
        return done;
    }
    std::size_t tryPopBatch(Message<Size> *messages, std::size_t count)
    {
        std::size_t done = 0;
        while (done < count && derived().tryPop(messages[done]))
            ++done;
        return done;
    }

private:
    Derived &derived() noexcept { return static_cast<Derived &>(*this); }
};

/// The loops: the same for every queue in C++.
template <typename Queue, std::size_t Size>
requires QueueOf<Queue, Size>
class Looped final : public Contestant
{
public:
    void produce(std::uint64_t first, std::uint64_t count, std::size_t batch) override
    {
        if (batch > 1)
            return produceBatches(first, count, batch);
        Message<Size> message{};
        madeUp(message);
        for (std::uint64_t i = 0; i < count; ++i) {
            message.setNumber(first + i);
            while (!m_queue.tryPush(message))
                waiting.pass();
        }
    }

    std::uint64_t consume(std::uint64_t first, std::uint64_t count, std::size_t batch) override
    {
        if (batch > 1)
            return consumeBatches(first, count, batch);
        Message<Size> message{};
        std::uint64_t wrong = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            while (!m_queue.tryPop(message))
                waiting.pass();
            received(message);
            wrong += message.number() != first + i;
        }
        return wrong;
    }

    std::uint64_t ping(Contestant &back, std::uint64_t count) override
    {
        Queue &answers = static_cast<Looped &>(back).m_queue;
        Message<Size> message{};
        madeUp(message);
        std::uint64_t wrong = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            message.setNumber(i);
            while (!m_queue.tryPush(message))
                waiting.pass();
            while (!answers.tryPop(message))
                waiting.pass();
            received(message);
            wrong += message.number() != i;
        }
        return wrong;
    }

    void pong(Contestant &back, std::uint64_t count) override
    {
        Queue &answers = static_cast<Looped &>(back).m_queue;
        Message<Size> message{};
        for (std::uint64_t i = 0; i < count; ++i) {
            while (!m_queue.tryPop(message))
                waiting.pass();
            received(message);
            while (!answers.tryPush(message))
                waiting.pass();
        }
    }

private:
    void produceBatches(std::uint64_t first, std::uint64_t count, std::size_t batch)
    {
        std::vector<Message<Size>> messages(batch);
        for (Message<Size> &message : messages)
            madeUp(message);
        for (std::uint64_t sent = 0; sent < count;) {
            const auto now = static_cast<std::size_t>(std::min<std::uint64_t>(batch, count - sent));
            for (std::size_t i = 0; i < now; ++i)
                messages[i].setNumber(first + sent + i);
            for (std::size_t done = 0; done < now;) {
                const std::size_t moved = m_queue.tryPushBatch(messages.data() + done, now - done);
                if (moved == 0)
                    waiting.pass();
                done += moved;
            }
            sent += now;
        }
    }

    std::uint64_t consumeBatches(std::uint64_t first, std::uint64_t count, std::size_t batch)
    {
        std::vector<Message<Size>> messages(batch);
        std::uint64_t wrong = 0;
        for (std::uint64_t got = 0; got < count;) {
            const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(batch, count - got));
            const std::size_t moved = m_queue.tryPopBatch(messages.data(), most);
            if (moved == 0)
                waiting.pass();
            for (std::size_t i = 0; i < moved; ++i) {
                received(messages[i]);
                wrong += messages[i].number() != first + got + i;
            }
            got += moved;
        }
        return wrong;
    }

    Queue m_queue;
};

/// Somebody who can be measured: how to make one, or why not.
struct Entrant
{
    std::string key;     ///< For the command line and the JSON.
    std::string name;    ///< For the tables.
    std::string what;    ///< Library, version, and how it was used.
    bool batches = true; ///< False: the batched figure is the same single operations in a loop.
    std::function<std::unique_ptr<Contestant>(std::size_t messageSize)> make; ///< Empty: not measured.
    std::string whyNot = {};
};

/// Queue<Size> in the loops, for each of messageSizes.
template <template <std::size_t> typename Queue> std::unique_ptr<Contestant> makeLooped(std::size_t messageSize)
{
    std::unique_ptr<Contestant> made;
    const auto tryOne = [&]<std::size_t Size>() {
        if (messageSize == Size)
            made = std::make_unique<Looped<Queue<Size>, Size>>();
    };
    [&]<std::size_t... Index>(std::index_sequence<Index...>)
    {
        (tryOne.template operator()<messageSizes[Index]>(), ...);
    }
    (std::make_index_sequence<messageSizes.size()>());
    return made;
}

Entrant ours();
Entrant oursLazy();
Entrant boostSpscQueue();
Entrant boostFrames();
Entrant readerWriterQueue();
Entrant atomicQueue();
Entrant rtrb();
Entrant byteLoop();
Entrant memcpyHandOff();

} // namespace membridge::bench

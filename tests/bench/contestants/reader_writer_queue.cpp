// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../contestant.h"

#if __has_include(<readerwriterqueue/readerwriterqueue.h>) && MEMBRIDGE_BENCH_OTHERS
#include <readerwriterqueue/readerwriterqueue.h>
#define HAVE_READERWRITERQUEUE 1
#endif

namespace membridge::bench {

#if HAVE_READERWRITERQUEUE

namespace {

template <std::size_t Size> class MoodycamelQueue : public OneByOne<MoodycamelQueue<Size>, Size>
{
public:
    bool tryPush(const Message<Size> &message) { return m_queue.try_enqueue(message); }
    bool tryPop(Message<Size> &message) { return m_queue.try_dequeue(message); }

private:
    // It rounds up to whole blocks, a power of two with one slot spare, or to several of 512: asked for 64 it would hold 127. This asks for what
    // comes out just below the slots that everybody has.
    static constexpr std::size_t slots = ringBytes(Size) / Size;
    static constexpr std::size_t askedFor = slots <= 1024 ? slots - 1 : slots - 1021;
    moodycamel::ReaderWriterQueue<Message<Size>> m_queue{askedFor};
};

} // namespace

Entrant readerWriterQueue()
{
    return {.key = "readerwriterqueue",
            .name = "readerwriterqueue",
            .what = "moodycamel::ReaderWriterQueue, try_enqueue and try_dequeue; it has no batches",
            .batches = false,
            .make = makeLooped<MoodycamelQueue>};
}

#else

Entrant readerWriterQueue()
{
    return {.key = "readerwriterqueue",
            .name = "readerwriterqueue",
            .what = {},
            .make = {},
            .whyNot = "readerwriterqueue is not installed"};
}

#endif

} // namespace membridge::bench

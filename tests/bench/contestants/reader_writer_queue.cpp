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
    moodycamel::ReaderWriterQueue<Message<Size>> m_queue{ringBytes(Size) / Size};
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

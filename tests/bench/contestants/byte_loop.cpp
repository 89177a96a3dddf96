// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../contestant.h"

#include <atomic>

namespace membridge::bench {

namespace {

/// The algorithm of membridge 1.0.0 without Python around it: both indices are loaded at every call, and every byte, the length's too,
/// goes alone to its masked place. The layout is the segment's.
class ByteRing
{
public:
    explicit ByteRing(std::size_t capacity)
        : m_data(std::make_unique<Data[]>((capacity + sizeof(Header)) / sizeof(Data) + 1))
    {
        m_header = new (m_data.get()) Header;
        m_header->capacity = capacity;
        m_bytes = reinterpret_cast<std::byte *>(m_header + 1);
    }

    // Not inlined, so that the length is not a constant: it isn't one in the library.
    [[gnu::noinline]] bool push(const std::byte *payload, std::uint32_t length)
    {
        const std::uint64_t head = m_header->head.load(std::memory_order_acquire);
        const std::uint64_t tail = m_header->tail.load(std::memory_order_relaxed);
        const std::uint64_t frame = sizeof length + length;
        if (tail - head + frame > m_header->capacity)
            return false;
        const std::uint64_t mask = m_header->capacity - 1;
        const auto *lengthBytes = reinterpret_cast<const std::byte *>(&length);
        for (std::uint64_t i = 0; i < sizeof length; ++i)
            m_bytes[(tail + i) & mask] = lengthBytes[i];
        for (std::uint64_t i = 0; i < length; ++i)
            m_bytes[(tail + sizeof length + i) & mask] = payload[i];
        m_header->tail.store(tail + frame, std::memory_order_release);
        return true;
    }

    [[gnu::noinline]] bool pop(std::byte *payload)
    {
        const std::uint64_t head = m_header->head.load(std::memory_order_relaxed);
        const std::uint64_t tail = m_header->tail.load(std::memory_order_acquire);
        if (head == tail)
            return false;
        const std::uint64_t mask = m_header->capacity - 1;
        std::uint32_t length = 0;
        auto *lengthBytes = reinterpret_cast<std::byte *>(&length);
        for (std::uint64_t i = 0; i < sizeof length; ++i)
            lengthBytes[i] = m_bytes[(head + i) & mask];
        for (std::uint64_t i = 0; i < length; ++i)
            payload[i] = m_bytes[(head + sizeof length + i) & mask];
        m_header->head.store(head + sizeof length + length, std::memory_order_release);
        return true;
    }

private:
    struct Header
    {
        std::atomic<std::uint64_t> head{0};
        std::atomic<std::uint64_t> tail{0};
        std::uint64_t capacity = 0;
    };
    struct alignas(64) Data
    {
        std::byte bytes[64];
    };

    std::unique_ptr<Data[]> m_data;
    Header *m_header;
    std::byte *m_bytes;
};

template <std::size_t Size> class ByteQueue : public OneByOne<ByteQueue<Size>, Size>
{
public:
    bool tryPush(const Message<Size> &message) { return m_ring.push(message.bytes.data(), Size); }
    bool tryPop(Message<Size> &message) { return m_ring.pop(message.bytes.data()); }

private:
    ByteRing m_ring{ringBytes(Size)};
};

} // namespace

Entrant byteLoop()
{
    return {
        .key = "byte-loop",
        .name = "byte loop",
        .what = "the algorithm of membridge 1.0.0 in C++: indices loaded at every call, byte by byte, masked; it has no batches",
        .batches = false,
        .make = makeLooped<ByteQueue>};
}

} // namespace membridge::bench

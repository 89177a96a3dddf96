// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "spsc_consumer.h"
#include "spsc_producer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace membridge {

/// A ring of length-prefixed frames for one producer and one consumer, as a participant sees it. It hands out the two sides and answers
/// questions about the ring; copies are the same ring.
///
/// | Python (membridge 1.0.0)            | here                                              |
/// |-------------------------------------|---------------------------------------------------|
/// | push(value or list) -> bool         | producer().tryPush(value or bytes) -> PushOutcome |
/// | pop(), pop(tag)                     | consumer().pop(), pop(tag) -> PopResult           |
/// | pop_mixed(schema)                   | consumer().popMixed(schema) -> PopResult          |
/// | used(), free(), capacity()          | used(), free(), capacity()                        |
/// | is_empty(), is_full()               | isEmpty(), isFull()                               |
///
/// Threads: everything here may be called by anyone, at any time; the two handles by one thread each.
/// Who writes what: head by the consumer alone, tail by the producer alone, capacity by the creator once, before the name is told.
/// Bytes: head, tail and capacity of eight bytes each, little-endian, then `capacity` bytes of frames, each a length of four bytes and its
/// payload, and each part of it going on at the start where the end is reached. head and tail count bytes since the beginning and never wrap.
/// Throws Error: TooSmall, Malformed (construction); SegmentLost, NoSpace (construction, used(), free(), isEmpty(), isFull(), the handles);
/// ReadOnly, RoleTaken (producer(), consumer()). header(), fault() and capacity() throw nothing.
/// Source: the format of the Python package membridge 1.0.0, core/FORMAT.md.
class SpscRingBuffer
{
public:
    using Producer = SpscProducer;
    using Consumer = SpscConsumer;

    /// Checks the header: Error (TooSmall, Malformed). `mapping` must be writable for producer() and consumer().
    SpscRingBuffer(std::shared_ptr<platform::Mapping> mapping, std::string name, bool writable)
        : m_ring(std::make_shared<RingSegment>(std::move(mapping), std::move(name), writable))
    {
    }

    /// Takes the producer's side, for as long as the handle lives, from where tail stands now. Cheap enough (one fstat) to be made for a single
    /// push. Nobody can see who is the producer in another process, or through another mapping, but those who claim it for the Machine: that takes
    /// some system calls more. Throws Error: ReadOnly, RoleTaken.
    [[nodiscard]] Producer producer(RoleClaim claim = RoleClaim::Mapping) const { return Producer(m_ring, claim); }
    /// The same for the consumer's side, from where head stands now.
    [[nodiscard]] Consumer consumer(RoleClaim claim = RoleClaim::Mapping) const { return Consumer(m_ring, claim); }

    /// Bytes pending, their length prefixes included. At most capacity(), whatever the indices say.
    std::uint64_t used() const;
    std::uint64_t free() const { return capacity() - used(); }
    std::uint64_t capacity() const noexcept { return m_ring->capacity(); }
    bool isEmpty() const { return used() == 0; }
    bool isFull() const { return used() == capacity(); }

    /// What the indices say now, and what is wrong with that.
    RingHeader header() const noexcept { return m_ring->header(); }
    std::optional<RingFault> fault() const noexcept { return m_ring->fault(); }
    const std::string &name() const noexcept { return m_ring->name(); }

private:
    std::shared_ptr<RingSegment> m_ring;
};

} // namespace membridge

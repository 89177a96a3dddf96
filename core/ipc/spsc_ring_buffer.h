// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/decode.h"
#include "../codec/schema.h"
#include "../codec/value.h"
#include "../platform/platform.h"
#include "layout.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace membridge {

/// What became of a push.
enum class PushOutcome {
    Pushed,
    Full,     ///< Not enough room now; nothing changed.
    Malformed ///< The indices contradict each other; nothing changed. See SpscRingBuffer::fault().
};

enum class PopOutcome {
    Popped,
    Empty,
    Misfit,   ///< The schema does not fit the frame; the frame is still there.
    Malformed ///< The indices or the frame's length are impossible; nothing was consumed.
};

struct Frame
{
    std::uint64_t position = 0; ///< Logical position of its length prefix: the value of head when it is the next to pop.
    std::uint64_t length = 0;   ///< Bytes of payload, also where `payload` holds only the first of them.
    ByteVector payload;
};

struct PopResult
{
    PopOutcome outcome = PopOutcome::Empty;
    Frame frame;                   ///< Popped and Misfit.
    Decoded decoded;               ///< When a tag or schema was given.
    std::optional<RingFault> fault; ///< Malformed.
};

/// A ring of length-prefixed frames for one producer and one consumer, as a participant sees it.
///
/// | Python (membridge 1.0.0)            | here                                      |
/// |-------------------------------------|-------------------------------------------|
/// | push(value or list) -> bool         | push(value), push(bytes) -> PushOutcome   |
/// | pop(), pop(tag)                     | pop(), pop(tag) -> PopResult              |
/// | pop_mixed(schema)                   | popMixed(schema) -> PopResult             |
/// | used(), free(), capacity()          | used(), free(), capacity()                |
/// | is_empty(), is_full()               | isEmpty(), isFull()                       |
///
/// Unlike the peer, a pop decodes first and consumes after: a schema that does not fit loses nothing.
///
/// Threads: one thread (or process) may push, one may pop, at the same time; the state queries may be called by anyone.
/// Who writes what: head by the consumer alone, tail by the producer alone, capacity by the creator once, before the name is told.
/// Orders: tail is stored with release after the frame's bytes and loaded by the consumer with acquire, so a visible frame is whole;
/// head is stored with release after the bytes were copied out and loaded by the producer with acquire, so room is really free.
/// Invariants: the capacity is checked once, at construction, and never read from the segment again; head and tail are checked at
/// each operation, because the other side may be anything.
/// Throws Error: InvalidArgument (a frame that can never fit), ReadOnly, SegmentLost, NoSpace.
class SpscRingBuffer
{
public:
    /// Checks the header (Error TooSmall, Malformed). `mapping` must be writable for push and pop.
    SpscRingBuffer(std::shared_ptr<platform::Mapping> mapping, std::string name, bool writable);

    [[nodiscard]] PushOutcome push(const Value &value);
    [[nodiscard]] PushOutcome push(std::span<const std::byte> payload);

    [[nodiscard]] PopResult pop();
    [[nodiscard]] PopResult pop(TypeTag tag);
    [[nodiscard]] PopResult popMixed(const Schema &schema);
    /// The next frame, not consumed.
    [[nodiscard]] PopResult peek() const;

    std::uint64_t used() const;
    std::uint64_t free() const;
    std::uint64_t capacity() const noexcept { return m_capacity; }
    bool isEmpty() const;
    bool isFull() const;

    /// What the indices say now, and what is wrong with that.
    RingHeader header() const noexcept;
    std::optional<RingFault> fault() const noexcept;
    const std::string &name() const noexcept { return m_name; }

private:
    void checkWritable(const char *attempted) const;
    void copyIn(std::uint64_t position, std::span<const std::byte> bytes) noexcept;
    void copyOut(std::uint64_t position, std::span<std::byte> bytes) const noexcept;
    PopResult look() const;
    PopResult popWith(const Schema *schema);
    void consume(const Frame &frame) noexcept;

    std::shared_ptr<platform::Mapping> m_mapping;
    std::string m_name;
    std::uint64_t m_capacity;
    bool m_writable;
};

} // namespace membridge

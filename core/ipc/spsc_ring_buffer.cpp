// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "spsc_ring_buffer.h"

#include "../codec/encode.h"
#include "error.h"
#include "lost_segment.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>

namespace membridge {

namespace {

using Index = std::atomic_ref<std::uint64_t>;
static_assert(Index::is_always_lock_free, "the indices are shared with other processes");

Index index(const platform::Mapping &mapping, std::uint64_t offset) noexcept
{
    return Index(*reinterpret_cast<std::uint64_t *>(mapping.data() + offset));
}

} // namespace

SpscRingBuffer::SpscRingBuffer(std::shared_ptr<platform::Mapping> mapping, std::string name, bool writable)
    : m_mapping(std::move(mapping)),
      m_name(std::move(name)),
      // Acquire: pairs with the creator's release, so that the zeroed indices are seen with the capacity.
      m_capacity(index(*m_mapping, ring_layout::capacityOffset).load(std::memory_order_acquire)),
      m_writable(writable)
{
    throwIfLost(*m_mapping, m_name, "map ring");
    if (const auto wrong = fault())
        throw Error(wrong->kind == RingFaultKind::TooSmall ? ErrorCode::TooSmall : ErrorCode::Malformed, m_name, "map ring",
                    wrong->text());
}

RingHeader SpscRingBuffer::header() const noexcept
{
    RingHeader now;
    now.capacity = m_capacity;
    // head before tail: both only grow, so that tail - head can come out too large but never below zero.
    now.head = index(*m_mapping, ring_layout::headOffset).load(std::memory_order_acquire);
    now.tail = index(*m_mapping, ring_layout::tailOffset).load(std::memory_order_acquire);
    return now;
}

std::optional<RingFault> SpscRingBuffer::fault() const noexcept
{
    // head and tail can't be loaded at one moment; a pair is taken for true only if head stood still around tail.
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        const RingHeader now = header();
        const auto wrong = checkRing(now, m_mapping->size());
        if (!wrong || header().head == now.head)
            return wrong;
    }
    return std::nullopt; // head keeps moving: a consumer is at work, so the indices can't be stuck in a faulty state
}

void SpscRingBuffer::checkWritable(const char *attempted) const
{
    if (!m_writable)
        throw Error(ErrorCode::ReadOnly, m_name, attempted, "the segment was opened read-only");
}

void SpscRingBuffer::copyIn(std::uint64_t position, std::span<const std::byte> bytes) noexcept
{
    std::byte *data = m_mapping->data() + ring_layout::dataOffset;
    const std::uint64_t at = position & (m_capacity - 1);
    const std::uint64_t first = std::min<std::uint64_t>(bytes.size(), m_capacity - at);
    if (first > 0)
        std::memcpy(data + at, bytes.data(), first);
    if (first < bytes.size())
        std::memcpy(data, bytes.data() + first, bytes.size() - first);
}

void SpscRingBuffer::copyOut(std::uint64_t position, std::span<std::byte> bytes) const noexcept
{
    const std::byte *data = m_mapping->data() + ring_layout::dataOffset;
    const std::uint64_t at = position & (m_capacity - 1);
    const std::uint64_t first = std::min<std::uint64_t>(bytes.size(), m_capacity - at);
    if (first > 0)
        std::memcpy(bytes.data(), data + at, first);
    if (first < bytes.size())
        std::memcpy(bytes.data() + first, data, bytes.size() - first);
}

PushOutcome SpscRingBuffer::push(const Value &value)
{
    return push(encodePayload(value));
}

PushOutcome SpscRingBuffer::push(std::span<const std::byte> payload)
{
    constexpr auto attempted = "push to ring";
    checkWritable(attempted);
    const std::uint64_t frame = ring_layout::frameHeaderSize + payload.size();
    if (payload.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error(ErrorCode::InvalidArgument, m_name, attempted, "a payload of 4 GiB and more has no length prefix");
    if (frame > m_capacity)
        throw Error(ErrorCode::InvalidArgument, m_name, attempted,
                    "a frame of " + std::to_string(frame) + " bytes can never fit in a ring of " + std::to_string(m_capacity));

    Index head = index(*m_mapping, ring_layout::headOffset);
    Index tail = index(*m_mapping, ring_layout::tailOffset);
    // Relaxed: tail is this producer's own word.
    const std::uint64_t end = tail.load(std::memory_order_relaxed);
    // Acquire: pairs with the consumer's release store; the bytes it gave back are no longer being read.
    const std::uint64_t begin = head.load(std::memory_order_acquire);
    const std::uint64_t used = end - begin;
    // An index that would wrap is as impossible as one past the other: we would be the ones to break the ring.
    const bool malformed = begin > end || used > m_capacity || end + frame < end;
    if (malformed || frame > m_capacity - used) {
        throwIfLost(*m_mapping, m_name, attempted);
        return malformed ? PushOutcome::Malformed : PushOutcome::Full;
    }

    const auto length = static_cast<std::uint32_t>(payload.size());
    copyIn(end, std::as_bytes(std::span(&length, 1)));
    copyIn(end + ring_layout::frameHeaderSize, payload);
    throwIfLost(*m_mapping, m_name, attempted);
    // Release: the frame's bytes are in place before the consumer's acquire sees the new tail.
    tail.store(end + frame, std::memory_order_release);
    if (m_mapping->lost())
        throwIfLost(*m_mapping, m_name, attempted);
    return PushOutcome::Pushed;
}

PopResult SpscRingBuffer::peek() const
{
    PopResult result = look();
    throwIfLost(*m_mapping, m_name, "read from ring");
    return result;
}

PopResult SpscRingBuffer::look() const
{
    // Relaxed: head is the consumer's own word (an onlooker gets a frame that may be gone already).
    const std::uint64_t begin = index(*m_mapping, ring_layout::headOffset).load(std::memory_order_relaxed);
    // Acquire: pairs with the producer's release; every byte below tail is written.
    const std::uint64_t end = index(*m_mapping, ring_layout::tailOffset).load(std::memory_order_acquire);

    PopResult result;
    if (begin == end)
        return result;
    const RingHeader now{.head = begin, .tail = end, .capacity = m_capacity};
    result.outcome = PopOutcome::Malformed;
    result.fault = checkRing(now, m_mapping->size());
    if (result.fault)
        return result;
    const std::uint64_t used = end - begin;
    std::uint32_t length = 0;
    if (used >= ring_layout::frameHeaderSize)
        copyOut(begin, std::as_writable_bytes(std::span(&length, 1)));
    const std::uint64_t frame = ring_layout::frameHeaderSize + length;
    if (frame > used) {
        result.fault = RingFault{
            .kind = RingFaultKind::FramePastTail, .position = begin, .wanted = frame, .limit = used, .header = now};
        return result;
    }
    result.outcome = PopOutcome::Popped;
    result.frame.position = begin;
    result.frame.length = length;
    result.frame.payload.resize(length);
    copyOut(begin + ring_layout::frameHeaderSize, result.frame.payload);
    return result;
}

void SpscRingBuffer::consume(const Frame &frame) noexcept
{
    // Release: the payload was copied out before the producer's acquire sees the room.
    index(*m_mapping, ring_layout::headOffset)
        .store(frame.position + ring_layout::frameHeaderSize + frame.payload.size(), std::memory_order_release);
}

PopResult SpscRingBuffer::popWith(const Schema *schema)
{
    checkWritable("pop from ring");
    PopResult result = peek();
    if (result.outcome != PopOutcome::Popped)
        return result;
    if (schema != nullptr) {
        result.decoded = decode(result.frame.payload, *schema);
        if (result.decoded.error) {
            result.outcome = PopOutcome::Misfit;
            return result;
        }
    }
    consume(result.frame);
    return result;
}

PopResult SpscRingBuffer::pop()
{
    return popWith(nullptr);
}

PopResult SpscRingBuffer::pop(TypeTag tag)
{
    Schema schema;
    schema.fields.push_back({.kind = FieldKind::Tagged, .tag = tag, .count = 1, .name = {}});
    return popWith(&schema);
}

PopResult SpscRingBuffer::popMixed(const Schema &schema)
{
    return popWith(&schema);
}

std::uint64_t SpscRingBuffer::used() const
{
    throwIfLost(*m_mapping, m_name, "look at ring");
    const RingHeader now = header();
    return now.head > now.tail ? 0 : std::min(now.used(), m_capacity);
}

std::uint64_t SpscRingBuffer::free() const
{
    return m_capacity - used();
}

bool SpscRingBuffer::isEmpty() const
{
    return used() == 0;
}

bool SpscRingBuffer::isFull() const
{
    return used() == m_capacity;
}

} // namespace membridge

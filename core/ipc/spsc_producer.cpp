// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "spsc_producer.h"

#include "../codec/encode.h"
#include "error.h"

#include <algorithm>
#include <string>

namespace membridge {

namespace {

constexpr auto attempted = "push to ring";
constexpr std::uint64_t largestFrame = ring_layout::frameHeaderSize + std::numeric_limits<std::uint32_t>::max();

/// A length near the largest number must not wrap around to a small frame.
std::uint64_t frameFor(std::uint64_t length) noexcept
{
    return ring_layout::frameHeaderSize
        + std::min(length, std::numeric_limits<std::uint64_t>::max() - ring_layout::frameHeaderSize);
}

} // namespace

SpscProducer::SpscProducer(std::shared_ptr<RingSegment> ring, RoleClaim claim)
    : m_role(std::move(ring), RingSide::Producer, claim),
      m_mapping(&m_role->mapping()),
      m_tailWord(m_role->word(ring_layout::tailOffset)),
      m_data(m_mapping->data() + ring_layout::dataOffset),
      m_mask(m_role->capacity() - 1),
      // Relaxed: tail is the producer's own word, and whoever was the producer before handed over.
      m_published(m_role->tail().load(std::memory_order_relaxed)),
      m_staged(m_published)
{
    m_role->throwIfLost(attempted);
}

PushOutcome SpscProducer::findRoom(std::uint64_t frame)
{
    // A claim rests on the room that was found for it.
    m_claimed.reset();
    if (frame > largestFrame)
        throw Error(ErrorCode::InvalidArgument, name(), attempted, "a payload of 4 GiB and more has no length prefix");
    if (frame > capacity())
        throw Error(ErrorCode::InvalidArgument, name(), attempted,
                    "a frame of " + std::to_string(frame) + " bytes can never fit in a ring of "
                        + std::to_string(capacity()));

    // Acquire: pairs with the consumer's release store; the bytes it gave back are no longer being read.
    const std::uint64_t head = m_role->head().load(std::memory_order_acquire);
    // Relaxed: our own word; it differs only if somebody else wrote it.
    const std::uint64_t tail = m_role->tail().load(std::memory_order_relaxed);
    const RingHeader now{.head = head, .tail = tail, .capacity = capacity()};
    if (tail != m_published)
        return malformed(
            {.kind = RingFaultKind::TailMoved, .position = 0, .wanted = tail, .limit = m_published, .header = now});
    if (const auto wrong = checkRing(now, m_mapping->size()))
        return malformed(*wrong);
    const std::uint64_t used = m_staged - head;
    // An index that would wrap is as impossible as one past the other: we would be the ones to break the ring.
    const std::uint64_t beforeWrap = std::numeric_limits<std::uint64_t>::max() - m_staged;
    if (frame > beforeWrap)
        return malformed(
            {.kind = RingFaultKind::OverCapacity, .position = 0, .wanted = tail, .limit = capacity(), .header = now});
    m_room = std::min({capacity() - used, largestFrame, beforeWrap});
    if (m_budget.spend(m_room) || m_mapping->lost())
        throwLost();
    return frame <= m_room ? PushOutcome::Pushed : PushOutcome::Full;
}

PushOutcome SpscProducer::malformed(const RingFault &fault)
{
    // Zeros where pages are gone look malformed, too.
    m_role->throwIfLost(attempted);
    m_fault = fault;
    m_room = 0;
    return PushOutcome::Malformed;
}

void SpscProducer::throwLost() const
{
    m_role->throwIfLost(attempted);
}

void SpscProducer::writeLength(std::uint32_t length) noexcept
{
    const auto [first, second] = m_role->parts(m_staged, sizeof length);
    const auto *bytes = reinterpret_cast<const std::byte *>(&length);
    std::memcpy(first.data(), bytes, first.size());
    if (!second.empty())
        std::memcpy(second.data(), bytes + first.size(), second.size());
}

void SpscProducer::writeWrapped(std::span<const std::byte> payload) noexcept
{
    writeLength(static_cast<std::uint32_t>(payload.size()));
    const auto [first, second] = m_role->parts(m_staged + ring_layout::frameHeaderSize, payload.size());
    if (!first.empty())
        std::memcpy(first.data(), payload.data(), first.size());
    if (!second.empty())
        std::memcpy(second.data(), payload.data() + first.size(), second.size());
}

PushOutcome SpscProducer::tryPush(const Value &value)
{
    m_encoded = encodePayload(value);
    return tryPush(m_encoded);
}

PushOutcome SpscProducer::push(std::span<const std::byte> payload, const Deadline &deadline)
{
    const PushOutcome outcome = tryPush(payload);
    if (outcome != PushOutcome::Full)
        return outcome;
    return waitForRoom(payload.size(), deadline) == WaitOutcome::Done ? tryPush(payload) : PushOutcome::Full;
}

PushOutcome SpscProducer::push(const Value &value, const Deadline &deadline)
{
    m_encoded = encodePayload(value);
    return push(m_encoded, deadline);
}

void SpscProducer::discardStaged() noexcept
{
    m_staged = m_published;
    m_room = 0; // found again by the next
    m_claimed.reset();
}

SpscProducer::BatchResult SpscProducer::tryPushBatch(std::span<const std::span<const std::byte>> payloads)
{
    BatchResult result;
    const std::uint64_t largestBatch = capacity() / 8;
    for (const auto payload : payloads) {
        result.outcome = stage(payload);
        if (result.outcome != PushOutcome::Pushed)
            break;
        if (m_staged - m_published >= largestBatch)
            publish();
        ++result.pushed;
    }
    publish();
    return result;
}

PushOutcome SpscProducer::claim(std::size_t length, Claim &claim)
{
    m_claimed.reset();
    const std::uint64_t frame = frameFor(length);
    if (frame > m_room) {
        const PushOutcome outcome = findRoom(frame);
        if (outcome != PushOutcome::Pushed)
            return outcome;
    }
    const auto [first, second] = m_role->parts(m_staged + ring_layout::frameHeaderSize, length);
    claim = {.first = first, .second = second};
    m_claimed = length;
    m_claimedAt = m_staged;
    return PushOutcome::Pushed;
}

void SpscProducer::commit(std::size_t length)
{
    const bool claimed = m_claimed && m_claimedAt == m_staged;
    if (!claimed || length > *m_claimed)
        throw Error(ErrorCode::InvalidArgument, name(), attempted,
                    claimed ? "more bytes are committed than were claimed"
                            : "nothing was claimed that could be committed");
    m_claimed.reset();
    writeLength(static_cast<std::uint32_t>(length));
    const std::uint64_t frame = ring_layout::frameHeaderSize + length;
    m_staged += frame;
    m_room -= frame;
    publish();
}

WaitOutcome SpscProducer::waitForRoom(std::size_t length, const Deadline &deadline)
{
    const std::uint64_t frame = frameFor(length);
    const auto hasRoom = [&] {
        if (frame <= m_room || findRoom(frame) != PushOutcome::Full)
            return true;
        if (m_budget.spendWaiting(m_waiting))
            throwLost();
        return false;
    };
    const WaitOutcome outcome = waitUntil(deadline, hasRoom, m_waiting);
    if (outcome != WaitOutcome::Done)
        throwLost();
    return outcome;
}

} // namespace membridge

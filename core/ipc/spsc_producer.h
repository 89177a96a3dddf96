// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"
#include "deadline.h"
#include "ring_segment.h"

#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <type_traits>

namespace membridge {

/// What became of a push.
enum class PushOutcome {
    Pushed,
    Full,     ///< Not enough room now (after the wait, if there was one); nothing changed.
    Malformed ///< The indices contradict each other; nothing changed. See fault().
};

/// The producer's side of a ring: the only one that writes frames and tail. Made by SpscRingBuffer::producer().
///
/// Three ways to write, all of them whole frames or nothing:
///   - tryPush() / push(): one frame, seen by the consumer at once.
///   - stage() any number, then publish(): seen together, for one store. tryPushBatch() does both.
///   - claim() room, fill it in place, commit(): no copy.
///
/// Threads: one thread at a time; the consumer may be anywhere. Handles may be moved between threads that hand over properly.
/// Writes: the bytes between head and head + capacity, and tail. Reads: head.
/// Orders: tail is stored with release after the frame's bytes, and the consumer loads it with acquire: a frame that is visible is whole. head
/// is loaded with acquire; its partner is the consumer's release after it copied the bytes out: room that is visible is free.
/// Own words: tail is kept in this object and only stored, never trusted from the segment; head is cached and loaded again only when the room
/// known of is used up. Whenever it is, tail is compared too: another producer, or a ring that was set up anew, is Malformed.
/// Throws Error: InvalidArgument (a frame that can never fit), SegmentLost, NoSpace (what was written is void). A page that is gone is noticed by
/// the operation that meets it; a shrink inside the last page once about 1 MiB has passed, or 1,024 looks at head.
/// The layout is that of membridge 1.0.0 (core/FORMAT.md); the cached opposite index is known from Rigtorp's SPSCQueue.
class SpscProducer
{
public:
    SpscProducer(SpscProducer &&) noexcept = default;
    SpscProducer &operator=(SpscProducer &&) noexcept = default;

    /// Copies `payload` (0 to capacity - 4 bytes, less than 4 GiB) into a frame and publishes it, with all that was staged before.
    [[nodiscard]] PushOutcome tryPush(std::span<const std::byte> payload)
    {
        const PushOutcome outcome = stage(payload);
        if (outcome == PushOutcome::Pushed) [[likely]]
            publish();
        return outcome;
    }
    /// The same for an object's own bytes, as they lie in memory.
    template <typename Object>
    requires std::is_trivially_copyable_v<Object>
    [[nodiscard]] PushOutcome tryPushObject(const Object &object)
    {
        return tryPush(std::as_bytes(std::span<const Object, 1>(&object, 1)));
    }
    /// The same for a value or a flat list of values, encoded as the peer does. Throws Error (InvalidArgument) as encodePayload().
    [[nodiscard]] PushOutcome tryPush(const Value &value);

    /// Waits for room until `deadline`; Full when it, or its stop flag, came first.
    [[nodiscard]] PushOutcome push(std::span<const std::byte> payload, const Deadline &deadline);
    [[nodiscard]] PushOutcome push(const Value &value, const Deadline &deadline);

    /// Copies a frame behind those staged so far, still invisible to the consumer.
    [[nodiscard]] PushOutcome stage(std::span<const std::byte> payload)
    {
        const std::uint64_t frame = ring_layout::frameHeaderSize + payload.size();
        if (frame > m_room) [[unlikely]] {
            const PushOutcome outcome = findRoom(frame);
            if (outcome != PushOutcome::Pushed)
                return outcome;
        }
        const std::uint64_t at = m_staged & m_mask;
        if (at + frame <= m_mask + 1) [[likely]] {
            const auto length = static_cast<std::uint32_t>(payload.size());
            std::memcpy(m_data + at, &length, sizeof length);
            if (!payload.empty())
                copyBytes(m_data + at + sizeof length, payload.data(), payload.size());
        } else {
            writeWrapped(payload);
        }
        m_staged += frame;
        m_room -= frame;
        return PushOutcome::Pushed;
    }
    /// Shows the consumer every frame staged so far, with one store. Nothing staged: does nothing.
    void publish()
    {
        if (m_staged == m_published)
            return;
        if (m_mapping->lost()) [[unlikely]]
            throwLost();
        // Release: all bytes of all staged frames are in place before the consumer's acquire sees the new tail.
        RingSegment::Index(*m_tailWord).store(m_staged, std::memory_order_release);
        m_published = m_staged;
        if (m_mapping->lost()) [[unlikely]]
            throwLost();
    }
    /// Forgets the frames staged since the last publish(). A handle that is destroyed does the same.
    void discardStaged() noexcept;

    struct BatchResult
    {
        std::size_t pushed = 0;                    ///< Payloads written and published, from the first on.
        PushOutcome outcome = PushOutcome::Pushed; ///< Pushed: all of them; otherwise why the next one was not.
    };
    /// Pushes as many of `payloads` as there is room for, in order, with one store of tail (one each capacity / 8 bytes: a batch as large as
    /// the ring would let the two sides take turns instead of working at once).
    [[nodiscard]] BatchResult tryPushBatch(std::span<const std::span<const std::byte>> payloads);

    /// The same for objects' own bytes, one a frame: the fastest way for small messages.
    template <typename Object>
    requires std::is_trivially_copyable_v<Object>
    [[nodiscard]] BatchResult tryPushObjects(std::span<const Object> objects);

    /// Room for one payload, in place. Untouched bytes keep what an earlier frame left there.
    struct Claim
    {
        std::span<std::byte> first;
        std::span<std::byte> second; ///< Empty unless the payload wraps.
        std::size_t size() const noexcept { return first.size() + second.size(); }
    };
    /// Finds room for a payload of `length` bytes behind what is staged. Pushed: `claim` may be filled until commit() or any other call.
    [[nodiscard]] PushOutcome claim(std::size_t length, Claim &claim);
    /// Publishes the claimed frame with the first `length` bytes of the claim as its payload, and all that was staged before it.
    /// Throws Error (InvalidArgument) without a claim, or for more than was claimed.
    void commit(std::size_t length);

    /// Waits until a payload of `length` bytes has room. Done, too, when the ring is Malformed, as the next push will say.
    [[nodiscard]] WaitOutcome waitForRoom(std::size_t length, const Deadline &deadline);
    /// How push() and waitForRoom() pass the time; Balanced unless set.
    void setWaiting(Waiting waiting) noexcept { m_waiting = waiting; }

    /// Why the last operation was Malformed. To go on after that, make a new handle: it takes the indices as they are, or refuses.
    const std::optional<RingFault> &fault() const noexcept { return m_fault; }
    std::uint64_t capacity() const noexcept { return m_role->capacity(); }
    const std::string &name() const noexcept { return m_role->name(); }

private:
    friend class SpscRingBuffer;
    SpscProducer(std::shared_ptr<RingSegment> ring, RoleClaim claim);

    PushOutcome findRoom(std::uint64_t frame);
    PushOutcome malformed(const RingFault &fault);
    void writeWrapped(std::span<const std::byte> payload) noexcept;
    void writeLength(std::uint32_t length) noexcept;
    void throwLost() const;

    RingRole m_role;
    const platform::Mapping *m_mapping;
    std::uint64_t *m_tailWord; ///< In the segment.
    std::byte *m_data;
    std::uint64_t m_mask;
    std::uint64_t m_published; ///< tail, as we stored it last.
    std::uint64_t m_staged;    ///< Where the next frame goes.
    std::uint64_t m_room = 0;  ///< Free bytes behind m_staged that we know of; no more than the largest frame.
    SizeCheckBudget m_budget;
    std::uint64_t m_claimedAt = 0; ///< m_staged when room was claimed; a claim is void once m_staged is elsewhere.
    std::optional<std::uint64_t> m_claimed; ///< Payload bytes claimed.
    std::optional<RingFault> m_fault;
    ByteVector m_encoded;
    Waiting m_waiting = Waiting::Balanced;
};

template <typename Object>
requires std::is_trivially_copyable_v<Object> SpscProducer::BatchResult SpscProducer::tryPushObjects(
    std::span<const Object> objects)
{
    constexpr std::uint64_t frame = ring_layout::frameHeaderSize + sizeof(Object);
    constexpr auto length = static_cast<std::uint32_t>(sizeof(Object));
    static_assert(sizeof(Object) <= std::numeric_limits<std::uint32_t>::max());
    BatchResult result;
    while (result.pushed < objects.size()) {
        // As many as fit before the end of the ring, the room and an eighth of the ring; with everything in locals, as stores of bytes could
        // otherwise change the members.
        const std::uint64_t at = m_staged & m_mask;
        const std::uint64_t beforeEnd = std::min(m_mask + 1 - at, m_room) / frame;
        const std::uint64_t eighth = (m_mask + 1) / 8 / frame + 1;
        const auto count = static_cast<std::size_t>(
            std::min<std::uint64_t>({objects.size() - result.pushed, beforeEnd, eighth}));
        if (count == 0) {
            result.outcome = stage(std::as_bytes(objects.subspan(result.pushed, 1)));
            if (result.outcome != PushOutcome::Pushed)
                break;
            ++result.pushed;
        } else {
            std::byte *to = m_data + at;
            const Object *from = objects.data() + result.pushed;
            for (std::size_t i = 0; i < count; ++i, to += frame) {
                std::memcpy(to, &length, sizeof length);
                copyBytes(to + sizeof length, from + i, sizeof(Object));
            }
            m_staged += count * frame;
            m_room -= count * frame;
            result.pushed += count;
        }
        if (m_staged - m_published > m_mask / 8)
            publish();
    }
    publish();
    return result;
}

} // namespace membridge

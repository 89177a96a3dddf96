// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/decode.h"
#include "../codec/schema.h"
#include "../codec/value.h"
#include "deadline.h"
#include "ring_segment.h"

#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <type_traits>

namespace membridge {

enum class PopOutcome {
    Popped,
    Empty,    ///< No frame now (after the wait, if there was one).
    Misfit,   ///< The schema, or the object, does not fit the frame; the frame is still there.
    Malformed ///< The indices or the frame's length are impossible; nothing was consumed. See fault().
};

/// A frame copied out of the ring.
struct Frame
{
    std::uint64_t position = 0; ///< Logical position of its length prefix: the value of head when it is the next to pop.
    std::uint64_t length = 0;   ///< Bytes of payload, also where `payload` holds only the first of them.
    ByteVector payload;
};

/// A frame where it lies. The bytes belong to the segment: valid until the frame is consumed, and a misbehaving neighbour can change them at
/// any time, so copy what is looked at twice.
struct FrameView
{
    std::uint64_t position = 0;
    std::span<const std::byte> first;
    std::span<const std::byte> second; ///< Empty unless the payload wraps.

    std::size_t size() const noexcept { return first.size() + second.size(); }
    /// `out` must have room for size() bytes.
    void copyTo(std::byte *out) const noexcept
    {
        if (!first.empty())
            std::memcpy(out, first.data(), first.size());
        if (!second.empty())
            std::memcpy(out + first.size(), second.data(), second.size());
    }
};

struct PopResult
{
    PopOutcome outcome = PopOutcome::Empty;
    Frame frame;                    ///< Popped and Misfit.
    Decoded decoded;                ///< When a tag or schema was given.
    std::optional<RingFault> fault; ///< Malformed.
};

/// The consumer's side of a ring: the only one that writes head. Made by SpscRingBuffer::consumer().
///
/// Three ways to read, none of which loses a frame that could not be used:
///   - tryPop() / pop() / popMixed(): one frame, copied out (and decoded), then consumed.
///   - peek() a frame in place, commit() to consume it.
///   - drain(): every visible frame in place, then one store that gives their room back.
///
/// A consumer that dies loses nothing: frames not yet released are there for the next one (at least once).
///
/// Threads: one thread at a time; the producer may be anywhere. Handles may be moved between threads that hand over properly.
/// Writes: head. Reads: tail, and the bytes between head and tail.
/// Orders: tail is loaded with acquire; its partner is the producer's release after the frame's bytes: a frame that is visible is whole. head
/// is stored with release after the bytes were copied out, and the producer loads it with acquire before it writes there again.
/// Own words: head is kept in this object and only stored, never trusted from the segment; tail is cached and loaded again only when the frames
/// known of are used up. Whenever it moved, head is compared too: another consumer, or a ring that was set up anew, is Malformed. Every length is
/// copied once and checked against tail before it is used.
/// Throws Error: SegmentLost, NoSpace; nothing is then consumed. A page that is gone is noticed by the operation that meets it; a shrink inside
/// the last page by the first frame that it emptied, and at the latest once about 1 MiB has passed, or 1,024 looks at tail.
/// The layout is that of membridge 1.0.0 (core/FORMAT.md); the cached opposite index is known from Rigtorp's SPSCQueue.
class SpscConsumer
{
public:
    SpscConsumer(SpscConsumer &&) noexcept = default;
    SpscConsumer &operator=(SpscConsumer &&other) noexcept;
    /// Releases what was consumed.
    ~SpscConsumer();

    /// Shows the next frame where it lies; it stays in the ring until commit(). Popped, Empty or Malformed.
    [[nodiscard]] PopOutcome peek(FrameView &view)
    {
        if (m_head == m_tail) {
            const PopOutcome outcome = findFrames();
            if (outcome != PopOutcome::Popped)
                return outcome;
        }
        const std::uint64_t at = m_head & m_mask;
        const std::uint64_t toEnd = m_mask + 1 - at;
        std::uint32_t length = 0;
        if (toEnd >= sizeof length) [[likely]]
            std::memcpy(&length, m_data + at, sizeof length);
        else
            length = wrappedLength();
        const std::uint64_t frame = ring_layout::frameHeaderSize + length;
        // Empty frames are rare, and zeros are also what a segment that shrank has left.
        if (frame > m_tail - m_head || length == 0) [[unlikely]] {
            if (!isFrame(frame))
                return PopOutcome::Malformed;
        }
        m_peeked = frame;
        view.position = m_head;
        if (frame <= toEnd) [[likely]] {
            view.first = {m_data + at + sizeof length, length};
            view.second = {};
        } else {
            const auto [first, second] = m_role->parts(m_head + sizeof length, length);
            view.first = first;
            view.second = second;
        }
        return PopOutcome::Popped;
    }
    /// Consumes the frame that peek() showed last; nothing when it was consumed already.
    void commit()
    {
        if (m_mapping->lost()) [[unlikely]]
            throwLost();
        const std::uint64_t frame = m_peeked;
        m_peeked = 0;
        m_head += frame;
        if (m_head - m_released > m_releaseInterval)
            release();
    }

    /// Copies the next frame out and consumes it. `frame` keeps its memory from call to call. Popped, Empty or Malformed.
    [[nodiscard]] PopOutcome tryPop(Frame &frame);
    /// The same for a frame that has exactly the size of `object` (another size: Misfit, and the frame stays).
    template <typename Object>
    requires std::is_trivially_copyable_v<Object>
    [[nodiscard]] PopOutcome tryPopObject(Object &object)
    {
        FrameView view;
        const PopOutcome outcome = peek(view);
        if (outcome != PopOutcome::Popped)
            return outcome;
        if (view.first.size() == sizeof(Object) && view.second.empty()) [[likely]] {
            copyBytes(reinterpret_cast<std::byte *>(&object), view.first.data(), sizeof(Object));
        } else if (view.size() == sizeof(Object)) {
            view.copyTo(reinterpret_cast<std::byte *>(&object));
        } else {
            m_peeked = 0;
            return PopOutcome::Misfit;
        }
        commit();
        return PopOutcome::Popped;
    }

    struct ObjectsResult
    {
        std::size_t popped = 0;                  ///< Objects filled, from the first on.
        PopOutcome outcome = PopOutcome::Popped; ///< Popped: all of them; otherwise why the next one was not.
    };
    /// The same for as many objects as there are frames now, released together: the fastest way for small messages.
    template <typename Object>
    requires std::is_trivially_copyable_v<Object>
    [[nodiscard]] ObjectsResult tryPopObjects(std::span<Object> objects);

    /// Decode before consume: a schema that does not fit is a Misfit that says why, and the frame stays. Without a schema nothing is decoded.
    [[nodiscard]] PopResult pop();
    [[nodiscard]] PopResult pop(TypeTag tag);
    [[nodiscard]] PopResult popMixed(const Schema &schema);
    /// Wait for a frame until `deadline`; Empty when it, or its stop flag, came first.
    [[nodiscard]] PopResult pop(const Deadline &deadline);
    [[nodiscard]] PopResult popMixed(const Schema &schema, const Deadline &deadline);
    /// Done, too, when the ring is Malformed, as the next pop or peek will say.
    [[nodiscard]] WaitOutcome waitForFrame(const Deadline &deadline);

    struct DrainLimits
    {
        std::size_t frames = std::numeric_limits<std::size_t>::max();
    };
    struct DrainResult
    {
        std::size_t frames = 0;  ///< Consumed.
        std::uint64_t bytes = 0; ///< Payload bytes consumed.
        PopOutcome outcome = PopOutcome::
            Empty; ///< Empty: no more. Popped: the limit, or `use`, ended it. Malformed: nothing further can be read.
    };
    /// Calls `use(const FrameView &)` for each visible frame in order, then gives all their room back with one store (one each capacity / 8
    /// bytes). When `use` returns false that frame stays and the drain ends; when it throws, so too. Frames used before stay consumed.
    template <typename Use> DrainResult drain(Use &&use, const DrainLimits &limits);
    template <typename Use> DrainResult drain(Use &&use) { return drain(use, DrainLimits()); }

    /// Gives room back only when more than `bytes` were consumed (at most capacity / 2), and whenever the ring is found empty: fewer stores to a
    /// line that the producer is reading. 0, the default: at each frame. A producer sees the room later, a successor sees frames again.
    void setReleaseInterval(std::uint64_t bytes) noexcept;
    /// Gives back the room of all that was consumed.
    void release() noexcept
    {
        if (m_released == m_head)
            return;
        // Release: the bytes were copied out before the producer's acquire sees the room.
        RingSegment::Index(*m_headWord).store(m_head, std::memory_order_release);
        m_released = m_head;
    }

    /// How pop() and waitForFrame() pass the time; Balanced unless set.
    void setWaiting(Waiting waiting) noexcept { m_waiting = waiting; }

    /// Why the last operation was Malformed. To go on after that, make a new handle: it takes the indices as they are, or refuses.
    const std::optional<RingFault> &fault() const noexcept { return m_fault; }
    std::uint64_t capacity() const noexcept { return m_role->capacity(); }
    const std::string &name() const noexcept { return m_role->name(); }

private:
    friend class SpscRingBuffer;
    SpscConsumer(std::shared_ptr<RingSegment> ring, RoleClaim claim);

    PopOutcome findFrames();
    PopOutcome malformed(const RingFault &fault);
    bool isFrame(std::uint64_t frame);
    std::uint32_t wrappedLength() const noexcept;
    PopResult popWith(const Schema *schema);
    void throwLost() const;

    RingRole m_role;
    const platform::Mapping *m_mapping;
    std::uint64_t *m_headWord; ///< In the segment.
    const std::byte *m_data;
    std::uint64_t m_mask;
    std::uint64_t m_head;       ///< Next byte to consume.
    std::uint64_t m_tail;       ///< Cached; frames before it are whole.
    std::uint64_t m_released;   ///< head, as we stored it last.
    std::uint64_t m_peeked = 0; ///< Bytes of the frame that peek() showed, its prefix included; 0: none.
    std::uint64_t m_releaseInterval = 0;
    SizeCheckBudget m_budget;
    std::optional<RingFault> m_fault;
    Waiting m_waiting = Waiting::Balanced;
};

template <typename Object>
requires std::is_trivially_copyable_v<Object> SpscConsumer::ObjectsResult SpscConsumer::tryPopObjects(
    std::span<Object> objects)
{
    constexpr std::uint64_t frame = ring_layout::frameHeaderSize + sizeof(Object);
    ObjectsResult result;
    // What was copied before an exception is consumed, too; `popped` is lost, but the objects are filled in order.
    while (result.popped < objects.size()) {
        // As many as lie whole before the end of the ring; with everything in locals, as stores of bytes could otherwise change the members.
        const std::uint64_t at = m_head & m_mask;
        const std::uint64_t whole = std::min(m_mask + 1 - at, m_tail - m_head) / frame;
        const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(objects.size() - result.popped, whole));
        const std::byte *from = m_data + at;
        Object *to = objects.data() + result.popped;
        std::size_t count = 0;
        for (; count < most; ++count, from += frame) {
            std::uint32_t length = 0;
            std::memcpy(&length, from, sizeof length);
            if (length != sizeof(Object)) [[unlikely]]
                break;
            copyBytes(reinterpret_cast<std::byte *>(to + count), from + sizeof length, sizeof(Object));
        }
        if (m_mapping->lost()) [[unlikely]]
            throwLost();
        m_head += count * frame;
        m_peeked = 0;
        result.popped += count;
        if (count == 0) {
            // At the end of the ring, of another size, or no more known of.
            result.outcome = tryPopObject(objects[result.popped]);
            if (result.outcome != PopOutcome::Popped)
                break;
            ++result.popped;
        }
        if (m_head - m_released > m_mask / 8)
            release();
    }
    if (m_head - m_released > m_releaseInterval)
        release();
    return result;
}

template <typename Use> SpscConsumer::DrainResult SpscConsumer::drain(Use &&use, const DrainLimits &limits)
{
    // Also when `use` throws: what it used before is consumed.
    struct ReleaseAtEnd
    {
        SpscConsumer &consumer;
        ~ReleaseAtEnd() { consumer.release(); }
    } releaseAtEnd{*this};
    DrainResult result;
    const std::uint64_t largestBatch = capacity() / 8;
    FrameView view;
    while (result.frames < limits.frames) {
        result.outcome = peek(view);
        if (result.outcome != PopOutcome::Popped)
            return result;
        if (!use(static_cast<const FrameView &>(view))) {
            m_peeked = 0;
            return result;
        }
        // What `use` saw may have been the zeros of a page that is gone.
        if (m_mapping->lost()) [[unlikely]]
            throwLost();
        m_head += m_peeked;
        result.bytes += m_peeked - ring_layout::frameHeaderSize;
        m_peeked = 0;
        ++result.frames;
        if (m_head - m_released >= largestBatch)
            release();
    }
    result.outcome = PopOutcome::Popped;
    return result;
}

} // namespace membridge

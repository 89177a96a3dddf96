// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../platform/platform.h"
#include "../platform/role_mark.h"
#include "deadline.h"
#include "layout.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace membridge {

/// memcpy; but a large copy of a constant length stays a call: inlined by GCC it is "rep movs", which is slow where the target is not aligned, and
/// frames hardly ever are.
inline void copyBytes(std::byte *to, const void *from, std::size_t length) noexcept
{
#if defined(__GNUC__)
    if (__builtin_constant_p(length) && length > 128)
        asm("" : "+r"(length));
#endif
    std::memcpy(to, from, length);
}

enum class RingSide { Producer, Consumer };

/// Whom taking a side keeps out.
enum class RoleClaim {
    Mapping, ///< Other handles of the same SpscRingBuffer. Unknown to everybody else.
    Machine ///< And whoever claims that side of the segment likewise, in this process or another: it is marked (platform::RoleMark), as the tools do.
};

/// The mapped ring that the handles of one process share: its words, its bytes, and who of us is which side. Not for users of the
/// library, who have SpscRingBuffer, SpscProducer and SpscConsumer.
///
/// Threads: everything const may be called by anyone. Who writes which word is said at SpscRingBuffer.
/// Invariant: the capacity was checked once, at construction, and is never read from the segment again.
class RingSegment
{
public:
    using Index = std::atomic_ref<std::uint64_t>;
    static_assert(Index::is_always_lock_free, "the indices are shared with other processes");

    /// Throws Error: TooSmall, Malformed, SegmentLost.
    RingSegment(std::shared_ptr<platform::Mapping> mapping, std::string name, bool writable);

    Index head() const noexcept { return Index(*word(ring_layout::headOffset)); }
    Index tail() const noexcept { return Index(*word(ring_layout::tailOffset)); }
    /// For handles that keep the address of their word; to be used through Index alone.
    std::uint64_t *word(std::uint64_t offset) const noexcept
    {
        return reinterpret_cast<std::uint64_t *>(m_mapping->data() + offset);
    }
    std::uint64_t capacity() const noexcept { return m_capacity; }
    const platform::Mapping &mapping() const noexcept { return *m_mapping; }
    const std::string &name() const noexcept { return m_name; }

    RingHeader header() const noexcept;
    /// What is wrong with the indices now, looked at until head stands still around tail.
    std::optional<RingFault> fault() const noexcept;
    /// Throws Error (SegmentLost, NoSpace); one fstat.
    void throwIfLost(const char *attempted) const;

    /// The bytes at logical positions [position, position + length), in two parts where they wrap. length <= capacity.
    template <typename Byte> struct Parts
    {
        std::span<Byte> first;
        std::span<Byte> second;
    };
    Parts<std::byte> parts(std::uint64_t position, std::uint64_t length) const noexcept
    {
        std::byte *data = m_mapping->data() + ring_layout::dataOffset;
        const std::uint64_t at = position & (m_capacity - 1);
        const auto first = static_cast<std::size_t>(std::min(length, m_capacity - at));
        return {{data + at, first}, {data, static_cast<std::size_t>(length) - first}};
    }

    /// Throws Error: ReadOnly, RoleTaken.
    void takeSide(RingSide side, RoleClaim claim);
    void leaveSide(RingSide side) noexcept
    {
        mark(side).leave();
        // Release: pairs with the acquire in takeSide(); whoever takes the side next finds our last words and the mark given back.
        taken(side).store(false, std::memory_order_release);
    }

private:
    std::atomic<bool> &taken(RingSide side) noexcept
    {
        return side == RingSide::Producer ? m_producerTaken : m_consumerTaken;
    }

    platform::RoleMark &mark(RingSide side) noexcept { return m_marks[side == RingSide::Producer ? 0 : 1]; }

    std::shared_ptr<platform::Mapping> m_mapping;
    std::string m_name;
    std::uint64_t m_capacity;
    bool m_writable;
    std::array<platform::RoleMark, 2> m_marks; ///< Each belongs to who has taken that side.
    std::atomic<bool> m_producerTaken{false};
    std::atomic<bool> m_consumerTaken{false};
};

/// One side of a ring, taken for as long as this lives. Movable.
class RingRole
{
public:
    /// Throws Error: ReadOnly, RoleTaken.
    RingRole(std::shared_ptr<RingSegment> ring, RingSide side, RoleClaim claim) : m_ring(std::move(ring)), m_side(side)
    {
        m_ring->takeSide(m_side, claim);
    }
    ~RingRole() { leave(); }
    RingRole(RingRole &&other) noexcept = default;
    RingRole &operator=(RingRole &&other) noexcept
    {
        if (this != &other) {
            leave();
            m_ring = std::move(other.m_ring);
            m_side = other.m_side;
        }
        return *this;
    }

    /// False once it was moved from.
    explicit operator bool() const noexcept { return m_ring != nullptr; }
    const RingSegment *operator->() const noexcept { return m_ring.get(); }

private:
    void leave() noexcept
    {
        if (m_ring)
            m_ring->leaveSide(m_side);
    }

    std::shared_ptr<RingSegment> m_ring;
    RingSide m_side;
};

/// How much traffic passes between two looks at the segment's size: bytes, and for each look at the other side's index lookCost more. A page
/// that is gone is noticed at once, by the mapping's flag; this is for a shrink inside the last page, which gives zeros without a fault.
class SizeCheckBudget
{
public:
    /// True when it is time to look.
    bool spend(std::uint64_t bytes) noexcept
    {
        m_left -= static_cast<std::int64_t>(bytes) + lookCost;
        if (m_left > 0)
            return false;
        m_left = interval;
        return true;
    }

    /// For looks of a wait, which sleeps between them: soon one of them is late enough for the user to wonder.
    bool spendWaiting(Waiting waiting) noexcept { return waiting == Waiting::Balanced && spend(waitCost); }

    static constexpr std::int64_t lookCost = 1024;
    static constexpr std::uint64_t waitCost = 64 * 1024;
    static constexpr std::int64_t interval = 1024 * 1024;

private:
    std::int64_t m_left = interval;
};

} // namespace membridge

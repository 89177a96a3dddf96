// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../contestant.h"

#include <atomic>

namespace membridge::bench {

namespace {

/// The least that a hand-over by copy can cost: one memcpy into a slot of fixed size, one out of it, and two indices on lines of their own.
template <std::size_t Size> class SlotQueue : public OneByOne<SlotQueue<Size>, Size>
{
public:
    bool tryPush(const Message<Size> &message)
    {
        if (m_in.at - m_in.seen == slots) {
            m_in.seen = m_out.shared.load(std::memory_order_acquire);
            if (m_in.at - m_in.seen == slots)
                return false;
        }
        copy(m_slots[m_in.at % slots].bytes, &message);
        m_in.shared.store(++m_in.at, std::memory_order_release);
        return true;
    }
    bool tryPop(Message<Size> &message)
    {
        if (m_out.at == m_out.seen) {
            m_out.seen = m_in.shared.load(std::memory_order_acquire);
            if (m_out.at == m_out.seen)
                return false;
        }
        copy(&message, m_slots[m_out.at % slots].bytes);
        m_out.shared.store(++m_out.at, std::memory_order_release);
        return true;
    }

private:
    static constexpr std::size_t slots = ringBytes(Size) / Size;

    /// A large copy is a call of memcpy: given the length, GCC makes "rep movs" of it, which is slower.
    static void copy(void *to, const void *from) noexcept
    {
        std::size_t length = Size;
        if constexpr (Size > 64)
            asm("" : "+r"(length));
        std::memcpy(to, from, length);
    }

    struct Side
    {
        alignas(128) std::atomic<std::uint64_t> shared{0};
        alignas(128) std::uint64_t at = 0; ///< The side's own copy of `shared`.
        std::uint64_t seen = 0;            ///< The other side's, as it was last seen.
    };
    struct alignas(Size < 64 ? Size : 64) Slot
    {
        std::byte bytes[Size];
    };

    Side m_in;
    Side m_out;
    std::unique_ptr<Slot[]> m_slots = std::make_unique<Slot[]>(slots);
};

} // namespace

Entrant memcpyHandOff()
{
    return {.key = "memcpy",
            .name = "memcpy hand-off",
            .what = "a bound, not a queue for users: slots of fixed size, memcpy in, memcpy out",
            .batches = false,
            .make = makeLooped<SlotQueue>};
}

} // namespace membridge::bench

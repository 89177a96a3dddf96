// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace membridge::bench {

/// What is sent: a number, and bytes up to the size. Every contestant takes it as its users have it, as an object.
template <std::size_t Size> struct alignas(8) Message
{
    static_assert(Size >= sizeof(std::uint64_t));
    std::array<std::byte, Size> bytes;

    void setNumber(std::uint64_t number) noexcept { std::memcpy(bytes.data(), &number, sizeof number); }
    std::uint64_t number() const noexcept
    {
        std::uint64_t number = 0;
        std::memcpy(&number, bytes.data(), sizeof number);
        return number;
    }
};

/// All bytes of the message have to be in memory now. Without it the compiler drops the copy of whatever is never looked at.
template <std::size_t Size> void received(const Message<Size> &message) noexcept
{
    asm volatile("" : : "m"(message));
}

/// The compiler can't know what is in the message.
template <std::size_t Size> void madeUp(Message<Size> &message) noexcept
{
    asm volatile("" : "+m"(message));
}

/// Bytes of payload that a ring holds, the same for every contestant.
constexpr std::size_t ringBytes(std::size_t messageSize) noexcept
{
    return messageSize < 64 * 1024 ? 1024 * 1024 : 4 * 1024 * 1024;
}

/// Messages of a batch: 32, and no more than an eighth of the ring, so that the two sides work at once.
constexpr std::size_t batchOf(std::size_t messageSize) noexcept
{
    const std::size_t fitting = ringBytes(messageSize) / 8 / messageSize;
    return fitting < 32 ? fitting : 32;
}

inline constexpr std::array<std::size_t, 5> messageSizes{8, 64, 1024, 4096, 64 * 1024};

} // namespace membridge::bench

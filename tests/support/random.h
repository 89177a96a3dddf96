// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>

namespace membridge::test {

/// Numbers that the same seed gives again, with every compiler and library (xoroshiro128+, seeded by splitmix64).
class Random
{
public:
    explicit Random(std::uint64_t seed) noexcept : m_state{mixed(seed), mixed(seed + 0x9e3779b97f4a7c15)} { }

    std::uint64_t next() noexcept
    {
        const std::uint64_t first = m_state[0];
        const std::uint64_t result = first + m_state[1];
        const std::uint64_t second = first ^ m_state[1];
        m_state[0] = std::rotl(first, 24) ^ second ^ (second << 16);
        m_state[1] = std::rotl(second, 37);
        return result;
    }
    /// 0 … end - 1; `end` > 0.
    std::uint64_t below(std::uint64_t end) noexcept { return (next() >> 11) % end; }
    /// True in `part` of `whole` cases.
    bool chance(unsigned part, unsigned whole = 100) noexcept { return below(whole) < part; }
    template <typename Container> const auto &oneOf(const Container &choices) noexcept
    {
        return *(std::begin(choices) + static_cast<std::ptrdiff_t>(below(std::size(choices))));
    }
    template <typename T> T oneOf(std::initializer_list<T> choices) noexcept
    {
        return *(choices.begin() + static_cast<std::ptrdiff_t>(below(choices.size())));
    }

private:
    static std::uint64_t mixed(std::uint64_t x) noexcept
    {
        x += 0x9e3779b97f4a7c15;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
        x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
        return x ^ (x >> 31);
    }

    std::uint64_t m_state[2];
};

} // namespace membridge::test

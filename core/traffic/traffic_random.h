// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace membridge {

/// Numbers that look random and depend on the seed alone, on every platform (std::uniform_int_distribution promises that nowhere). Not for secrets.
/// The algorithm is SplitMix64 (Steele, Lea and Flood).
class TrafficRandom
{
public:
    explicit TrafficRandom(std::uint64_t seed) noexcept : m_state(seed) { }

    std::uint64_t next() noexcept
    {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31);
    }
    /// From 0 to `most`, both included.
    std::uint64_t upTo(std::uint64_t most) noexcept { return most == ~std::uint64_t{0} ? next() : next() % (most + 1); }
    /// From 0 to below 1.
    double share() noexcept { return static_cast<double>(next() >> 11) * 0x1p-53; }

private:
    std::uint64_t m_state;
};

} // namespace membridge

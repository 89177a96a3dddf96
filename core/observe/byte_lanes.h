// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace membridge {

/// Sixteen bytes that are worked on at once. An extension that GCC and Clang share; on targets without such registers they use others.
using ByteLanes = unsigned char __attribute__((vector_size(16)));

inline ByteLanes loadLanes(const std::byte *from) noexcept
{
    ByteLanes lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

inline ByteLanes fillLanes(std::byte value) noexcept
{
    ByteLanes lanes;
    std::memset(&lanes, static_cast<int>(value), sizeof lanes);
    return lanes;
}

/// Whether a comparison of lanes was true for one of them.
template <typename Compared> bool anyLane(const Compared &lanes) noexcept
{
    static_assert(sizeof lanes == 16);
    std::uint64_t halves[2];
    std::memcpy(halves, &lanes, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

} // namespace membridge

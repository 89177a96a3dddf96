// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "byte_pattern.h"

#include "byte_lanes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace membridge {

BytePattern::BytePattern(ByteVector values, ByteVector masks) : m_values(std::move(values)), m_masks(std::move(masks))
{
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_values[i] &= m_masks[i];
    m_exact = std::all_of(m_masks.begin(), m_masks.end(), [](std::byte mask) { return mask == std::byte{0xff}; });
    chooseProbes();
}

void BytePattern::chooseProbes()
{
    std::array<std::size_t, 256> count{};
    for (const std::byte value : m_values)
        ++count[static_cast<std::size_t>(value)];
    // Zeros and runs of one value are what most segments are full of.
    const auto cost = [&](std::size_t at) {
        const auto open = static_cast<std::size_t>(8 - std::popcount(std::to_integer<unsigned>(m_masks[at])));
        return open * 100'000 + (m_values[at] == std::byte{0} ? 50'000 : 0)
            + count[static_cast<std::size_t>(m_values[at])];
    };
    for (std::size_t i = 1; i < size(); ++i) {
        if (cost(i) < cost(m_first))
            m_first = i;
    }
    m_second = m_first == 0 ? size() - 1 : 0;
    for (std::size_t i = 0; i < size(); ++i) {
        // Another value says more than the same again.
        const auto again = [&](std::size_t at) { return m_values[at] == m_values[m_first] ? 10'000u : 0u; };
        if (i != m_first && cost(i) + again(i) < cost(m_second) + again(m_second))
            m_second = i;
    }
}

bool BytePattern::matches(const std::byte *at) const noexcept
{
    if ((at[m_first] & m_masks[m_first]) != m_values[m_first]
        || (at[m_second] & m_masks[m_second]) != m_values[m_second])
        return false;
    if (m_exact)
        return std::memcmp(at, m_values.data(), size()) == 0;
    for (std::size_t i = 0; i < size(); ++i) {
        if ((at[i] & m_masks[i]) != m_values[i])
            return false;
    }
    return true;
}

std::size_t BytePattern::find(std::span<const std::byte> bytes, std::size_t from) const noexcept
{
    if (bytes.size() < size())
        return none;
    const std::size_t end = bytes.size() - size() + 1;
    const std::byte *const data = bytes.data();
    if (from < end && matches(data + from))
        return from;
    const ByteLanes firstMask = fillLanes(m_masks[m_first]);
    const ByteLanes first = fillLanes(m_values[m_first]);
    const ByteLanes secondMask = fillLanes(m_masks[m_second]);
    const ByteLanes second = fillLanes(m_values[m_second]);
    constexpr std::size_t block = 4 * sizeof(ByteLanes);
    std::size_t at = from;
    for (; at < end && end - at >= block; at += block) {
        const auto candidates = [&](std::size_t lane) {
            const std::byte *const here = data + at + lane * sizeof(ByteLanes);
            return ((loadLanes(here + m_first) & firstMask) == first)
                & ((loadLanes(here + m_second) & secondMask) == second);
        };
        const auto found = candidates(0) | candidates(1) | candidates(2) | candidates(3);
        if (!anyLane(found))
            continue;
        for (std::size_t i = at; i < at + block; ++i) {
            if (matches(data + i))
                return i;
        }
    }
    for (; at < end; ++at) {
        if (matches(data + at))
            return at;
    }
    return none;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace membridge {

/// A sequence of bytes of which any bits may be left open. Immutable; any thread.
class BytePattern
{
public:
    static constexpr std::size_t none = ~std::size_t{0};

    /// A byte b of the data matches at place i if (b & masks[i]) == values[i]. Both have the same size, at least 1.
    BytePattern(ByteVector values, ByteVector masks);

    std::size_t size() const noexcept { return m_values.size(); }
    /// The first place at or after `from` where all of it matches; `none` if there is none.
    ///
    /// Compares two places of the pattern, those least likely to match by chance, at 64 offsets at once and looks closer where both
    /// match (the "generic SIMD" search, W. Muła, http://0x80.pl/articles/simd-strfind.html).
    std::size_t find(std::span<const std::byte> bytes, std::size_t from) const noexcept;
    bool matches(const std::byte *at) const noexcept;

private:
    void chooseProbes();

    ByteVector m_values;
    ByteVector m_masks;
    std::size_t m_first = 0; ///< The places compared first; the same one in a pattern of one byte.
    std::size_t m_second = 0;
    bool m_exact = false; ///< No bit is open.
};

} // namespace membridge

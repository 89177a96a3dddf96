// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/interpretation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <variant>

namespace membridge {

/// Numbers of one type between two others. Immutable; any thread.
class NumberBounds
{
public:
    static constexpr std::size_t none = ~std::size_t{0};

    /// The numbers that are at most `tolerance` off the one in `number`, as far as their type reaches. `number`: 1, 2, 4 or 8 bytes.
    static NumberBounds aroundInteger(std::span<const std::byte> number, ByteOrder order, bool isSigned,
                                      std::uint64_t tolerance);
    /// IEEE 754 of 2, 4 or 8 bytes, compared as double. Near an infinity is only itself, near a NaN nothing; a NaN is near nothing.
    /// `tolerance` is not negative and no NaN.
    static NumberBounds aroundReal(std::span<const std::byte> number, ByteOrder order, double tolerance);

    /// The first number within the bounds at `from`, `from` + `stride`, …; `none` if there is none. `stride` > 0.
    ///
    /// The highest bytes that both ends have in common, and the first one that differs, tell for 64 offsets at once whether one may match;
    /// only then its number is read.
    std::size_t find(std::span<const std::byte> bytes, std::size_t from, std::size_t stride = 1) const noexcept;

private:
    /// Both ends belong to it.
    template <typename Number> struct Ends
    {
        Number least;
        Number most;
    };
    using Range = std::variant<Ends<std::int64_t>, Ends<std::uint64_t>, Ends<double>>;
    /// A byte of a number that is low, or at most `span` more (modulo 256).
    struct Probe
    {
        std::size_t place = 0; ///< In memory.
        std::byte low{};
        std::byte span{};
    };
    struct Probes
    {
        Probe ranged;
        Probe fixed;
    };

    NumberBounds(std::size_t size, ByteOrder order, Range range);

    static std::optional<std::pair<std::uint64_t, std::uint64_t>> bitsOf(const Range &range, std::size_t size);
    static std::optional<Probes> probesOf(std::size_t size, ByteOrder order, const Range &range);
    template <std::size_t size, ByteOrder order, typename Number>
    std::size_t findBetween(const Ends<Number> &ends, std::span<const std::byte> bytes, std::size_t from,
                            std::size_t stride) const noexcept;

    std::size_t m_size;
    ByteOrder m_order;
    Range m_range;
    std::optional<Probes> m_probes; ///< None where they would let most bytes through.
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "number_bounds.h"

#include "../codec/half_float.h"
#include "byte_lanes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>
#include <utility>

namespace membridge {

namespace {

/// Offsets that the probes look at together.
constexpr std::size_t blockSize = 4 * sizeof(ByteLanes);

template <std::size_t size>
using BitsOf = std::conditional_t<
    size == 1, std::uint8_t,
    std::conditional_t<size == 2, std::uint16_t, std::conditional_t<size == 4, std::uint32_t, std::uint64_t>>>;

template <std::size_t size, ByteOrder order> BitsOf<size> loadBits(const std::byte *at)
{
    BitsOf<size> bits;
    std::memcpy(&bits, at, size);
    if constexpr ((order == ByteOrder::Little) != (std::endian::native == std::endian::little)) {
        if constexpr (size == 2)
            bits = __builtin_bswap16(bits);
        else if constexpr (size == 4)
            bits = __builtin_bswap32(bits);
        else if constexpr (size == 8)
            bits = __builtin_bswap64(bits);
    }
    return bits;
}

template <typename Number, std::size_t size> Number numberOf(BitsOf<size> bits)
{
    if constexpr (std::is_same_v<Number, double>) {
        if constexpr (size == 2)
            return fromHalf(bits);
        else if constexpr (size == 4)
            return std::bit_cast<float>(bits);
        else
            return std::bit_cast<double>(bits);
    } else if constexpr (std::is_signed_v<Number>) {
        return static_cast<std::make_signed_t<BitsOf<size>>>(bits);
    } else {
        return bits;
    }
}

/// Of the number of that size that is nearest: rounding keeps the order, so what is between two numbers is also between their nearest.
std::uint64_t bitsOfReal(double number, std::size_t size)
{
    if (size == 8)
        return std::bit_cast<std::uint64_t>(number);
    if (size == 4)
        return std::bit_cast<std::uint32_t>(static_cast<float>(number));
    constexpr std::uint16_t infinity = 0x7c00;
    return toHalf(number).value_or(static_cast<std::uint16_t>(std::signbit(number) ? infinity | 0x8000 : infinity));
}

std::byte byteOf(std::uint64_t bits, std::size_t size, std::size_t fromTheTop)
{
    return static_cast<std::byte>(bits >> (8 * (size - 1 - fromTheTop)));
}

std::uint64_t bitsIn(std::span<const std::byte> number, ByteOrder order)
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < number.size(); ++i)
        bits = bits << 8 | std::to_integer<std::uint64_t>(number[order == ByteOrder::Big ? i : number.size() - 1 - i]);
    return bits;
}

/// A probe for sixteen offsets.
struct ProbeLanes
{
    ProbeLanes(std::size_t at, std::byte least, std::byte reach)
        : place(at), low(fillLanes(least)), span(fillLanes(reach))
    {
    }
    auto pass(const std::byte *at) const { return (loadLanes(at + place) - low) <= span; }

    std::size_t place;
    ByteLanes low;
    ByteLanes span;
};

bool isCommon(std::byte value)
{
    return value == std::byte{0} || value == std::byte{0xff};
}

} // namespace

/// The bits of the ends, the lower first; nothing where the bits between are not those of the numbers between.
std::optional<std::pair<std::uint64_t, std::uint64_t>> NumberBounds::bitsOf(const Range &range, std::size_t size)
{
    if (const auto *reals = std::get_if<Ends<double>>(&range)) {
        // Zero has two signs; a NaN has no order.
        if (!(reals->least > 0 || reals->most < 0))
            return std::nullopt;
        return std::minmax({bitsOfReal(reals->least, size), bitsOfReal(reals->most, size)});
    }
    if (const auto *whole = std::get_if<Ends<std::uint64_t>>(&range))
        return std::pair{whole->least, whole->most};
    // Two's complement: modulo 2^n the numbers between are the bits between, also over zero.
    const auto &ends = std::get<Ends<std::int64_t>>(range);
    return std::pair{static_cast<std::uint64_t>(ends.least), static_cast<std::uint64_t>(ends.most)};
}

NumberBounds::NumberBounds(std::size_t size, ByteOrder order, Range range)
    : m_size(size), m_order(order), m_range(range), m_probes(probesOf(size, order, range))
{
}

NumberBounds NumberBounds::aroundInteger(std::span<const std::byte> number, ByteOrder order, bool isSigned,
                                         std::uint64_t tolerance)
{
    const std::size_t size = number.size();
    const auto unused = static_cast<unsigned>(64 - 8 * size);
    const std::uint64_t bits = bitsIn(number, order);
    if (!isSigned) {
        const std::uint64_t up = (~std::uint64_t{0} >> unused) - bits;
        return NumberBounds(size, order,
                            Ends<std::uint64_t>{bits - std::min(bits, tolerance), bits + std::min(up, tolerance)});
    }
    // In two's complement the way to either end is exact as an unsigned number.
    const std::uint64_t centre = static_cast<std::uint64_t>(static_cast<std::int64_t>(bits << unused) >> unused);
    const std::uint64_t top = ~std::uint64_t{0} >> (unused + 1);
    const std::uint64_t up = top - centre;
    const std::uint64_t down = centre + top + 1;
    return NumberBounds(size, order,
                        Ends<std::int64_t>{static_cast<std::int64_t>(centre - std::min(down, tolerance)),
                                           static_cast<std::int64_t>(centre + std::min(up, tolerance))});
}

NumberBounds NumberBounds::aroundReal(std::span<const std::byte> number, ByteOrder order, double tolerance)
{
    const std::uint64_t bits = bitsIn(number, order);
    const double centre = number.size() == 2 ? numberOf<double, 2>(static_cast<std::uint16_t>(bits))
        : number.size() == 4                 ? numberOf<double, 4>(static_cast<std::uint32_t>(bits))
                                             : numberOf<double, 8>(bits);
    const double reach = std::isinf(centre) ? 0 : tolerance;
    return NumberBounds(number.size(), order, Ends<double>{centre - reach, centre + reach});
}

std::optional<NumberBounds::Probes> NumberBounds::probesOf(std::size_t size, ByteOrder order, const Range &range)
{
    const auto ends = bitsOf(range, size);
    if (!ends)
        return std::nullopt;
    const auto [low, high] = *ends;
    const auto placeOf = [&](std::size_t fromTheTop) {
        return order == ByteOrder::Little ? size - 1 - fromTheTop : fromTheTop;
    };
    std::size_t same = 0;
    while (same < size - 1 && byteOf(low, size, same) == byteOf(high, size, same))
        ++same;
    const std::byte least = byteOf(low, size, same);
    const auto span = static_cast<std::uint8_t>(std::to_integer<unsigned>(byteOf(high, size, same))
                                                - std::to_integer<unsigned>(least));
    constexpr std::uint8_t half = 128;
    if (same == 0 && span >= half)
        return std::nullopt;
    Probes probes{.ranged = {placeOf(same), least, std::byte{span}}, .fixed = {placeOf(same), least, std::byte{span}}};
    for (std::size_t i = 0; i < same; ++i) {
        const std::byte value = byteOf(low, size, i);
        if (i == 0 || !isCommon(value))
            probes.fixed = {placeOf(i), value, std::byte{0}};
    }
    return probes;
}

template <std::size_t size, ByteOrder order, typename Number>
std::size_t NumberBounds::findBetween(const Ends<Number> &ends, std::span<const std::byte> bytes, std::size_t from,
                                      std::size_t stride) const noexcept
{
    if (bytes.size() < size || from > bytes.size() - size)
        return none;
    const std::size_t last = bytes.size() - size;
    const auto matches = [&](std::size_t at) {
        const auto number = numberOf<Number, size>(loadBits<size, order>(bytes.data() + at));
        // Also so that a NaN, which is on no side of anything, does not match.
        return number >= ends.least && number <= ends.most;
    };
    std::size_t at = from;
    if (m_probes && stride <= blockSize) {
        const ProbeLanes ranged(m_probes->ranged.place, m_probes->ranged.low, m_probes->ranged.span);
        const ProbeLanes fixed(m_probes->fixed.place, m_probes->fixed.low, m_probes->fixed.span);
        const std::size_t step = blockSize / stride * stride;
        for (; last - at >= blockSize; at += step) {
            const auto candidates = [&](std::size_t lane) {
                const std::byte *const here = bytes.data() + at + lane * sizeof(ByteLanes);
                return ranged.pass(here) & fixed.pass(here);
            };
            if (!anyLane(candidates(0) | candidates(1) | candidates(2) | candidates(3)))
                continue;
            for (std::size_t i = at; i < at + step; i += stride) {
                if (matches(i))
                    return i;
            }
        }
    }
    for (;; at += stride) {
        if (matches(at))
            return at;
        if (stride > last - at)
            return none;
    }
}

std::size_t NumberBounds::find(std::span<const std::byte> bytes, std::size_t from, std::size_t stride) const noexcept
{
    const auto ordered = [&]<std::size_t size>(const auto &ends) {
        using Number = std::remove_cvref_t<decltype(ends.least)>;
        return m_order == ByteOrder::Little ? findBetween<size, ByteOrder::Little, Number>(ends, bytes, from, stride)
                                            : findBetween<size, ByteOrder::Big, Number>(ends, bytes, from, stride);
    };
    return std::visit(
        [&]<typename Number>(const Ends<Number> &ends) {
            switch (m_size) {
            case 1:
                // There is no float of one byte.
                if constexpr (std::is_integral_v<Number>)
                    return ordered.template operator()<1>(ends);
                else
                    return none;
            case 2:
                return ordered.template operator()<2>(ends);
            case 4:
                return ordered.template operator()<4>(ends);
            default:
                return ordered.template operator()<8>(ends);
            }
        },
        m_range);
}

} // namespace membridge

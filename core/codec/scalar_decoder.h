// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "schema.h"
#include "value.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace membridge {

/// One fixed-width element, as 8 bytes and the tag that says how to take them.
struct Scalar
{
    std::uint64_t bits = 0; ///< Integers and bool widened to 64 bits (i32 with its sign); f64 and f32 as their own bits.
    TypeTag tag = TypeTag::U64;

    /// As decode() gives it.
    Value value() const;
    /// As a number, whatever the tag; integers beyond 2^53 are rounded.
    double number() const noexcept;
    bool operator==(const Scalar &) const = default;
};

/// Decodes many pieces of data by one schema of fixed-width elements, without allocating: for whoever looks at a field of every frame. What it
/// gives is what decode() gives, less offsets and doubts.
///
/// Threads: const after construction; any thread.
class ScalarDecoder
{
public:
    /// Nothing when the schema has a string or bytes(N), whose width differs or whose value is no scalar, or more than maxValues elements, or `@` or
    /// `skip` past 4 GiB.
    static std::optional<ScalarDecoder> of(const Schema &schema, std::size_t maxValues = 1'000'000);

    /// Elements a piece of data has.
    std::size_t count() const noexcept { return m_count; }
    /// Bytes needed; what is beyond is ignored.
    std::size_t size() const noexcept { return m_size; }

    /// Fills the first count() elements of `out`. False, and nothing is written, when `data` has less than size() bytes or `out` no room.
    bool decode(std::span<const std::byte> data, std::span<Scalar> out) const noexcept;

private:
    /// Elements of one kind in a row.
    struct Run
    {
        TypeTag tag;
        std::size_t count;
        std::size_t offset; ///< Bytes.
        std::size_t index;  ///< Of the first one in the output.
    };
    /// How elements lie and are widened. Those of one kind are decoded together, without a branch on each tag.
    enum class Kind : std::uint8_t { Word64, Word32, Signed32, Byte, Bool };
    static constexpr std::size_t kinds = 5;
    /// One element: a handful of these costs less than the loops of as many runs.
    struct Single
    {
        std::uint32_t index;  ///< In the output.
        std::uint32_t offset; ///< Bytes.
        TypeTag tag;
    };

    void add(TypeTag tag, std::size_t count, std::size_t offset);
    void takeOutSingles();
    static Kind kindOf(TypeTag tag) noexcept;
    void decodeSingles(const std::byte *from, Scalar *to) const noexcept;
    static void decodeRun(const std::byte *from, TypeTag tag, std::size_t count, Scalar *to) noexcept;

    std::vector<Single> m_singles;           ///< By kind.
    std::array<std::size_t, kinds> m_ends{}; ///< In m_singles, of each kind.
    std::vector<Run> m_runs;
    std::size_t m_count = 0;
    std::size_t m_size = 0;
};

} // namespace membridge

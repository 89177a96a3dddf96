// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace membridge {

/// A schema that some bytes may have been written by. Never a fact: a segment stores no types.
struct SchemaCandidate
{
    std::string schema; ///< Text that parseSchema() takes.
    double score = 0;   ///< 0 … 1: the share of the bytes that look like what the schema reads, by rules of thumb.
    bool weak = true;   ///< The score is too low to suggest anything.
    std::vector<std::string> reasons; ///< Sentences.

    bool operator==(const SchemaCandidate &) const = default;
};

/// Pieces that are looked at, the first ones, and bytes of each.
inline constexpr std::size_t guessedPieces = 200;
inline constexpr std::size_t guessedBytes = 4096;

enum class GuessFrom {
    Window, ///< The start of a region's data; zeros at its end count as never written.
    Frames  ///< Payloads of a ring: each is whole, and all are supposed to have the same schema.
};

/// At most 10 candidates, the most plausible first. Looks at the first guessedPieces and the first guessedBytes of each (longer frames are left out), at
/// most 48 fields: bounded work for any bytes. A beam search over int, float, bool, str, u32 and f32, scored by how
/// plausible each value is. Any thread.
std::vector<SchemaCandidate> guessSchemas(std::span<const std::span<const std::byte>> pieces, GuessFrom from);

} // namespace membridge

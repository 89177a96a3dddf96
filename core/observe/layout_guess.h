// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/layout.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace membridge {

enum class Layout { Unknown, Region, Ring };

/// "unknown", "region", "ring".
const char *name(Layout layout) noexcept;

/// Why a layout was inferred.
enum class GuessReason {
    TooSmall,            ///< Neither layout fits.
    Unreadable,          ///< The header could not be read.
    HeaderConsistent,    ///< Capacity, size and indices agree: a ring.
    CapacityMatchesSize, ///< Capacity and size agree, the indices don't: most likely a damaged ring.
    RingCutShort,        ///< The header describes a larger ring: most likely it was truncated.
    SizeOfARing, ///< Size - 24 is a power of two but the header describes no ring: perhaps one not set up, or damaged.
    NotARingHeader, ///< Size - 24 is a power of two, but the header describes no ring and the lock word is a state: a region.
    NotARingSize,       ///< Size - 24 is no power of two and the lock word is a state: a region.
    ImplausibleLockWord ///< Not a ring, and the lock word is no state either.
};

/// An inference, never a fact: nothing in a segment says which layout it uses.
struct LayoutGuess
{
    Layout layout = Layout::Unknown;
    double confidence = 0; ///< 0 … 1.
    GuessReason reason = GuessReason::Unreadable;

    /// Enough to refuse an operation that needs the other layout.
    bool confident() const noexcept { return confidence >= 0.9; }
    std::string text() const;
    bool operator==(const LayoutGuess &) const = default;
};

/// `start` is the first 24 bytes of the segment, or all of a smaller one.
LayoutGuess guessLayout(std::span<const std::byte> start, std::uint64_t segmentSize);

} // namespace membridge

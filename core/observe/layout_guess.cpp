// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "layout_guess.h"

#include <bit>
#include <cstring>

namespace membridge {

const char *name(Layout layout) noexcept
{
    switch (layout) {
    case Layout::Unknown:
        return "unknown";
    case Layout::Region:
        return "region";
    case Layout::Ring:
        return "ring";
    }
    return "unknown";
}

LayoutGuess guessLayout(std::span<const std::byte> start, std::uint64_t segmentSize)
{
    if (segmentSize < region_layout::smallestSize)
        return {Layout::Unknown, 0, GuessReason::TooSmall};
    if (start.size() < region_layout::smallestSize - 1)
        return {Layout::Unknown, 0, GuessReason::Unreadable};

    LockWord word;
    std::memcpy(&word.raw, start.data(), sizeof word.raw);
    const bool lockPlausible = word.state() != LockState::Invalid && !word.implausible();

    if (start.size() >= ring_layout::dataOffset
        && segmentSize >= ring_layout::dataOffset + ring_layout::smallestCapacity) {
        RingHeader header;
        std::memcpy(&header, start.data(), sizeof header);
        const std::uint64_t room = segmentSize - ring_layout::dataOffset;
        const bool sizeFits = std::has_single_bit(room);
        // The capacity field is 64 bits that a region would have to hold by chance.
        if (!checkRing(header, segmentSize))
            return {Layout::Ring, 0.99, GuessReason::HeaderConsistent};
        if (sizeFits && header.capacity == room)
            return {Layout::Ring, 0.95, GuessReason::CapacityMatchesSize};
        // In a region these would be misaligned values, whose upper bytes are hardly ever zero.
        const bool indicesPlausible = header.head <= header.tail && header.tail > 0
            && header.tail < (std::uint64_t{1} << 56);
        const bool ofAnotherSize = std::has_single_bit(header.capacity) && header.capacity < (std::uint64_t{1} << 40)
            && indicesPlausible && header.used() <= header.capacity;
        if (ofAnotherSize && header.capacity > room)
            return {Layout::Ring, 0.8, GuessReason::RingCutShort};
        if (ofAnotherSize && header.used() >= ring_layout::frameHeaderSize)
            return {Layout::Ring, 0.6, GuessReason::RingCutShort};
        // Sizes of 2^n + 24 are what rings are made with. The small ones of them are ordinary sizes of regions, too.
        constexpr std::uint64_t smallestTelling = 64;
        const bool untouched = header.head == 0 && header.tail == 0;
        if (sizeFits && ((indicesPlausible && header.used() <= room) || (untouched && room >= smallestTelling)))
            return {Layout::Ring, 0.6, GuessReason::SizeOfARing};
        if (sizeFits)
            return {lockPlausible ? Layout::Region : Layout::Ring, 0.6,
                    lockPlausible ? GuessReason::NotARingHeader : GuessReason::SizeOfARing};
    }
    if (lockPlausible)
        return {Layout::Region, 0.9, GuessReason::NotARingSize};
    return {Layout::Region, 0.6, GuessReason::ImplausibleLockWord};
}

std::string LayoutGuess::text() const
{
    switch (reason) {
    case GuessReason::TooSmall:
        return "too small for either layout";
    case GuessReason::Unreadable:
        return "its header could not be read";
    case GuessReason::HeaderConsistent:
        return "capacity, size and indices agree as in a ring";
    case GuessReason::CapacityMatchesSize:
        return "the capacity field matches the size of a ring, but the indices contradict each other";
    case GuessReason::RingCutShort:
        return "the header describes a ring of another size; perhaps the segment was resized";
    case GuessReason::SizeOfARing:
        return "the size is that of a ring, but the header describes none; perhaps not set up yet, or damaged";
    case GuessReason::NotARingHeader:
        return "the size could be that of a ring, but the header is none, and the first word is a possible lock state";
    case GuessReason::NotARingSize:
        return "the size is not that of a ring, and the first word is a possible lock state";
    case GuessReason::ImplausibleLockWord:
        return "the size is not that of a ring, but the first word is no plausible lock state either";
    }
    return {};
}

} // namespace membridge

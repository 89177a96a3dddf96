// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace membridge {

// Both layouts as membridge 1.0.0 writes them, in native byte order. Nothing in a segment says which one it uses.
static_assert(std::endian::native == std::endian::little, "the golden segments are little-endian");

/// Region: i32 lock word, then data. Every public data offset counts from dataOffset, so data is never 8-byte aligned.
namespace region_layout {
inline constexpr std::uint64_t lockOffset = 0;
inline constexpr std::uint64_t dataOffset = 4;
inline constexpr std::uint64_t smallestSize = 5;
} // namespace region_layout

/// Ring: u64 head, u64 tail, u64 capacity, then `capacity` bytes of frames (u32 payload length + payload, wrapping).
namespace ring_layout {
inline constexpr std::uint64_t headOffset = 0;
inline constexpr std::uint64_t tailOffset = 8;
inline constexpr std::uint64_t capacityOffset = 16;
inline constexpr std::uint64_t dataOffset = 24;
inline constexpr std::uint64_t frameHeaderSize = 4;
/// An empty payload is a legal frame, so four bytes are the smallest usable capacity.
inline constexpr std::uint64_t smallestCapacity = 4;
} // namespace ring_layout

/// The 24 bytes at the start of a ring, copied out once. Untrusted until checkRing() has found nothing.
struct RingHeader
{
    std::uint64_t head = 0;     ///< Next byte the consumer reads; monotonic.
    std::uint64_t tail = 0;     ///< Next byte the producer writes; monotonic.
    std::uint64_t capacity = 0; ///< Bytes of data; a power of two.

    /// Bytes between head and tail. Meaningless (wraps) unless checkRing() found nothing.
    std::uint64_t used() const noexcept { return tail - head; }
    bool operator==(const RingHeader &) const = default;
};
static_assert(sizeof(RingHeader) == ring_layout::dataOffset);

/// What is wrong with a ring.
enum class RingFaultKind {
    TooSmall,              ///< The segment has no room for the header and a frame.
    CapacityNotPowerOfTwo, ///< The capacity field is 0 or no power of two.
    CapacityMismatch,      ///< The capacity field is a power of two but not size - 24.
    HeadPastTail,          ///< head > tail.
    OverCapacity,          ///< tail - head > capacity.
    FramePastTail,         ///< A frame's length runs past tail (or tail leaves less than a length prefix).
    HeadMoved,             ///< head is `wanted` though this consumer left it at `limit`: somebody else wrote it.
    TailMoved,             ///< tail is `wanted` though this producer left it at `limit`: somebody else wrote it.
};

struct RingFault
{
    RingFaultKind kind;
    std::uint64_t position = 0; ///< Logical position of the offending frame (FramePastTail), otherwise 0.
    std::uint64_t wanted = 0;   ///< Capacity, occupancy, frame bytes or index that the segment claims.
    std::uint64_t limit = 0;    ///< What it could at most be (what it should be, for an index).
    RingHeader header;          ///< The header this was found with.

    bool operator==(const RingFault &) const = default;
    /// One English sentence with the numbers in it.
    std::string text() const;
};

/// How strictly the capacity field is compared with the segment's size.
enum class SizeIs {
    Exact,      ///< Linux: capacity must equal size - 24.
    PageRounded ///< macOS and Windows report a page-rounded size: capacity must be <= size - 24.
};

#if defined(__linux__)
inline constexpr SizeIs nativeSizeIs = SizeIs::Exact;
#else
inline constexpr SizeIs nativeSizeIs = SizeIs::PageRounded;
#endif

/// The first fault in `header` for a segment of `segmentSize` bytes; frames are not looked at.
std::optional<RingFault> checkRing(const RingHeader &header, std::uint64_t segmentSize,
                                   SizeIs sizeIs = nativeSizeIs) noexcept;

/// What the 32-bit lock word of a region says.
enum class LockState { Free, Readers, Writer, Invalid };

struct LockWord
{
    std::int32_t raw = 0;

    LockState state() const noexcept
    {
        return raw == 0 ? LockState::Free
            : raw > 0   ? LockState::Readers
            : raw == -1 ? LockState::Writer
                        : LockState::Invalid;
    }
    /// Number of readers, 0 unless the state is Readers.
    std::int32_t readers() const noexcept { return raw > 0 ? raw : 0; }
    /// More readers than any real program has: the word was most likely overwritten.
    bool implausible() const noexcept { return raw > 100'000; }
    bool operator==(const LockWord &) const = default;
};

/// "free", "readers", "writer", "invalid".
const char *name(LockState state) noexcept;

} // namespace membridge

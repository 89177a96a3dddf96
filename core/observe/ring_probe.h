// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/layout.h"
#include "../ipc/spsc_ring_buffer.h"
#include "frame_runs.h"
#include "segment_reader.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace membridge {

/// The indices of a ring at one moment.
struct RingSample
{
    std::int64_t timeNs = 0; ///< CLOCK_MONOTONIC.
    std::uint64_t segmentSize = 0;
    RingHeader header;
    /// head was the same before and after tail was read, or neither moved: the pair existed at one moment.
    bool consistent = false;
    std::optional<RingFault> fault;
};

/// The frames between head and tail, copied out.
struct PendingFrames
{
    RingHeader header;
    /// Up to the limit or the first fault. Each was still pending after it was copied, so it is exact; those that were consumed meanwhile
    /// are left out.
    std::vector<Frame> frames;
    /// The last ones that were walked, PendingLimits::newest of them at most, also those that are in `frames`; likewise exact.
    std::vector<Frame> newest;
    /// Where those are that were walked, each after the one before, if PendingLimits::runs allows any. Those that were consumed meanwhile are left
    /// out as soon as that is seen.
    FrameRuns places;
    std::uint64_t before = 0; ///< Frames before PendingLimits::from, of `total`.
    std::uint64_t total = 0;  ///< Frames between head and tail, up to the first fault, also beyond the limit.
    bool totalIsExact = true; ///< False when the walk was cut short: by PendingLimits, or because the segment shrank.
    std::optional<RingFault> fault; ///< Of the header, or of the frame after the last one.
};

/// Where RingProbe::pending() stops.
struct PendingLimits
{
    std::uint64_t maxFrames = 10'000'000;
    std::uint64_t maxBytes = std::numeric_limits<std::uint64_t>::max(); ///< Of the ring, walked.
    std::uint64_t maxPayload = 64 * 1024 * 1024; ///< Bytes of each frame that are kept; Frame::length tells the whole.
    std::size_t newest = 0;                      ///< How many of the last ones are copied, beside the first ones.
    std::uint64_t from = 0; ///< Logical position: frames before it are walked, but not among the first ones that are copied.
    std::size_t runs = 0; ///< How many runs of lengths PendingFrames::places may have.
};

/// Bytes and messages since the previous look.
struct RingProgress
{
    std::int64_t elapsedNs = 0;
    std::uint64_t bytesIn = 0;     ///< How far tail moved: exact.
    std::uint64_t bytesOut = 0;    ///< How far head moved: exact.
    std::uint64_t framesSeen = 0;  ///< Frames counted in the part that was walked.
    std::uint64_t bytesWalked = 0; ///< Bytes of `bytesIn` that were walked before they could be overwritten.
    std::uint64_t walkCost = 0; ///< Bytes read for that; a read of a single length counts as RingProbe::singleReadCost more.
    std::optional<RingFault> fault; ///< FramePastTail: a frame that was still pending after it was copied, so it is certain.
    bool restarted = false;         ///< An index went back (or the ring was replaced): no rates for this interval.

    /// Share of the bytes whose frames were counted; 1 when nothing moved.
    double coverage() const noexcept
    {
        return bytesIn == 0 ? 1.0 : static_cast<double>(bytesWalked) / static_cast<double>(bytesIn);
    }
};

/// Looks at a ring without consuming anything. One thread a probe.
///
/// Reads head, tail and head again, and some times more while head moves, because one pread is no consistent pair of indices.
class RingProbe
{
public:
    /// What one read costs beside its bytes, in bytes copied: measured, 0.3 µs.
    static constexpr std::uint64_t singleReadCost = 1024;

    explicit RingProbe(const SegmentReader &reader) noexcept : m_reader(reader) { }

    /// The indices now; nothing when the segment is smaller than a ring header.
    std::optional<RingSample> sample() const;

    /// Copies up to `limit` pending frames and counts the rest, as far as `limits` allow. Never allocates more than what is pending.
    PendingFrames pending(std::size_t limit, const PendingLimits &limits = {}) const;

    /// How far the ring moved between `previous` and `now`; reads at most about `walkBudget` bytes (see RingProgress::walkCost) to count frames:
    /// small frames with their payloads, of large ones the lengths. When more moved than that, or than half of the ring, it counts the
    /// pending frames only and coverage() tells how much of the whole they are.
    RingProgress progress(const RingSample &previous, const RingSample &now,
                          std::uint64_t walkBudget = 256 * 1024) const;
    /// The frames that the latest progress() counted, in their order. Never more memory than twice its budget.
    std::span<const LengthRun> countedLengths() const noexcept { return m_lengths; }

private:
    struct HeaderWalk
    {
        std::uint64_t frames = 0;
        std::uint64_t end = 0; ///< Position after the last whole frame.
        std::uint64_t cost = 0;
        std::optional<std::uint64_t> badLength; ///< Of the frame there, its prefix included: it reaches past tail.
    };
    /// From this size on it is cheaper to read the lengths one by one.
    static constexpr std::uint64_t largeFrame = 1024;
    static constexpr std::uint64_t smallPiece = 64;

    /// Where a frame is, in logical positions, and the bytes of its payload.
    struct Place
    {
        std::uint64_t position;
        std::uint64_t length;
    };

    /// pending(), but for the newest frames, of which `last` gets the places.
    PendingFrames walkPending(std::size_t limit, const PendingLimits &limits, std::deque<Place> &last) const;
    HeaderWalk walkHeaders(const RingHeader &header, std::uint64_t begin, std::uint64_t budget) const;
    std::uint64_t reachOf(std::uint64_t budget, const RingHeader &header, std::uint64_t position) const;
    /// Each field by itself is true at some moment of the call.
    std::optional<RingHeader> readHeader() const;
    std::optional<std::uint64_t> readHead() const;
    bool readRing(std::uint64_t capacity, std::uint64_t position, std::span<std::byte> out) const;

    const SegmentReader &m_reader;
    mutable bool m_headRaces = false;         ///< It moved during every try of the last sample.
    mutable ByteVector m_piece;               ///< Kept between walks.
    mutable std::vector<LengthRun> m_lengths; ///< Likewise.
};

} // namespace membridge

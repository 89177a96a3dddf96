// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "../observe/ring_probe.h"
#include "../observe/segment_reader.h"
#include "frame_sink.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

namespace membridge {

/// What a FrameRecorder has seen so far.
struct RecorderCounts
{
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;    ///< Of these frames, length prefixes included.
    std::uint64_t followed = 0; ///< How far tail was followed: `bytes` + missedBytes(), exactly.
    std::uint64_t corrupt = 0;  ///< Frames that certainly reached past tail. From there to tail all is missed.
    std::uint64_t restarts = 0; ///< How often an index went back, or the capacity changed: the ring was set up anew.

    std::uint64_t missedBytes() const noexcept { return followed - bytes; }
};

/// Follows a ring from outside and copies every frame that it can, from where tail was when it was made. It consumes nothing, writes nothing and
/// takes no part: the segment is read through a read-only descriptor.
///
/// A frame counts as exact, and is handed on, if after it was copied it was still pending; or if it was consumed, but what has come since,
/// together with the largest push that is to be expected (half of the ring, or the largest frame met), can't have come round to it. So the one
/// thing that could spoil a frame unseen is a push of more than half of the ring, larger than any before, that is in flight while a frame
/// consumed shortly before is copied. All else between the tails seen is missed, and counted to the byte.
/// A ring that is set up anew meanwhile (both indices back at 0) is followed from there.
///
/// Threads: one at a time.
class FrameRecorder
{
public:
    /// Keeps up to `keptBytes` of each frame, at most mostKeptBytes. Takes the first look: fault() tells if there is no ring to follow.
    explicit FrameRecorder(const SegmentReader &reader, std::uint64_t keptBytes = mostKeptBytes);

    /// Hands on what came since the last look, `maxFrames` frames at most. True if anything came.
    bool look(FrameSink &sink, std::uint64_t maxFrames = std::numeric_limits<std::uint64_t>::max());

    struct Limits
    {
        std::optional<std::chrono::nanoseconds> duration; ///< Otherwise until the stop flag.
        std::optional<std::uint64_t> frames;              ///< Then bytes and followed end with the last of these.
    };
    enum class End {
        Time,
        Count,
        Stopped,
        Malformed, ///< The header made no sense for longer than a ring takes to be set up: fault().
        Removed,   ///< The name is gone; all that came until then was handed on.
        Replaced   ///< The name means another segment by now; likewise.
    };
    /// Looks as often as it makes sense: without a pause while frames come, at last every millisecond when none do. All that came until the
    /// time is over, the flag was set or the name was gone, is handed on. A stop is obeyed at once, whatever is wrong with the ring. Whether the
    /// name is still this segment's is looked up some ten times a second.
    End run(FrameSink &sink, const Limits &limits, const StopFlag *stop = nullptr);

    const RecorderCounts &counts() const noexcept { return m_counts; }
    /// What was wrong with the header at the last look.
    const std::optional<RingFault> &fault() const noexcept { return m_fault; }
    /// Up to where the ring was followed.
    std::uint64_t position() const noexcept { return m_position; }

    static constexpr std::uint64_t mostKeptBytes = 262'144;

private:
    bool takeSample(RingSample &sample);
    void beginAnew(const RingSample &sample);
    bool isExact(std::uint64_t begin, const RingSample &after) const noexcept;
    bool copyPiece(FrameSink &sink, RingSample &now, std::uint64_t maxFrames);
    bool handOn(FrameSink &sink, const RingSample &now, std::uint64_t maxFrames, bool pending);
    void skipTo(std::uint64_t position, std::int64_t timeNs);
    void tellGap(FrameSink &sink);
    std::optional<End> nameLost() const;
    bool readRing(std::uint64_t capacity, std::uint64_t position);

    const SegmentReader &m_reader;
    RingProbe m_probe;
    std::uint64_t m_kept;
    RingHeader m_last; ///< Of the last sound look.
    bool m_started = false;
    std::uint64_t m_position = 0;
    std::uint64_t m_largestFrame = 0;
    RecordedGap m_gap; ///< Not told yet: gaps that follow each other are one.
    std::optional<RingFault> m_fault;
    RecorderCounts m_counts;
    ByteVector m_piece;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace membridge {

/// A frame of a ring, seen from outside.
struct RecordedFrame
{
    std::int64_t timeNs = 0; ///< CLOCK_MONOTONIC, of the look that found it: it was published before, and after the look before.
    std::uint64_t position = 0; ///< Logical, of its length prefix.
    std::uint64_t length = 0;   ///< Of the whole frame, its length prefix included.
    /// The frame from its length prefix on, or as much of its beginning as was kept. Valid during the call.
    std::span<const std::byte> bytes;
};

/// A part of a ring that was overwritten, or was no frame, before it could be copied.
struct RecordedGap
{
    std::int64_t timeNs = 0;
    std::uint64_t position = 0;
    std::uint64_t bytes = 0;
};

/// Takes what a FrameRecorder finds, in the order of the ring. What it throws ends the recording.
class FrameSink
{
public:
    virtual ~FrameSink() = default;

    virtual void frame(const RecordedFrame &frame) = 0;
    virtual void gap(const RecordedGap &gap) = 0;
    /// After each look, and once more at the end: a moment to pass on what was collected.
    virtual void settle() { }
};

} // namespace membridge

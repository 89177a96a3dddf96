// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "capture_file_error.h"
#include "capture_files.h"
#include "frame_sink.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace membridge {

/// What a CaptureWriter put into its files, those that rotation removed included.
struct CaptureCounts
{
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;     ///< Of these frames as they were in the ring, length prefixes included.
    std::uint64_t truncated = 0; ///< Frames of which only the beginning was kept.
    std::uint64_t gaps = 0;
};

/// Writes frames to a capture file (CAPTURE_FILES.md) that Wireshark, tshark and CaptureReader open: one packet a frame, nanoseconds.
///
/// settle() writes to disk what was collected for 50 ms or grew to 1 MiB; finish() writes all. When the disk is full, files are cut back to the last
/// whole packet that got there. From then on the writer is of no use: every call throws that same error again.
/// Threads: one at a time. Throws CaptureFileError: PermissionDenied, NotFound, NoSpace, InvalidArgument (no file), System.
class CaptureWriter : public FrameSink
{
public:
    /// CLOCK_MONOTONIC to time since the epoch, as it is now. Taken once a capture, so that times in a file never go back when the clock is set.
    static std::int64_t epochOffsetNs();

    /// Opens the (first) file, replacing what is there, and writes its header. `epochOffset` is added to the times of frames and gaps.
    /// `limits.maxFileBytes` is kept exactly: a frame that alone would exceed it is truncated. Below smallestFile: InvalidArgument.
    explicit CaptureWriter(const std::string &path, const CaptureLimits &limits = {},
                           std::int64_t epochOffset = epochOffsetNs());
    /// Closes the file. Call finish() before, which tells whether it is whole.
    ~CaptureWriter() override;

    void frame(const RecordedFrame &frame) override;
    void gap(const RecordedGap &gap) override;
    void settle() override;
    /// All that was given is on its way to the disk (not: synchronised).
    void finish();

    /// What files hold for certain: as of the last write to disk, or of the error.
    const CaptureCounts &counts() const noexcept { return m_written; }
    /// The files that are left, oldest first.
    const std::deque<std::string> &files() const noexcept { return m_files.names(); }

    static constexpr std::uint64_t smallestFile = 4096;

private:
    struct Output;

    void open();
    /// Returns how many of `bytes` are in the file.
    std::uint64_t add(std::int64_t timeNs, std::span<const std::byte> bytes, std::uint64_t originalLength);
    void flush();
    [[noreturn]] void fail(const CaptureFileError &error);
    [[noreturn]] void cutAndFail(int systemError);
    void requireSound() const;
    void takeWhatIsWhole(std::uint64_t onDisk);

    CaptureFiles m_files;
    std::int64_t m_epochOffset;
    std::unique_ptr<Output> m_output;
    std::uint64_t m_fileBytes = 0; ///< Of the current file, with what is not on disk yet.
    std::uint64_t m_safeBytes = 0; ///< Of the current file, on disk.
    std::int64_t m_flushedNs = 0;
    std::optional<CaptureFileError> m_failure;
    CaptureCounts m_given;
    CaptureCounts m_written;
};

} // namespace membridge

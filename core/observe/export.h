// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/copy_format.h"
#include "../ipc/deadline.h"
#include "byte_source.h"
#include "segment_reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace membridge {

struct ExportResult
{
    bool stopped = false;    ///< By the flag; there is no file then.
    std::uint64_t bytes = 0; ///< Of the segment; fewer than asked for where it ends sooner.
};

/// Writes `ranges` of a source to the file `path`, raw or as text, a megabyte at a time and one after the other, as one text; only a hex dump
/// has the offsets of each. Bytes of a segment are read one after the other while writers go on: the file is no picture of one moment. It ends
/// with the first range that the source has not whole.
///
/// The file gets its name when it is whole, in place of any other that has it; after an error or a stop there is neither a new one nor a
/// part. `progress` (may be empty) gets the bytes done so far, on the calling thread. Throws Error (PermissionDenied, NoSpace, System), with
/// `segment` as the name and the path in its reason, and what the source throws.
ExportResult exportRanges(const ByteSource &source, const std::string &segment, std::span<const ByteRange> ranges,
                          std::optional<CopyFormat> format, const std::filesystem::path &path,
                          const StopFlag *stop = nullptr, const std::function<void(std::uint64_t done)> &progress = {});

/// One range of a segment.
ExportResult exportRange(const SegmentReader &reader, ByteRange range, std::optional<CopyFormat> format,
                         const std::filesystem::path &path, const StopFlag *stop = nullptr,
                         const std::function<void(std::uint64_t done)> &progress = {});

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/copy_format.h"
#include "../ipc/deadline.h"
#include "segment_reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace membridge {

struct ExportResult
{
    bool stopped = false;    ///< By the flag; there is no file then.
    std::uint64_t bytes = 0; ///< Of the segment; fewer than asked for where it ends sooner.
};

/// Writes `range` of a segment to the file `path`, raw or as text, a megabyte at a time. The bytes are read one after the other while writers
/// go on: the file is no picture of one moment.
///
/// The file gets its name when it is whole, in place of any other that has it; after an error or a stop there is neither a new one nor a
/// part. `progress` (may be empty) gets the bytes done so far, on the calling thread. Throws Error (PermissionDenied, NoSpace, System), with
/// the path in its reason.
ExportResult exportRange(const SegmentReader &reader, ByteRange range, std::optional<CopyFormat> format,
                         const std::filesystem::path &path, const StopFlag *stop = nullptr,
                         const std::function<void(std::uint64_t done)> &progress = {});

} // namespace membridge

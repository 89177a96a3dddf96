// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/capture_file_error.h"
#include "core/capture/capture_reader.h"
#include "failure.h"
#include "json_output.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace membridge::cli {

/// What capture and replay tell alike.
struct TrafficSummary
{
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;
    std::uint64_t missedBytes = 0;
    std::chrono::nanoseconds elapsed{};
    std::uint64_t truncated = 0;
};

/// {frames,bytes,missed_bytes,elapsed_ns,truncated}.
Json summaryJson(const TrafficSummary &summary);
/// "3 messages, 36 bytes, in 1.5 s".
std::string summaryText(const TrafficSummary &summary);

/// A file that can't be read or written: status 1, so that 3 always speaks of the segment.
Failure fileFailure(const CaptureFileError &error);
/// One whose reader met a fault: status 1.
Failure faultyFile(const CaptureReader &reader);

} // namespace membridge::cli

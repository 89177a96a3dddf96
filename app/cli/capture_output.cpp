// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture_output.h"

#include "size_text.h"

#include <array>
#include <cstdio>

namespace membridge::cli {

namespace {

std::string_view adviceOn(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return "check the path";
    case ErrorCode::PermissionDenied:
        return "choose a place where you may";
    case ErrorCode::NoSpace:
        return "what was written before is whole; free some space, or bound it with --max-file and --max-files";
    default:
        return {};
    }
}

} // namespace

Json summaryJson(const TrafficSummary &summary)
{
    return {{"frames", summary.frames},
            {"bytes", summary.bytes},
            {"missed_bytes", summary.missedBytes},
            {"elapsed_ns", summary.elapsed.count()},
            {"truncated", summary.truncated}};
}

std::string summaryText(const TrafficSummary &summary)
{
    std::array<char, 64> seconds;
    std::snprintf(seconds.data(), seconds.size(), "%.3f s", std::chrono::duration<double>(summary.elapsed).count());
    return countText(summary.frames, "message") + ", " + sizeText(summary.bytes) + ", in " + seconds.data();
}

Failure fileFailure(const CaptureFileError &error)
{
    return Failure(ExitStatus::Failed, error.segment(), error.attempted(), error.reason(), adviceOn(error.code()));
}

Failure faultyFile(const CaptureReader &reader)
{
    return Failure(ExitStatus::Failed, reader.path(), "read capture file", reader.fault(),
                   "it may be cut off, or not be one of \"membridge-cli capture\"");
}

} // namespace membridge::cli

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "failure.h"

#include "core/codec/utf8.h"

#include <string>

namespace membridge::cli {

namespace {

std::string line(std::string_view segment, std::string_view attempted, std::string_view reason, std::string_view advice)
{
    std::string text = "cannot ";
    text += attempted;
    if (!segment.empty())
        text += " \"" + escapedForDisplay(segment) + '"';
    text += ": " + escapedForDisplay(reason);
    if (!advice.empty()) {
        text += "; ";
        text += advice;
    }
    return text;
}

ExitStatus statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidName:
    case ErrorCode::OutOfBounds:
    case ErrorCode::NotPowerOfTwo:
        return ExitStatus::Usage;
    case ErrorCode::NotFound:
    case ErrorCode::PermissionDenied:
    case ErrorCode::ReadOnly:
        return ExitStatus::Unavailable;
    case ErrorCode::TooSmall:
    case ErrorCode::Malformed:
        return ExitStatus::Malformed;
    case ErrorCode::InvalidArgument:
    case ErrorCode::AlreadyExists:
    case ErrorCode::SegmentLost:
    case ErrorCode::NoSpace:
    case ErrorCode::RoleTaken:
    case ErrorCode::System:
        break;
    }
    return ExitStatus::Failed;
}

std::string_view adviceOn(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidName:
        return "name it like \"/foo\"";
    case ErrorCode::NotFound:
        return "\"membridge-cli list\" shows the names there are";
    case ErrorCode::PermissionDenied:
    case ErrorCode::ReadOnly:
        return "run it as the segment's owner, whom \"membridge-cli list\" shows";
    case ErrorCode::AlreadyExists:
        return "--force removes the old one first";
    case ErrorCode::TooSmall:
    case ErrorCode::Malformed:
    case ErrorCode::SegmentLost:
        return "\"membridge-cli inspect\" shows what is wrong with it";
    case ErrorCode::NoSpace:
        return "\"df -h /dev/shm\" shows what is free";
    case ErrorCode::RoleTaken:
        return "end that one first, or leave it to that one";
    case ErrorCode::InvalidArgument:
    case ErrorCode::OutOfBounds:
    case ErrorCode::NotPowerOfTwo:
    case ErrorCode::System:
        break;
    }
    return {};
}

} // namespace

Failure::Failure(ExitStatus status, std::string_view segment, std::string_view attempted, std::string_view reason,
                 std::string_view advice)
    : std::runtime_error(line(segment, attempted, reason, advice)), m_status(status)
{
}

Failure::Failure(const Error &error)
    : std::runtime_error(line(error.segment(), error.attempted(), error.reason(), adviceOn(error.code()))),
      m_status(statusOf(error.code()))
{
}

} // namespace membridge::cli

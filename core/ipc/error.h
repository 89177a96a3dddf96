// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace membridge {

/// Why an operation on a segment could not even be attempted or finished. Closed: callers may switch over it.
enum class ErrorCode {
    InvalidName,      ///< Not a name that shared memory can have here.
    InvalidArgument,  ///< A size, offset or value that the format forbids ("length cannot be zero").
    OutOfBounds,      ///< The bytes asked for do not lie inside the data area.
    NotFound,         ///< No segment has that name.
    AlreadyExists,    ///< An exclusive creation met an existing name.
    PermissionDenied, ///< The operating system refuses this user.
    ReadOnly,         ///< A write was asked of a segment opened read-only.
    TooSmall,         ///< The segment can't hold the header of this layout.
    NotPowerOfTwo,    ///< A ring's data area must be a power of two bytes.
    Malformed,        ///< The header contradicts itself or the segment's size.
    SegmentLost,      ///< The segment shrank under a mapping; what was read or written is void.
    NoSpace,          ///< The file system can't back the bytes asked for.
    RoleTaken, ///< Somebody already is this ring's producer (or consumer): another handle of this process, or whom holder() names.
    System, ///< Anything else the operating system reported.
};

/// Another process that is in the way.
struct ErrorHolder
{
    std::int64_t pid = 0; ///< 0: nobody is named.
    std::string program;  ///< Its command name, untrusted text; empty where it is not known.
};

/// OS and argument errors. Data errors (a bad frame, a string that runs past the end) are values, never exceptions;
/// full, empty and timed out are outcomes.
class Error : public std::runtime_error
{
public:
    /// `attempted` is what was tried, in words ("open read-only"); `reason` why it failed; `systemError` is errno, or 0.
    Error(ErrorCode code, std::string_view segment, std::string_view attempted, std::string_view reason,
          int systemError = 0, ErrorHolder holder = {});

    ErrorCode code() const noexcept { return m_code; }
    /// errno (GetLastError on Windows) at the time of the failure, 0 when none was involved.
    int systemError() const noexcept { return m_systemError; }
    /// The segment's name as given, unescaped: untrusted text.
    const std::string &segment() const noexcept { return m_segment; }
    const std::string &attempted() const noexcept { return m_attempted; }
    const std::string &reason() const noexcept { return m_reason; }
    const ErrorHolder &holder() const noexcept { return m_holder; }

private:
    ErrorCode m_code;
    int m_systemError;
    std::string m_segment;
    std::string m_attempted;
    std::string m_reason;
    ErrorHolder m_holder;
};

} // namespace membridge

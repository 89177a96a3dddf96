// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <string>

namespace membridge {

/// How much a capture may fill.
struct CaptureLimits
{
    std::uint64_t maxFileBytes = 0; ///< Of each file; 0: one file without a limit.
    std::uint64_t maxFiles = 0;     ///< How many of them are kept, the newest; 0: all.
};

/// Names the files of one capture, and removes the oldest when there are more than were asked for. It touches no file that this capture did
/// not write.
///
/// Without maxFileBytes there is one, with the name given. With it they are numbered before the extension: log.00001.pcap, log.00002.pcap, …
class CaptureFiles
{
public:
    CaptureFiles(std::string path, const CaptureLimits &limits);

    bool isNumbered() const noexcept { return m_limits.maxFileBytes > 0; }
    const CaptureLimits &limits() const noexcept { return m_limits; }
    /// The name of the next file, which counts as written from now on; the oldest one too many is removed.
    std::string next();
    /// The one that next() named could not be begun: it is no file of this capture.
    void dropNewest() { m_names.pop_back(); }
    /// Those that are left, oldest first.
    const std::deque<std::string> &names() const noexcept { return m_names; }

private:
    std::string m_path;
    CaptureLimits m_limits;
    std::uint64_t m_number = 0;
    std::deque<std::string> m_names;
};

} // namespace membridge

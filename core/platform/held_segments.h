// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace membridge::platform {

/// A shared-memory segment that some process maps or holds.
struct HeldSegment
{
    std::string path; ///< As the kernel tells it, "/dev/shm/demo": the name it was opened by, in whichever mount namespace; untrusted bytes.
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::optional<SegmentStat>
        stat; ///< Nothing where it can't be asked: deleted or elsewhere, and only mapped, without the rights to look through that.
    bool deleted = false; ///< Its name is gone; without `stat`, what the kernel says about the name that it was opened by.
    bool mapped = false;   ///< Some mapping; false: an open descriptor only.
    bool writable = false; ///< Some shared mapping or descriptor allows writing.

    /// The name by which it could be opened if it has one: "/demo", or the whole path when that is not in /dev/shm.
    std::string name() const;
};

struct HeldSegments
{
    enum class Outcome {
        Complete,
        NoProcess, ///< There is no such process.
        Refused,   ///< This user may not look into it, or not into all of it: then the list has what was seen.
        NotHere    ///< This system does not tell.
    };
    Outcome outcome = Outcome::NotHere;
    std::vector<HeldSegment> segments; ///< Sorted by path, device and inode.
};

/// What one process has of the files of /dev/shm, its own namespace's too, without POSIX semaphores. A memfd, System V shared memory and shared
/// memory without a file are none. Reads /proc/PID; the calling process may be asked about as well. Linux; elsewhere NotHere.
HeldSegments heldSegments(std::int64_t pid, MapsWay way = MapsWay::Best);

} // namespace membridge::platform

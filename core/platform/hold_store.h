// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#include <cstdint>
#include <string>
#include <vector>

/// Where hold records (see ipc/hold_record.h) are kept, and the marks that tell whether their processes live. Linux only: elsewhere nothing is
/// kept, and nothing found.
namespace membridge::platform {

/// A lock of this open file description on one byte far beyond the segment's end: it changes no byte of the segment, others see it, and it is gone
/// when the process is. Not a lock of the process, which would go with any other descriptor of the segment that the process closes. A
/// child that is forked and does not exec keeps it.
class HoldMark
{
public:
    HoldMark() noexcept = default;
    HoldMark(HoldMark &&) noexcept = default;
    HoldMark &operator=(HoldMark &&) noexcept = default;

    /// For this process; false where that is not possible. `handle` is open for writing and must stay open as long.
    bool set(const SegmentHandle &handle) noexcept;
    /// Whether a process with that pid has set one.
    static bool isSet(const SegmentHandle &handle, std::int64_t pid) noexcept;
    static std::int64_t ownPid() noexcept;
};

/// A record as it was found; its text is untrusted.
struct StoredHold
{
    std::int64_t pid = 0; ///< By its name.
    unsigned number = 0;  ///< Likewise: a process can have several, for holds at the same time.
    std::string text;     ///< At most 4096 bytes.
};

/// $XDG_RUNTIME_DIR/membridge-scope/holds, otherwise /tmp/membridge-scope-UID/holds, made if need be with mode 0700; a directory that others could write
/// to is not used. False, and nothing kept, when there is no such place.
bool storeHold(std::uint64_t device, std::uint64_t inode, unsigned number, const std::string &text) noexcept;
void removeHold(std::uint64_t device, std::uint64_t inode, std::int64_t pid, unsigned number) noexcept;
/// Those of one segment that this user's programs left; links, large files and those of other users are left out.
std::vector<StoredHold> storedHolds(std::uint64_t device, std::uint64_t inode);
/// Removes all that this process has stored. Async-signal-safe.
void removeOwnHolds() noexcept;

} // namespace membridge::platform

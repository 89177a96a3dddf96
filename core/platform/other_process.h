// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "child_process.h"

#include <cstdint>

namespace membridge::platform {

/// A process that this one did not start. On Linux its number can't come to mean another one while this exists; it can end, though.
///
/// Threads: one owner.
class OtherProcess
{
public:
    /// Throws Error (NotFound, PermissionDenied; InvalidArgument for what is no pid; System where there are no signals).
    explicit OtherProcess(std::int64_t pid);
    ~OtherProcess();
    OtherProcess(const OtherProcess &) = delete;
    OtherProcess &operator=(const OtherProcess &) = delete;

    /// To that process alone, not to what it started. Throws Error (NotFound: it ended; PermissionDenied).
    void signal(ChildSignal what) const;
    std::int64_t pid() const noexcept { return m_pid; }

private:
    std::int64_t m_pid;
    int m_handle = -1; ///< Where the system has handles of processes.
};

} // namespace membridge::platform

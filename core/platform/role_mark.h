// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#include <cstdint>
#include <optional>

namespace membridge::platform {

/// That a process is a ring's producer, or its consumer, for all who ask: a lock of an open file description of its own, far beyond the segment's end.
/// It changes no byte of the segment, one process at most has it, and it is gone when that process is. Its length tells who that is, as the kernel
/// names nobody for such a lock. A child that is forked and does not exec keeps it. Linux only: elsewhere nothing is marked, and nothing found.
///
/// Threads: one. A system call or two; waits for nobody.
class RoleMark
{
public:
    enum class Role { Producer, Consumer };

    RoleMark() noexcept = default;
    RoleMark(RoleMark &&) noexcept = default;
    RoleMark &operator=(RoleMark &&) noexcept = default;

    /// The pid of who has it; nothing when it is ours from now on, or when it can't be marked here (a handle for reading only, a system without
    /// such locks), so that nobody can be refused. This process is told by its own pid.
    std::optional<std::int64_t> take(const SegmentHandle &handle, Role role) noexcept;
    void leave() noexcept { *this = RoleMark(); }
    bool isSet() const noexcept { return m_marked.native() != SegmentHandle::none; }

    /// Who has it now, if anybody; `handle` may be for reading only.
    static std::optional<std::int64_t> holder(const SegmentHandle &handle, Role role) noexcept;

private:
    SegmentHandle m_marked;
};

} // namespace membridge::platform

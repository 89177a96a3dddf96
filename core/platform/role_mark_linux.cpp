// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "role_mark.h"

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace membridge::platform {

namespace {

/// Behind the marks of holders (hold_store_linux.cpp), which begin at 2^40 and end 2^22 later.
constexpr std::int64_t producerBegin = std::int64_t{1} << 41;
constexpr std::int64_t consumerBegin = std::int64_t{1} << 42;

/// All ranges of a role have their first byte in common, so that only one can be locked; the others count the pid.
struct flock rangeOf(RoleMark::Role role, std::int64_t pid) noexcept
{
    struct flock range = {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = role == RoleMark::Role::Producer ? producerBegin : consumerBegin;
    range.l_len = 1 + pid;
    return range;
}

} // namespace

std::optional<std::int64_t> RoleMark::take(const SegmentHandle &handle, Role role) noexcept
{
    leave();
    // A description of its own, of the very same object, whatever its name means by now: copies of `handle` share theirs, and with it their locks.
    std::array<char, 40> path;
    std::snprintf(path.data(), path.size(), "/proc/self/fd/%d", handle.descriptor());
    SegmentHandle own(::open(path.data(), O_RDWR | O_CLOEXEC));
    if (own.native() == SegmentHandle::none)
        return std::nullopt;
    // Whoever has it may leave between the two calls.
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        struct flock range = rangeOf(role, ::getpid());
        if (::fcntl(own.descriptor(), F_OFD_SETLK, &range) == 0) {
            m_marked = std::move(own);
            return std::nullopt;
        }
        if (const auto pid = holder(own, role))
            return pid;
    }
    return std::nullopt;
}

std::optional<std::int64_t> RoleMark::holder(const SegmentHandle &handle, Role role) noexcept
{
    struct flock range = rangeOf(role, 0);
    const std::int64_t begin = range.l_start;
    if (::fcntl(handle.descriptor(), F_OFD_GETLK, &range) != 0 || range.l_type == F_UNLCK)
        return std::nullopt;
    // Somebody else's lock of another range, as of the whole file, is no role.
    if (range.l_start != begin || range.l_len <= 1)
        return std::nullopt;
    return range.l_len - 1;
}

} // namespace membridge::platform

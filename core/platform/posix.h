// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#include <sys/stat.h>

/// What posix.cpp and the file of a POSIX system share. Not for anybody else: it brings system headers.
namespace membridge::platform::posix {

/// Throws the Error for an errno.
[[noreturn]] void throwErrno(int error, const std::string &name, const char *attempted);
SegmentStat toSegmentStat(const struct ::stat &from);

// By each system: linux.cpp, macos.cpp.

/// As whyNotAName(), for a name that passed whyNotANameAnywhere().
std::string_view whyNotANameHere(std::string_view name) noexcept;
/// Takes the descriptor. `exactSize` is what it was created with; 0 for one that was opened.
SegmentHandle makeHandle(int descriptor, std::uint64_t exactSize);
/// Replaces a size in whole pages by that which the handle's creator asked for, if it knows that.
void restoreExactSize(const SegmentHandle &handle, SegmentStat &stat) noexcept;
/// In ns since the epoch.
std::int64_t modificationTime(const struct ::stat &status) noexcept;
/// Sets aside memory for all of the object, if the system can. Throws Error (NoSpace).
void reserveMemory(int descriptor, std::uint64_t size, const std::string &name);

} // namespace membridge::platform::posix

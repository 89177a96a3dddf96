// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace membridge {

/// What a regular file (its path in UTF-8) holds, but at most `most` bytes and one more, which says that there is more. Throws Error (NotFound, PermissionDenied, System);
/// its segment() is the path. Blocks, but never for a pipe or a device.
std::string readBoundedFile(const std::string &path, const char *attempted, std::size_t most);

} // namespace membridge

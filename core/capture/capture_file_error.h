// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/error.h"

#include <string>
#include <string_view>

namespace membridge {

/// The operating system would not let a capture file be read or written; segment() is the file's path.
class CaptureFileError : public Error
{
public:
    using Error::Error;
    /// With the code and the words of this errno.
    CaptureFileError(const std::string &path, std::string_view attempted, int systemError);
};

/// Throws CaptureFileError (InvalidArgument) if there is something at `path` that could keep a reader or writer waiting, or is no file: a pipe, a
/// socket, a folder.
void refuseWhatMayBlock(const std::string &path, std::string_view attempted);

} // namespace membridge

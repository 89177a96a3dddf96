// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace membridge::cli {

/// What the program tells the shell. Fixed: scripts match these.
enum class ExitStatus {
    Done = 0,
    Failed = 1,      ///< The operation or a verification failed.
    Usage = 2,       ///< The command line asks for something that can't be.
    Unavailable = 3, ///< No such segment, or not allowed.
    Timeout = 4,     ///< Empty, full or locked until the time was up.
    Malformed = 5    ///< The segment contradicts itself, or the schema does not fit it.
};

} // namespace membridge::cli

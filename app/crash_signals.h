// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace membridge {

/// From now on a crash (SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGSYS, SIGTRAP) gives back the locks that this process holds (held_locks.h), and then
/// takes its course: core dump, and the status that tells of it. To be called before anything is mapped: a SIGBUS in a mapping is no crash, and the guard
/// that comes later passes on what is. Does nothing where there are no such signals.
void giveLocksBackOnCrash();

} // namespace membridge

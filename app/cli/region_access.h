// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/mapped_view.h"
#include "core/observe/layout_guess.h"

#include <chrono>
#include <string>

namespace membridge::cli {

/// The region of that name, for somebody who is about to take its lock and waits so long for it. Throws
/// Failure (Usage) when it is no region, and Error. `stop` must outlive the view.
MappedView openRegion(const std::string &name, Layout told, const char *attempted, std::chrono::milliseconds timeout,
                      const StopFlag &stop);

/// Throws Failure unless the lock was taken: Timeout with the word, or Failed for a wait that was stopped.
void requireLocked(WaitOutcome outcome, const MappedView &view, const char *attempted,
                   std::chrono::milliseconds timeout);

} // namespace membridge::cli

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/layout_guess.h"
#include "failure.h"

#include <string>

namespace membridge::cli {

/// The ring of that name, for somebody who is about to push or pop. Throws Failure (Usage) when it is no
/// ring, and Error.
SpscRingBuffer openRing(const std::string &name, Layout told, const char *attempted);

/// The failure of whoever met this fault.
Failure malformedRing(const std::string &name, const char *attempted, const std::optional<RingFault> &fault);

} // namespace membridge::cli

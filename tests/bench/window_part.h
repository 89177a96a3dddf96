// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

namespace membridge::bench {

/// How soon the window is there beside a bare one with a plot, and how smoothly it paints while 100,000 frames a second pass through a ring, and
/// while it sends and consumes itself, as fast as it goes.
/// Built without the app, it says so and measures nothing.
void measureWindow(Results &results, const Plan &plan, const Cores &cores);

} // namespace membridge::bench

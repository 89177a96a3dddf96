// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

namespace membridge::bench {

/// What it costs to find who has a segment among some hundred processes with as many mappings as programs usually have.
void measureProcesses(Results &results, const Plan &plan, const Cores &cores);

} // namespace membridge::bench

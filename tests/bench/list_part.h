// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

namespace membridge::bench {

/// What it costs to keep a list of a thousand segments current.
void measureList(Results &results, const Plan &plan, const Cores &cores);

} // namespace membridge::bench

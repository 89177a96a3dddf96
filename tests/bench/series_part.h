// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

namespace membridge::bench {

/// What a day of samples costs: memory, and time of a query.
void measureSeries(Results &results, const Plan &plan, const Cores &cores);

} // namespace membridge::bench

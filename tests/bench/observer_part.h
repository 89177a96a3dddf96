// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

#include <random>

namespace membridge::bench {

/// What it costs to look: processor time of a Sampler, and what is left of the throughput of the pair that it looks at.
void measureObserver(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);

} // namespace membridge::bench

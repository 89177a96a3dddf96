// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

#include <random>

namespace membridge::bench {

/// Throughput between two processes: ours and the wheel, each on either side. Throws std::runtime_error as measureThroughput() does.
void measureAcross(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);

} // namespace membridge::bench

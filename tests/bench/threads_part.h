// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

#include <random>

namespace membridge::bench {

/// Throughput between two threads of one process, single and batched. Throws std::runtime_error if a message is lost or out of order.
void measureThroughput(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);
/// A message of 8 bytes there and back.
void measureRoundTrips(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);
/// Which number of pauses suits whom: throughput for several, as a table.
void sweepPauses(const Results &results, const Plan &plan, const Cores &cores);

} // namespace membridge::bench

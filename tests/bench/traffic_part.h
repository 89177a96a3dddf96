// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"
#include "side.h"

#include <random>

namespace membridge::bench {

/// What making messages, pacing and counting leave of the ring's own throughput between two processes: TrafficProducer, TrafficSender and
/// TrafficConsumer against the plain loops of side.h, in alternating laps.
void measureTraffic(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);

/// As runSide(), for "traffic-produce", "traffic-send" and "traffic-consume".
int runTrafficSide(const SideOptions &options);

} // namespace membridge::bench

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/deadline.h"
#include "core/traffic/traffic_result.h"
#include "core/traffic/verifier.h"

#include <functional>
#include <string>

namespace membridge::cli {

class StopSignals;

/// One side of the traffic, as a command runs it.
struct TrafficSide
{
    std::string name; ///< Of the segment.
    const char *attempted;
    const char *timedOut; ///< Why there was no progress.
    const char *advice;   ///< What to do about that.
    bool json = false;
    bool progress = false;
};

/// Runs `load` (on a thread of its own while progress is shown, which asks for a stop when nobody reads it any more) until it ends or a signal asks
/// to stop.
TrafficResult runTraffic(const TrafficSide &side, const StopSignals &signals,
                         const std::function<TrafficResult(const StopFlag *)> &load,
                         const std::function<TrafficCounters()> &counters);

/// Prints the summary; `verifier` is null where nothing was verified.
void printSummary(const TrafficSide &side, const TrafficResult &result, const TrafficCounters &counters,
                  const Verifier *verifier);
/// Throws the Failure that `result` stands for, if it is one.
void failIfNeeded(const TrafficSide &side, const TrafficResult &result, std::chrono::milliseconds timeout);

} // namespace membridge::cli

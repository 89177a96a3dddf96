// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/deadline.h"
#include "core/traffic/traffic_result.h"
#include "core/traffic/verifier.h"

#include <chrono>
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
    std::chrono::milliseconds late{0}; ///< Older messages are late; 0: not looked at.
};

/// Runs `load` until it ends or a signal asks to stop: with `show`, on a thread of its own, and calls it each second meanwhile; asks for a stop when it
/// throws, as when nobody reads what it prints any more.
void runShowing(const StopSignals &signals, const std::function<void(const StopFlag *)> &load,
                const std::function<void()> &show);

/// The same for one side of the traffic, with its counters while progress is shown.
TrafficResult runTraffic(const TrafficSide &side, const StopSignals &signals,
                         const std::function<TrafficResult(const StopFlag *)> &load,
                         const std::function<TrafficCounters()> &counters);

/// Prints the summary; `verifier` is null where nothing was verified.
void printSummary(const TrafficSide &side, const TrafficResult &result, const TrafficCounters &counters,
                  const Verifier *verifier);
/// Throws the Failure that `result` stands for, if it is one.
void failIfNeeded(const TrafficSide &side, const TrafficResult &result, std::chrono::milliseconds timeout);

} // namespace membridge::cli

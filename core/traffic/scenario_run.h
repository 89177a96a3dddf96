// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "scenario.h"
#include "scenario_report.h"

#include <functional>
#include <string>

namespace membridge {

struct ScenarioRunOptions
{
    std::string cli;                ///< The file of membridge-cli, which plays every part but the commands.
    std::string python = "python3"; ///< For the placeholder {python}.
    std::string directory = {};     ///< That commands run in; empty: this process's.
    const StopFlag *stop = nullptr;
    /// Called every 100 ms on the thread that runs, and at the end.
    std::function<void(const ScenarioReport &)> progress = {};
};

/// Runs a scenario: makes its segments, starts every part in a process of its own, carries out the faults at their times, looks at the segments
/// read-only meanwhile, and judges what was seen. At the end, however it comes, every process is ended and every segment that was made here is
/// removed; only when this process itself is killed do segments stay (their names begin with "/membridge-run-").
///
/// Ends when all who end by themselves have ended, no fault and no finding is waited for, and the rings are drained; or at Scenario::runFor; at
/// Scenario::timeout at the latest, which then is a failed expectation. A stop flag is obeyed within 50 ms; ending the processes takes up to 5 s.
///
/// Throws Error when a segment can't be made (AlreadyExists, NoSpace, …).
///
/// Threads: any; blocks. Calls progress on the same.
ScenarioReport runScenario(const Scenario &scenario, const ScenarioRunOptions &options);

} // namespace membridge

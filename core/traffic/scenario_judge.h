// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "scenario.h"
#include "scenario_report.h"

#include <vector>

namespace membridge {

/// Whether a finding that is expected was seen in its time. False for other expectations.
bool findingSeen(const Scenario &scenario, const ScenarioExpectation &expectation, const ScenarioReport &report);

/// What `report`, whose actors are those of `scenario` in the same order, says about each expectation, and about what goes without saying: whoever
/// is not expected to fail, and was not struck by a fault, does not fail.
std::vector<ScenarioVerdict> judge(const Scenario &scenario, const ScenarioReport &report);

} // namespace membridge

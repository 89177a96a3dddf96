// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace membridge::bench {

void printMachine(const nlohmann::json &facts, const Plan &plan);
/// All tables, then the verdicts.
void printResults(const Results &results);
nlohmann::json toJson(const Results &results, const Plan &plan, const nlohmann::json &facts);

} // namespace membridge::bench

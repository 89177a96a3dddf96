// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

#include <random>

namespace membridge::bench {

/// How often the burst scope looks at a lock word, and what is left of the speed of the program whose lock it looks at.
void measureScope(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);

/// The other process of it: takes and gives back the write lock of the region `name` until it is killed, with so many ns of its own work in
/// each hold and after it, and counts how often.
int runLockSide(const std::string &name, std::uint64_t workNs, int core);

} // namespace membridge::bench

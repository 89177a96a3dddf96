// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

#include <random>

namespace membridge::bench {

/// Searching 1 GiB of shared memory through a descriptor, beside memmem() over a mapping whose pages are there. One thread; medians of at most 7.
void measureSearch(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);

} // namespace membridge::bench

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

#include <random>

namespace membridge::bench {

/// Decoding of messages of fixed-width fields, beside CPython's struct on the same bytes. One thread.
void measureDecode(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);

} // namespace membridge::bench

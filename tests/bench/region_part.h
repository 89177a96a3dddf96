// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"
#include "results.h"

#include <random>

namespace membridge::bench {

/// Writes and reads of 64 KiB of a region under its lock, beside memcpy between the same buffers. One thread.
void measureRegion(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random);

} // namespace membridge::bench

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "results.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace membridge::bench {

/// Numbers start again here, so that a Python side can tell them by their first byte.
inline constexpr std::uint64_t acrossNumbers = 16;

/// One side of a ring between two processes, the rest of the command line of "membridge_bench --side".
struct SideOptions
{
    std::string side; ///< "produce" or "consume"
    std::string name; ///< The segment's.
    std::size_t size = 8;
    std::uint64_t count = 0;
    std::size_t batch = 1;
    int core = -1;
};

/// Does it. A consumer prints "ready", and in the end the ns between its first and its last message and how many had the wrong number; it
/// is what wheel_side.py prints, too. Returns the exit status.
int runSide(const SideOptions &options);

/// The command line for it: this program's, or the wheel's.
std::vector<std::string> sideCommand(const Plan &plan, bool wheel, const SideOptions &options);
/// Whether this interpreter has the wheel.
bool hasWheel(const std::string &python);

} // namespace membridge::bench

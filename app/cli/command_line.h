// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exit_status.h"

#include <string>
#include <vector>

namespace membridge::cli {

/// Runs the command that the arguments (without the program's name) ask for. Every status other than Done has
/// its line on standard error; nothing is thrown.
ExitStatus runCommandLine(const std::vector<std::string> &arguments) noexcept;

} // namespace membridge::cli

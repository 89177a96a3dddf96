// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unistd.h>

namespace membridge::bench {

/// A segment name that nobody else uses.
inline std::string scratchName(std::string_view hint)
{
    static int count = 0;
    return "/membridge-bench-" + std::string(hint) + "-" + std::to_string(getpid()) + "-" + std::to_string(count++);
}

} // namespace membridge::bench

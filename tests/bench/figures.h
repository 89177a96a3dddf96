// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "samples.h"

#include <optional>
#include <string>

namespace membridge::bench {

/// One thing that was measured again and again, for itself: a row of the table of its section.
struct Figure
{
    std::string section;
    std::string what;
    std::string unit;
    Samples samples;
    std::optional<double> atMost; ///< What is aimed at, for the median.
    std::optional<double> atLeast;
};

} // namespace membridge::bench

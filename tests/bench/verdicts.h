// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "results.h"

#include <string>
#include <vector>

namespace membridge::bench {

/// What was aimed at, and what came out.
struct Verdict
{
    enum class Outcome { Reached, NotReached, NotMeasured, Told };
    std::string aim;
    std::string figure;
    Outcome outcome = Outcome::NotMeasured;

    const char *word() const noexcept
    {
        switch (outcome) {
        case Outcome::Reached:
            return "reached";
        case Outcome::NotReached:
            return "NOT reached";
        case Outcome::NotMeasured:
            return "not measured";
        case Outcome::Told:
            return "no aim";
        }
        return "";
    }
};

std::vector<Verdict> verdicts(const Results &results);

/// Ours to another's median; 0 if one of them was not measured.
double ratio(const Results &results, const std::string &ours, const std::string &other, std::size_t size, bool batched);

} // namespace membridge::bench

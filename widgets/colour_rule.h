// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace membridge {

/// Frames that a filter lets through are marked with one of a few colours. A plain value; the filter may be wrong, or need fields that a schema
/// does not have: then it marks nothing.
struct ColourRule
{
    enum Colour { Green, Red, Amber, Blue, Grey };
    static constexpr int colourCount = 5;
    static constexpr int mostRules = 100;
    static constexpr int longestFilter = 10'000;

    QString filter;
    Colour colour = Green;
    bool enabled = true;

    bool operator==(const ColourRule &) const = default;
};

} // namespace membridge

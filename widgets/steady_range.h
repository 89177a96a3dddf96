// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace membridge {

/// The top of an axis that fits itself to live values without twitching: it grows at once, to a round number, and shrinks only after values
/// have stayed far below it for a while. A plain value.
class SteadyRange
{
public:
    enum class Steps {
        Binary, ///< Powers of two, and one and a half of them.
        Decimal ///< 1, 2 and 5 times powers of ten.
    };
    static constexpr qint64 patienceMs = 2000;

    SteadyRange(Steps steps, double least) : m_steps(steps), m_least(least), m_top(least) { }

    double top() const noexcept { return m_top; }
    /// The highest value that is to be seen now; NaN and infinite ones are taken for none. Returns the new top.
    double update(double highest, qint64 nowMs);
    /// As update(), without patience: another part of the values is shown.
    double fit(double highest);

private:
    double roundedUp(double value) const;

    Steps m_steps;
    double m_least;
    double m_top;
    qint64 m_lowSinceMs = -1;
};

} // namespace membridge

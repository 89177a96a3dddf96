// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "race.h"
#include "samples.h"

#include <utility>

namespace membridge::bench {

/// Virtual machines change between two states or three, from one second to the next, in which a cache line takes 80, 150 or 450 ns to travel: a ratio of
/// figures from different ones says nothing. Figures are therefore taken again while the line is not as it is most of the time.
class UsualState
{
public:
    /// Looks at the line for about a second, to know what is usual.
    explicit UsualState(const Cores &cores);

    /// Adds what `measure()` returns to `samples`, once the line was as usual before and after it; at the last of some tries however it was.
    template <typename Measure> void add(Samples &samples, Measure &&measure)
    {
        constexpr int mostTries = 8;
        for (int tries = 1;; ++tries) {
            const double before = cacheLineNs(m_cores);
            if (!isUsual(before) && tries < mostTries)
                continue;
            const double value = measure();
            const bool usual = isUsual(before) && isUsual(cacheLineNs(m_cores));
            if (!usual && tries < mostTries)
                continue;
            samples.add(value, before);
            ++(usual ? m_usual : m_unusual);
            return;
        }
    }

    /// For the log: the line's usual time, and how many figures were taken at another one.
    void tell() const;

private:
    bool isUsual(double lineNs) const noexcept;

    Cores m_cores;
    double m_lineNs = 0;
    unsigned m_usual = 0;
    unsigned m_unusual = 0;
};

} // namespace membridge::bench

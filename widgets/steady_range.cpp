// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "steady_range.h"

#include <algorithm>
#include <cmath>

namespace membridge {

double SteadyRange::roundedUp(double value) const
{
    if (!std::isfinite(value) || value <= m_least)
        return m_least;
    if (m_steps == Steps::Binary) {
        const double power = std::exp2(std::floor(std::log2(value)));
        for (const double step : {1.0, 1.5, 2.0}) {
            if (power * step >= value)
                return power * step;
        }
        return power * 4;
    }
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (power * step >= value)
            return power * step;
    }
    return power * 10;
}

double SteadyRange::fit(double highest)
{
    m_lowSinceMs = -1;
    return m_top = roundedUp(highest);
}

double SteadyRange::update(double highest, qint64 nowMs)
{
    constexpr double farBelow = 0.4;
    const double wanted = roundedUp(highest);
    if (wanted > m_top)
        return fit(highest);
    if (wanted >= m_top * farBelow || wanted == m_top) {
        m_lowSinceMs = -1;
    } else if (m_lowSinceMs < 0) {
        m_lowSinceMs = nowMs;
    } else if (nowMs - m_lowSinceMs >= patienceMs) {
        return fit(highest);
    }
    return m_top;
}

} // namespace membridge

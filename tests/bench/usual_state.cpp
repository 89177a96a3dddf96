// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usual_state.h"

#include <chrono>
#include <cstdio>
#include <vector>

namespace membridge::bench {

UsualState::UsualState(const Cores &cores) : m_cores(cores)
{
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + std::chrono::seconds(1);
    std::vector<double> looks;
    do
        looks.push_back(cacheLineNs(cores));
    while (Clock::now() < until);
    m_lineNs = Samples::medianOf(looks);
}

bool UsualState::isUsual(double lineNs) const noexcept
{
    constexpr double margin = 1.4;
    return lineNs < m_lineNs * margin && lineNs > m_lineNs / margin;
}

void UsualState::tell() const
{
    std::printf("cache-line round trip: usually %.0f ns; %u of %u figures were taken while it was not\n", m_lineNs,
                m_unusual, m_usual + m_unusual);
    std::fflush(stdout);
}

} // namespace membridge::bench

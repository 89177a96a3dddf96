// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rate_ticker.h"

#include "words.h"

#include <algorithm>
#include <cmath>

namespace membridge {

double RateTicker::getTickStep(const QCPRange &range)
{
    const double wanted = std::max(1.0, range.size() / static_cast<double>(mTickCount));
    return std::exp2(std::ceil(std::log2(wanted) - 0.4));
}

int RateTicker::getSubTickCount(double)
{
    return 1;
}

QString RateTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    // Ticks are multiples of a power of two: from 1 KiB on, few have a fraction worth a digit.
    const double unit = std::exp2(10 * std::floor(std::log2(std::max(1.0, std::fabs(tick))) / 10));
    return words::rate(tick, std::fmod(tick, unit) == 0 ? 0 : 1);
}

} // namespace membridge

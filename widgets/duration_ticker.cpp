// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "duration_ticker.h"

#include "words.h"

#include <cmath>
#include <utility>

namespace membridge {

QString DurationTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    if (std::fabs(tick) < 1e-3)
        return QStringLiteral("0");
    const struct
    {
        double ns;
        const char *unit;
    } units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "\u00b5s"}, {1, "ns"}};
    for (const auto &unit : units) {
        if (std::fabs(tick) >= unit.ns || unit.ns == 1)
            return locale.toString(tick / unit.ns, 'g', 10) + QLatin1Char(' ') + QString::fromUtf8(unit.unit);
    }
    return {};
}

PowerOfTwoTicker::PowerOfTwoTicker(Words words) : m_words(std::move(words))
{
    setTickStep(1);
    setScaleStrategy(ssMultiples);
    setTickCount(3);
}

QString PowerOfTwoTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    return tick < 0 ? QString() : m_words ? m_words(std::exp2(tick)) : words::duration(std::exp2(tick));
}

} // namespace membridge

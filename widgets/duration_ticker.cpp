// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "duration_ticker.h"

#include "words.h"

#include <cmath>
#include <utility>

namespace membridge {

QString CountTicker::getTickLabel(double tick, const QLocale &locale, QChar, int)
{
    constexpr double mostDigits = 10'000;
    if (tick < mostDigits)
        return tick < 1 ? QString() : locale.toString(tick, 'f', 0);
    QString text = QStringLiteral("10");
    const QString digits = QString::fromUtf8("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079");
    for (const QChar digit : QString::number(static_cast<int>(std::lround(std::log10(tick)))))
        text += digits[digit.digitValue()];
    return text;
}

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

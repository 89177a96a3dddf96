// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace membridge {

/// Ticks of an axis in nanoseconds: "250 ns", "1.5 µs", "20 ms".
class DurationTicker : public QCPAxisTicker
{
protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

/// Ticks of an axis whose value n stands for 2^n nanoseconds.
class PowerOfTwoTicker : public QCPAxisTickerFixed
{
public:
    PowerOfTwoTicker();

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

} // namespace membridge

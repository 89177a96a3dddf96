// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <functional>

namespace membridge {

/// Ticks of a logarithmic axis that counts: "1", "10", "100", "1,000", then powers of ten.
class CountTicker : public QCPAxisTickerLog
{
public:
    CountTicker() { setSubTickCount(0); }

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

/// Ticks of an axis in nanoseconds: "250 ns", "1.5 µs", "20 ms".
class DurationTicker : public QCPAxisTicker
{
protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

/// Ticks of an axis whose value n stands for 2^n of something: of nanoseconds unless told otherwise.
class PowerOfTwoTicker : public QCPAxisTickerFixed
{
public:
    using Words = std::function<QString(double value)>;
    explicit PowerOfTwoTicker(Words words = {});

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    Words m_words;
};

} // namespace membridge

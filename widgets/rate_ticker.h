// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace membridge {

/// Ticks of an axis in bytes per second: at powers of two, so that they are round in KiB and MiB, and labelled so. GUI thread.
class RateTicker : public QCPAxisTicker
{
public:
    RateTicker() { setTickCount(4); }

protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

} // namespace membridge

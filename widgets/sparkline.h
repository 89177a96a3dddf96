// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot_columns.h"
#include "theme.h"

#include <QWidget>

namespace membridge {

/// A value over time in the height of a line of text: a line of means, and behind it a band from the least to the most of each pixel column, so
/// that no spike is lost. No axes, no keys: a picture beside a number. GUI thread.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    /// `colour` is the theme's for the curve.
    explicit Sparkline(QColor Theme::*colour, QWidget *parent = nullptr);

    /// Shows [beginNs, endNs) of `series`, from 0 to `top`; 0: to the most that is there. Fetches no more than one column a pixel, and keeps
    /// nothing of the series.
    void show(const TimeSeries &series, qint64 beginNs, qint64 endNs, double top = 0);
    /// What is drawn: seconds since the begin of the stretch.
    const PlotColumns &columns() const { return m_columns; }
    /// The value at the upper edge.
    double top() const { return m_top; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor Theme::*m_colour;
    PlotColumns m_columns;
    double m_seconds = 0;
    double m_top = 0;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sparkline.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace membridge {

Sparkline::Sparkline(QColor Theme::*colour, QWidget *parent) : QWidget(parent), m_colour(colour)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void Sparkline::show(const TimeSeries &series, qint64 beginNs, qint64 endNs, double top)
{
    const auto pixels = static_cast<std::size_t>(std::max(1, width()));
    m_columns = endNs > beginNs ? PlotColumns::of(series, beginNs, beginNs, endNs, pixels) : PlotColumns();
    m_seconds = static_cast<double>(endNs - beginNs) / 1e9;
    m_top = top > 0 ? top : m_columns.highest();
    update();
}

QSize Sparkline::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, fontMetrics().height() * 2};
}

QSize Sparkline::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height()};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    const QColor colour = theme.*m_colour;
    QPainter painter(this);
    painter.fillRect(rect(), theme.base);
    painter.setPen(theme.grid);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (m_columns.seconds.isEmpty() || !(m_seconds > 0))
        return;
    // Room for the line's own width at both edges.
    const double height = this->height() - 5;
    const double top = m_top > 0 ? m_top : 1;
    const auto x = [this](double seconds) { return 1 + seconds / m_seconds * (width() - 3); };
    const auto y = [&](double value) { return 2 + height * (1 - std::clamp(value / top, 0.0, 1.0)); };
    const QPen band(Theme::blend(theme.base, colour, 0.4), 1.5);
    const QPen line(colour, 1.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(band);
    for (qsizetype i = 0; i < m_columns.seconds.size(); ++i) {
        if (!std::isnan(m_columns.mean[i]))
            painter.drawLine(QPointF(x(m_columns.seconds[i]), y(m_columns.least[i])),
                             QPointF(x(m_columns.seconds[i]), y(m_columns.most[i])));
    }
    painter.setPen(line);
    QPolygonF curve;
    const auto finish = [&] {
        if (curve.size() == 1)
            painter.drawPoint(curve.front());
        else
            painter.drawPolyline(curve);
        curve.clear();
    };
    for (qsizetype i = 0; i < m_columns.seconds.size(); ++i) {
        if (std::isnan(m_columns.mean[i]))
            finish();
        else
            curve << QPointF(x(m_columns.seconds[i]), y(m_columns.mean[i]));
    }
    finish();
}

} // namespace membridge

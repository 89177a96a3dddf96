// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot_theme.h"

#include <qcustomplot.h>

namespace membridge {

void themeAxes(QCPAxisRect &rect, const Theme &theme, const QFont &font)
{
    for (QCPAxis *axis : rect.axes()) {
        for (const auto set : {&QCPAxis::setBasePen, &QCPAxis::setTickPen, &QCPAxis::setSubTickPen})
            (axis->*set)(QPen(theme.muted));
        axis->setLabelColor(theme.text);
        axis->setTickLabelColor(theme.text);
        axis->setLabelFont(font);
        axis->setTickLabelFont(font);
        axis->grid()->setPen(QPen(theme.grid, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(theme.grid));
    }
}

void showOnePoint(QCPGraph &graph)
{
    constexpr double pointSize = 7; // the first one stands at the edge, half of it behind that
    graph.setScatterStyle(graph.dataCount() == 1 ? QCPScatterStyle(QCPScatterStyle::ssDisc, pointSize)
                                                 : QCPScatterStyle(QCPScatterStyle::ssNone));
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot_keys.h"

#include <qcustomplot.h>

namespace membridge {

bool movePlotByKey(QCustomPlot &plot, int key)
{
    constexpr double keyStep = 0.1;
    constexpr double zoomStep = 1.25;
    QCPAxis &axis = *plot.xAxis;
    switch (key) {
    case Qt::Key_Left:
        axis.moveRange(-keyStep * axis.range().size());
        break;
    case Qt::Key_Right:
        axis.moveRange(keyStep * axis.range().size());
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        axis.scaleRange(1 / zoomStep);
        break;
    case Qt::Key_Minus:
        axis.scaleRange(zoomStep);
        break;
    default:
        return false;
    }
    plot.replot(QCustomPlot::rpQueuedReplot);
    return true;
}

} // namespace membridge

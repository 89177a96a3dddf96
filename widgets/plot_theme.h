// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QFont>

class QCPAxisRect;
class QCPGraph;

namespace membridge {

/// Axes, labels and grid of a plot in the colours of a theme.
void themeAxes(QCPAxisRect &rect, const Theme &theme, const QFont &font);

/// A line needs two points: one alone is shown as such. To be called when the graph has its data.
void showOnePoint(QCPGraph &graph);

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCustomPlot;

namespace membridge {

/// Left and right move what a plot shows by a tenth of it, plus and minus zoom, and it is drawn anew. False for any other key (of Qt::Key).
bool movePlotByKey(QCustomPlot &plot, int key);

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QFont>

class QCPAxisRect;

namespace membridge {

/// Axes, labels and grid of a plot in the colours of a theme.
void themeAxes(QCPAxisRect &rect, const Theme &theme, const QFont &font);

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings.h"

namespace membridge {

/// Gives the application the palette of a theme. System leaves it to the desktop. GUI thread.
void applyColourTheme(ColourTheme theme);

} // namespace membridge

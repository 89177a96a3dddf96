// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace membridge {

/// Makes icons and translations of the app library available. Once, before a window or a translator is made.
void loadEmbeddedResources();

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "embedded_resources.h"

#include <QtCore/qglobal.h>

// Outside any namespace, as the macro wants it. A static library's resources are left out by the linker unless somebody asks.
static void initResources()
{
    Q_INIT_RESOURCE(resources);
    Q_INIT_RESOURCE(translations);
}

namespace membridge {

void loadEmbeddedResources()
{
    initResources();
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace membridge::demo {

/// The demo's other side, a process of its own: a writer and a reader on a region, a producer and a consumer on a ring. Prints
/// "ready" and runs until its standard input ends or it gets SIGINT, SIGTERM or SIGHUP; removes its segments then. Returns the
/// exit status. Needs no Qt event loop.
int runWorker();

} // namespace membridge::demo

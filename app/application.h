// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace membridge {

/// The whole desktop program: reads the command line, makes the window, runs until it closes. Returns the exit status: 0, 1 when
/// something failed, 2 for a wrong command line.
int runApplication(int argc, char **argv);

} // namespace membridge

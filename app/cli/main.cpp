// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command_line.h"
#include "process.h"

int main(int argc, char *argv[])
{
    membridge::cli::prepareProcess();
    return static_cast<int>(membridge::cli::runCommandLine(membridge::cli::arguments(argc, argv)));
}

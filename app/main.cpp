// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

int main(int argc, char **argv)
{
    return membridge::runApplication(argc, argv);
}

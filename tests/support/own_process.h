// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#include <csignal>
#include <sys/prctl.h>

namespace membridge::test {

/// Another process of a test. It ends when the test does, however that ends: kill -9 by a time limit, too.
class OwnProcess : public QProcess
{
public:
    explicit OwnProcess(QObject *parent = nullptr) : QProcess(parent)
    {
        setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    }
};

} // namespace membridge::test

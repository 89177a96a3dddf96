// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace membridge {

/// Turns the signals that would end the program and may come from outside (SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU) into a
/// Qt signal, so that the window closes as if the user had closed it. The same one a second time ends the program at once; the locks that it holds are given
/// back first (held_locks.h). What is ignored when it is made stays ignored. One at a time, and to outlive whatever may hold a lock; does nothing where there
/// are no such signals. GUI thread.
class QuitSignals : public QObject
{
    Q_OBJECT

public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

signals:
    void quitRequested();
};

} // namespace membridge

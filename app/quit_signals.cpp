// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quit_signals.h"

#ifdef Q_OS_UNIX

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace membridge {

namespace {

constexpr int watched[] = {SIGTERM, SIGINT};
// Written before the handlers are installed and after they are removed, read by the handler.
int pipeEnds[2] = {-1, -1};

extern "C" void quitSignalCame(int)
{
    // Nothing but a write is safe here. A full pipe already holds what there is to say.
    const int saved = errno;
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &byte, 1);
    errno = saved;
}

} // namespace

QuitSignals::QuitSignals(QObject *parent) : QObject(parent)
{
    if (::pipe(pipeEnds) != 0)
        return; // then the signals end the program as they always do
    for (const int end : pipeEnds) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit quitRequested();
    });
    struct sigaction action = {};
    action.sa_handler = quitSignalCame;
    sigemptyset(&action.sa_mask);
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    for (const int signal : watched)
        ::sigaction(signal, &action, nullptr);
}

QuitSignals::~QuitSignals()
{
    for (const int signal : watched)
        std::signal(signal, SIG_DFL);
    for (int &end : pipeEnds) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace membridge

#else

namespace membridge {

QuitSignals::QuitSignals(QObject *parent) : QObject(parent) { }

QuitSignals::~QuitSignals() = default;

} // namespace membridge

#endif

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quit_signals.h"

#ifdef Q_OS_UNIX

#include "core/ipc/held_locks.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace membridge {

namespace {

constexpr std::array watched{SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU};
// Written before the handlers are installed and after they are removed, read by the handler.
int pipeEnds[2] = {-1, -1};
std::array<struct sigaction, watched.size()> previous;
// The handler's.
std::array<std::atomic<bool>, watched.size()> came;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void quitSignalCame(int signal)
{
    const int saved = errno;
    for (std::size_t i = 0; i < watched.size(); ++i) {
        if (watched[i] != signal || !came[i].exchange(true, std::memory_order_relaxed))
            continue;
        // The window does not close; whoever sent it means it. It is blocked until this returns, and kills then.
        held_locks::giveBackAll();
        std::signal(signal, SIG_DFL);
        ::raise(signal);
        return;
    }
    // A full pipe already holds what there is to say.
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
    held_locks::keepNote();
    struct sigaction action = {};
    action.sa_handler = quitSignalCame;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < watched.size(); ++i) {
        came[i] = false;
        ::sigaction(watched[i], nullptr, &previous[i]);
        // Whoever started it with nohup wants it to stay ignored.
        if (previous[i].sa_handler != SIG_IGN)
            ::sigaction(watched[i], &action, nullptr);
    }
}

QuitSignals::~QuitSignals()
{
    if (pipeEnds[0] < 0)
        return;
    for (std::size_t i = 0; i < watched.size(); ++i)
        ::sigaction(watched[i], &previous[i], nullptr);
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

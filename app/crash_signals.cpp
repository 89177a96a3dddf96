// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "crash_signals.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX

#include "core/ipc/held_locks.h"

#include <array>
#include <csignal>
#include <cstddef>

#include <unistd.h>

namespace membridge {

namespace {

constexpr std::array crashes{SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGSYS, SIGTRAP};
// Written before the handlers are installed, read by the handler.
std::array<struct sigaction, crashes.size()> previous;
pid_t own = 0;
/// For the main thread, whose own stack may be what is used up.
alignas(std::max_align_t) std::array<char, 65'536> otherStack;

extern "C" void crashed(int signal, siginfo_t *info, void *)
{
    // A forked child has a copy of the notes, but holds nothing.
    if (::getpid() == own)
        held_locks::giveBackAll();
    for (std::size_t i = 0; i < crashes.size(); ++i) {
        if (crashes[i] == signal)
            ::sigaction(signal, &previous[i], nullptr);
    }
    // What was sent does not come again by itself, a fault does. It is blocked until this returns.
    if (info->si_code <= 0)
        ::raise(signal);
}

} // namespace

void giveLocksBackOnCrash()
{
    own = ::getpid();
    held_locks::keepNote();
    stack_t stack = {};
    stack.ss_sp = otherStack.data();
    stack.ss_size = otherStack.size();
    ::sigaltstack(&stack, nullptr);
    struct sigaction action = {};
    action.sa_sigaction = crashed;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < crashes.size(); ++i)
        ::sigaction(crashes[i], &action, &previous[i]);
}

} // namespace membridge

#else

namespace membridge {

void giveLocksBackOnCrash() { }

} // namespace membridge

#endif

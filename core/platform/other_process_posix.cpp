// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "other_process.h"

#include "../ipc/error.h"

#include <cerrno>
#include <csignal>
#include <limits>
#include <string>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

namespace membridge::platform {

namespace {

constexpr auto attempted = "send a signal to process";

Error failed(std::int64_t pid, int error)
{
    const ErrorCode code = error == ESRCH ? ErrorCode::NotFound
        : error == EPERM                  ? ErrorCode::PermissionDenied
                                          : ErrorCode::System;
    return Error(code, std::to_string(pid), attempted,
                 error == ESRCH       ? "there is no such process"
                     : error == EPERM ? "it belongs to somebody else"
                                      : "the system refuses (errno " + std::to_string(error) + ')');
}

int numberOf(ChildSignal what) noexcept
{
    switch (what) {
    case ChildSignal::Terminate:
        return SIGTERM;
    case ChildSignal::Kill:
        return SIGKILL;
    case ChildSignal::Stop:
        return SIGSTOP;
    case ChildSignal::Continue:
        break;
    }
    return SIGCONT;
}

} // namespace

OtherProcess::OtherProcess(std::int64_t pid) : m_pid(pid)
{
    // 0 and less mean whole groups of processes.
    if (pid <= 0 || pid > std::numeric_limits<pid_t>::max())
        throw Error(ErrorCode::InvalidArgument, std::to_string(pid), attempted, "that is no process");
#if defined(__linux__) && defined(SYS_pidfd_open)
    m_handle = static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0));
    if (m_handle < 0 && errno == ESRCH)
        throw failed(pid, ESRCH);
#endif
    if (::kill(static_cast<pid_t>(pid), 0) == 0)
        return;
    const int error = errno;
    if (m_handle >= 0)
        ::close(m_handle);
    throw failed(pid, error);
}

OtherProcess::~OtherProcess()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

void OtherProcess::signal(ChildSignal what) const
{
    const int number = numberOf(what);
    long result = -1;
#if defined(__linux__) && defined(SYS_pidfd_send_signal)
    if (m_handle >= 0)
        result = ::syscall(SYS_pidfd_send_signal, m_handle, number, nullptr, 0);
    else
#endif
        result = ::kill(static_cast<pid_t>(m_pid), number);
    if (result != 0)
        throw failed(m_pid, errno);
}

} // namespace membridge::platform

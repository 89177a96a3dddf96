// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "process.h"

#include "output.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace membridge::cli {

namespace {

// All that would end the program and may come from outside: whoever holds a lock has to give it back first.
constexpr std::array stopSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU};

// The handler's, so: no constructor that runs late, and nothing but lock-free atomics and write(2).
constinit StopFlag stopFlag;
int wakeUp[2] = {-1, -1};
std::array<struct sigaction, stopSignals.size()> previousActions;

void onStopSignal(int)
{
    const int savedErrno = errno;
    stopFlag.request();
    // A byte in a pipe, because a flag set between a look at it and the sleep would be seen only after the
    // sleep.
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(wakeUp[1], &byte, 1);
    errno = savedErrno;
}

/// Not by pipe2(), which macOS does not have. Nothing is executed by this program that could inherit the two meanwhile.
void makeWakeUp()
{
    if (::pipe(wakeUp) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe for signals");
    for (const int end : wakeUp) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
}

} // namespace

void prepareProcess()
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF)
            continue;
        // Takes the lowest free number, which is this one. Not for writing, so that output is missed: a
        // message must not be consumed for a reader who is not there.
        ::open("/dev/null", O_RDONLY);
    }
    // A reader that went away is an error of write(2), which ends the program in order.
    std::signal(SIGPIPE, SIG_IGN);
    // So is a file that grows beyond what the user may write: a capture then ends with its summary.
    std::signal(SIGXFSZ, SIG_IGN);
}

void dieUnexpectedly() noexcept
{
    ::kill(::getpid(), SIGKILL);
    std::abort();
}

std::vector<std::string> arguments(int argc, char *argv[])
{
    return {argv + (argc > 0 ? 1 : 0), argv + argc};
}

void ignoreUmask()
{
    ::umask(0);
}

void writeToStandardOutput(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
        if (count >= 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN) {
            struct pollfd out = {STDOUT_FILENO, POLLOUT, 0};
            ::poll(&out, 1, -1);
        } else if (errno != EINTR || stopFlag.requested()) {
            throw OutputError(errno);
        }
    }
}

void writeToStandardError(std::string_view text) noexcept
{
    while (!text.empty()) {
        const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
        if (count < 0 && errno != EINTR)
            return;
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
}

StopSignals::StopSignals(SecondSignal second)
{
    if (wakeUp[0] < 0)
        makeWakeUp();
    struct sigaction action = {};
    action.sa_handler = onStopSignal;
    action.sa_flags = second == SecondSignal::Kills ? static_cast<int>(SA_RESETHAND) : 0;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < stopSignals.size(); ++i) {
        ::sigaction(stopSignals[i], nullptr, &previousActions[i]);
        // Whoever started us with nohup wants it to stay ignored.
        if (previousActions[i].sa_handler != SIG_IGN)
            ::sigaction(stopSignals[i], &action, nullptr);
    }
}

StopSignals::~StopSignals()
{
    for (std::size_t i = 0; i < stopSignals.size(); ++i)
        ::sigaction(stopSignals[i], &previousActions[i], nullptr);
}

const StopFlag &StopSignals::flag() const noexcept
{
    return stopFlag;
}

bool StopSignals::sleepUntil(std::chrono::steady_clock::time_point when) const
{
    using Clock = std::chrono::steady_clock;
    while (!requested()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(when - Clock::now());
        if (left.count() <= 0)
            return true;
        std::array<struct pollfd, 2> watched = {{{wakeUp[0], POLLIN, 0}, {STDOUT_FILENO, 0, 0}}};
        ::poll(watched.data(), watched.size(), static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
        if ((watched[1].revents & (POLLERR | POLLHUP)) != 0)
            throw OutputError(EPIPE);
    }
    return false;
}

StopSignals::Line StopSignals::waitForLine() const
{
    while (!requested()) {
        std::array<struct pollfd, 3> watched = {
            {{wakeUp[0], POLLIN, 0}, {STDOUT_FILENO, 0, 0}, {STDIN_FILENO, POLLIN, 0}}};
        ::poll(watched.data(), watched.size(), -1);
        if ((watched[1].revents & (POLLERR | POLLHUP)) != 0)
            throw OutputError(EPIPE);
        if (watched[2].revents == 0)
            continue;
        // Byte by byte, so that nothing of the next line is taken.
        char byte = 0;
        const ssize_t count = ::read(STDIN_FILENO, &byte, 1);
        if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
            return Line::EndOfInput;
        if (count == 1 && byte == '\n')
            return Line::Entered;
    }
    return Line::Stopped;
}

} // namespace membridge::cli

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "janitor.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <set>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace membridge::test::janitor {

namespace {

[[noreturn]] void sweepWhenParentIsGone(int from)
{
    // The signals that end the tests, from a terminal too, must not end the one who tidies up after them.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
        std::signal(signal, SIG_IGN);
    // Whoever reads the tests' output waits until every holder of the pipe has closed it.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::close(descriptor);

    std::set<std::string> paths;
    std::string pending;
    std::array<char, 4096> buffer;
    ssize_t count = 0;
    while ((count = ::read(from, buffer.data(), buffer.size())) > 0 || (count < 0 && errno == EINTR)) {
        if (count > 0)
            pending.append(buffer.data(), static_cast<std::size_t>(count));
        for (auto end = pending.find('\0'); end != std::string::npos; end = pending.find('\0')) {
            if (pending.front() == '+')
                paths.insert(pending.substr(1, end - 1));
            else
                paths.erase(pending.substr(1, end - 1));
            pending.erase(0, end + 1);
        }
    }
    for (const std::string &path : paths)
        ::unlink(path.c_str());
    ::_exit(0);
}

/// The parent's end of the pipe; closing it is what the child waits for.
class Janitor
{
public:
    Janitor();
    ~Janitor()
    {
        ::close(m_to);
        ::waitpid(m_child, nullptr, 0);
    }
    Janitor(const Janitor &) = delete;
    Janitor &operator=(const Janitor &) = delete;

    void tell(char what, const std::string &path) const
    {
        // One write, shorter than PIPE_BUF: whole, or not at all.
        const std::string message = what + path + '\0';
        if (::write(m_to, message.data(), message.size()) != static_cast<ssize_t>(message.size()))
            throw std::system_error(errno, std::generic_category(), "tell the janitor");
    }

private:
    int m_to = -1;
    pid_t m_child = -1;
};

Janitor::Janitor()
{
    std::array<int, 2> ends;
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe for the janitor");
    m_child = ::fork();
    if (m_child < 0)
        throw std::system_error(errno, std::generic_category(), "fork for the janitor");
    if (m_child == 0) {
        ::close(ends[1]);
        sweepWhenParentIsGone(ends[0]);
    }
    ::close(ends[0]);
    m_to = ends[1];
}

const Janitor &janitor()
{
    static const Janitor one;
    return one;
}

} // namespace

void watch(const std::string &path)
{
    janitor().tell('+', path);
}

void forget(const std::string &path)
{
    janitor().tell('-', path);
}

} // namespace membridge::test::janitor

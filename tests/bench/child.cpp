// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "child.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace membridge::bench {

Child::Child(const std::vector<std::string> &command)
{
    int ends[2];
    if (pipe(ends) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe");
    std::vector<char *> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string &word : command)
        arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) {
        const int failed = errno;
        close(ends[0]);
        close(ends[1]);
        throw std::system_error(failed, std::generic_category(), "pipe");
    }
    const pid_t parent = getpid();
    m_pid = fork();
    if (m_pid == 0) {
        // Whoever kills the benchmark, by a time limit too, means its children as well.
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(0);
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execvp(arguments.front(), arguments.data());
        const int why = errno;
        (void)!write(report[1], &why, sizeof why);
        _exit(1);
    }
    int failed = m_pid < 0 ? errno : 0;
    close(ends[1]);
    close(report[1]);
    // Its end closes when the program starts.
    if (m_pid > 0 && read(report[0], &failed, sizeof failed) > 0) {
        waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }
    close(report[0]);
    if (m_pid < 0) {
        close(ends[0]);
        throw std::system_error(failed, std::generic_category(), "start " + command.front());
    }
    m_output = fdopen(ends[0], "r");
}

Child::~Child()
{
    if (m_pid >= 0) {
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    if (m_output != nullptr)
        std::fclose(m_output);
}

std::string Child::line()
{
    std::string text;
    for (int c = std::fgetc(m_output); c != EOF && c != '\n'; c = std::fgetc(m_output))
        text.push_back(static_cast<char>(c));
    return text;
}

bool Child::succeeded()
{
    int status = 0;
    while (waitpid(m_pid, &status, 0) < 0 && errno == EINTR) { }
    m_pid = -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace membridge::bench

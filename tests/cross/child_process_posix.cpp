// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "child_process.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char **environ;

namespace cross_test {

namespace {

std::string program;

} // namespace

void setProgram(const std::string &path)
{
    program = path;
}

std::int64_t processId()
{
    return ::getpid();
}

ChildProcess::ChildProcess(const std::vector<std::string> &arguments)
{
    std::vector<std::string> words = arguments;
    words.insert(words.begin(), program);
    std::vector<char *> argv;
    for (std::string &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t pid = 0;
    const int error = ::posix_spawn(&pid, program.c_str(), nullptr, nullptr, argv.data(), environ);
    check(error == 0, "cannot start a second process: " + std::string(std::strerror(error)));
    m_process = pid;
}

ChildProcess::~ChildProcess()
{
    if (m_process == 0)
        return;
    ::kill(static_cast<pid_t>(m_process), SIGKILL);
    (void)wait();
}

int ChildProcess::wait()
{
    const auto pid = static_cast<pid_t>(std::exchange(m_process, 0));
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace cross_test

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "child_process.h"

#include <array>
#include <utility>

#ifndef NOMINMAX
#define NOMINMAX
#endif
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

namespace cross_test {

void setProgram(const std::string &) { }

std::int64_t processId()
{
    return static_cast<std::int64_t>(::GetCurrentProcessId());
}

ChildProcess::ChildProcess(const std::vector<std::string> &arguments)
{
    std::array<char, 4096> program;
    const DWORD length = ::GetModuleFileNameA(nullptr, program.data(), static_cast<DWORD>(program.size()));
    check(length > 0 && length < program.size(), "cannot tell the program's own path");
    std::string commandLine = '"' + std::string(program.data()) + '"';
    for (const std::string &argument : arguments)
        commandLine += ' ' + argument;
    STARTUPINFOA startup = {};
    startup.cb = sizeof startup;
    PROCESS_INFORMATION started = {};
    const BOOL done = ::CreateProcessA(program.data(), commandLine.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr,
                                       &startup, &started);
    check(done != 0, "cannot start a second process: system error " + std::to_string(::GetLastError()));
    ::CloseHandle(started.hThread);
    m_process = reinterpret_cast<std::intptr_t>(started.hProcess);
}

ChildProcess::~ChildProcess()
{
    if (m_process == 0)
        return;
    ::TerminateProcess(reinterpret_cast<HANDLE>(m_process), 1);
    (void)wait();
}

int ChildProcess::wait()
{
    const auto process = reinterpret_cast<HANDLE>(std::exchange(m_process, 0));
    DWORD code = 0;
    const bool ended = ::WaitForSingleObject(process, INFINITE) == WAIT_OBJECT_0
        && ::GetExitCodeProcess(process, &code) != 0;
    ::CloseHandle(process);
    return ended ? static_cast<int>(code) : -1;
}

} // namespace cross_test

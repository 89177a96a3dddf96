// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cross_test {

/// A second process of this very program. Throws Failure.
class ChildProcess
{
public:
    /// Starts it. Arguments without blanks and quotes, which Windows would have to be told about.
    explicit ChildProcess(const std::vector<std::string> &arguments);
    /// Kills it if nobody waited for it.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// Waits for its end; its exit code, -1 if it did not end by itself.
    int wait();

private:
    std::intptr_t m_process = 0; ///< A pid, or a HANDLE of Windows. 0: none.
};

/// To be called first, with argv[0].
void setProgram(const std::string &path);
std::int64_t processId();

} // namespace cross_test

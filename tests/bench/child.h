// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include <sys/types.h>

namespace membridge::bench {

/// Another process whose output is read by lines. It is killed with the object if it has not ended.
class Child
{
public:
    /// Throws std::system_error.
    explicit Child(const std::vector<std::string> &command);
    ~Child();
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// Empty at the end of its output.
    std::string line();
    /// Waits for its end; true if it went well.
    bool succeeded();

private:
    pid_t m_pid = -1;
    std::FILE *m_output = nullptr;
};

} // namespace membridge::bench

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace membridge::platform {

/// Tells which names in the system's list of segments came, went, or got another size or mode. What is stored through a mapping is no such
/// change. On Linux by inotify(7) on /dev/shm; elsewhere, and where the system gives no watch, everything has to be listed every time.
///
/// Threads: one at a time. Throws nothing but bad_alloc.
class NameWatch
{
public:
    NameWatch();
    ~NameWatch();
    NameWatch(const NameWatch &) = delete;
    NameWatch &operator=(const NameWatch &) = delete;

    /// Appends the names, with the leading '/', that had a change since the last call; some may be there twice. Never blocks. False: changes
    /// may have been missed (also at the first call, and when the directory became another one), and all has to be listed.
    bool collect(std::vector<std::string> &names);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace membridge::platform

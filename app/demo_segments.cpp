// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo_segments.h"

#include "core/ipc/error.h"
#include "core/ipc/shared_memory.h"
#include "core/platform/platform.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace membridge::demo {

std::string regionName(long pid)
{
    return namePrefix + std::to_string(pid) + "-region";
}

std::string ringName(long pid)
{
    return namePrefix + std::to_string(pid) + "-ring";
}

void removeStale()
{
    const std::string prefix = namePrefix;
    for (const std::string &name : platform::listNames()) {
        if (!name.starts_with(prefix))
            continue;
        const long pid = std::strtol(name.c_str() + prefix.size(), nullptr, 10);
        if (pid <= 0 || ::kill(static_cast<pid_t>(pid), 0) == 0 || errno != ESRCH)
            continue;
        try {
            SharedMemory::remove(name);
        } catch (const Error &) {
            // Somebody else's, or gone already.
        }
    }
}

} // namespace membridge::demo

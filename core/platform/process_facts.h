// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#include <optional>
#include <string>
#include <sys/types.h>

namespace membridge::platform {

/// What /proc tells about processes besides their mappings and descriptors. Linux only. One thread at a time.
class ProcessFacts
{
public:
    explicit ProcessFacts(int procDirectory);

    /// Name, state and times from the file `stat` of a process or thread (proc_pid_stat(5)); `path` is relative to /proc. Leaves the rest.
    void addStatus(const std::string &path, ProcessInfo &process);
    /// Command line and namespaces. They need rights that addStatus() does not, and a thread that lives.
    void addCommand(const std::string &path, ProcessInfo &process);

private:
    struct Namespace
    {
        dev_t device = 0;
        ino_t inode = 0;
        bool operator==(const Namespace &) const = default;
    };
    std::optional<Namespace> namespaceOf(const std::string &path) const noexcept;

    const int m_proc;
    std::int64_t m_bootAtNs = 0; ///< Wall clock when the boot clock was 0.
    std::int64_t m_tickNs = 0;
    std::optional<Namespace> m_ownPids;
    std::optional<Namespace> m_ownMounts;
    std::string m_text;
};

} // namespace membridge::platform

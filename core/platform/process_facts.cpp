// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "process_facts.h"

#include "proc_files.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace membridge::platform {

namespace {

std::int64_t clockNs(clockid_t clock) noexcept
{
    struct ::timespec time = {};
    ::clock_gettime(clock, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

} // namespace

ProcessFacts::ProcessFacts(int procDirectory)
    : m_proc(procDirectory),
      m_bootAtNs(clockNs(CLOCK_REALTIME) - clockNs(CLOCK_BOOTTIME)),
      m_tickNs(1'000'000'000LL / std::max(::sysconf(_SC_CLK_TCK), 1L)),
      m_ownPids(namespaceOf("self/ns/pid")),
      m_ownMounts(namespaceOf("self/ns/mnt"))
{
}

std::optional<ProcessFacts::Namespace> ProcessFacts::namespaceOf(const std::string &path) const noexcept
{
    struct ::stat status;
    if (::fstatat(m_proc, path.c_str(), &status, 0) != 0)
        return std::nullopt;
    return Namespace{status.st_dev, status.st_ino};
}

void ProcessFacts::addStatus(const std::string &path, ProcessInfo &process)
{
    constexpr std::size_t room = 4096;
    if (!proc::readStart(m_proc, (path + "/stat").c_str(), room, m_text))
        return;
    // The name stands in parentheses and may itself contain some.
    const auto open = m_text.find('(');
    const auto close = m_text.rfind(')');
    if (open == std::string::npos || close == std::string::npos || close < open || close + 2 >= m_text.size())
        return;
    process.name = m_text.substr(open + 1, close - open - 1);
    process.state = m_text[close + 2];
    // The state is field 3, the start field 22.
    constexpr int fieldsBetween = 19;
    std::size_t at = close + 2;
    for (int i = 0; i < fieldsBetween && at != std::string::npos; ++i)
        at = m_text.find(' ', at + 1);
    std::int64_t ticks = 0;
    if (at == std::string::npos
        || std::from_chars(m_text.data() + at + 1, m_text.data() + m_text.size(), ticks).ec != std::errc() || ticks <= 0
        || ticks > INT64_MAX / m_tickNs)
        return;
    process.startBootNs = ticks * m_tickNs;
    // Not finer than a tick: the distance of the two clocks is measured anew every time.
    process.startNs = (m_bootAtNs + process.startBootNs) / m_tickNs * m_tickNs;
}

void ProcessFacts::addCommand(const std::string &path, ProcessInfo &process)
{
    if (proc::readStart(m_proc, (path + "/cmdline").c_str(), ProcessInfo::maxCommand, m_text) && !m_text.empty()) {
        // Each argument ends with a NUL.
        if (m_text.back() == '\0')
            m_text.pop_back();
        std::replace(m_text.begin(), m_text.end(), '\0', ' ');
        process.command = m_text;
    }
    const auto pids = namespaceOf(path + "/ns/pid");
    const auto mounts = namespaceOf(path + "/ns/mnt");
    process.otherPidNamespace = pids && m_ownPids && *pids != *m_ownPids;
    process.otherMountNamespace = mounts && m_ownMounts && *mounts != *m_ownMounts;
}

} // namespace membridge::platform

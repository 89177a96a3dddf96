// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "maps_reader.h"
#include "proc_files.h"
#include "process_facts.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <future>
#include <iterator>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <system_error>
#include <thread>

namespace membridge::platform {

namespace {

/// False in a PID namespace of our own, or where /proc hides other users' processes: then others may have the segment unseen.
bool allProcessesAreListed(int procDirectory)
{
    // The initial PID namespace has a fixed number, PROC_PID_INIT_INO of the kernel.
    constexpr ino_t initialNamespace = 0xEFFFFFFCu;
    struct ::stat status;
    if (::fstatat(procDirectory, "self/ns/pid", &status, 0) != 0 || status.st_ino != initialNamespace)
        return false;
    constexpr std::size_t room = 1u << 20;
    std::string mounts;
    if (!proc::readStart(procDirectory, "self/mountinfo", room, mounts) || mounts.size() == room)
        return false;
    for (std::string_view rest = mounts; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        // "… /proc … - proc proc rw,hidepid=2": only what is mounted at /proc counts, and of it the last.
        if (line.find(" /proc ") == std::string_view::npos || line.find(" - proc ") == std::string_view::npos)
            continue;
        if (line.find("hidepid=") != std::string_view::npos && line.find("hidepid=0") == std::string_view::npos
            && line.find("hidepid=off") == std::string_view::npos)
            return false;
        if (line.find("subset=pid") != std::string_view::npos)
            return false;
    }
    return true;
}

/// One look through /proc for those who have one object.
class Search
{
public:
    Search(int procDirectory, std::uint64_t device, std::uint64_t inode, MapsWay way)
        : m_proc(procDirectory),
          m_device(device),
          m_inode(inode),
          m_maps(way, MapsReader::Names::Untold),
          m_facts(procDirectory)
    {
    }

    /// Adds the process to the list if it has the object.
    void look(std::int64_t pid, ProcessList &list);

private:
    struct Found
    {
        bool held = false; ///< By a descriptor.
        bool anyMemory = false;
    };

    bool exists(const std::string &path) const noexcept { return ::faccessat(m_proc, path.c_str(), F_OK, 0) == 0; }
    bool lookAtProcess(const std::string &path, ProcessInfo &process, Found &found);
    bool lookAtOne(const std::string &path, ProcessInfo &process, Found &found);
    bool lookAtMaps(const std::string &path, ProcessInfo &process, Found &found);
    bool lookAtDescriptors(const std::string &path, ProcessInfo &process, Found &found);

    const int m_proc;
    const std::uint64_t m_device;
    const std::uint64_t m_inode;
    MapsReader m_maps;
    ProcessFacts m_facts;
    std::string m_path;
    std::vector<char> m_entries;
    std::vector<char> m_tasks;
};

void Search::look(std::int64_t pid, ProcessList &list)
{
    const std::string path = std::to_string(pid);
    ProcessInfo process;
    process.pid = pid;
    Found found;
    const bool readable = lookAtProcess(path, process, found);
    if (pid == ::getpid()) {
        list.self = process.mapped;
        return;
    }
    if (!readable && exists(path)) {
        list.complete = false;
        list.unreadable.push_back(pid);
    }
    if (process.mapped || found.held)
        list.processes.push_back(std::move(process));
}

/// Also where the main thread is gone and the process lives on in others: its own maps and fd are empty then, its threads' are not. False
/// when something could not be read.
bool Search::lookAtProcess(const std::string &path, ProcessInfo &process, Found &found)
{
    const bool readable = lookAtOne(path, process, found);
    const bool has = process.mapped || found.held;
    if (!readable || !found.anyMemory || has)
        m_facts.addStatus(path, process);
    if (has)
        m_facts.addCommand(path, process);
    if (process.state != 'Z')
        return readable;
    const proc::Descriptor tasks = proc::openAt(m_proc, (path + "/task").c_str(), true);
    if (!tasks)
        return true; // gone meanwhile
    bool all = true;
    const bool listed = proc::visitNumbers(tasks.get(), m_tasks, [&](const char *name, std::int64_t) {
        const std::string task = path + "/task/" + name;
        ProcessInfo thread;
        m_facts.addStatus(task, thread);
        if (thread.state == 'Z')
            return;
        if (!lookAtOne(task, process, found) && exists(task))
            all = false;
        if (process.command.empty() && (process.mapped || found.held))
            m_facts.addCommand(task, process);
    });
    return all && listed;
}

/// One thread's or process's mappings and descriptors. The descriptors alone would miss those who closed theirs after mapping; the mappings
/// alone those who did not map yet. False when they can't be read.
bool Search::lookAtOne(const std::string &path, ProcessInfo &process, Found &found)
{
    const bool maps = lookAtMaps(path, process, found);
    return lookAtDescriptors(path, process, found) && maps;
}

bool Search::lookAtMaps(const std::string &path, ProcessInfo &process, Found &found)
{
    m_path.assign(path).append("/maps");
    if (!m_maps.open(m_proc, m_path.c_str()))
        return false;
    FileMapping mapping;
    MapsReader::Step step = MapsReader::Step::End;
    while ((step = m_maps.next(mapping)) == MapsReader::Step::Mapping) {
        if (mapping.inode != m_inode || mapping.device != m_device)
            continue;
        process.mapped = true;
        // What is stored in a private mapping stays there.
        process.writable = process.writable || (mapping.writable && mapping.shared);
    }
    found.anyMemory = found.anyMemory || m_maps.hadMemory();
    return step == MapsReader::Step::End;
}

bool Search::lookAtDescriptors(const std::string &path, ProcessInfo &process, Found &found)
{
    m_path.assign(path).append("/fd");
    const proc::Descriptor directory = proc::openAt(m_proc, m_path.c_str(), true);
    if (!directory)
        return errno == ENOENT;
    const bool listed = proc::visitNumbers(directory.get(), m_entries, [&](const char *name, std::int64_t) {
        // Without asking a remote file system, which may not answer.
        struct ::statx status;
        if (::statx(directory.get(), name, AT_STATX_DONT_SYNC, STATX_INO, &status) != 0 || status.stx_ino != m_inode
            || makedev(status.stx_dev_major, status.stx_dev_minor) != m_device)
            return;
        found.held = true;
        // The link's own mode says how the descriptor was opened.
        struct ::stat link;
        if (::fstatat(directory.get(), name, &link, AT_SYMLINK_NOFOLLOW) == 0 && (link.st_mode & S_IWUSR) != 0)
            process.writable = true;
    });
    return listed || errno == ENOENT;
}

void merge(ProcessList &list, ProcessList &&more)
{
    list.complete = list.complete && more.complete;
    list.self = list.self || more.self;
    std::move(more.processes.begin(), more.processes.end(), std::back_inserter(list.processes));
    std::move(more.unreadable.begin(), more.unreadable.end(), std::back_inserter(list.unreadable));
}

} // namespace

bool canQueryMaps() noexcept
{
    try {
        const proc::Descriptor directory = proc::openAt(AT_FDCWD, "/proc/self", true);
        MapsReader reader(MapsWay::Query, MapsReader::Names::Untold);
        FileMapping mapping;
        return directory && reader.open(directory.get(), "maps") && reader.next(mapping) != MapsReader::Step::Failed;
    } catch (const std::bad_alloc &) {
        return false;
    }
}

ProcessList attachedProcesses(std::uint64_t device, std::uint64_t inode, MapsWay way)
{
    // Looking at so many takes several times as long as starting a thread.
    constexpr std::size_t fewestForAThread = 16;
    constexpr std::size_t mostThreads = 4;
    ProcessList list;
    const proc::Descriptor proc = proc::openAt(AT_FDCWD, "/proc", true);
    if (!proc)
        return list;
    std::vector<std::int64_t> pids;
    std::vector<char> entries;
    const bool listed = proc::visitNumbers(proc.get(), entries,
                                           [&](const char *, std::int64_t pid) { pids.push_back(pid); });
    list.complete = listed && allProcessesAreListed(proc.get());
    const std::size_t threads = std::clamp<std::size_t>(
        pids.size() / fewestForAThread, 1, std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, mostThreads));
    const auto lookAtSome = [&](std::size_t first) {
        ProcessList some;
        some.complete = true;
        Search search(proc.get(), device, inode, way);
        for (std::size_t i = first; i < pids.size(); i += threads)
            search.look(pids[i], some);
        return some;
    };
    std::vector<std::future<ProcessList>> others;
    for (std::size_t i = 1; i < threads; ++i) {
        try {
            others.push_back(std::async(std::launch::async, lookAtSome, i));
        } catch (const std::system_error &) { // no more threads are allowed
            others.push_back(std::async(std::launch::deferred, lookAtSome, i));
        }
    }
    merge(list, lookAtSome(0));
    for (std::future<ProcessList> &other : others)
        merge(list, other.get());
    std::sort(list.processes.begin(), list.processes.end(), [](const auto &a, const auto &b) { return a.pid < b.pid; });
    std::sort(list.unreadable.begin(), list.unreadable.end());
    return list;
}

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "posix.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <semaphore.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace membridge::platform {

namespace {

constexpr const char *shmDirectory = "/dev/shm";

struct CloseDirectory
{
    void operator()(DIR *directory) const noexcept { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

std::string shmPath(const std::string &name)
{
    const auto start = name.find_first_not_of('/');
    return std::string(shmDirectory) + '/' + (start == std::string::npos ? std::string() : name.substr(start));
}

/// A whole /proc file; nothing when it can't be read.
std::optional<std::string> readProcFile(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return std::nullopt;
    std::string text;
    std::array<char, 65536> buffer;
    ssize_t count = 0;
    while ((count = ::read(descriptor, buffer.data(), buffer.size())) > 0 || (count < 0 && errno == EINTR)) {
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(descriptor);
    if (count < 0)
        return std::nullopt;
    return text;
}

std::string_view nextWord(std::string_view &line)
{
    const auto begin = std::min(line.find_first_not_of(' '), line.size());
    const auto end = std::min(line.find(' ', begin), line.size());
    const auto word = line.substr(begin, end - begin);
    line.remove_prefix(end);
    return word;
}

/// Looks for a mapping of the object in the text of /proc/PID/maps (proc(5)): "start-end perms offset dev inode path".
void searchMaps(std::string_view maps, std::uint64_t device, std::uint64_t inode, ProcessInfo &process)
{
    std::array<char, 32> deviceText;
    std::snprintf(deviceText.data(), deviceText.size(), "%02x:%02x", major(device), minor(device));
    const std::string inodeText = std::to_string(inode);
    while (!maps.empty()) {
        const auto end = std::min(maps.find('\n'), maps.size());
        std::string_view line = maps.substr(0, end);
        maps.remove_prefix(std::min(end + 1, maps.size()));
        nextWord(line);
        const auto permissions = nextWord(line);
        nextWord(line);
        if (nextWord(line) != deviceText.data() || nextWord(line) != inodeText)
            continue;
        process.mapped = true;
        if (permissions.size() > 1 && permissions[1] == 'w')
            process.writable = true;
    }
}

/// Looks through the open descriptors. False when they can't be listed.
bool searchDescriptors(const std::string &processPath, std::uint64_t device, std::uint64_t inode, ProcessInfo &process,
                       bool &held)
{
    const std::string path = processPath + "/fd";
    const Directory directory(::opendir(path.c_str()));
    if (!directory)
        return errno == ENOENT;
    while (const dirent *entry = ::readdir(directory.get())) {
        if (entry->d_name[0] == '.')
            continue;
        // Without asking a remote file system, which may not answer.
        struct ::statx status;
        if (::statx(::dirfd(directory.get()), entry->d_name, AT_STATX_DONT_SYNC, STATX_INO, &status) != 0
            || makedev(status.stx_dev_major, status.stx_dev_minor) != device || status.stx_ino != inode)
            continue;
        held = true;
        // The link's own mode says how the descriptor was opened.
        struct ::stat link;
        if (::fstatat(::dirfd(directory.get()), entry->d_name, &link, AT_SYMLINK_NOFOLLOW) == 0
            && (link.st_mode & S_IWUSR) != 0)
            process.writable = true;
    }
    return true;
}

/// Command name and state from /proc/PID/stat; the name stands in parentheses and may itself contain some.
void describe(const std::string &processPath, ProcessInfo &process)
{
    const auto text = readProcFile(processPath + "/stat");
    if (!text)
        return;
    const auto open = text->find('(');
    const auto close = text->rfind(')');
    if (open == std::string::npos || close == std::string::npos || close < open)
        return;
    process.name = text->substr(open + 1, close - open - 1);
    if (close + 2 < text->size())
        process.state = (*text)[close + 2];
}

/// One thread's or process's mappings and descriptors. False when they can't be read.
bool searchOne(const std::string &path, std::uint64_t device, std::uint64_t inode, ProcessInfo &process, bool &held,
               bool &anyMaps)
{
    const auto maps = readProcFile(path + "/maps");
    if (maps) {
        anyMaps = anyMaps || !maps->empty();
        searchMaps(*maps, device, inode, process);
    }
    return searchDescriptors(path, device, inode, process, held) && maps;
}

/// Also where the main thread is gone and the process lives on in others: its own maps and fd are empty then, its threads' are not.
bool searchProcess(const std::string &path, std::uint64_t device, std::uint64_t inode, ProcessInfo &process, bool &held)
{
    bool anyMaps = false;
    bool readable = searchOne(path, device, inode, process, held, anyMaps);
    if (!readable || !anyMaps || process.mapped || held)
        describe(path, process);
    if (process.state != 'Z')
        return readable;
    const Directory tasks(::opendir((path + "/task").c_str()));
    if (!tasks)
        return true; // gone meanwhile
    readable = true;
    while (const dirent *entry = ::readdir(tasks.get())) {
        if (entry->d_name[0] == '.')
            continue;
        const std::string task = path + "/task/" + entry->d_name;
        ProcessInfo thread;
        describe(task, thread);
        if (thread.state != 'Z' && !searchOne(task, device, inode, process, held, anyMaps)
            && ::access(task.c_str(), F_OK) == 0)
            readable = false;
    }
    return readable;
}

/// False in a PID namespace of our own, or where /proc hides other users' processes: then others may have the segment unseen.
bool allProcessesAreListed()
{
    // The initial PID namespace has a fixed number, PROC_PID_INIT_INO of the kernel.
    constexpr ino_t initialNamespace = 0xEFFFFFFCu;
    struct ::stat status;
    if (::stat("/proc/self/ns/pid", &status) != 0 || status.st_ino != initialNamespace)
        return false;
    const auto mounts = readProcFile("/proc/self/mountinfo");
    if (!mounts)
        return false;
    for (std::string_view rest = *mounts; !rest.empty();) {
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

} // namespace

namespace posix {

std::string_view whyNotANameHere(std::string_view name) noexcept
{
    const auto rest = name.substr(std::min(name.find_first_not_of('/'), name.size()));
    if (rest.empty())
        return "the name needs at least one character after '/'";
    if (rest.size() > 255)
        return "the name is longer than 255 bytes after '/'";
    if (rest.find('/') != std::string_view::npos)
        return "the name must not contain a further '/'";
    if (rest == "." || rest == "..")
        return "the name must not be '.' or '..'";
    return {};
}

SegmentHandle makeHandle(int descriptor, std::uint64_t)
{
    return SegmentHandle(descriptor);
}

void restoreExactSize(const SegmentHandle &, SegmentStat &) noexcept { }

std::int64_t modificationTime(const struct ::stat &status) noexcept
{
    return status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
}

void reserveMemory(int descriptor, std::uint64_t size, const std::string &name)
{
    int error = 0;
    while ((error = ::posix_fallocate(descriptor, 0, static_cast<off_t>(size))) == EINTR) { }
    if (error != 0 && error != EOPNOTSUPP)
        throwErrno(error, name, "reserve memory for segment");
}

} // namespace posix

std::uint64_t nextDataAt(const SegmentHandle &handle, std::uint64_t offset) noexcept
{
    if (offset > static_cast<std::uint64_t>(INT64_MAX))
        return offset;
    // It moves the descriptor's own position, which nothing here reads from.
    const off_t data = ::lseek(handle.descriptor(), static_cast<off_t>(offset), SEEK_DATA);
    if (data >= 0)
        return static_cast<std::uint64_t>(data);
    return errno == ENXIO ? UINT64_MAX : offset;
}

std::size_t readAt(const SegmentHandle &handle, std::uint64_t offset, std::span<std::byte> out, const std::string &name)
{
    // No file reaches past INT64_MAX, and pread refuses to be asked.
    constexpr auto last = static_cast<std::uint64_t>(INT64_MAX);
    out = out.first(static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), offset < last ? last - offset : 0)));
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t count = ::pread(handle.descriptor(), out.data() + done, out.size() - done,
                                      static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            posix::throwErrno(errno, name, "read segment");
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

std::uint64_t sizeAsReported(std::uint64_t size) noexcept
{
    return size;
}

bool statByName(const std::string &name, SegmentStat &out) noexcept
{
    struct ::stat status;
    if (::lstat(shmPath(name).c_str(), &status) != 0)
        return false;
    out = posix::toSegmentStat(status);
    return true;
}

bool canListNames() noexcept
{
    return true;
}

std::vector<std::string> listNames()
{
    std::vector<std::string> names;
    const Directory directory(::opendir(shmDirectory));
    if (!directory)
        return names;
    while (const dirent *entry = ::readdir(directory.get())) {
        // POSIX semaphores live in the same directory, as files of their own kind.
        if (entry->d_type != DT_REG && entry->d_type != DT_UNKNOWN)
            continue;
        if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0)
            continue;
        struct ::stat status;
        if (std::strncmp(entry->d_name, "sem.", 4) == 0
            && ::fstatat(::dirfd(directory.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0
            && status.st_size == sizeof(sem_t))
            continue;
        names.push_back(std::string("/") + entry->d_name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

MemorySpace sharedMemorySpace() noexcept
{
    struct ::statvfs status;
    if (::statvfs(shmDirectory, &status) != 0)
        return {};
    return {std::uint64_t{status.f_blocks} * status.f_frsize, std::uint64_t{status.f_bavail} * status.f_frsize};
}

ProcessList attachedProcesses(std::uint64_t device, std::uint64_t inode)
{
    ProcessList list;
    const Directory proc(::opendir("/proc"));
    if (!proc)
        return list;
    list.complete = allProcessesAreListed();
    const std::int64_t self = ::getpid();
    errno = 0;
    while (const dirent *entry = ::readdir(proc.get())) {
        std::int64_t pid = 0;
        const char *end = entry->d_name + std::strlen(entry->d_name);
        const auto [rest, error] = std::from_chars(entry->d_name, end, pid);
        if (error != std::errc() || rest != end)
            continue;
        const std::string path = std::string("/proc/") + entry->d_name;
        ProcessInfo process;
        process.pid = pid;
        // The descriptors alone would miss those who closed theirs after mapping; the mappings alone those who did not map yet.
        bool held = false;
        const bool readable = searchProcess(path, device, inode, process, held);
        if (pid == self) {
            list.self = process.mapped;
        } else {
            if (!readable && ::access(path.c_str(), F_OK) == 0) {
                list.complete = false;
                list.unreadable.push_back(pid);
            }
            if (process.mapped || held)
                list.processes.push_back(std::move(process));
        }
        errno = 0;
    }
    list.complete = list.complete && errno == 0;
    std::sort(list.processes.begin(), list.processes.end(), [](const auto &a, const auto &b) { return a.pid < b.pid; });
    return list;
}

void setTimerSlack(std::chrono::nanoseconds slack) noexcept
{
    ::prctl(PR_SET_TIMERSLACK, static_cast<unsigned long>(slack.count()), 0, 0, 0);
}

} // namespace membridge::platform

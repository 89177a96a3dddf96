// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "posix.h"
#include "segment_size.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <semaphore.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace membridge::platform {

namespace {

constexpr const char *shmDirectory = "/dev/shm";
constexpr std::string_view semaphorePrefix = "sem.";

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

std::uint64_t sizeOf(const SegmentHandle &handle, const std::string &name)
{
    // It moves the descriptor's own position, which nothing here reads from.
    const off_t size = ::lseek(handle.descriptor(), 0, SEEK_END);
    if (size < 0)
        posix::throwErrno(errno, name, "look at segment");
    return static_cast<std::uint64_t>(size);
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

bool isListed(const std::string &name) noexcept
{
    struct ::stat status;
    if (::lstat(shmPath(name).c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    // POSIX semaphores live in the same directory, as files of their own kind.
    return name.compare(1, semaphorePrefix.size(), semaphorePrefix) != 0 || status.st_size != sizeof(sem_t);
}

std::vector<std::string> listNames()
{
    std::vector<std::string> names;
    const Directory directory(::opendir(shmDirectory));
    if (!directory)
        return names;
    while (const dirent *entry = ::readdir(directory.get())) {
        if (entry->d_type != DT_REG && entry->d_type != DT_UNKNOWN)
            continue;
        if (entry->d_type == DT_REG && std::strncmp(entry->d_name, semaphorePrefix.data(), semaphorePrefix.size()) != 0)
            names.push_back(std::string("/") + entry->d_name);
        else if (const std::string name = std::string("/") + entry->d_name; isListed(name))
            names.push_back(name);
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

void setTimerSlack(std::chrono::nanoseconds slack) noexcept
{
    ::prctl(PR_SET_TIMERSLACK, static_cast<unsigned long>(slack.count()), 0, 0, 0);
}

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "held_segments.h"

#include "maps_reader.h"
#include "posix.h"
#include "proc_files.h"
#include "process_facts.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <fcntl.h>
#include <map>
#include <semaphore.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <tuple>

namespace membridge::platform {

namespace {

constexpr std::string_view shmPrefix = "/dev/shm/";
constexpr std::string_view semaphorePrefix = "/dev/shm/sem.";
constexpr std::string_view deletedSuffix = " (deleted)";

/// One look at one process.
class Holdings
{
public:
    Holdings(std::int64_t pid, MapsWay way)
        : m_proc(proc::openAt(AT_FDCWD, "/proc", true)),
          m_path(std::to_string(pid)),
          m_maps(way, MapsReader::Names::Told)
    {
        // Where it is a mere directory, its device says nothing about a file.
        struct ::stat shm;
        struct ::stat parent;
        if (::stat("/dev/shm", &shm) == 0 && ::stat("/dev/shm/..", &parent) == 0 && shm.st_dev != parent.st_dev)
            m_shmDevice = static_cast<std::uint64_t>(shm.st_dev);
    }

    HeldSegments look();

private:
    // More than any program has; a process that maps more is told as Refused.
    static constexpr std::size_t most = 65536;

    bool lookAtOne(const std::string &path);
    bool lookAtMaps(const std::string &path);
    bool lookAtDescriptors(const std::string &path);
    bool isSegment(std::uint64_t device, std::string_view path) const noexcept
    {
        return device == m_shmDevice || path.starts_with(shmPrefix);
    }
    HeldSegment *entry(std::uint64_t device, std::uint64_t inode);
    void finish(HeldSegment &segment) const;

    const proc::Descriptor m_proc;
    const std::string m_path;
    MapsReader m_maps;
    std::uint64_t m_shmDevice = 0; ///< No file system's is 0.
    bool m_anyMemory = false;
    bool m_tooMany = false;
    std::map<std::pair<std::uint64_t, std::uint64_t>, HeldSegment> m_found;
    std::vector<char> m_entries;
};

HeldSegment *Holdings::entry(std::uint64_t device, std::uint64_t inode)
{
    if (m_found.size() >= most && !m_found.contains({device, inode})) {
        m_tooMany = true;
        return nullptr;
    }
    HeldSegment &segment = m_found[{device, inode}];
    segment.device = device;
    segment.inode = inode;
    return &segment;
}

bool Holdings::lookAtMaps(const std::string &path)
{
    if (!m_maps.open(m_proc.get(), (path + "/maps").c_str()))
        return false;
    FileMapping mapping;
    MapsReader::Step step = MapsReader::Step::End;
    while ((step = m_maps.next(mapping)) == MapsReader::Step::Mapping) {
        if (!isSegment(mapping.device, mapping.path))
            continue;
        HeldSegment *segment = entry(mapping.device, mapping.inode);
        if (segment == nullptr)
            return false;
        segment->mapped = true;
        segment->writable = segment->writable || (mapping.writable && mapping.shared);
        if (segment->path.empty())
            segment->path = mapping.path;
        if (segment->stat)
            continue;
        std::array<char, 64> range;
        std::snprintf(range.data(), range.size(), "/map_files/%llx-%llx",
                      static_cast<unsigned long long>(mapping.start), static_cast<unsigned long long>(mapping.end));
        struct ::stat status;
        if (::fstatat(m_proc.get(), (path + range.data()).c_str(), &status, 0) == 0 && status.st_dev == mapping.device
            && status.st_ino == mapping.inode)
            segment->stat = posix::toSegmentStat(status);
    }
    m_anyMemory = m_anyMemory || m_maps.hadMemory();
    return step == MapsReader::Step::End;
}

bool Holdings::lookAtDescriptors(const std::string &path)
{
    const proc::Descriptor directory = proc::openAt(m_proc.get(), (path + "/fd").c_str(), true);
    if (!directory)
        return errno == ENOENT;
    std::array<char, PATH_MAX> target;
    const bool listed = proc::visitNumbers(directory.get(), m_entries, [&](const char *name, std::int64_t) {
        const ssize_t length = ::readlinkat(directory.get(), name, target.data(), target.size());
        if (length < 0)
            return;
        const std::string_view text(target.data(), static_cast<std::size_t>(length));
        // Not for a file of a remote file system, which may not answer: it has to look like one of /dev/shm, or be on the same device.
        struct ::statx device;
        if (::statx(directory.get(), name, AT_STATX_DONT_SYNC, STATX_TYPE | STATX_INO, &device) != 0
            || !S_ISREG(device.stx_mode))
            return;
        const auto number = static_cast<std::uint64_t>(makedev(device.stx_dev_major, device.stx_dev_minor));
        struct ::stat status;
        if (!isSegment(number, text) || ::fstatat(directory.get(), name, &status, 0) != 0 || status.st_dev != number
            || status.st_ino != device.stx_ino)
            return;
        HeldSegment *segment = entry(number, status.st_ino);
        if (segment == nullptr)
            return;
        if (segment->path.empty())
            segment->path = text;
        segment->stat = posix::toSegmentStat(status);
        struct ::stat link;
        if (::fstatat(directory.get(), name, &link, AT_SYMLINK_NOFOLLOW) == 0 && (link.st_mode & S_IWUSR) != 0)
            segment->writable = true;
    });
    return listed || errno == ENOENT;
}

bool Holdings::lookAtOne(const std::string &path)
{
    const bool maps = lookAtMaps(path);
    return lookAtDescriptors(path) && maps;
}

/// Whether it is deleted, and its path without what the kernel adds then.
void Holdings::finish(HeldSegment &segment) const
{
    const bool saysDeleted = segment.path.ends_with(deletedSuffix);
    struct ::stat named;
    const auto isAt = [&](const std::string &path) {
        return ::lstat(path.c_str(), &named) == 0 && named.st_dev == segment.device && named.st_ino == segment.inode;
    };
    // A name may end like that by itself.
    if (isAt(segment.path)) {
        segment.stat = posix::toSegmentStat(named);
        return;
    }
    segment.deleted = saysDeleted;
    if (!saysDeleted)
        return;
    segment.path.resize(segment.path.size() - deletedSuffix.size());
    // Made under another name, which is gone, and linked to this one; or made anew there meanwhile, which is another object.
    if (isAt(segment.path)) {
        segment.deleted = false;
        segment.stat = posix::toSegmentStat(named);
    }
}

HeldSegments Holdings::look()
{
    HeldSegments result;
    const auto exists = [&](const std::string &path) { return ::faccessat(m_proc.get(), path.c_str(), F_OK, 0) == 0; };
    if (!m_proc || !exists(m_path)) {
        result.outcome = m_proc ? HeldSegments::Outcome::NoProcess : HeldSegments::Outcome::Refused;
        return result;
    }
    bool readable = lookAtOne(m_path);
    // As in attachedProcesses(): where the main thread has ended, the others have it all.
    if (!m_anyMemory) {
        if (const proc::Descriptor tasks = proc::openAt(m_proc.get(), (m_path + "/task").c_str(), true)) {
            std::vector<char> entries;
            readable = true;
            ProcessFacts facts(m_proc.get());
            const bool listed = proc::visitNumbers(tasks.get(), entries, [&](const char *name, std::int64_t) {
                const std::string task = m_path + "/task/" + name;
                ProcessInfo thread;
                facts.addStatus(task, thread);
                if (thread.state != 'Z' && !lookAtOne(task) && exists(task))
                    readable = false;
            });
            readable = readable && listed;
        }
    }
    for (auto &[key, segment] : m_found) {
        finish(segment);
        const bool isSemaphore = segment.path.starts_with(semaphorePrefix)
            && (!segment.stat || segment.stat->size == sizeof(sem_t));
        if (!isSemaphore)
            result.segments.push_back(std::move(segment));
    }
    std::sort(result.segments.begin(), result.segments.end(), [](const HeldSegment &a, const HeldSegment &b) {
        return std::tie(a.path, a.device, a.inode) < std::tie(b.path, b.device, b.inode);
    });
    result.outcome = HeldSegments::Outcome::Complete;
    if (!readable || m_tooMany)
        result.outcome = exists(m_path) ? HeldSegments::Outcome::Refused : HeldSegments::Outcome::NoProcess;
    return result;
}

} // namespace

std::string HeldSegment::name() const
{
    return path.starts_with(shmPrefix) ? path.substr(shmPrefix.size() - 1) : path;
}

HeldSegments heldSegments(std::int64_t pid, MapsWay way)
{
    return Holdings(pid, way).look();
}

} // namespace membridge::platform

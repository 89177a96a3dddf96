// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "../ipc/error.h"
#include "hidden_segments.h"
#include "posix.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <map>
#include <semaphore.h>
#include <set>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <utility>

// Everything about a process is looked up relative to one descriptor of its /proc directory: when the process ends, these look-ups fail, and
// never reach another process that got its number.

namespace membridge::platform {

namespace {

constexpr std::string_view shmPrefix = "/dev/shm/";
constexpr std::string_view deletedMark = " (deleted)";
constexpr const char *attempted = "open segment read-only";
constexpr std::size_t mostSegments = 10'000;

using Object = std::pair<std::uint64_t, std::uint64_t>; ///< Device and inode.

struct CloseDirectory
{
    void operator()(DIR *directory) const noexcept { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

bool isOpen(const SegmentHandle &handle) noexcept
{
    return handle.native() != SegmentHandle::none;
}

SegmentHandle openAt(const SegmentHandle &directory, const char *path, int flags)
{
    return SegmentHandle(::openat(directory.descriptor(), path, flags | O_CLOEXEC));
}

SegmentHandle openProcess(std::int64_t pid)
{
    return SegmentHandle(::open(("/proc/" + std::to_string(pid)).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

bool isRefusal(int error) noexcept
{
    return error == EACCES || error == EPERM;
}

Directory directoryAt(const SegmentHandle &parent, const char *path)
{
    const int descriptor = ::openat(parent.descriptor(), path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    Directory directory(::fdopendir(descriptor));
    if (!directory)
        ::close(descriptor);
    return directory;
}

/// False when it can't be read; errno says why.
bool readFileAt(const SegmentHandle &directory, const char *path, std::string &text)
{
    const SegmentHandle file = openAt(directory, path, O_RDONLY);
    if (!isOpen(file))
        return false;
    std::array<char, 16384> buffer;
    ssize_t count = 0;
    while ((count = ::read(file.descriptor(), buffer.data(), buffer.size())) > 0 || (count < 0 && errno == EINTR)) {
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return count == 0;
}

std::string linkAt(int directory, const char *path)
{
    std::array<char, PATH_MAX> text;
    const ssize_t length = ::readlinkat(directory, path, text.data(), text.size());
    return std::string(text.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
}

std::string ownLink(const SegmentHandle &handle)
{
    return "/proc/self/fd/" + std::to_string(handle.descriptor());
}

/// NAME of ".../dev/shm/NAME (deleted)", or empty. A file can be called so and exist: the caller has to ask the object.
std::string_view deletedName(std::string_view path) noexcept
{
    if (!path.ends_with(deletedMark))
        return {};
    path.remove_suffix(deletedMark.size());
    // The path is as seen from the observer's root, which need not be that of the process.
    const auto at = path.rfind(shmPrefix);
    if (at == std::string_view::npos)
        return {};
    path.remove_prefix(at + shmPrefix.size());
    return path.find('/') == std::string_view::npos ? path : std::string_view();
}

bool isSemaphore(std::string_view name, std::uint64_t size) noexcept
{
    return name.starts_with("sem.") && size == sizeof(sem_t);
}

/// The process's /dev/shm, if it is a tmpfs. Symbolic links on the way are not followed: they would lead to where they point in the
/// observer's own namespace.
SegmentHandle shmOf(const SegmentHandle &process)
{
    const SegmentHandle root = openAt(process, "root", O_PATH | O_DIRECTORY);
    if (!isOpen(root))
        return SegmentHandle();
    const SegmentHandle dev = openAt(root, "dev", O_PATH | O_DIRECTORY | O_NOFOLLOW);
    if (!isOpen(dev))
        return SegmentHandle();
    SegmentHandle shm = openAt(dev, "shm", O_PATH | O_DIRECTORY | O_NOFOLLOW);
    struct ::statfs status;
    if (!isOpen(shm) || ::fstatfs(shm.descriptor(), &status) != 0 || status.f_type != TMPFS_MAGIC)
        return SegmentHandle();
    return shm;
}

std::uint64_t deviceOf(const SegmentHandle &handle) noexcept
{
    struct ::stat status;
    return isOpen(handle) && ::fstat(handle.descriptor(), &status) == 0 ? static_cast<std::uint64_t>(status.st_dev) : 0;
}

std::uint64_t ownShmDevice() noexcept
{
    struct ::stat status;
    return ::stat("/dev/shm", &status) == 0 ? static_cast<std::uint64_t>(status.st_dev) : 0;
}

/// 0: not known; errno says why.
std::uint64_t mountNamespace(const SegmentHandle &process) noexcept
{
    struct ::stat status;
    return ::fstatat(process.descriptor(), "ns/mnt", &status, 0) == 0 ? static_cast<std::uint64_t>(status.st_ino) : 0;
}

std::uint64_t ownMountNamespace() noexcept
{
    struct ::stat status;
    return ::stat("/proc/self/ns/mnt", &status) == 0 ? static_cast<std::uint64_t>(status.st_ino) : 0;
}

/// An object, found but not opened: O_PATH has no effect on whatever it turns out to be.
struct Found
{
    SegmentHandle path;
    struct ::stat status = {};
    std::string name; ///< Without the leading '/'.
};

Object objectOf(const struct ::stat &status) noexcept
{
    return {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino)};
}

/// A deleted segment on this device behind a link of /proc/PID/fd or /proc/PID/map_files.
std::optional<Found> findDeleted(int directory, const char *link, std::uint64_t device)
{
    Found found;
    found.path = SegmentHandle(::openat(directory, link, O_PATH | O_CLOEXEC));
    if (!isOpen(found.path) || ::fstat(found.path.descriptor(), &found.status) != 0 || !S_ISREG(found.status.st_mode)
        || found.status.st_dev != device || found.status.st_nlink != 0)
        return std::nullopt;
    // The text of maps has line feeds replaced, this has not.
    found.name = deletedName(linkAt(AT_FDCWD, ownLink(found.path).c_str()));
    if (found.name.empty() || isSemaphore(found.name, static_cast<std::uint64_t>(found.status.st_size)))
        return std::nullopt;
    return found;
}

std::optional<Found> findNamed(const SegmentHandle &shm, const std::string &name)
{
    Found found;
    found.path = openAt(shm, name.c_str(), O_PATH | O_NOFOLLOW);
    found.name = name;
    if (!isOpen(found.path) || ::fstat(found.path.descriptor(), &found.status) != 0 || !S_ISREG(found.status.st_mode)
        || found.status.st_dev != deviceOf(shm) || isSemaphore(name, static_cast<std::uint64_t>(found.status.st_size)))
        return std::nullopt;
    return found;
}

/// Not open, with errno, when it is not allowed.
SegmentHandle openForReading(const Found &found)
{
    SegmentHandle handle(::open(ownLink(found.path).c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    struct ::stat status;
    if (isOpen(handle)
        && (::fstat(handle.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)
            || objectOf(status) != objectOf(found.status))) {
        errno = ESTALE;
        return SegmentHandle();
    }
    return handle;
}

/// A deleted segment that the text of /proc/PID/maps shows and that could not be opened.
struct MappedOnly
{
    std::string name;
    std::uint64_t size = 0; ///< At least so many bytes.
};

struct DeletedOnes
{
    std::map<Object, Found> found;
    std::map<Object, MappedOnly> mappedOnly;
    bool refused = false; ///< Mappings or descriptors could not be listed.
};

std::string_view nextWord(std::string_view &line) noexcept
{
    const auto begin = std::min(line.find_first_not_of(' '), line.size());
    const auto end = std::min(line.find(' ', begin), line.size());
    const auto word = line.substr(begin, end - begin);
    line.remove_prefix(end);
    return word;
}

std::uint64_t number(std::string_view text, int base) noexcept
{
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, base);
    return value;
}

std::string hexNumber(std::uint64_t value)
{
    std::array<char, 16> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, 16).ptr;
    return std::string(text.data(), end);
}

void addMapping(const SegmentHandle &process, std::string_view line, std::uint64_t device, DeletedOnes &ones)
{
    const auto range = nextWord(line);
    nextWord(line); // permissions
    const std::uint64_t offset = number(nextWord(line), 16);
    const auto deviceText = nextWord(line);
    const auto colon = deviceText.find(':');
    if (colon == std::string_view::npos
        || makedev(static_cast<unsigned>(number(deviceText.substr(0, colon), 16)),
                   static_cast<unsigned>(number(deviceText.substr(colon + 1), 16)))
            != device)
        return;
    const Object object{device, number(nextWord(line), 10)};
    const auto name = deletedName(line);
    const auto dash = range.find('-');
    if (name.empty() || dash == std::string_view::npos || ones.found.contains(object)
        || ones.found.size() + ones.mappedOnly.size() >= mostSegments)
        return;
    const std::uint64_t begin = number(range.substr(0, dash), 16);
    const std::uint64_t end = number(range.substr(dash + 1), 16);
    // The names there have no leading zeros, the text of maps has.
    const std::string link = "map_files/" + hexNumber(begin) + '-' + hexNumber(end);
    if (auto found = findDeleted(process.descriptor(), link.c_str(), device)) {
        ones.found.emplace(objectOf(found->status), std::move(*found));
        return;
    }
    // A file that is called "NAME (deleted)" and exists is in everybody's list.
    SegmentStat living;
    if (statByName('/' + std::string(name) + std::string(deletedMark), living) && living.device == device
        && living.inode == object.second)
        return;
    MappedOnly &mapped = ones.mappedOnly[object];
    mapped.name = name;
    mapped.size = std::max(mapped.size, offset + (end - begin));
}

DeletedOnes deletedOnes(const SegmentHandle &process, std::uint64_t device)
{
    DeletedOnes ones;
    if (const Directory descriptors = directoryAt(process, "fd")) {
        const int directory = ::dirfd(descriptors.get());
        while (const dirent *entry = ::readdir(descriptors.get())) {
            if (deletedName(linkAt(directory, entry->d_name)).empty() || ones.found.size() >= mostSegments)
                continue;
            if (auto found = findDeleted(directory, entry->d_name, device))
                ones.found.emplace(objectOf(found->status), std::move(*found));
        }
    } else {
        ones.refused = isRefusal(errno);
    }
    std::string maps;
    if (!readFileAt(process, "maps", maps))
        ones.refused = ones.refused || isRefusal(errno);
    for (std::string_view rest = maps; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with(deletedMark))
            addMapping(process, line, device, ones);
    }
    for (const auto &[object, found] : ones.found)
        ones.mappedOnly.erase(object);
    return ones;
}

std::vector<std::int64_t> otherProcesses()
{
    std::vector<std::int64_t> pids;
    const Directory proc(::opendir("/proc"));
    const std::int64_t self = ::getpid();
    while (const dirent *entry = proc ? ::readdir(proc.get()) : nullptr) {
        const std::string_view text = entry->d_name;
        std::int64_t pid = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), pid);
        if (error == std::errc() && end == text.data() + text.size() && pid != self)
            pids.push_back(pid);
    }
    std::sort(pids.begin(), pids.end());
    return pids;
}

/// One walk through all processes.
class Search
{
public:
    explicit Search(std::size_t startBytes) : m_startBytes(startBytes) { }

    HiddenSegments run()
    {
        const auto pids = otherProcesses();
        m_result.complete = m_device != 0;
        for (const std::int64_t pid : pids) {
            const SegmentHandle process = openProcess(pid);
            if (isOpen(process) && !lookInto(process, pid)) {
                m_result.unreadable.push_back(pid);
                m_result.complete = false;
            }
        }
        for (auto &[object, segment] : m_segments)
            m_result.segments.push_back(std::move(segment));
        return std::move(m_result);
    }

private:
    /// False when it is not allowed.
    bool lookInto(const SegmentHandle &process, std::int64_t pid)
    {
        bool allowed = true;
        std::uint64_t device = m_device;
        const std::uint64_t space = mountNamespace(process);
        if (space == 0) {
            allowed = !isRefusal(errno);
        } else if (space != m_namespace) {
            const SegmentHandle shm = shmOf(process);
            const std::uint64_t theirs = deviceOf(shm);
            if (theirs != 0 && theirs != m_device) {
                device = theirs;
                if (m_seenDevices.insert(theirs).second)
                    allowed = addNamed(process, shm, pid);
            } else if (theirs == 0) {
                allowed = !isRefusal(errno);
            }
        }
        // It may have kept a segment from before it went into its namespace.
        for (const std::uint64_t each : std::set<std::uint64_t>{device, m_device}) {
            DeletedOnes ones = deletedOnes(process, each);
            allowed = allowed && !ones.refused;
            for (auto &[object, found] : ones.found)
                add(process, pid, Hiding::Deleted, found);
            for (const auto &[object, mapped] : ones.mappedOnly)
                addMapped(process, pid, object, mapped);
        }
        return allowed;
    }

    bool addNamed(const SegmentHandle &process, const SegmentHandle &shm, std::int64_t pid)
    {
        const Directory directory = directoryAt(shm, ".");
        if (!directory)
            return !isRefusal(errno);
        while (const dirent *entry = ::readdir(directory.get())) {
            if (entry->d_type != DT_REG && entry->d_type != DT_UNKNOWN)
                continue;
            if (const auto found = findNamed(shm, entry->d_name))
                add(process, pid, Hiding::Namespace, *found);
        }
        return true;
    }

    HiddenSegment *entryFor(const Object &object)
    {
        const auto at = m_segments.find(object);
        if (at != m_segments.end())
            return at->second.readable ? nullptr : &at->second;
        if (m_segments.size() >= mostSegments) {
            m_result.complete = false;
            return nullptr;
        }
        return &m_segments[object];
    }

    static void setProcess(HiddenSegment &segment, const SegmentHandle &process, std::int64_t pid)
    {
        segment.pid = pid;
        segment.process.clear();
        readFileAt(process, "comm", segment.process);
        if (segment.process.ends_with('\n'))
            segment.process.pop_back();
    }

    void add(const SegmentHandle &process, std::int64_t pid, Hiding hiding, const Found &found)
    {
        HiddenSegment *segment = entryFor(objectOf(found.status));
        if (segment == nullptr)
            return;
        const SegmentHandle handle = openForReading(found);
        if (segment->known && !isOpen(handle))
            return;
        setProcess(*segment, process, pid);
        segment->name = '/' + found.name;
        segment->hiding = hiding;
        segment->stat = posix::toSegmentStat(found.status);
        segment->known = true;
        if (!isOpen(handle))
            return;
        segment->readable = true;
        segment->start.resize(m_startBytes);
        const ssize_t count = ::pread(handle.descriptor(), segment->start.data(), m_startBytes, 0);
        segment->start.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }

    void addMapped(const SegmentHandle &process, std::int64_t pid, const Object &object, const MappedOnly &mapped)
    {
        HiddenSegment *segment = entryFor(object);
        if (segment == nullptr || segment->known || segment->pid != 0)
            return;
        setProcess(*segment, process, pid);
        segment->name = '/' + mapped.name;
        segment->stat.device = object.first;
        segment->stat.inode = object.second;
        segment->stat.size = mapped.size;
    }

    std::size_t m_startBytes;
    std::uint64_t m_device = ownShmDevice();
    std::uint64_t m_namespace = ownMountNamespace();
    std::set<std::uint64_t> m_seenDevices;
    std::map<Object, HiddenSegment> m_segments;
    HiddenSegments m_result;
};

bool fits(const HiddenAddress &address, const std::string &name, std::uint64_t inode) noexcept
{
    return name == address.name || (address.inode && inode == *address.inode && name == address.nameWithoutInode);
}

[[noreturn]] void refuse(ErrorCode code, const HiddenAddress &address, std::string_view reason, int error = 0)
{
    throw Error(code, address.text(), attempted, reason, error);
}

} // namespace

HiddenSegments hiddenSegments(std::size_t startBytes)
{
    return Search(startBytes).run();
}

bool HiddenPlace::statByName(SegmentStat &out) const noexcept
{
    if (m_hiding == Hiding::Deleted)
        return false;
    const SegmentHandle shm = shmOf(m_process);
    struct ::stat status;
    if (!isOpen(shm) || ::fstatat(shm.descriptor(), m_name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    out = posix::toSegmentStat(status);
    return true;
}

OpenedHidden openHiddenSegment(const HiddenAddress &address)
{
    SegmentHandle process = openProcess(address.pid);
    if (!isOpen(process))
        refuse(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::System, address,
               errno == ENOENT ? "there is no such process" : "its process can't be looked into", errno);
    std::optional<Found> chosen;
    Hiding hiding = Hiding::Namespace;
    std::set<std::uint64_t> devices{ownShmDevice()};
    const std::uint64_t space = mountNamespace(process);
    bool refused = space == 0 && isRefusal(errno);
    if (space != 0 && space != ownMountNamespace()) {
        const SegmentHandle shm = shmOf(process);
        const std::uint64_t theirs = deviceOf(shm);
        refused = !isOpen(shm) && isRefusal(errno);
        if (theirs != 0 && devices.insert(theirs).second) {
            for (const std::string &name : {address.name, address.nameWithoutInode}) {
                auto found = name.empty() || chosen ? std::nullopt : findNamed(shm, name);
                if (found && fits(address, found->name, found->status.st_ino))
                    chosen = std::move(found);
            }
        }
    }
    bool mappedOnly = false;
    for (const std::uint64_t device : devices) {
        DeletedOnes ones = deletedOnes(process, device);
        refused = refused || ones.refused;
        for (auto &[object, found] : ones.found) {
            if (!fits(address, found.name, object.second))
                continue;
            if (chosen)
                refuse(ErrorCode::InvalidName, address,
                       "the process has several segments of this name; add '#' and the inode of one");
            chosen = std::move(found);
            hiding = Hiding::Deleted;
        }
        for (const auto &[object, mapped] : ones.mappedOnly)
            mappedOnly = mappedOnly || fits(address, mapped.name, object.second);
    }
    if (!chosen) {
        if (mappedOnly)
            refuse(ErrorCode::PermissionDenied, address,
                   "the process only maps it, and the system lets privileged users alone open that");
        if (refused)
            refuse(ErrorCode::PermissionDenied, address, "this user may not look into that process");
        refuse(ErrorCode::NotFound, address, "the process has no such segment that is hidden");
    }
    SegmentHandle handle = openForReading(*chosen);
    if (!isOpen(handle))
        posix::throwErrno(errno, address.text(), attempted);
    return {std::move(handle), std::make_shared<const HiddenPlace>(std::move(process), chosen->name, hiding)};
}

} // namespace membridge::platform

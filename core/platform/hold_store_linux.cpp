// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "hold_store.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace membridge::platform {

namespace {

constexpr std::int64_t marksBegin = std::int64_t{1} << 40;
constexpr std::size_t mostText = 4096;
constexpr std::size_t mostRecords = 1000;

struct flock rangeOf(std::int64_t pid) noexcept
{
    struct flock range = {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = marksBegin + pid;
    range.l_len = 1;
    return range;
}

class Descriptor
{
public:
    explicit Descriptor(int number) noexcept : m_number(number) { }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    explicit operator bool() const noexcept { return m_number >= 0; }
    int number() const noexcept { return m_number; }

private:
    int m_number;
};

/// Only if it is a directory of this user's own that nobody else can write to.
bool isOurs(int directory) noexcept
{
    struct ::stat status;
    return ::fstat(directory, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid()
        && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

int openInside(int parent, const char *name, bool make) noexcept
{
    if (make && ::mkdirat(parent, name, 0700) != 0 && errno != EEXIST)
        return -1;
    const int directory = ::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (directory >= 0 && !isOurs(directory)) {
        ::close(directory);
        return -1;
    }
    return directory;
}

/// The directory of all records, or -1.
int openStore(bool make) noexcept
{
    const char *runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime != nullptr && runtime[0] == '/') {
        const Descriptor parent(::open(runtime, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (parent && isOurs(parent.number())) {
            const Descriptor own(openInside(parent.number(), "membridge-scope", make));
            return own ? openInside(own.number(), "holds", make) : -1;
        }
    }
    const Descriptor temporary(::open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!temporary)
        return -1;
    std::array<char, 64> name;
    std::snprintf(name.data(), name.size(), "membridge-scope-%u", static_cast<unsigned>(::geteuid()));
    const Descriptor own(openInside(temporary.number(), name.data(), make));
    return own ? openInside(own.number(), "holds", make) : -1;
}

std::string prefixOf(std::uint64_t device, std::uint64_t inode)
{
    return std::to_string(device) + '-' + std::to_string(inode) + '-';
}

/// "DEVICE-INODE-PID", and "-NUMBER" for all but the first.
std::string fileName(std::uint64_t device, std::uint64_t inode, std::int64_t pid, unsigned number)
{
    return prefixOf(device, inode) + std::to_string(pid) + (number == 0 ? "" : '-' + std::to_string(number));
}

/// What is behind the prefix. False for what fileName() does not make.
bool readFileName(std::string_view rest, StoredHold &hold) noexcept
{
    const char *end = rest.data() + rest.size();
    const auto pid = std::from_chars(rest.data(), end, hold.pid);
    if (pid.ec != std::errc() || hold.pid <= 0)
        return false;
    if (pid.ptr == end)
        return true;
    if (*pid.ptr != '-')
        return false;
    const auto number = std::from_chars(pid.ptr + 1, end, hold.number);
    return number.ec == std::errc() && number.ptr == end && hold.number > 0;
}

struct CloseDirectory
{
    void operator()(DIR *directory) const noexcept { ::closedir(directory); }
};

} // namespace

bool HoldMark::set(const SegmentHandle &handle) noexcept
{
    struct flock range = rangeOf(ownPid());
    return ::fcntl(handle.descriptor(), F_OFD_SETLK, &range) == 0;
}

bool HoldMark::isSet(const SegmentHandle &handle, std::int64_t pid) noexcept
{
    if (pid <= 0)
        return false;
    struct flock range = rangeOf(pid);
    return ::fcntl(handle.descriptor(), F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}

std::int64_t HoldMark::ownPid() noexcept
{
    return ::getpid();
}

bool storeHold(std::uint64_t device, std::uint64_t inode, unsigned number, const std::string &text) noexcept
{
    const Descriptor store(openStore(true));
    if (!store)
        return false;
    const std::string name = fileName(device, inode, HoldMark::ownPid(), number);
    const std::string unfinished = "." + name;
    {
        const Descriptor file(
            ::openat(store.number(), unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file || ::write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
            return false;
    }
    // At once: nobody reads half of it.
    return ::renameat(store.number(), unfinished.c_str(), store.number(), name.c_str()) == 0;
}

void removeHold(std::uint64_t device, std::uint64_t inode, std::int64_t pid, unsigned number) noexcept
{
    const Descriptor store(openStore(false));
    if (store)
        ::unlinkat(store.number(), fileName(device, inode, pid, number).c_str(), 0);
}

std::vector<StoredHold> storedHolds(std::uint64_t device, std::uint64_t inode)
{
    std::vector<StoredHold> found;
    const int store = openStore(false);
    if (store < 0)
        return found;
    const std::unique_ptr<DIR, CloseDirectory> directory(::fdopendir(store));
    if (!directory) {
        ::close(store);
        return found;
    }
    const std::string prefix = prefixOf(device, inode);
    while (const dirent *entry = ::readdir(directory.get())) {
        const std::string_view name = entry->d_name;
        if (!name.starts_with(prefix) || found.size() == mostRecords)
            continue;
        StoredHold hold;
        if (!readFileName(name.substr(prefix.size()), hold))
            continue;
        const Descriptor file(
            ::openat(::dirfd(directory.get()), entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        struct ::stat status;
        if (!file || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != ::geteuid()
            || status.st_size > static_cast<off_t>(mostText))
            continue;
        std::array<char, mostText> buffer;
        const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
        if (count < 0)
            continue;
        hold.text.assign(buffer.data(), static_cast<std::size_t>(count));
        found.push_back(std::move(hold));
    }
    return found;
}

namespace {

/// Whether the third number of a record's name, "DEVICE-INODE-PID…", is that one.
bool isOf(std::int64_t pid, const char *name) noexcept
{
    std::int64_t number = 0;
    int hyphens = 0;
    for (; *name == '-' || (*name >= '0' && *name <= '9'); ++name) {
        if (*name != '-') {
            if (hyphens == 2 && number < (std::int64_t{1} << 40))
                number = number * 10 + (*name - '0');
        } else if (++hyphens == 3) {
            break;
        }
    }
    return hyphens >= 2 && (*name == '\0' || *name == '-') && number == pid;
}

} // namespace

void removeOwnHolds() noexcept
{
    const Descriptor store(openStore(false));
    if (!store)
        return;
    // By the system call itself: readdir(3) sets memory aside, which a signal handler must not.
    struct Entry // linux_dirent64
    {
        std::uint64_t inode;
        std::int64_t offset;
        unsigned short length;
        unsigned char type;
        char name[1];
    };
    alignas(Entry) std::array<char, 4096> entries;
    while (true) {
        const long count = ::syscall(SYS_getdents64, store.number(), entries.data(), entries.size());
        if (count <= 0)
            return;
        for (long at = 0; at < count;) {
            const auto *entry = reinterpret_cast<const Entry *>(entries.data() + at);
            if (isOf(::getpid(), entry->name))
                ::unlinkat(store.number(), entry->name, 0);
            at += entry->length;
        }
    }
}

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "posix.h"

#include "../ipc/error.h"
#include "name_rules.h"
#include "sigbus_guard.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace membridge::platform {

namespace posix {

void throwErrno(int error, const std::string &name, const char *attempted)
{
    ErrorCode code = ErrorCode::System;
    switch (error) {
    case ENOENT:
        code = ErrorCode::NotFound;
        break;
    case EEXIST:
        code = ErrorCode::AlreadyExists;
        break;
    case EACCES:
    case EPERM:
        code = ErrorCode::PermissionDenied;
        break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        code = ErrorCode::NoSpace;
        break;
    case ENAMETOOLONG:
    case EISDIR:
    case ELOOP: // a symbolic link among the segments
        code = ErrorCode::InvalidName;
        break;
    default:
        break;
    }
    throw Error(code, name, attempted, std::strerror(error), error);
}

SegmentStat toSegmentStat(const struct ::stat &from)
{
    SegmentStat to;
    to.size = static_cast<std::uint64_t>(from.st_size);
    to.device = static_cast<std::uint64_t>(from.st_dev);
    to.inode = from.st_ino;
    to.mode = from.st_mode & 07777u;
    to.uid = from.st_uid;
    to.mtimeNs = modificationTime(from);
    to.allocated = static_cast<std::uint64_t>(from.st_blocks) * 512;
    return to;
}

} // namespace posix

using posix::throwErrno;

namespace {

void giveMemory(int descriptor, std::uint64_t size, bool reserve, const std::string &name)
{
    if (size > static_cast<std::uint64_t>(INT64_MAX))
        throw Error(ErrorCode::InvalidArgument, name, "create segment", "size is beyond what a file can have");
    int result = 0;
    while ((result = ::ftruncate(descriptor, static_cast<off_t>(size))) != 0 && errno == EINTR) { }
    if (result != 0)
        throwErrno(errno, name, "size segment");
    if (reserve)
        posix::reserveMemory(descriptor, size, name);
}

} // namespace

SegmentHandle::~SegmentHandle()
{
    if (m_native != none)
        ::close(descriptor());
}

std::string_view whyNotAName(std::string_view name) noexcept
{
    const std::string_view why = whyNotANameAnywhere(name);
    return why.empty() ? posix::whyNotANameHere(name) : why;
}

SegmentHandle createSegment(const std::string &name, std::uint64_t size, std::uint32_t mode, bool reserve)
{
    const int descriptor = ::shm_open(name.c_str(), O_CREAT | O_EXCL | O_RDWR, static_cast<mode_t>(mode));
    if (descriptor < 0)
        throwErrno(errno, name, "create segment");
    SegmentHandle handle = posix::makeHandle(descriptor, size);
    try {
        giveMemory(descriptor, size, reserve, name);
    } catch (const Error &) {
        ::shm_unlink(name.c_str());
        throw;
    }
    return handle;
}

void truncateSegment(const SegmentHandle &handle, std::uint64_t size, const std::string &name)
{
    if (::ftruncate(handle.descriptor(), static_cast<off_t>(size)) != 0)
        throwErrno(errno, name, "cut segment");
}

SegmentHandle openSegment(const std::string &name, Access access)
{
    const bool readOnly = access == Access::ReadOnly;
    // Not to wait for the other end of a FIFO that somebody put among the segments.
    const int descriptor = ::shm_open(name.c_str(), (readOnly ? O_RDONLY : O_RDWR) | O_NONBLOCK, 0);
    if (descriptor < 0)
        throwErrno(errno, name, readOnly ? "open segment read-only" : "open segment");
    SegmentHandle handle = posix::makeHandle(descriptor, 0);
    struct ::stat status;
    if (::fstat(descriptor, &status) == 0
        && (S_ISDIR(status.st_mode) || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode)
            || S_ISBLK(status.st_mode)))
        throw Error(ErrorCode::InvalidName, name, "open segment",
                    "that is no shared-memory segment but another kind of file");
    return handle;
}

void removeSegment(const std::string &name)
{
    if (::shm_unlink(name.c_str()) != 0)
        throwErrno(errno, name, "remove segment");
}

SegmentStat stat(const SegmentHandle &handle, const std::string &name)
{
    struct ::stat status;
    if (::fstat(handle.descriptor(), &status) != 0)
        throwErrno(errno, name, "look at segment");
    SegmentStat found = posix::toSegmentStat(status);
    posix::restoreExactSize(handle, found);
    return found;
}

Mapping::Mapping(std::shared_ptr<const SegmentHandle> handle, std::uint64_t size, Access access, const std::string &name)
    : m_handle(std::move(handle)), m_size(size)
{
    if (size > SIZE_MAX)
        throw Error(ErrorCode::System, name, "map segment", "it is larger than the address space");
    const int protection = access == Access::ReadOnly ? PROT_READ : PROT_READ | PROT_WRITE;
    void *pages = ::mmap(nullptr, static_cast<std::size_t>(size), protection, MAP_SHARED, m_handle->descriptor(), 0);
    if (pages == MAP_FAILED)
        throwErrno(errno, name, "map segment");
    m_data = static_cast<std::byte *>(pages);
    try {
        m_slot = sigbus_guard::add(pages, static_cast<std::size_t>(size));
        m_lost = &sigbus_guard::lost(m_slot);
    } catch (...) {
        ::munmap(pages, static_cast<std::size_t>(size));
        throw;
    }
}

Mapping::~Mapping()
{
    sigbus_guard::remove(m_slot);
    ::munmap(m_data, static_cast<std::size_t>(m_size));
}

std::uint64_t Mapping::sizeNow() const noexcept
{
    struct ::stat status;
    return ::fstat(m_handle->descriptor(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::int64_t monotonicNs() noexcept
{
    struct timespec now;
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

} // namespace membridge::platform

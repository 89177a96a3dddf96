// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "../ipc/error.h"
#include "platform.h"
#include "sigbus_guard.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace membridge::platform {

namespace {

[[noreturn]] void throwErrno(int error, const std::string &name, const char *attempted)
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
    to.device = from.st_dev;
    to.inode = from.st_ino;
    to.mode = from.st_mode & 07777u;
    to.uid = from.st_uid;
#if defined(__APPLE__)
    to.mtimeNs = from.st_mtimespec.tv_sec * 1'000'000'000LL + from.st_mtimespec.tv_nsec;
#else
    to.mtimeNs = from.st_mtim.tv_sec * 1'000'000'000LL + from.st_mtim.tv_nsec;
#endif
    to.allocated = static_cast<std::uint64_t>(from.st_blocks) * 512;
    return to;
}

void giveMemory(int descriptor, std::uint64_t size, bool reserve, const std::string &name)
{
    if (size > static_cast<std::uint64_t>(INT64_MAX))
        throw Error(ErrorCode::InvalidArgument, name, "create segment", "size is beyond what a file can have");
    int result = 0;
    while ((result = ::ftruncate(descriptor, static_cast<off_t>(size))) != 0 && errno == EINTR) { }
    if (result != 0)
        throwErrno(errno, name, "size segment");
#if defined(__linux__)
    if (reserve) {
        int error = 0;
        while ((error = ::posix_fallocate(descriptor, 0, static_cast<off_t>(size))) == EINTR) { }
        if (error != 0 && error != EOPNOTSUPP)
            throwErrno(error, name, "reserve memory for segment");
    }
#else
    (void)reserve;
#endif
}

} // namespace

SegmentHandle::SegmentHandle(SegmentHandle &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

SegmentHandle &SegmentHandle::operator=(SegmentHandle &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

SegmentHandle::~SegmentHandle()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::string_view whyNotAName(std::string_view name) noexcept
{
    if (name.empty() || name.front() != '/')
        return "the name must start with '/'";
    if (name.size() < 2)
        return "the name needs at least one character after '/'";
    if (name.find('\0') != std::string_view::npos)
        return "the name must not contain a NUL byte";
#if defined(__APPLE__)
    if (name.size() > 31)
        return "the name is longer than 31 bytes";
#else
    const auto rest = name.substr(std::min(name.find_first_not_of('/'), name.size()));
    if (rest.empty())
        return "the name needs at least one character after '/'";
    if (rest.size() > 255)
        return "the name is longer than 255 bytes after '/'";
    if (rest.find('/') != std::string_view::npos)
        return "the name must not contain a further '/'";
    if (rest == "." || rest == "..")
        return "the name must not be '.' or '..'";
#endif
    return {};
}

SegmentHandle createSegment(const std::string &name, std::uint64_t size, std::uint32_t mode, bool reserve)
{
    const int descriptor = ::shm_open(name.c_str(), O_CREAT | O_EXCL | O_RDWR, static_cast<mode_t>(mode));
    if (descriptor < 0)
        throwErrno(errno, name, "create segment");
    SegmentHandle handle(descriptor);
    try {
        giveMemory(descriptor, size, reserve, name);
    } catch (const Error &) {
        ::shm_unlink(name.c_str());
        throw;
    }
    return handle;
}

SegmentHandle openSegment(const std::string &name, Access access)
{
    const bool readOnly = access == Access::ReadOnly;
    // Not to wait for the other end of a FIFO that somebody put among the segments.
    const int descriptor = ::shm_open(name.c_str(), (readOnly ? O_RDONLY : O_RDWR) | O_NONBLOCK, 0);
    if (descriptor < 0)
        throwErrno(errno, name, readOnly ? "open segment read-only" : "open segment");
    SegmentHandle handle(descriptor);
    struct ::stat status;
    if (::fstat(descriptor, &status) == 0
        && (S_ISDIR(status.st_mode) || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode)
            || S_ISBLK(status.st_mode)))
        throw Error(ErrorCode::InvalidName, name, "open segment", "that is no shared-memory segment but another kind of file");
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
    return toSegmentStat(status);
}

std::size_t readAt(const SegmentHandle &handle, std::uint64_t offset, std::span<std::byte> out, const std::string &name)
{
    // No file reaches past INT64_MAX, and pread refuses to be asked.
    constexpr auto last = static_cast<std::uint64_t>(INT64_MAX);
    out = out.first(static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), offset < last ? last - offset : 0)));
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t count = ::pread(handle.descriptor(), out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throwErrno(errno, name, "read segment");
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    return done;
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

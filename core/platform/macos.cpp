// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "posix.h"
#include "read_only_view.h"
#include "segment_size.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace membridge::platform {

namespace posix {

std::string_view whyNotANameHere(std::string_view name) noexcept
{
    // PSHMNAMLEN of the kernel, which counts the '/'.
    constexpr std::size_t longest = 31;
    if (name.size() > longest)
        return "the name is longer than 31 bytes";
    return {};
}

SegmentHandle makeHandle(int descriptor, std::uint64_t exactSize)
{
    try {
        return SegmentHandle(descriptor, std::make_shared<ReadOnlyView>(exactSize));
    } catch (...) {
        ::close(descriptor);
        throw;
    }
}

void restoreExactSize(const SegmentHandle &handle, SegmentStat &stat) noexcept
{
    const std::uint64_t exact = handle.view()->exactSize();
    if (exact != 0 && exact < stat.size)
        stat.size = exact;
    // The kernel counts no blocks for these objects.
    stat.allocated = stat.size;
}

std::int64_t modificationTime(const struct ::stat &status) noexcept
{
    return status.st_mtimespec.tv_sec * 1'000'000'000LL + status.st_mtimespec.tv_nsec;
}

void reserveMemory(int, std::uint64_t, const std::string &)
{
    // Nothing can: these objects are swap that grows when pages are touched.
}

} // namespace posix

std::span<const std::byte> mapReadOnly(SegmentHandle::Native handle, const std::string &name)
{
    struct ::stat status;
    const int descriptor = static_cast<int>(handle);
    if (::fstat(descriptor, &status) != 0)
        posix::throwErrno(errno, name, "look at segment");
    if (status.st_size <= 0)
        return {};
    const auto size = static_cast<std::size_t>(status.st_size);
    void *pages = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
    if (pages == MAP_FAILED)
        posix::throwErrno(errno, name, "map segment to read it");
    return {static_cast<const std::byte *>(pages), size};
}

void unmapReadOnly(std::span<const std::byte> pages) noexcept
{
    ::munmap(const_cast<std::byte *>(pages.data()), pages.size());
}

std::uint64_t sizeOf(const SegmentHandle &handle, const std::string &name)
{
    return stat(handle, name).size;
}

std::uint64_t sizeAsReported(std::uint64_t size) noexcept
{
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return (size + page - 1) / page * page;
}

bool statByName(const std::string &name, SegmentStat &out) noexcept
{
    const int descriptor = ::shm_open(name.c_str(), O_RDONLY);
    if (descriptor < 0)
        return false;
    struct ::stat status;
    const bool found = ::fstat(descriptor, &status) == 0;
    ::close(descriptor);
    if (!found)
        return false;
    out = posix::toSegmentStat(status);
    out.allocated = out.size;
    return true;
}

bool canListNames() noexcept
{
    return false;
}

bool isListed(const std::string &) noexcept
{
    return false;
}

std::vector<std::string> listNames()
{
    return {};
}

bool canQueryMaps() noexcept
{
    return false;
}

ProcessList attachedProcesses(std::uint64_t, std::uint64_t, MapsWay)
{
    return {};
}

void setTimerSlack(std::chrono::nanoseconds) noexcept { }

MemorySpace sharedMemorySpace() noexcept
{
    return {};
}

} // namespace membridge::platform

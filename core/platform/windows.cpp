// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "../ipc/error.h"
#include "name_rules.h"
#include "platform.h"
#include "read_only_view.h"
#include "segment_size.h"

#include <algorithm>
#include <array>
#include <limits>

#ifndef NOMINMAX
#define NOMINMAX
#endif
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

namespace membridge::platform {

namespace {

HANDLE asHandle(SegmentHandle::Native native) noexcept
{
    return reinterpret_cast<HANDLE>(native);
}

SegmentHandle makeHandle(HANDLE handle, std::uint64_t exactSize)
{
    try {
        return SegmentHandle(reinterpret_cast<SegmentHandle::Native>(handle), std::make_shared<ReadOnlyView>(exactSize));
    } catch (...) {
        ::CloseHandle(handle);
        throw;
    }
}

/// As the peer does. Bytes as they are, although the system takes them for its ANSI code page: both sides do the same.
const char *systemName(const std::string &name) noexcept
{
    return name.c_str() + std::min(name.find_first_not_of('/'), name.size());
}

/// What the system says about an error, in UTF-8.
std::string errorText(DWORD error)
{
    std::array<wchar_t, 512> wide;
    const DWORD length = ::FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS
                                              | FORMAT_MESSAGE_MAX_WIDTH_MASK,
                                          nullptr, error, 0, wide.data(), static_cast<DWORD>(wide.size()), nullptr);
    std::array<char, 2048> text;
    const int size = ::WideCharToMultiByte(CP_UTF8, 0, wide.data(), static_cast<int>(length), text.data(),
                                           static_cast<int>(text.size()), nullptr, nullptr);
    std::string_view words(text.data(), static_cast<std::size_t>(std::max(size, 0)));
    // Sentences with a full stop and a blank; ours go on.
    words = words.substr(0, words.find_last_not_of(" .\r\n") + 1);
    return words.empty() ? "system error " + std::to_string(error) : std::string(words);
}

[[noreturn]] void throwSystemError(DWORD error, const std::string &name, const char *attempted)
{
    ErrorCode code = ErrorCode::System;
    switch (error) {
    case ERROR_FILE_NOT_FOUND:
        code = ErrorCode::NotFound;
        break;
    case ERROR_ALREADY_EXISTS:
        code = ErrorCode::AlreadyExists;
        break;
    case ERROR_ACCESS_DENIED:
        code = ErrorCode::PermissionDenied;
        break;
    case ERROR_NOT_ENOUGH_MEMORY:
    case ERROR_COMMITMENT_LIMIT:
    case ERROR_DISK_FULL:
        code = ErrorCode::NoSpace;
        break;
    case ERROR_INVALID_HANDLE: // the name of another kind of object, such as a mutex
    case ERROR_INVALID_NAME:
    case ERROR_BAD_PATHNAME:
    case ERROR_PATH_NOT_FOUND: // a '\' other than that after "Global" or "Local"
    case ERROR_FILENAME_EXCED_RANGE:
        code = ErrorCode::InvalidName;
        break;
    default:
        break;
    }
    throw Error(code, name, attempted, errorText(error), static_cast<int>(error));
}

/// Bytes of a view from its first page to its last, 0 if that can't be told.
std::uint64_t sizeOfView(const void *view) noexcept
{
    MEMORY_BASIC_INFORMATION information;
    return ::VirtualQuery(view, &information, sizeof information) == 0 ? 0 : information.RegionSize;
}

} // namespace

SegmentHandle::~SegmentHandle()
{
    if (m_native != none)
        ::CloseHandle(asHandle(m_native));
}

std::string_view whyNotAName(std::string_view name) noexcept
{
    const std::string_view why = whyNotANameAnywhere(name);
    if (!why.empty())
        return why;
    const auto rest = name.substr(std::min(name.find_first_not_of('/'), name.size()));
    if (rest.empty())
        return "the name needs at least one character after '/'";
    if (rest.size() >= MAX_PATH)
        return "the name is longer than 259 bytes after '/'";
    return {};
}

SegmentHandle createSegment(const std::string &name, std::uint64_t size, std::uint32_t, bool)
{
    constexpr auto attempted = "create segment";
    if (size > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        throw Error(ErrorCode::InvalidArgument, name, attempted, "size is beyond what an object can have");
    // Without security attributes: the default access control list, the user's own. Memory is committed here, for all of it.
    const HANDLE handle = ::CreateFileMappingA(INVALID_HANDLE_VALUE, nullptr, PAGE_READWRITE,
                                               static_cast<DWORD>(size >> 32), static_cast<DWORD>(size & 0xffffffffu),
                                               systemName(name));
    const DWORD error = ::GetLastError();
    if (handle == nullptr)
        throwSystemError(error, name, attempted);
    // Then it is a handle to the other one's object.
    if (error == ERROR_ALREADY_EXISTS) {
        ::CloseHandle(handle);
        throwSystemError(error, name, attempted);
    }
    return makeHandle(handle, size);
}

SegmentHandle openSegment(const std::string &name, Access access)
{
    const bool readOnly = access == Access::ReadOnly;
    const HANDLE handle = ::OpenFileMappingA(readOnly ? FILE_MAP_READ : FILE_MAP_READ | FILE_MAP_WRITE, FALSE,
                                             systemName(name));
    if (handle == nullptr)
        throwSystemError(::GetLastError(), name, readOnly ? "open segment read-only" : "open segment");
    return makeHandle(handle, 0);
}

void removeSegment(const std::string &) { }

void truncateSegment(const SegmentHandle &, std::uint64_t, const std::string &name)
{
    throw Error(ErrorCode::System, name, "cut segment", "no segment can shrink on this system");
}

SegmentStat stat(const SegmentHandle &handle, const std::string &name)
{
    // Device and inode stay 0: as long as this handle is open, no other object can have its name.
    SegmentStat found;
    found.size = handle.view()->exactSize() != 0 ? handle.view()->exactSize()
                                                 : handle.view()->bytes(handle.native(), name).size();
    found.allocated = found.size;
    return found;
}

std::uint64_t sizeOf(const SegmentHandle &handle, const std::string &name)
{
    return stat(handle, name).size;
}

std::uint64_t sizeAsReported(std::uint64_t size) noexcept
{
    SYSTEM_INFO system;
    ::GetSystemInfo(&system);
    const std::uint64_t page = system.dwPageSize;
    return (size + page - 1) / page * page;
}

bool statByName(const std::string &name, SegmentStat &out) noexcept
{
    const HANDLE handle = ::OpenFileMappingA(FILE_MAP_READ, FALSE, systemName(name));
    if (handle == nullptr)
        return false;
    const void *view = ::MapViewOfFile(handle, FILE_MAP_READ, 0, 0, 0);
    ::CloseHandle(handle);
    if (view == nullptr)
        return false;
    out = {};
    out.size = sizeOfView(view);
    out.allocated = out.size;
    ::UnmapViewOfFile(view);
    return true;
}

std::span<const std::byte> mapReadOnly(SegmentHandle::Native handle, const std::string &name)
{
    const void *view = ::MapViewOfFile(asHandle(handle), FILE_MAP_READ, 0, 0, 0);
    if (view == nullptr)
        throwSystemError(::GetLastError(), name, "map segment to read it");
    return {static_cast<const std::byte *>(view), static_cast<std::size_t>(sizeOfView(view))};
}

void unmapReadOnly(std::span<const std::byte> pages) noexcept
{
    ::UnmapViewOfFile(pages.data());
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

Mapping::Mapping(std::shared_ptr<const SegmentHandle> handle, std::uint64_t size, Access access, const std::string &name)
    : m_handle(std::move(handle)), m_size(size)
{
    static constinit const std::atomic<bool> never{false};
    m_lost = &never;
    void *view = ::MapViewOfFile(asHandle(m_handle->native()),
                                 access == Access::ReadOnly ? FILE_MAP_READ : FILE_MAP_READ | FILE_MAP_WRITE, 0, 0,
                                 static_cast<SIZE_T>(size));
    if (view == nullptr)
        throwSystemError(::GetLastError(), name, "map segment");
    m_data = static_cast<std::byte *>(view);
}

Mapping::~Mapping()
{
    ::UnmapViewOfFile(m_data);
}

std::uint64_t Mapping::sizeNow() const noexcept
{
    return m_size;
}

bool canQueryMaps() noexcept
{
    return false;
}

ProcessList attachedProcesses(std::uint64_t, std::uint64_t, MapsWay)
{
    return {};
}

MemorySpace sharedMemorySpace() noexcept
{
    return {};
}

std::int64_t monotonicNs() noexcept
{
    constexpr std::int64_t second = 1'000'000'000;
    LARGE_INTEGER frequency;
    LARGE_INTEGER now;
    ::QueryPerformanceFrequency(&frequency);
    ::QueryPerformanceCounter(&now);
    // In two parts: ticks times 10^9 would overflow after some days.
    return now.QuadPart / frequency.QuadPart * second + now.QuadPart % frequency.QuadPart * second / frequency.QuadPart;
}

void setTimerSlack(std::chrono::nanoseconds) noexcept { }

} // namespace membridge::platform

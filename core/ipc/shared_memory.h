// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../platform/platform.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace membridge {

class MappedView;
class SpscRingBuffer;

using platform::Access;

struct CreateOptions
{
    /// Permission bits before the umask. 0600 keeps other users out; the peer asks for 0666.
    std::uint32_t mode = 0600;
    /// Set memory aside now (a full file system is an error instead of a later SIGBUS).
    bool reserve = true;
    /// False: an existing segment of exactly this size is opened as it is (then isCreator() is false); one of another size is refused.
    bool exclusive = true;
};

/// A handle to a named shared-memory segment. Cheap to copy: copies share one descriptor.
///
/// Bytes: none of its own. A new segment is all zeros: a region with a free lock; spsc() makes it a ring by writing the 24 bytes of the header.
/// open() and remove() change no byte. The two layouts are those of the Python package membridge 1.0.0, core/FORMAT.md.
///
/// Threads: const throughout; any thread. The name stays until remove(); mappings outlive both the handle and the name.
/// Source of the rules: the POSIX shm_open family and the behaviour of membridge 1.0.0.
class SharedMemory
{
public:
    /// Creates a new segment of `size` zero bytes, whose lock word is free by that: it is not set again, here or by any later map(). Unlike
    /// with the peer, nothing is ever silently resized: an existing name is AlreadyExists. The umask applies; stat().mode is what came out.
    /// Throws Error: InvalidName, InvalidArgument (size 0), AlreadyExists, PermissionDenied, NoSpace, System.
    static SharedMemory create(std::string_view name, std::uint64_t size, const CreateOptions &options = {});
    /// Opens an existing one; its size is the kernel's. Throws Error: InvalidName, NotFound, PermissionDenied, System.
    static SharedMemory open(std::string_view name, Access access = Access::ReadWrite);
    /// Takes the name away; mappings stay valid. Throws Error: InvalidName, NotFound, PermissionDenied, System.
    static void remove(std::string_view name);

    const std::string &name() const noexcept { return m_name; }
    /// Bytes, when this handle was made.
    std::uint64_t size() const noexcept { return m_stat.size; }
    bool isCreator() const noexcept { return m_creator; }
    const platform::SegmentStat &stat() const noexcept { return m_stat; }

    /// The segment as a region. The lock word is set to free once, by create(), never here. Throws Error: TooSmall, System.
    MappedView map() const;
    /// The segment as a ring. On a creator's handle whose capacity field is still 0, writes the header (head 0, tail 0, capacity
    /// size - 24); otherwise the header is checked. Throws Error: TooSmall, NotPowerOfTwo, Malformed.
    SpscRingBuffer spsc() const;

private:
    static SharedMemory createNew(const std::string &name, std::uint64_t size, const CreateOptions &options);

    SharedMemory(std::string name, platform::SegmentHandle handle, Access access, bool creator);

    std::shared_ptr<platform::Mapping> mapAll(const char *attempted, std::uint64_t smallest) const;

    std::string m_name;
    std::shared_ptr<const platform::SegmentHandle> m_handle;
    platform::SegmentStat m_stat;
    Access m_access;
    bool m_creator;
};

} // namespace membridge

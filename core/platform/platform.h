// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The operating system, as far as core needs it: one interface, one implementation a system. Only files in core/platform
/// include system headers. Failures throw Error unless said otherwise.
namespace membridge::platform {

enum class Access { ReadOnly, ReadWrite };

/// What the kernel says about an open segment. Two views show the same object exactly if device and inode agree.
struct SegmentStat
{
    std::uint64_t size = 0;
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint32_t mode = 0; ///< Permission bits only.
    std::uint32_t uid = 0;
    std::int64_t mtimeNs = 0;    ///< Since the epoch.
    std::uint64_t allocated = 0; ///< Bytes of memory that back it; a sparse segment has fewer than `size`.
};

/// An open shared-memory object. Movable; closes itself. Thread-safe for readAt() and stat().
class SegmentHandle
{
public:
    SegmentHandle() noexcept = default;
    explicit SegmentHandle(int descriptor) noexcept : m_descriptor(descriptor) { }
    SegmentHandle(SegmentHandle &&other) noexcept;
    SegmentHandle &operator=(SegmentHandle &&other) noexcept;
    ~SegmentHandle();

    int descriptor() const noexcept { return m_descriptor; }

private:
    int m_descriptor = -1;
};

/// Why this is not a name of a segment here, or an empty view. Names start with '/' and have one more character.
std::string_view whyNotAName(std::string_view name) noexcept;

/// Creates a new object with exactly these permission bits less the umask. With `reserve`, memory for all of it is set aside now, so
/// that a full file system is an error here and not a SIGBUS at the first write. Never resizes: an existing name is AlreadyExists.
SegmentHandle createSegment(const std::string &name, std::uint64_t size, std::uint32_t mode, bool reserve);
SegmentHandle openSegment(const std::string &name, Access access);
void removeSegment(const std::string &name);
SegmentStat stat(const SegmentHandle &handle, const std::string &name);
/// stat() of the object that has the name now; false if there is none (or it can't be asked).
bool statByName(const std::string &name, SegmentStat &out) noexcept;
/// Reads without mapping: allocates nothing, blocks nobody, and a segment that shrank is a short read. Returns bytes read.
std::size_t readAt(const SegmentHandle &handle, std::uint64_t offset, std::span<std::byte> out, const std::string &name);
/// Every name in the system's list, with the leading '/'; empty where the system can't list.
std::vector<std::string> listNames();

/// A shared mapping of a whole segment, guarded against SIGBUS: when the segment shrinks under it, the pages are replaced by private
/// zeros and lost() becomes true. Every operation must look at lost() before it reports success. Faults at other addresses go to the handler
/// that was installed before. Keeps the descriptor open, so that the new size can be told.
class Mapping
{
public:
    Mapping(std::shared_ptr<const SegmentHandle> handle, std::uint64_t size, Access access, const std::string &name);
    ~Mapping();
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;

    std::byte *data() const noexcept { return m_data; }
    std::uint64_t size() const noexcept { return m_size; }
    /// True once a page of this mapping turned out to be gone. Set by the signal handler, never cleared. One load.
    bool lost() const noexcept
    {
        // Acquire: pairs with the handler's release, which comes before the zeros: whoever saw a zero of theirs sees the flag.
        return m_lost->load(std::memory_order_acquire);
    }
    /// The size of the object now, which can be smaller than size().
    std::uint64_t sizeNow() const noexcept;

private:
    std::shared_ptr<const SegmentHandle> m_handle;
    std::byte *m_data = nullptr;
    std::uint64_t m_size = 0;
    std::size_t m_slot = 0;
    const std::atomic<bool> *m_lost = nullptr;
};

/// A process that maps or holds a segment.
struct ProcessInfo
{
    std::int64_t pid = 0;
    std::string name;          ///< Command name; untrusted text.
    char state = '?';          ///< As in /proc: R running, S sleeping, D waiting, T stopped, Z zombie.
    bool writable = false;     ///< Some mapping or descriptor allows writing.
    bool mapped = false;       ///< Holds a mapping; false: an open descriptor only.
};

struct ProcessList
{
    std::vector<ProcessInfo> processes; ///< Sorted by pid; without the calling process.
    bool complete = false;              ///< False when some process could not be looked into.
    std::vector<std::int64_t> unreadable; ///< Their pids.
    bool self = false;                    ///< The calling process, which is not listed, maps it too.
};

/// Everyone else who maps or holds this object. Walks /proc: tens of milliseconds; not for the GUI thread.
ProcessList attachedProcesses(std::uint64_t device, std::uint64_t inode);

/// CLOCK_MONOTONIC in ns.
std::int64_t monotonicNs() noexcept;

} // namespace membridge::platform

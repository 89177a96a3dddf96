// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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
    std::int64_t mtimeNs = 0; ///< Since the epoch; 0 where the system keeps no time.
    std::uint64_t allocated = 0; ///< Bytes of memory that back it; a sparse segment has fewer than `size`. Where the system does not say: `size`.
};

class ReadOnlyView;

/// An open shared-memory object. Movable; closes itself. Thread-safe for readAt() and stat().
class SegmentHandle
{
public:
    /// A file descriptor, or a HANDLE of Windows.
    using Native = std::intptr_t;
    static constexpr Native none = -1;

    SegmentHandle() noexcept = default;
    /// `view` is for systems that can't read a segment through its handle.
    explicit SegmentHandle(Native native, std::shared_ptr<ReadOnlyView> view = nullptr) noexcept
        : m_native(native), m_view(std::move(view))
    {
    }
    SegmentHandle(SegmentHandle &&other) noexcept
        : m_native(std::exchange(other.m_native, none)), m_view(std::move(other.m_view))
    {
    }
    SegmentHandle &operator=(SegmentHandle &&other) noexcept
    {
        std::swap(m_native, other.m_native);
        std::swap(m_view, other.m_view);
        return *this;
    }
    ~SegmentHandle();

    Native native() const noexcept { return m_native; }
    /// Not on Windows.
    int descriptor() const noexcept { return static_cast<int>(m_native); }
    ReadOnlyView *view() const noexcept { return m_view.get(); }

private:
    Native m_native = none;
    std::shared_ptr<ReadOnlyView> m_view;
};

/// Why this is not a name of a segment here, or an empty view. Names start with '/' and have one more character.
std::string_view whyNotAName(std::string_view name) noexcept;

/// Creates a new object with exactly these permission bits less the umask. With `reserve`, memory for all of it is set aside now, so
/// that a full file system is an error here and not a SIGBUS at the first write. Never resizes: an existing name is AlreadyExists.
/// Windows knows neither mode nor umask (whoever may log on as this user has access) and always reserves; macOS never does.
SegmentHandle createSegment(const std::string &name, std::uint64_t size, std::uint32_t mode, bool reserve);
SegmentHandle openSegment(const std::string &name, Access access);
/// Windows: nothing happens, the name goes with the last handle and mapping, in whichever process.
void removeSegment(const std::string &name);
/// Cuts it. macOS and Windows can't: System.
void truncateSegment(const SegmentHandle &handle, std::uint64_t size, const std::string &name);
/// macOS and Windows keep sizes in whole pages: there only the creator's own handle knows the size that was asked for.
SegmentStat stat(const SegmentHandle &handle, const std::string &name);
/// The size that stat() gives for a segment created with this one, on any handle but the creator's.
std::uint64_t sizeAsReported(std::uint64_t size) noexcept;
/// stat() of the object that has the name now; false if there is none (or it can't be asked).
bool statByName(const std::string &name, SegmentStat &out) noexcept;
/// Reads without mapping: allocates nothing, blocks nobody, and a segment that shrank is a short read. Returns bytes read.
/// macOS and Windows, where no segment can shrink, read through a mapping instead. It is read-only and made at the first call.
std::size_t readAt(const SegmentHandle &handle, std::uint64_t offset, std::span<std::byte> out, const std::string &name);
/// Where the first byte at or after `offset` is that has memory: everything before it is zeros that nobody ever wrote. UINT64_MAX if none has; `offset`
/// itself where the system does not say.
std::uint64_t nextDataAt(const SegmentHandle &handle, std::uint64_t offset) noexcept;
/// Whether listNames() knows any: macOS and Windows don't tell which segments there are.
bool canListNames() noexcept;
/// Every name in the system's list, with the leading '/'; empty where the system can't list.
std::vector<std::string> listNames();
/// Whether listNames() has it now: it is a segment, and not something else that lives in the same place.
bool isListed(const std::string &name) noexcept;

/// A shared mapping of a whole segment, guarded against SIGBUS: when the segment shrinks under it, the pages are replaced by private
/// zeros and lost() becomes true. Every operation must look at lost() before it reports success. Faults at other addresses go to the handler
/// that was installed before. Keeps the descriptor open, so that the new size can be told. On Windows a mapped segment can't shrink.
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
    const SegmentHandle &handle() const noexcept { return *m_handle; }

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
    /// Bytes of `command` at most.
    static constexpr std::size_t maxCommand = 4096;

    std::int64_t pid = 0;
    std::string name; ///< Command name; untrusted text.
    char state = '?'; ///< As in /proc: R running, S sleeping, D waiting, T stopped, Z zombie (or its main thread ended).
    bool writable = false; ///< Some shared mapping or descriptor allows writing.
    bool mapped = false;   ///< Holds a mapping; false: an open descriptor only.
    std::int64_t startNs = 0; ///< When it began by the wall clock as set now, ns since the epoch, within a tick (10 ms); 0: not known.
    std::int64_t startBootNs = 0; ///< The same since the machine's start (CLOCK_BOOTTIME): with the pid, it names the process for good.
    std::string command = {}; ///< Command line, its arguments with spaces between; untrusted bytes; empty: not known.
    bool otherPidNamespace = false;   ///< Not in this process's: its pid is another there.
    bool otherMountNamespace = false; ///< Not in this process's: names of files and segments may mean others there.

    /// Not a later one that got the same pid.
    bool isSameProcess(const ProcessInfo &other) const noexcept
    {
        return pid == other.pid && (startBootNs == other.startBootNs || startBootNs == 0 || other.startBootNs == 0);
    }
};

struct ProcessList
{
    std::vector<ProcessInfo> processes;   ///< Sorted by pid; without the calling process.
    bool complete = false;                ///< False when some process could not be looked into.
    std::vector<std::int64_t> unreadable; ///< Their pids.
    bool self = false;                    ///< The calling process, which is not listed, maps it too.
};

/// How to learn which files a process has mapped.
enum class MapsWay {
    Best,  ///< Query where the kernel has it, else Text.
    Query, ///< By the ioctl PROCMAP_QUERY only (Linux 6.11); where there is none, no process can be looked into.
    Text   ///< By the text of /proc/PID/maps only.
};

/// Whether MapsWay::Query can be used here.
bool canQueryMaps() noexcept;

/// Everyone else who maps or holds this object. Walks /proc: milliseconds for hundreds of processes; not for the GUI thread. Elsewhere: empty,
/// incomplete.
ProcessList attachedProcesses(std::uint64_t device, std::uint64_t inode, MapsWay way = MapsWay::Best);

/// Of the file system that segments live in, in bytes.
struct MemorySpace
{
    std::uint64_t total = 0; ///< 0: not known.
    std::uint64_t free = 0;  ///< For programs without privileges.
};

/// Linux: of /dev/shm. Elsewhere, where segments live in no file system of their own, nothing is known.
MemorySpace sharedMemorySpace() noexcept;

/// In ns, from some fixed moment on: CLOCK_MONOTONIC, or the performance counter of Windows.
std::int64_t monotonicNs() noexcept;

/// How late the calling thread's timed waits may end so that the system saves power (Linux: PR_SET_TIMERSLACK, 50 µs unless set). Elsewhere,
/// where there is no such setting: nothing happens.
void setTimerSlack(std::chrono::nanoseconds slack) noexcept;

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../platform/hold_store.h"
#include "../platform/platform.h"
#include "layout.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace membridge {

/// A lock that a program of this library took, as its record tells.
struct RecordedHold
{
    std::int64_t pid = 0;
    unsigned number = 0; ///< A process can have several, for holds at the same time.
    bool write = false;
    bool taken = false;       ///< Otherwise it was still waiting for it when it wrote the record last.
    bool alive = false;       ///< Its mark is there. Otherwise that process died before it gave the lock back.
    std::int64_t sinceNs = 0; ///< Since the epoch.
    std::string program;      ///< Untrusted text.

    bool operator==(const RecordedHold &) const = default;
};

/// Those of one segment, by pid and number. What is no record is left out.
std::vector<RecordedHold> recordedHolds(const platform::SegmentHandle &handle, const platform::SegmentStat &stat);
/// The one who died holding what the word shows, or may have; nullptr: nobody that is recorded. For readers it is one of perhaps several.
const RecordedHold *deadHolder(const std::vector<RecordedHold> &holds, LockWord word) noexcept;

/// Tells others, also those who come after a crash, that this process holds a region's lock for more than an instant: a small file of this user's,
/// and a mark on the segment that the kernel takes away with the process. To be made before the lock is asked for, and to outlive the hold. A process
/// may have several on one segment at the same time: each has a file of its own, and they share the mark. Where the system keeps no records nothing
/// happens.
///
/// Threads: one a record; others may have theirs meanwhile. Throws Error as SharedMemory::open(): the segment is opened once more, for the mark.
class HoldRecord
{
public:
    HoldRecord(std::string_view segment, bool write, std::string_view program);
    ~HoldRecord();
    HoldRecord(const HoldRecord &) = delete;
    HoldRecord &operator=(const HoldRecord &) = delete;

    /// Of an operation that holds the lock for its own length only: from so many bytes on it takes longer than taken(), which is called under the
    /// lock, does. With fewer the record tells who may have held it, and taken() would make everybody else wait.
    static constexpr std::uint64_t bytesWorthTaken = 1 << 20;

    /// The lock is ours now.
    void taken() noexcept;
    /// Others can know of it.
    bool isKept() const noexcept { return m_kept; }

private:
    void store(bool taken) noexcept;

    platform::SegmentStat m_stat;
    std::optional<unsigned> m_number; ///< Of its file; nothing when there is no mark.
    std::string m_program;
    bool m_write;
    bool m_kept = false;
    std::int64_t m_sinceNs = 0;
};

} // namespace membridge

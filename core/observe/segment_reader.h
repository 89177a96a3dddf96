// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/layout.h"
#include "../platform/hidden_segments.h"
#include "../platform/platform.h"
#include "snapshot.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace membridge {

/// What became of the object that a reader has open.
enum class SegmentStatus {
    Live,    ///< Same name, same object, same size.
    Resized, ///< Same object, larger than it was.
    Shrunk,  ///< Same object, smaller than it was.
    Removed, ///< The name is gone; the object lives on for those who have it open.
    Replaced ///< The name now means another object.
};

struct StatusReport
{
    SegmentStatus status = SegmentStatus::Live;
    std::uint64_t sizeAtOpen = 0;
    std::uint64_t sizeNow = 0;
    std::uint64_t namedInode = 0; ///< Of the object that has the name now; 0 when there is none.
    bool removedAtOpen = false;   ///< It had no name when it was opened: Removed is no news then.
};

/// An observer's way into a segment: a read-only descriptor, never a mapping, never a lock. It writes no byte, allocates no page and a
/// segment that shrinks is a short read.
///
/// Threads: const throughout; any thread, though a worker should own it. Throws Error: InvalidName, NotFound, PermissionDenied, System.
class SegmentReader
{
public:
    /// `name` is a segment's name, or the address of one that the list of names does not show (platform::HiddenAddress): the segment as that
    /// process has it. A deleted segment is Removed from the start, whatever its name means by now; one of another mount namespace is
    /// compared with what has the name there, and is Removed once the process has ended.
    static SegmentReader open(std::string_view name);

    const std::string &name() const noexcept { return m_name; }
    /// Opened by an address: nothing but looking is possible.
    bool isHidden() const noexcept { return m_place != nullptr; }
    /// For those who have to map it all the same, explicitly.
    const std::shared_ptr<const platform::SegmentHandle> &handle() const noexcept { return m_handle; }
    /// As it was when opened.
    const platform::SegmentStat &statAtOpen() const noexcept { return m_stat; }
    /// As it is now.
    platform::SegmentStat stat() const;
    /// Compares the name, the object and its size with what was opened; the worst that is true.
    StatusReport status() const;

    /// Fills `out` from byte `offset` of the segment; returns how many bytes there were.
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const;

    /// The lock word now, or nothing if the segment is smaller than 4 bytes.
    std::optional<LockWord> lockWord() const;

    /// A copy of `length` bytes at `offset`, with the header and the evidence whether it may be torn.
    std::shared_ptr<const Snapshot> snapshot(std::uint64_t offset, std::uint64_t length) const;

private:
    SegmentReader(std::string name, platform::SegmentHandle handle,
                  std::shared_ptr<const platform::HiddenPlace> place = nullptr);

    std::string m_name;
    std::shared_ptr<const platform::SegmentHandle> m_handle;
    std::shared_ptr<const platform::HiddenPlace> m_place; ///< Of a hidden segment.
    platform::SegmentStat m_stat;
};

} // namespace membridge

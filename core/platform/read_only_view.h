// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>

namespace membridge::platform {

/// Where a segment can't be read through its handle (macOS, Windows): a read-only mapping of all of it instead, made when it is needed
/// first. Its pages can't go away under a reader, since a segment can't be resized on these systems once it has a size.
///
/// Threads: any. Whoever comes first makes the mapping while the others wait for it.
class ReadOnlyView
{
public:
    /// `exactSize`: what the segment was created with, for its creator, since the system knows whole pages only; otherwise 0.
    explicit ReadOnlyView(std::uint64_t exactSize) noexcept : m_exactSize(exactSize) { }
    ~ReadOnlyView();
    ReadOnlyView(const ReadOnlyView &) = delete;
    ReadOnlyView &operator=(const ReadOnlyView &) = delete;

    std::uint64_t exactSize() const noexcept { return m_exactSize; }
    /// Every byte of the segment; none while its creator has not given it a size yet. Throws Error.
    std::span<const std::byte> bytes(SegmentHandle::Native handle, const std::string &name);

private:
    std::mutex m_mutex;
    std::span<const std::byte> m_pages; ///< Guarded by m_mutex; set once.
    std::uint64_t m_exactSize;
};

/// By each such system. Whole pages; empty if the segment has no size yet. Throws Error.
std::span<const std::byte> mapReadOnly(SegmentHandle::Native handle, const std::string &name);
void unmapReadOnly(std::span<const std::byte> pages) noexcept;

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"
#include "../platform/platform.h"
#include "deadline.h"
#include "rw_lock.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace membridge {

enum class EditOutcome {
    Written,
    Changed, ///< Other bytes were there than expected; nothing was written.
    Timeout, ///< The write lock was not to be had; nothing was written.
    Stopped  ///< While waiting for it; nothing was written.
};

struct EditResult
{
    EditOutcome outcome = EditOutcome::Written;
    ByteVector found; ///< Changed: what was there.
};

/// Replaces single bytes of a segment, whatever they mean: for a tool that edits what it shows, never for a program's own traffic. Bytes are
/// replaced only if they still are what was shown.
///
/// Threads: one. Throws Error: OutOfBounds, InvalidArgument, SegmentLost.
class SegmentEditor
{
public:
    enum class Locking {
        WriteLock, ///< Of a region, for the moment of the edit; not possible for the lock word itself.
        None ///< Programs that use the segment may see half of it, or undo it. What lies in one header word is replaced at once.
    };

    /// `handle` is open for writing. `hasLock`: the segment is a region.
    SegmentEditor(std::shared_ptr<const platform::SegmentHandle> handle, std::uint64_t size, bool hasLock,
                  std::string name);

    /// Bytes [offset, offset + replacement.size()) of the segment, which must be `expected` (of the same length, 1 … maxLength).
    EditResult replace(std::uint64_t offset, std::span<const std::byte> expected,
                       std::span<const std::byte> replacement, Locking locking, const Deadline &deadline);

    static constexpr std::size_t maxLength = 1 << 20;

private:
    template <typename Word>
    EditResult replaceInWord(std::uint64_t offset, std::span<const std::byte> expected,
                             std::span<const std::byte> replacement);
    EditResult replaceBytes(std::uint64_t offset, std::span<const std::byte> expected,
                            std::span<const std::byte> replacement);

    platform::Mapping m_mapping;
    std::string m_name;
    bool m_hasLock;
};

} // namespace membridge

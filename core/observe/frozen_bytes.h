// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "snapshot.h"
#include "sparse_copy.h"

#include <memory>

namespace membridge {

/// A segment as it was when its view was frozen: what was on screen then, and the rest as it was copied right after that. Immutable; any
/// thread, and several at a time.
class FrozenBytes : public ByteSource
{
public:
    /// `rest` is the whole segment; where it has other bytes than `shown`, those that were seen stay.
    FrozenBytes(std::shared_ptr<const Snapshot> shown, std::shared_ptr<const SparseCopy> rest)
        : m_shown(std::move(shown)), m_rest(std::move(rest))
    {
    }

    std::uint64_t size() const override;
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override;
    std::uint64_t nextData(std::uint64_t offset) const override;
    /// Whether that byte was on screen.
    bool wasShown(std::uint64_t offset) const { return offset >= m_shown->offset && offset < m_shown->end(); }
    /// How long after what was on screen the rest was there, in nanoseconds.
    std::int64_t lagNs() const { return m_rest->timeNs() - m_shown->timeNs; }
    /// Those bytes, with the header that was shown; fewer where the segment ends.
    std::shared_ptr<const Snapshot> snapshot(std::uint64_t offset, std::uint64_t length) const;

private:
    std::shared_ptr<const Snapshot> m_shown;
    std::shared_ptr<const SparseCopy> m_rest;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "frozen_bytes.h"

#include <algorithm>
#include <cstring>

namespace membridge {

std::uint64_t FrozenBytes::size() const
{
    return std::max(m_rest->size(), m_shown->end());
}

std::size_t FrozenBytes::read(std::uint64_t offset, std::span<std::byte> out) const
{
    std::size_t count = m_rest->read(offset, out);
    const std::uint64_t from = std::max(offset, m_shown->offset);
    const std::uint64_t end = std::min(offset + out.size(), m_shown->end());
    // It can have shrunk in between: then what was seen may lie behind the end of the rest.
    if (from < end && from <= offset + count) {
        std::memcpy(out.data() + (from - offset), m_shown->bytes.data() + (from - m_shown->offset),
                    static_cast<std::size_t>(end - from));
        count = std::max(count, static_cast<std::size_t>(end - offset));
    }
    return count;
}

std::uint64_t FrozenBytes::nextData(std::uint64_t offset) const
{
    const std::uint64_t next = m_rest->nextData(offset);
    return offset < m_shown->end() ? std::min(next, std::max(offset, m_shown->offset)) : next;
}

std::shared_ptr<const Snapshot> FrozenBytes::snapshot(std::uint64_t offset, std::uint64_t length) const
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->timeNs = m_shown->timeNs;
    snapshot->segmentSize = m_shown->segmentSize;
    snapshot->header = m_shown->header;
    snapshot->torn = m_shown->torn;
    snapshot->offset = offset;
    snapshot->bytes.resize(static_cast<std::size_t>(std::min(length, size() - std::min(size(), offset))));
    snapshot->bytes.resize(read(offset, snapshot->bytes));
    return snapshot;
}

} // namespace membridge

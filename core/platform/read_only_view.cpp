// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "read_only_view.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace membridge::platform {

namespace {

/// Loads each aligned word in one piece, as memcpy() need not: a ring's indices and a lock word change while they are copied.
void copyWordwise(std::byte *to, const std::byte *from, std::size_t count)
{
    const auto copy = [&]<typename Word>(Word) {
        // The library's atomic_ref does not take const objects; a load writes nothing, so that a read-only page will do.
        auto &word = *reinterpret_cast<Word *>(const_cast<std::byte *>(from));
        const Word value = std::atomic_ref<Word>(word).load(std::memory_order_relaxed);
        std::memcpy(to, &value, sizeof value);
        to += sizeof value;
        from += sizeof value;
        count -= sizeof value;
    };
    const auto isAligned = [&](std::size_t size) {
        return count >= size && reinterpret_cast<std::uintptr_t>(from) % size == 0;
    };
    while (count > 0) {
        if (isAligned(sizeof(std::uint64_t)))
            copy(std::uint64_t{});
        else if (isAligned(sizeof(std::uint32_t)))
            copy(std::uint32_t{});
        else
            copy(std::uint8_t{});
    }
    // Acquire, as a system call would be: what the caller reads next is no older than this.
    std::atomic_thread_fence(std::memory_order_acquire);
}

} // namespace

ReadOnlyView::~ReadOnlyView()
{
    if (!m_pages.empty())
        unmapReadOnly(m_pages);
}

std::span<const std::byte> ReadOnlyView::bytes(SegmentHandle::Native handle, const std::string &name)
{
    const std::lock_guard guard(m_mutex);
    if (m_pages.empty())
        m_pages = mapReadOnly(handle, name);
    const std::uint64_t size = m_exactSize == 0 ? m_pages.size() : std::min<std::uint64_t>(m_exactSize, m_pages.size());
    return m_pages.first(static_cast<std::size_t>(size));
}

std::uint64_t nextDataAt(const SegmentHandle &, std::uint64_t offset) noexcept
{
    return offset;
}

std::size_t readAt(const SegmentHandle &handle, std::uint64_t offset, std::span<std::byte> out, const std::string &name)
{
    const auto bytes = handle.view()->bytes(handle.native(), name);
    if (offset >= bytes.size())
        return 0;
    const std::size_t count = std::min(out.size(), bytes.size() - static_cast<std::size_t>(offset));
    copyWordwise(out.data(), bytes.data() + offset, count);
    return count;
}

} // namespace membridge::platform

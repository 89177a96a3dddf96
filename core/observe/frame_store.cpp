// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "frame_store.h"

#include <algorithm>
#include <cstring>

namespace membridge {

namespace {

// Small enough that dropping one is a small loss, large enough that a view of all of them is a short list.
constexpr std::uint64_t chunksInLimit = 16;
constexpr std::uint64_t largestChunk = 512 * 1024;
constexpr std::uint64_t bytesPerRow = 64;

std::size_t chunkBytesFor(std::uint64_t limit)
{
    return static_cast<std::size_t>(std::min(limit / chunksInLimit, largestChunk) / 2);
}

} // namespace

FrameChunk::FrameChunk(std::uint64_t firstRow, std::size_t rows, std::size_t bytes)
    : m_firstRow(firstRow),
      m_rowCapacity(rows),
      m_byteCapacity(bytes),
      m_rows(new FrameRow[rows]),
      m_bytes(new std::byte[bytes])
{
}

bool FrameChunk::hasRoom(std::size_t bytes) const noexcept
{
    return m_rowCount < m_rowCapacity && bytes <= m_byteCapacity - m_byteCount;
}

FrameStoreView::Entry FrameStoreView::at(std::uint64_t row) const noexcept
{
    const auto after = std::upper_bound(
        m_chunks.begin(), m_chunks.end(), row,
        [](std::uint64_t one, const std::shared_ptr<const FrameChunk> &chunk) { return one < chunk->firstRow(); });
    const FrameChunk &chunk = **std::prev(after);
    const FrameRow &found = chunk.row(static_cast<std::size_t>(row - chunk.firstRow()));
    return {found, chunk.payload(found)};
}

std::vector<FrameStoreView::Entry> FrameStoreView::sample(std::size_t most, bool exact) const
{
    constexpr std::uint64_t tries = 64;
    std::vector<Entry> entries;
    const std::uint64_t rows = m_end - m_begin;
    const std::uint64_t parts = std::min<std::uint64_t>(rows, most);
    for (std::uint64_t part = 0; part < parts; ++part) {
        // Rows are counted by 64 bits, but no memory has so many that this overflows.
        const std::uint64_t first = m_begin + rows * part / parts;
        const std::uint64_t end = std::min(m_begin + rows * (part + 1) / parts, first + tries);
        for (std::uint64_t row = first; row < end; ++row) {
            const Entry entry = at(row);
            if (entry.row.kind != FrameRowKind::Frame || (exact && !entry.row.exact)
                || entry.row.kept < entry.row.length)
                continue;
            entries.push_back(entry);
            break;
        }
    }
    return entries;
}

FrameStore::FrameStore(std::uint64_t memoryLimit)
    : m_limit(std::max(memoryLimit, smallestLimit)),
      m_chunkBytes(chunkBytesFor(m_limit)),
      m_chunkRows(m_chunkBytes / bytesPerRow)
{
}

void FrameStore::addFrame(std::int64_t timeNs, std::uint64_t position, std::uint64_t length,
                          std::span<const std::byte> payload, bool exact)
{
    const std::lock_guard lock(m_writing);
    ++m_now.m_framesSeen;
    add({.timeNs = timeNs, .position = position, .length = length, .exact = exact},
        payload.first(std::min(payload.size(), maxKept())));
}

void FrameStore::addGap(FrameRowKind kind, std::int64_t timeNs, std::uint64_t position, std::uint64_t bytes)
{
    const std::lock_guard lock(m_writing);
    if (kind == FrameRowKind::Missed)
        m_now.m_bytesMissed += bytes;
    add({.timeNs = timeNs, .position = position, .length = bytes, .kind = kind}, {});
}

void FrameStore::add(FrameRow row, std::span<const std::byte> payload)
{
    if (m_chunks.empty() || !m_chunks.back()->hasRoom(payload.size())) {
        auto chunk = std::make_shared<FrameChunk>(m_now.m_end, m_chunkRows, maxKept());
        m_used += chunk->cost();
        while (m_used > m_limit)
            dropOldest();
        m_chunks.push_back(std::move(chunk));
    }
    FrameChunk &chunk = *m_chunks.back();
    row.number = m_now.m_framesSeen;
    row.kept = static_cast<std::uint32_t>(payload.size());
    row.offset = static_cast<std::uint32_t>(chunk.m_byteCount);
    if (!payload.empty())
        std::memcpy(chunk.m_bytes.get() + chunk.m_byteCount, payload.data(), payload.size());
    chunk.m_rows[chunk.m_rowCount++] = row;
    chunk.m_byteCount += payload.size();
    ++m_now.m_end;
}

void FrameStore::dropOldest()
{
    const FrameChunk &oldest = *m_chunks.front();
    for (std::size_t i = 0; i < oldest.m_rowCount; ++i)
        m_now.m_framesDropped += oldest.row(i).kind == FrameRowKind::Frame ? 1 : 0;
    m_now.m_begin += oldest.m_rowCount;
    m_used -= oldest.cost();
    m_chunks.pop_front();
}

void FrameStore::setMemoryLimit(std::uint64_t memoryLimit)
{
    const std::lock_guard lock(m_writing);
    m_limit = std::max(memoryLimit, smallestLimit);
    m_chunkBytes.store(chunkBytesFor(m_limit), std::memory_order_relaxed);
    m_chunkRows = maxKept() / bytesPerRow;
    if (m_used <= m_limit)
        return;
    while (m_used > m_limit)
        dropOldest();
    publishNow();
}

std::uint64_t FrameStore::memoryLimit() const
{
    const std::lock_guard lock(m_writing);
    return m_limit;
}

std::uint64_t FrameStore::memoryUsed() const
{
    const std::lock_guard lock(m_writing);
    return m_used;
}

void FrameStore::publish()
{
    const std::lock_guard lock(m_writing);
    publishNow();
}

void FrameStore::publishNow()
{
    FrameStoreView next = m_now;
    next.m_chunks.assign(m_chunks.begin(), m_chunks.end());
    const std::lock_guard lock(m_mutex);
    std::swap(m_published, next);
}

FrameStoreView FrameStore::view() const
{
    const std::lock_guard lock(m_mutex);
    return m_published;
}

} // namespace membridge

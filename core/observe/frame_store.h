// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace membridge {

enum class FrameRowKind : std::uint8_t {
    Frame,
    Missed,    ///< Bytes that were overwritten before they could be seen.
    Restarted, ///< The ring was set up anew: positions count afresh.
    Broken     ///< What should be a frame runs past tail.
};

/// What a FrameStore knows of one frame, or of a place where frames are missing.
struct FrameRow
{
    std::uint64_t number = 0; ///< Of the frame, from 1 on, never given twice; of other rows that of the frame before.
    std::int64_t timeNs = 0; ///< CLOCK_MONOTONIC of the look that first saw it: it came between the look before and this one.
    std::uint64_t position = 0; ///< Logical ring position of its length prefix, or where the missing bytes begin.
    std::uint64_t length = 0;   ///< Bytes of payload, or missing bytes with their prefixes.
    std::uint32_t kept = 0;     ///< Bytes of payload that the store has: the first ones.
    std::uint32_t offset = 0;   ///< Of them in the chunk.
    FrameRowKind kind = FrameRowKind::Frame;
    bool exact = true; ///< False: it was consumed while it was copied, so a push may have been writing over it.
};

/// Some rows and their payloads. What a FrameStoreView tells of it never changes.
class FrameChunk
{
public:
    FrameChunk(std::uint64_t firstRow, std::size_t rows, std::size_t bytes);

    std::uint64_t firstRow() const noexcept { return m_firstRow; }
    const FrameRow &row(std::size_t index) const noexcept { return m_rows[index]; }
    std::span<const std::byte> payload(const FrameRow &row) const noexcept
    {
        return {m_bytes.get() + row.offset, row.kept};
    }
    /// Bytes of memory.
    std::uint64_t cost() const noexcept { return m_rowCapacity * sizeof(FrameRow) + m_byteCapacity; }

private:
    friend class FrameStore;
    bool hasRoom(std::size_t bytes) const noexcept;

    std::uint64_t m_firstRow;
    std::size_t m_rowCapacity;
    std::size_t m_byteCapacity;
    // Plain arrays that never move: the writer adds behind what readers were told of. Not zeroed, so a page costs nothing until it is used.
    std::unique_ptr<FrameRow[]> m_rows;
    std::unique_ptr<std::byte[]> m_bytes;
    std::size_t m_rowCount = 0;
    std::size_t m_byteCount = 0;
};

/// What a FrameStore held at one moment. Keeps it alive; reading it takes no lock. Threads: any, one at a time.
class FrameStoreView
{
public:
    struct Entry
    {
        const FrameRow &row;
        std::span<const std::byte> payload;
    };

    std::uint64_t begin() const noexcept { return m_begin; } ///< Index of the oldest row that is kept.
    std::uint64_t end() const noexcept { return m_end; } ///< Index after the newest row. Indices are never given twice.
    bool isEmpty() const noexcept { return m_begin == m_end; }
    std::uint64_t framesSeen() const noexcept { return m_framesSeen; }
    std::uint64_t framesDropped() const noexcept
    {
        return m_framesDropped;
    }                                                                    ///< Were kept, and made room for newer ones.
    std::uint64_t bytesMissed() const noexcept { return m_bytesMissed; } ///< Of the ring, with length prefixes.

    /// `row` must be in begin() … end() - 1. The entry lives as long as this view.
    Entry at(std::uint64_t row) const noexcept;

    /// Frames that are kept whole, at most `most`, from all over the view, in order; `exact`: only those that were copied as they were pushed. Where few
    /// rows are such frames it may find fewer than there are: it looks at 64 rows for each.
    std::vector<Entry> sample(std::size_t most, bool exact) const;

private:
    friend class FrameStore;
    std::vector<std::shared_ptr<const FrameChunk>> m_chunks;
    std::uint64_t m_begin = 0;
    std::uint64_t m_end = 0;
    std::uint64_t m_framesSeen = 0;
    std::uint64_t m_framesDropped = 0;
    std::uint64_t m_bytesMissed = 0;
};

/// Frames of a ring that were seen, also after they were consumed, in bounded memory: the oldest make room, some at a time.
///
/// Threads: one writer; view() and the memory limit from any.
class FrameStore
{
public:
    static constexpr std::uint64_t smallestLimit = 64 * 1024;
    static constexpr std::uint64_t defaultLimit = 64 * 1024 * 1024;

    /// `memoryLimit`: bytes, at least smallestLimit; views that are still held can keep dropped frames beyond it.
    explicit FrameStore(std::uint64_t memoryLimit = defaultLimit);

    /// `payload`: as much of its `length` bytes as there is; the store keeps maxKept() of it.
    void addFrame(std::int64_t timeNs, std::uint64_t position, std::uint64_t length, std::span<const std::byte> payload,
                  bool exact);
    /// A row that is no frame. `bytes`: how many are missing.
    void addGap(FrameRowKind kind, std::int64_t timeNs, std::uint64_t position, std::uint64_t bytes);
    /// Shows what was added to views that are made from now on.
    void publish();

    /// From now on, as in the constructor: what is too much is dropped at once, and views that are made from now on are without it.
    void setMemoryLimit(std::uint64_t memoryLimit);
    std::uint64_t memoryLimit() const;
    /// Bytes of each payload that are kept.
    std::size_t maxKept() const noexcept { return m_chunkBytes.load(std::memory_order_relaxed); }
    /// Bytes of memory in use.
    std::uint64_t memoryUsed() const;

    FrameStoreView view() const;

private:
    void add(FrameRow row, std::span<const std::byte> payload);
    void dropOldest();
    void publishNow();

    // The writer's, but for the moment in which somebody else sets the limit.
    mutable std::mutex m_writing;
    std::uint64_t m_limit;
    /// Guarded like the rest; the writer's own question for maxKept() needs no lock, as whatever it gets, add() cuts to what is true then.
    std::atomic<std::size_t> m_chunkBytes;
    std::size_t m_chunkRows;
    std::deque<std::shared_ptr<FrameChunk>> m_chunks;
    std::uint64_t m_used = 0;
    FrameStoreView m_now; ///< The writer's own counts; its chunks are in m_chunks.

    mutable std::mutex m_mutex;
    FrameStoreView m_published;
};

} // namespace membridge

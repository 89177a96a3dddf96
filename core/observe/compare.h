// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "byte_source.h"
#include "snapshot.h"
#include "sparse_copy.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace membridge {

struct CompareOptions
{
    std::uint64_t mergeGap = 0;          ///< Ranges with at most so many equal bytes between them are one.
    std::size_t maxRanges = 100'000;     ///< Further ranges are counted only.
    std::size_t pieceBytes = 128 * 1024; ///< Read at a time from each side.
};

/// Where two sources differ, found a step at a time. Only bytes that both have are compared; the sizes tell the rest. One thread at a time.
class CompareRun
{
public:
    CompareRun(std::shared_ptr<const ByteSource> before, std::shared_ptr<const ByteSource> after,
               const CompareOptions &options = {});

    /// Compares `budget` more bytes, in whole pieces; sooner when the flag is set. False: that was all. Throws Error of a source.
    bool step(std::uint64_t budget, const StopFlag *stop = nullptr);

    /// In rising order, at most maxRanges.
    const std::vector<ByteRange> &ranges() const noexcept { return m_ranges; }
    /// How many ranges there are so far, also those that are not kept.
    std::uint64_t count() const noexcept { return m_count; }
    /// Bytes that differ; those between merged ranges are not among them.
    std::uint64_t bytesDiffering() const noexcept { return m_differing; }
    /// As they were at the beginning.
    std::uint64_t sizeBefore() const noexcept { return m_sizeBefore; }
    std::uint64_t sizeAfter() const noexcept { return m_sizeAfter; }
    bool finished() const noexcept { return m_finished; }
    std::uint64_t bytesDone() const noexcept { return m_at; }
    /// What both have, or less if one shrank meanwhile.
    std::uint64_t bytesTotal() const noexcept { return m_end; }
    /// A source ended sooner than it had said.
    bool shrank() const noexcept { return m_shrank; }

private:
    void comparePiece();
    void add(std::uint64_t offset);

    std::shared_ptr<const ByteSource> m_before;
    std::shared_ptr<const ByteSource> m_after;
    CompareOptions m_options;
    ByteVector m_beforeBytes;
    ByteVector m_afterBytes;
    std::vector<ByteRange> m_ranges;
    std::uint64_t m_sizeBefore;
    std::uint64_t m_sizeAfter;
    std::uint64_t m_count = 0;
    std::uint64_t m_differing = 0;
    std::uint64_t m_lastEnd = 0; ///< Of the last range, kept or not.
    std::uint64_t m_at = 0;
    std::uint64_t m_end;
    bool m_finished;
    bool m_shrank = false;
};

/// All of it at once, or up to where the flag ended it.
CompareRun compareRanges(std::shared_ptr<const ByteSource> before, std::shared_ptr<const ByteSource> after,
                         const CompareOptions &options = {}, const StopFlag *stop = nullptr);

/// Bytes that are not zero, in whole pages.
inline constexpr std::uint64_t defaultPinLimit = 64 * 1024 * 1024;

/// A copy of the whole segment, to compare with later, taking memory for its data and nothing of the segment's. Throws as SegmentReader.
std::variant<std::shared_ptr<const SparseCopy>, PinRefusal> pinSegment(const SegmentReader &reader,
                                                                       std::uint64_t limit = defaultPinLimit);

} // namespace membridge

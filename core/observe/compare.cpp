// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "compare.h"

#include <algorithm>
#include <cstring>

namespace membridge {

CompareRun::CompareRun(std::shared_ptr<const ByteSource> before, std::shared_ptr<const ByteSource> after,
                       const CompareOptions &options)
    : m_before(std::move(before)),
      m_after(std::move(after)),
      m_options(options),
      m_sizeBefore(m_before->size()),
      m_sizeAfter(m_after->size()),
      m_end(std::min(m_sizeBefore, m_sizeAfter)),
      m_finished(m_end == 0)
{
    m_options.pieceBytes = std::max<std::size_t>(m_options.pieceBytes, 1);
}

bool CompareRun::step(std::uint64_t budget, const StopFlag *stop)
{
    const std::uint64_t until = m_at + std::min(budget, m_end - m_at);
    while (!m_finished && m_at < until && (stop == nullptr || !stop->requested()))
        comparePiece();
    return !m_finished;
}

void CompareRun::comparePiece()
{
    // Where neither has memory both are zeros.
    m_at = std::min(std::max(m_at, std::min(m_before->nextData(m_at), m_after->nextData(m_at))), m_end);
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(m_options.pieceBytes, m_end - m_at));
    m_beforeBytes.resize(std::max(m_beforeBytes.size(), wanted));
    m_afterBytes.resize(std::max(m_afterBytes.size(), wanted));
    const std::size_t got = std::min(m_before->read(m_at, std::span(m_beforeBytes).first(wanted)),
                                     m_after->read(m_at, std::span(m_afterBytes).first(wanted)));
    if (got < wanted) {
        m_end = m_at + got;
        m_shrank = true;
    }
    constexpr std::size_t block = 256;
    for (std::size_t at = 0; at < got; at += block) {
        const std::size_t count = std::min(block, got - at);
        if (std::memcmp(m_beforeBytes.data() + at, m_afterBytes.data() + at, count) == 0)
            continue;
        for (std::size_t i = at; i < at + count; ++i) {
            if (m_beforeBytes[i] != m_afterBytes[i])
                add(m_at + i);
        }
    }
    m_at += got;
    m_finished = m_at >= m_end;
}

void CompareRun::add(std::uint64_t offset)
{
    ++m_differing;
    const bool joins = m_count > 0 && offset - m_lastEnd <= m_options.mergeGap;
    m_lastEnd = offset + 1;
    if (!joins) {
        ++m_count;
        if (m_ranges.size() < m_options.maxRanges)
            m_ranges.push_back({offset, 1});
    } else if (m_count == m_ranges.size()) {
        m_ranges.back().length = m_lastEnd - m_ranges.back().offset;
    }
}

CompareRun compareRanges(std::shared_ptr<const ByteSource> before, std::shared_ptr<const ByteSource> after,
                         const CompareOptions &options, const StopFlag *stop)
{
    CompareRun run(std::move(before), std::move(after), options);
    run.step(~std::uint64_t{0}, stop);
    return run;
}

std::variant<std::shared_ptr<const SparseCopy>, PinRefusal> pinSegment(const SegmentReader &reader, std::uint64_t limit)
{
    return SparseCopy::of(SegmentBytes(reader), limit);
}

} // namespace membridge

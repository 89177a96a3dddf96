// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "search.h"

#include <algorithm>

namespace membridge {

SearchRun::SearchRun(SearchPattern pattern, std::shared_ptr<const ByteSource> source, const SearchOptions &options)
    : m_pattern(std::move(pattern)), m_source(std::move(source)), m_options(options), m_end(m_source->size())
{
    m_options.alignment = std::max<std::uint64_t>(m_options.alignment, 1);
    m_options.pieceBytes = std::max<std::size_t>(m_options.pieceBytes, 1);
    m_finished = m_end < m_pattern.size();
}

bool SearchRun::step(std::uint64_t budget, const StopFlag *stop)
{
    const std::uint64_t until = m_at + std::min(budget, m_end - m_at);
    while (!m_finished && m_at < until && (stop == nullptr || !stop->requested()))
        searchPiece();
    return !m_finished;
}

void SearchRun::skipHole()
{
    const std::uint64_t data = m_source->nextData(m_at);
    if (data <= m_at)
        return;
    // A hit can begin in the zeros before the data and end in it.
    const std::uint64_t before = m_pattern.size() - 1;
    m_at = data >= m_end ? m_end : std::max(m_at, data - std::min(data, before));
}

void SearchRun::searchPiece()
{
    const std::size_t size = m_pattern.size();
    if (!m_pattern.matchesZeros())
        skipHole();
    if (m_end - m_at < size) {
        m_finished = true;
        return;
    }
    // The last bytes of a piece are read again with the next, for the hits across the border.
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(m_options.pieceBytes + size - 1, m_end - m_at));
    m_buffer.resize(std::max(m_buffer.size(), wanted));
    const std::size_t got = m_source->read(m_at, std::span(m_buffer).first(wanted));
    if (got < wanted) {
        m_end = m_at + got;
        m_shrank = true;
        m_finished = true;
    }
    const auto bytes = std::span<const std::byte>(m_buffer).first(got);
    const std::uint64_t over = m_at % m_options.alignment;
    const std::uint64_t first = over == 0 ? 0 : m_options.alignment - over;
    const auto stride = static_cast<std::size_t>(std::min<std::uint64_t>(m_options.alignment, ~std::size_t{0}));
    for (std::uint64_t from = first; from < got;) {
        const std::size_t found = m_pattern.find(bytes, static_cast<std::size_t>(from), stride);
        if (found == SearchPattern::none)
            break;
        ++m_count;
        if (m_hits.size() < m_options.maxHits)
            m_hits.push_back(m_at + found);
        if (stride > got - found)
            break;
        from = found + stride;
    }
    m_at += got >= size ? got - size + 1 : got;
    m_finished = m_finished || m_end - m_at < size;
}

} // namespace membridge

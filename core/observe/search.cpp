// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "search.h"

#include <algorithm>
#include <future>
#include <system_error>
#include <thread>
#include <utility>

namespace membridge {

SearchRun::SearchRun(SearchPattern pattern, std::shared_ptr<const ByteSource> source, const SearchOptions &options)
    : m_pattern(std::move(pattern)), m_source(std::move(source)), m_options(options), m_end(m_source->size())
{
    constexpr unsigned mostThreads = 4;
    if (m_options.threads == 0)
        m_options.threads = std::min(std::thread::hardware_concurrency(), mostThreads);
    m_options.alignment = std::max<std::uint64_t>(m_options.alignment, 1);
    m_options.pieceBytes = std::clamp<std::size_t>(m_options.pieceBytes, 1, std::size_t{1} << 30);
    m_lanes.resize(std::max(m_options.threads, 1u));
    m_finished = m_end < m_pattern.size();
}

bool SearchRun::step(std::uint64_t budget, const StopFlag *stop)
{
    const std::uint64_t until = m_at + std::min(budget, m_end - m_at);
    while (!m_finished && m_at < until && (stop == nullptr || !stop->requested()))
        searchStretch(until, stop);
    return !m_finished;
}

void SearchRun::searchStretch(std::uint64_t until, const StopFlag *stop)
{
    // Fewer are looked through before another thread has started.
    constexpr std::uint64_t fewestPieces = 8;
    Lane whole{.at = m_at, .end = m_end};
    if (!m_pattern.matchesZeros())
        skipHole(whole);
    m_at = whole.at;
    const std::uint64_t wanted = until > m_at ? until - m_at : 1;
    // In whole pieces, so that the same bytes are read whatever the number of threads.
    const std::uint64_t pieces = (wanted - 1) / m_options.pieceBytes + 1;
    const std::uint64_t lanes = std::clamp<std::uint64_t>(pieces / fewestPieces, 1, m_lanes.size());
    const std::uint64_t piecesALane = (pieces - 1) / lanes + 1;
    std::vector<std::future<void>> others;
    for (std::size_t i = 0; i < lanes; ++i) {
        Lane &lane = m_lanes[i];
        lane.until = std::min(m_end, m_at + std::min((i + 1) * piecesALane, pieces) * m_options.pieceBytes);
        lane.at = std::min(lane.until, m_at + i * piecesALane * m_options.pieceBytes);
        lane.end = m_end;
        lane.hits.clear();
        lane.count = 0;
        if (i == 0)
            continue;
        const auto search = [this, &lane, stop] { searchLane(lane, stop); };
        try {
            others.push_back(std::async(std::launch::async, search));
        } catch (const std::system_error &) { // no more threads are allowed
            others.push_back(std::async(std::launch::deferred, search));
        }
    }
    searchLane(m_lanes.front(), stop);
    for (std::future<void> &other : others)
        other.get();
    for (std::size_t i = 0; i < lanes && add(m_lanes[i]); ++i) { }
    m_finished = m_finished || m_end - m_at < m_pattern.size();
}

bool SearchRun::add(Lane &lane)
{
    m_count += lane.count;
    const std::size_t room = m_options.maxHits - std::min(m_options.maxHits, m_hits.size());
    lane.hits.resize(std::min(lane.hits.size(), room));
    m_hits.insert(m_hits.end(), lane.hits.begin(), lane.hits.end());
    m_at = std::max(m_at, lane.at);
    if (lane.end < m_end) {
        m_end = lane.end;
        m_at = std::min(m_at, m_end);
        m_shrank = true;
        m_finished = true;
    }
    return !m_finished && lane.at >= lane.until;
}

void SearchRun::searchLane(Lane &lane, const StopFlag *stop) const
{
    while (lane.at < lane.until && lane.end - lane.at >= m_pattern.size() && (stop == nullptr || !stop->requested()))
        searchPiece(lane);
    // What is too short for a hit was looked at.
    if (lane.end >= lane.at && lane.end - lane.at < m_pattern.size())
        lane.at = std::max(lane.at, lane.until);
}

void SearchRun::skipHole(Lane &lane) const
{
    const std::uint64_t data = m_source->nextData(lane.at);
    if (data <= lane.at)
        return;
    // A hit can begin in the zeros before the data and end in it.
    const std::uint64_t before = m_pattern.size() - 1;
    lane.at = data >= lane.end ? lane.end : std::max(lane.at, data - std::min(data, before));
}

void SearchRun::searchPiece(Lane &lane) const
{
    const std::size_t size = m_pattern.size();
    if (!m_pattern.matchesZeros())
        skipHole(lane);
    if (lane.at >= lane.until || lane.end - lane.at < size)
        return;
    // The last bytes of a piece are read again with the next, for the hits across the border.
    const std::uint64_t beginnings = std::min<std::uint64_t>(m_options.pieceBytes, lane.until - lane.at);
    const auto wanted = static_cast<std::size_t>(std::min(beginnings + size - 1, lane.end - lane.at));
    lane.buffer.resize(std::max(lane.buffer.size(), wanted));
    const std::size_t got = m_source->read(lane.at, std::span(lane.buffer).first(wanted));
    if (got < wanted)
        lane.end = lane.at + got;
    const auto bytes = std::span<const std::byte>(lane.buffer).first(got);
    const std::uint64_t over = lane.at % m_options.alignment;
    const std::uint64_t first = over == 0 ? 0 : m_options.alignment - over;
    const auto stride = static_cast<std::size_t>(std::min<std::uint64_t>(m_options.alignment, ~std::size_t{0}));
    for (std::uint64_t from = first; from < got;) {
        const std::size_t found = m_pattern.find(bytes, static_cast<std::size_t>(from), stride);
        if (found == SearchPattern::none)
            break;
        ++lane.count;
        if (lane.hits.size() < m_options.maxHits)
            lane.hits.push_back(lane.at + found);
        if (stride > got - found)
            break;
        from = found + stride;
    }
    lane.at += got >= size ? got - size + 1 : got;
}

} // namespace membridge

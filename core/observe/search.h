// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "byte_source.h"
#include "search_pattern.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace membridge {

struct SearchOptions
{
    std::uint64_t alignment = 1;         ///< Only hits at multiples of it, from the start of the source; 0 counts as 1.
    std::size_t maxHits = 1'000'000;     ///< Further hits are counted only.
    std::size_t pieceBytes = 256 * 1024; ///< Read at a time; half of a core's cache is fastest.
    unsigned threads = 0;                ///< That search a step of many pieces together; 0: one a processor, at most 4.
};

/// Looks for a pattern, a step at a time. Hits may overlap; each was whole in one read, but hits of different reads may never have been there
/// together. One thread at a time calls it; a large step starts others, which have ended when it returns.
class SearchRun
{
public:
    SearchRun(SearchPattern pattern, std::shared_ptr<const ByteSource> source, const SearchOptions &options = {});

    /// Looks at `budget` more bytes, in whole pieces; sooner when the flag is set. False: that was all. Throws Error of the source.
    bool step(std::uint64_t budget, const StopFlag *stop = nullptr);

    const SearchPattern &pattern() const noexcept { return m_pattern; }
    /// Where hits begin, in rising order; each has pattern().size() bytes. At most maxHits.
    const std::vector<std::uint64_t> &hits() const noexcept { return m_hits; }
    /// How many there are so far, also those that are not kept.
    std::uint64_t count() const noexcept { return m_count; }
    bool finished() const noexcept { return m_finished; }
    std::uint64_t bytesDone() const noexcept { return m_finished ? m_end : m_at; }
    /// As the source was at the beginning, or less if it shrank meanwhile.
    std::uint64_t bytesTotal() const noexcept { return m_end; }
    /// The source ended sooner than it had said.
    bool shrank() const noexcept { return m_shrank; }

private:
    /// A stretch of the source that one thread looks through, and what it found there.
    struct Lane
    {
        std::uint64_t at = 0;    ///< The first offset where a hit could begin that was not looked at.
        std::uint64_t until = 0; ///< Hits begin before it.
        std::uint64_t end = 0;   ///< Of the source, as far as is known.
        std::vector<std::uint64_t> hits = {};
        std::uint64_t count = 0;
        ByteVector buffer = {};
    };

    void searchStretch(std::uint64_t until, const StopFlag *stop);
    void searchLane(Lane &lane, const StopFlag *stop) const;
    void searchPiece(Lane &lane) const;
    void skipHole(Lane &lane) const;
    /// Takes over what a lane found. False: nothing behind it counts.
    bool add(Lane &lane);

    SearchPattern m_pattern;
    std::shared_ptr<const ByteSource> m_source;
    SearchOptions m_options;
    std::vector<Lane> m_lanes; ///< Their buffers are kept between steps.
    std::vector<std::uint64_t> m_hits;
    std::uint64_t m_count = 0;
    std::uint64_t m_at = 0; ///< The first offset where a hit could begin that was not looked at.
    std::uint64_t m_end;
    bool m_finished = false;
    bool m_shrank = false;
};

} // namespace membridge

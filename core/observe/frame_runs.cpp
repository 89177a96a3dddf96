// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "frame_runs.h"

#include "../ipc/layout.h"

#include <limits>

namespace membridge {

std::uint64_t FrameRuns::Place::end() const noexcept
{
    return position + ring_layout::frameHeaderSize + length;
}

void FrameRuns::add(std::uint32_t length)
{
    if (!m_runs.empty() && m_runs.back().length == length
        && m_runs.back().frames < std::numeric_limits<std::uint32_t>::max())
        ++m_runs.back().frames;
    else
        m_runs.push_back({.length = length, .frames = 1});
    m_end += ring_layout::frameHeaderSize + std::uint64_t{length};
    ++m_count;
}

std::optional<FrameRuns::Place> FrameRuns::at(std::uint64_t position) const noexcept
{
    if (position < m_begin || position >= m_end)
        return std::nullopt;
    Place place{.position = m_begin};
    for (const LengthRun &run : m_runs) {
        const std::uint64_t size = ring_layout::frameHeaderSize + std::uint64_t{run.length};
        const std::uint64_t before = (position - place.position) / size;
        if (before < run.frames)
            return Place{.index = place.index + before, .position = place.position + before * size, .length = run.length};
        place.position += size * run.frames;
        place.index += run.frames;
    }
    return std::nullopt;
}

std::optional<FrameRuns::Place> FrameRuns::frame(std::uint64_t index) const noexcept
{
    Place place{.position = m_begin};
    for (const LengthRun &run : m_runs) {
        const std::uint64_t size = ring_layout::frameHeaderSize + std::uint64_t{run.length};
        const std::uint64_t before = index - place.index;
        if (before < run.frames)
            return Place{.index = index, .position = place.position + before * size, .length = run.length};
        place.position += size * run.frames;
        place.index += run.frames;
    }
    return std::nullopt;
}

} // namespace membridge

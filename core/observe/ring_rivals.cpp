// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "ring_rivals.h"

#include <algorithm>

namespace membridge {

namespace {

std::size_t placeOf(RingSide side) noexcept
{
    return side == RingSide::Producer ? 0 : 1;
}

} // namespace

bool RingRivals::Rival::operator==(const Rival &other) const noexcept
{
    return movedNs == other.movedNs && allSeen == other.allSeen
        && std::equal(candidates.begin(), candidates.end(), other.candidates.begin(), other.candidates.end(),
                      [](const auto &a, const auto &b) { return a.isSameProcess(b); });
}

void RingRivals::add(const RingHeader &seen, std::int64_t timeNs)
{
    m_nowNs = std::max(m_nowNs, timeNs);
    look(m_sides[placeOf(RingSide::Producer)], seen.tail, timeNs);
    look(m_sides[placeOf(RingSide::Consumer)], seen.head, timeNs);
}

void RingRivals::look(Side &side, std::uint64_t index, std::int64_t timeNs)
{
    // What was seen while we moved it ourselves, or before that was over, says nothing of others.
    if (side.own > 0 || timeNs <= side.ownEndedNs)
        return;
    if (side.index && *side.index != index)
        side.movedNs = timeNs;
    side.index = index;
}

void RingRivals::addProcesses(std::int64_t beganNs, const platform::ProcessList &processes)
{
    m_lookedNs = beganNs;
    m_nowNs = std::max(m_nowNs, beganNs);
    m_allSeen = processes.complete;
    m_writers.clear();
    for (const platform::ProcessInfo &process : processes.processes) {
        if (process.writable)
            m_writers.push_back(process);
    }
}

void RingRivals::beginOwn(RingSide side) noexcept
{
    ++m_sides[placeOf(side)].own;
}

void RingRivals::endOwn(RingSide side, std::int64_t timeNs, std::optional<std::uint64_t> left) noexcept
{
    Side &ours = m_sides[placeOf(side)];
    if (ours.own > 0)
        --ours.own;
    ours.ownEndedNs = timeNs;
    ours.index = left;
}

std::optional<RingRivals::Rival> RingRivals::rival(RingSide side) const
{
    const auto &movedNs = m_sides[placeOf(side)].movedNs;
    if (!movedNs)
        return std::nullopt;
    const bool looked = m_lookedNs && *m_lookedNs > *movedNs;
    const bool nobodySeen = looked && m_writers.empty();
    if ((nobodySeen && m_allSeen) || m_nowNs - *movedNs > (nobodySeen ? unseenPatienceNs : patienceNs))
        return std::nullopt;
    return Rival{.movedNs = *movedNs, .candidates = m_writers, .allSeen = looked && m_allSeen};
}

} // namespace membridge

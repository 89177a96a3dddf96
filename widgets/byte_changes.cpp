// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "byte_changes.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace membridge {

void ByteChanges::setRange(ByteRange range)
{
    if (range == m_range)
        return;
    std::vector<Mark> marks(static_cast<std::size_t>(range.length));
    const quint64 begin = std::max(m_range.offset, range.offset);
    const quint64 end = std::min(m_range.offset + m_range.length, range.offset + range.length);
    for (quint64 at = begin; at < end; ++at)
        marks[static_cast<std::size_t>(at - range.offset)] = m_marks[static_cast<std::size_t>(at - m_range.offset)];
    m_marks = std::move(marks);
    m_range = range;
    markNotched();
}

void ByteChanges::setNotched(std::vector<ByteRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(), [](const ByteRange &a, const ByteRange &b) { return a.offset < b.offset; });
    m_notched.clear();
    for (const ByteRange &range : ranges) {
        const quint64 length = std::min(quint64{range.length}, std::numeric_limits<quint64>::max() - range.offset);
        if (length == 0)
            continue;
        if (!m_notched.empty() && m_notched.back().offset + m_notched.back().length >= range.offset) {
            ByteRange &last = m_notched.back();
            last.length = std::max(quint64{last.length}, range.offset + length - last.offset);
        } else {
            m_notched.push_back({range.offset, length});
        }
    }
    markNotched();
}

void ByteChanges::markNotched()
{
    for (Mark &mark : m_marks)
        mark.notched = false;
    for (const ByteRange &range : m_notched) {
        const quint64 begin = std::max(quint64{range.offset}, quint64{m_range.offset});
        const quint64 end = std::min(range.offset + range.length, m_range.offset + m_range.length);
        for (quint64 at = begin; at < end; ++at)
            m_marks[static_cast<std::size_t>(at - m_range.offset)].notched = true;
    }
}

bool ByteChanges::notchChanging(int moreThan)
{
    std::vector<ByteRange> ranges = m_notched;
    const std::size_t before = ranges.size();
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        if (!m_marks[i].notched && std::popcount(m_marks[i].history) > moreThan)
            ranges.push_back({m_range.offset + i, 1});
    }
    if (ranges.size() == before)
        return false;
    setNotched(std::move(ranges));
    return true;
}

bool ByteChanges::note(const Snapshot &before, const Snapshot &after, qint64 nowMs, bool adjacent)
{
    const quint64 begin = std::max({quint64{before.offset}, quint64{after.offset}, quint64{m_range.offset}});
    const quint64 end = std::min({quint64{before.end()}, quint64{after.end()}, quint64{m_range.offset + m_range.length}});
    bool any = false;
    for (quint64 at = begin; at < end; ++at) {
        const std::byte old = before.bytes[static_cast<std::size_t>(at - before.offset)];
        const std::byte now = after.bytes[static_cast<std::size_t>(at - after.offset)];
        Mark &mark = m_marks[static_cast<std::size_t>(at - m_range.offset)];
        mark.history = static_cast<std::uint16_t>(mark.history << 1 | (old == now ? 0 : 1));
        if (old == now)
            continue;
        mark.sinceMs = nowMs;
        mark.direction = !adjacent ? Direction::Other : now > old ? Direction::Up : Direction::Down;
        any = true;
        if (!mark.notched) {
            m_lastMs = nowMs;
            m_marked = true;
        }
    }
    return any;
}

void ByteChanges::clear()
{
    m_range = {};
    m_marks.clear();
    m_notched.clear();
    m_marked = false;
}

const ByteChanges::Mark *ByteChanges::markAt(quint64 offset) const
{
    if (offset < m_range.offset || offset - m_range.offset >= m_range.length)
        return nullptr;
    return &m_marks[static_cast<std::size_t>(offset - m_range.offset)];
}

ByteChanges::Change ByteChanges::at(quint64 offset, qint64 nowMs) const
{
    const Mark *mark = m_marked ? markAt(offset) : nullptr;
    if (mark == nullptr || mark->direction == Direction::None || mark->notched || nowMs - mark->sinceMs >= fadeMs)
        return {};
    const qint64 age = nowMs - mark->sinceMs;
    return {mark->direction, std::clamp(1.0 - static_cast<double>(age) / static_cast<double>(fadeMs), 0.0, 1.0)};
}

bool ByteChanges::changedSince(quint64 offset, qint64 sinceMs) const
{
    const Mark *mark = markAt(offset);
    return mark != nullptr && mark->direction != Direction::None && mark->sinceMs >= sinceMs;
}

} // namespace membridge

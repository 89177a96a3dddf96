// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "byte_changes.h"

#include <algorithm>

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
}

bool ByteChanges::note(const Snapshot &before, const Snapshot &after, qint64 nowMs)
{
    const quint64 begin = std::max({quint64{before.offset}, quint64{after.offset}, quint64{m_range.offset}});
    const quint64 end = std::min({quint64{before.end()}, quint64{after.end()}, quint64{m_range.offset + m_range.length}});
    bool any = false;
    for (quint64 at = begin; at < end; ++at) {
        const std::byte old = before.bytes[static_cast<std::size_t>(at - before.offset)];
        const std::byte now = after.bytes[static_cast<std::size_t>(at - after.offset)];
        if (old == now)
            continue;
        m_marks[static_cast<std::size_t>(at - m_range.offset)] = {nowMs, now > old ? Direction::Up : Direction::Down};
        any = true;
    }
    if (any) {
        m_lastMs = nowMs;
        m_marked = true;
    }
    return any;
}

void ByteChanges::clear()
{
    m_range = {};
    m_marks.clear();
    m_marked = false;
}

ByteChanges::Change ByteChanges::at(quint64 offset, qint64 nowMs) const
{
    if (!m_marked || offset < m_range.offset || offset - m_range.offset >= m_range.length)
        return {};
    const Mark &mark = m_marks[static_cast<std::size_t>(offset - m_range.offset)];
    const qint64 age = nowMs - mark.sinceMs;
    if (mark.direction == Direction::None || age >= fadeMs)
        return {};
    return {mark.direction, std::clamp(1.0 - static_cast<double>(age) / static_cast<double>(fadeMs), 0.0, 1.0)};
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "remembered_segments.h"

#include <algorithm>

namespace membridge {

qsizetype RememberedSegments::indexOf(const QByteArray &name) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&name](const Entry &entry) { return entry.name == name; });
    return found == m_entries.end() ? -1 : found - m_entries.begin();
}

SegmentSettings &RememberedSegments::operator[](const QByteArray &name)
{
    if (const qsizetype at = indexOf(name); at >= 0) {
        m_entries.move(at, 0);
    } else {
        if (m_entries.size() >= maxSegments)
            m_entries.removeLast();
        m_entries.prepend({name, {}});
    }
    return m_entries.first().settings;
}

SegmentSettings RememberedSegments::value(const QByteArray &name) const
{
    const qsizetype at = indexOf(name);
    return at >= 0 ? m_entries[at].settings : SegmentSettings();
}

} // namespace membridge

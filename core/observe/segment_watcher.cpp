// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "segment_watcher.h"

#include <algorithm>
#include <utility>

namespace membridge {

bool SegmentWatcher::refresh(std::span<const std::string> lookedAt)
{
    std::vector<std::string> names;
    if (m_watch.collect(names)) {
        names.insert(names.end(), lookedAt.begin(), lookedAt.end());
        addTurn(names);
    } else {
        ++m_listings;
        names = platform::listNames();
        for (const SegmentInfo &known : m_segments)
            names.push_back(known.name);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return lookAgain(names);
}

void SegmentWatcher::addTurn(std::vector<std::string> &names)
{
    const std::size_t count = std::min(inTurn, m_segments.size());
    for (std::size_t i = 0; i < count; ++i) {
        m_turn = m_turn + 1 < m_segments.size() ? m_turn + 1 : 0;
        names.push_back(m_segments[m_turn].name);
    }
}

bool SegmentWatcher::lookAgain(const std::vector<std::string> &names)
{
    bool changed = false;
    std::vector<SegmentInfo> added;
    std::vector<std::string> removed;
    auto known = m_segments.begin();
    for (const std::string &name : names) {
        known = std::lower_bound(known, m_segments.end(), name,
                                 [](const SegmentInfo &info, const std::string &wanted) { return info.name < wanted; });
        const bool isKnown = known != m_segments.end() && known->name == name;
        ++m_looks;
        std::optional<SegmentInfo> info = lookAtSegment(name);
        if (!isKnown && info) {
            added.push_back(std::move(*info));
        } else if (isKnown && info) {
            changed = changed || !(*known == *info);
            *known = std::move(*info);
        } else if (isKnown) {
            removed.push_back(name);
        }
    }
    if (!removed.empty())
        std::erase_if(m_segments, [&removed](const SegmentInfo &info) {
            return std::binary_search(removed.begin(), removed.end(), info.name);
        });
    if (!added.empty()) {
        const auto middle = static_cast<std::ptrdiff_t>(m_segments.size());
        m_segments.insert(m_segments.end(), std::make_move_iterator(added.begin()),
                          std::make_move_iterator(added.end()));
        std::inplace_merge(m_segments.begin(), m_segments.begin() + middle, m_segments.end(),
                           [](const SegmentInfo &a, const SegmentInfo &b) { return a.name < b.name; });
    }
    return changed || !removed.empty() || !added.empty();
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "hidden_segments.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace membridge {

HiddenSegmentList listHiddenSegments()
{
    platform::HiddenSegments found = platform::hiddenSegments(ring_layout::dataOffset);
    std::map<std::string, int> timesNamed;
    for (const platform::HiddenSegment &segment : found.segments)
        ++timesNamed[segment.name];

    HiddenSegmentList list;
    list.complete = found.complete;
    list.unreadable = std::move(found.unreadable);
    for (platform::HiddenSegment &segment : found.segments) {
        HiddenSegmentInfo info;
        platform::HiddenAddress address;
        address.pid = segment.pid;
        address.name = segment.name.substr(1);
        // Also where the name itself looks as if an inode followed.
        const auto again = platform::parseHiddenAddress(address.text());
        info.segment.name = address.text();
        if (timesNamed[segment.name] > 1 || (again && again->inode))
            info.segment.name += '#' + std::to_string(segment.stat.inode);
        info.segment.stat = segment.stat;
        info.segment.readable = segment.readable;
        if (segment.readable)
            takeStart(segment.start, info.segment);
        info.name = std::move(segment.name);
        info.hiding = segment.hiding;
        info.pid = segment.pid;
        info.process = std::move(segment.process);
        list.segments.push_back(std::move(info));
    }
    std::sort(list.segments.begin(), list.segments.end(), [](const HiddenSegmentInfo &a, const HiddenSegmentInfo &b) {
        return std::tie(a.name, a.segment.name) < std::tie(b.name, b.segment.name);
    });
    return list;
}

} // namespace membridge

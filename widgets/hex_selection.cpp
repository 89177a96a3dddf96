// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_selection.h"

#include <algorithm>

namespace membridge {

ByteRange HexSelection::bounds(const HexGeometry &geometry) const
{
    if (!any)
        return {cursor, 0};
    const quint64 low = std::min(anchor, cursor);
    const quint64 high = std::max(anchor, cursor);
    if (!columns)
        return {low, high - low + 1};
    const ByteRange top = inRow(geometry, geometry.rowOf(low));
    ByteRange bottom = inRow(geometry, geometry.rowOf(high));
    // A short last row may end before the rectangle's left edge.
    if (bottom.length == 0)
        bottom = inRow(geometry, geometry.rowOf(high) - 1);
    return {top.offset, bottom.offset + bottom.length - top.offset};
}

ByteRange HexSelection::inRow(const HexGeometry &geometry, quint64 row) const
{
    const quint64 low = std::min(anchor, cursor);
    const quint64 high = std::max(anchor, cursor);
    if (!any || row < geometry.rowOf(low) || row > geometry.rowOf(high))
        return {};
    const HexGeometry::Range cells = geometry.rowRange(row);
    quint64 first = std::max(low, cells.first);
    quint64 end = std::min(high, cells.end - 1) + 1;
    if (columns) {
        const auto [left, right] = std::minmax({geometry.columnOf(anchor), geometry.columnOf(cursor)});
        first = cells.first + left;
        end = std::min(cells.end, cells.first + right + 1);
    }
    return first < end ? ByteRange{first, end - first} : ByteRange{};
}

std::vector<ByteRange> HexSelection::ranges(const HexGeometry &geometry) const
{
    if (!any)
        return {};
    if (!columns)
        return {bounds(geometry)};
    std::vector<ByteRange> result;
    const quint64 last = geometry.rowOf(std::max(anchor, cursor));
    for (quint64 row = geometry.rowOf(std::min(anchor, cursor)); row <= last; ++row) {
        if (const ByteRange range = inRow(geometry, row); range.length > 0)
            result.push_back(range);
    }
    return result;
}

quint64 HexSelection::clampedCursor(const HexGeometry &geometry) const
{
    const quint64 reach = (mostRows - 1) * static_cast<quint64>(geometry.columns());
    if (!columns)
        return cursor;
    return std::clamp(cursor, anchor - std::min(anchor, reach), anchor + std::min(reach, ~quint64{0} - anchor));
}

} // namespace membridge

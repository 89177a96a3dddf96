// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hex_geometry.h"

#include "core/observe/snapshot.h"

#include <vector>

namespace membridge {

/// What is selected between an anchor and a cursor: everything between them, or the rectangle of columns that they span.
/// A plain value without a window.
struct HexSelection
{
    /// Rows of a rectangle at most: its list of ranges stays small, however large the segment is.
    static constexpr quint64 mostRows = 65536;

    quint64 anchor = 0;
    quint64 cursor = 0;
    bool any = false; ///< False: nothing, only a cursor.
    bool columns = false;

    bool operator==(const HexSelection &) const = default;

    /// The smallest range with all of it; length 0 when nothing is selected.
    ByteRange bounds(const HexGeometry &geometry) const;
    /// The selected bytes of that row; length 0 when there are none.
    ByteRange inRow(const HexGeometry &geometry, quint64 row) const;
    /// All of it in rising order: one range, or one a row.
    std::vector<ByteRange> ranges(const HexGeometry &geometry) const;
    /// The cursor moved so near to the anchor that a rectangle has no more than mostRows rows.
    quint64 clampedCursor(const HexGeometry &geometry) const;
};

} // namespace membridge

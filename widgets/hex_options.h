// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace membridge {

/// How a HexView shows its bytes, as the user chose it: what settings keep. HexView::setOptions() clamps what is out of range.
struct HexViewOptions
{
    int columns = 16;             ///< Bytes a row, 4 … 64; 0: as many as fit.
    int group = 8;                ///< Bytes between two gaps: 1, 2, 4 or 8.
    bool decimalOffsets = false;  ///< Otherwise hex.
    bool offsetsFromData = false; ///< Counted from the first byte after the header, otherwise from the segment's start.
    bool utf8Pane = false;        ///< The text beside the digits is UTF-8, otherwise ASCII.
    bool cacheLineRules = false;  ///< A line at every 64th byte.
    bool pageRules = true;        ///< A line at every 4096th byte.
    bool dimZeros = true;         ///< 00 and ff in a muted colour.
    bool dataOnly = false;        ///< The header is not shown; offsets count from the start of the data.

    bool operator==(const HexViewOptions &) const = default;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_changes.h"
#include "hex_characters.h"
#include "hex_edits.h"
#include "hex_geometry.h"
#include "hex_glyphs.h"
#include "hex_marks.h"
#include "hex_options.h"
#include "hex_selection.h"
#include "theme.h"

#include "core/observe/layout_guess.h"
#include "core/observe/snapshot.h"

#include <QRect>

#include <optional>
#include <vector>

class QPainter;

namespace membridge {

/// Paints the visible part of a hex view. Borrows all that it is given for the time of one paint event.
struct HexPainter
{
    const HexGeometry &geometry;
    const Theme &theme;
    const Snapshot *snapshot; ///< May be nullptr.
    const ByteChanges &changes;
    const std::vector<ByteRange> &pending;
    const std::vector<ByteRange> &highlight;
    const HexMarks &marks;
    const HexEdits &edits;
    std::optional<int> firstDigit; ///< Half a byte typed at the cursor.
    const HexSelection &selection;
    const HexViewOptions &options;
    HexGlyphs &glyphs;
    std::optional<RingHeader> ring; ///< Checked; shows where the ring wraps and where it is read and written.
    HexGeometry::Pane pane;
    Layout layout;
    bool focused;
    qint64 nowMs;
    std::vector<HexMarks::Shown> shownMarks = {}; ///< Found by paint().

    /// Returns how many bytes it painted.
    /// The background of a ring's bytes that nobody is to read.
    static QColor freeTint(const Theme &theme);
    quint64 paint(QPainter &painter, const QRect &dirty);

private:
    struct Cell
    {
        unsigned char byte = 0;
        HexCharacter character;
        bool known = false;
    };

    void paintBackgrounds(QPainter &painter, quint64 row) const;
    void paintRules(QPainter &painter, quint64 row) const;
    void paintRuleBefore(QPainter &painter, quint64 offset, const QColor &colour, qreal width) const;
    void paintRingPlaces(QPainter &painter, quint64 row) const;
    void addRow(QPainter &painter, quint64 row, qreal baseline);
    void paintChange(QPainter &painter, quint64 offset, ByteChanges::Direction direction, const QColor &colour) const;
    void paintCursor(QPainter &painter) const;
    void fillCells(QPainter &painter, quint64 row, ByteRange range, const QColor &colour) const;
    Cell cellAt(quint64 offset) const;
    bool isTinted(quint64 row) const;
    QColor inkOf(ByteChanges::Direction direction) const;
    QColor washOf(ByteChanges::Direction direction) const;
};

} // namespace membridge

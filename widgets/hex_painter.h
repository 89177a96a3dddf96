// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_changes.h"
#include "hex_geometry.h"
#include "theme.h"

#include "core/observe/layout_guess.h"
#include "core/observe/snapshot.h"

#include <QFont>
#include <QRect>

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
    ByteRange selection;
    quint64 cursor;
    HexGeometry::Pane pane;
    Layout layout;
    bool focused;
    qint64 nowMs;
    QFont font;

    void paint(QPainter &painter, const QRect &dirty) const;

private:
    void paintBackgrounds(QPainter &painter, quint64 row) const;
    void paintText(QPainter &painter, quint64 row, qreal baseline) const;
    void paintCursor(QPainter &painter) const;
    void fillCells(QPainter &painter, quint64 row, ByteRange range, const QColor &colour) const;
    bool covered(quint64 offset) const;
    unsigned char byteAt(quint64 offset) const;
    bool isSelected(quint64 offset) const;
    bool isTinted(quint64 row) const;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_painter.h"

#include "core/ipc/layout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <span>

namespace membridge {

namespace {

using Pane = HexGeometry::Pane;
using Direction = ByteChanges::Direction;

constexpr char digits[] = "0123456789abcdef";
constexpr quint64 cacheLine = 64;
constexpr quint64 page = 4096;

} // namespace

QColor HexPainter::freeTint(const Theme &theme)
{
    // Between two backgrounds that every ink is legible on.
    return Theme::blend(theme.base, theme.pending, 0.4);
}

quint64 HexPainter::paint(QPainter &painter, const QRect &dirty)
{
    painter.fillRect(dirty, theme.base);
    const QFontMetricsF metrics(painter.font());
    const qreal ascent = std::floor((geometry.rowHeight() - metrics.height()) / 2 + metrics.ascent());

    painter.setPen(theme.grid);
    for (const qreal x :
         {geometry.hexLeft() - 1.5 * geometry.charWidth(), geometry.asciiLeft() - 1.5 * geometry.charWidth()})
        painter.drawLine(QPointF(x, dirty.top()), QPointF(x, dirty.bottom()));

    const HexGeometry::Range visible = geometry.visibleRange();
    shownMarks = marks.touching(visible.first, visible.end);
    const int rows = geometry.visibleRows();
    const int first = std::clamp(static_cast<int>(dirty.top() / geometry.rowHeight()), 0, rows);
    const int end = std::clamp(static_cast<int>(dirty.bottom() / geometry.rowHeight()) + 1, first, rows);
    quint64 painted = 0;
    for (int i = first; i < end; ++i) {
        const quint64 row = geometry.firstRow() + static_cast<quint64>(i);
        paintBackgrounds(painter, row);
        paintRules(painter, row);
        paintRingPlaces(painter, row);
        addRow(painter, row, geometry.rowTop(row) + ascent);
        const HexGeometry::Range cells = geometry.rowRange(row);
        painted += cells.end - cells.first;
    }
    glyphs.flush(painter);
    paintCursor(painter);
    return painted;
}

HexPainter::Cell HexPainter::cellAt(quint64 offset) const
{
    const auto edited = edits.at(offset);
    if (snapshot == nullptr || offset < snapshot->offset || offset >= snapshot->end()) {
        if (edited)
            return {*edited, HexCharacter::ascii(std::byte{*edited}), true};
        return {};
    }
    const std::span<const std::byte> bytes(snapshot->bytes);
    const auto at = static_cast<std::size_t>(offset - snapshot->offset);
    const std::byte byte = edited ? std::byte{*edited} : bytes[at];
    const bool utf8 = options.utf8Pane && !edited;
    return {std::to_integer<unsigned char>(byte), utf8 ? HexCharacter::utf8(bytes, at) : HexCharacter::ascii(byte),
            true};
}

QColor HexPainter::inkOf(Direction direction) const
{
    return direction == Direction::Up ? theme.up : direction == Direction::Down ? theme.down : theme.warning;
}

QColor HexPainter::washOf(Direction direction) const
{
    return direction == Direction::Up  ? theme.upTint
        : direction == Direction::Down ? theme.downTint
                                       : theme.warningTint;
}

void HexPainter::fillCells(QPainter &painter, quint64 row, ByteRange range, const QColor &colour) const
{
    const HexGeometry::Range cells = geometry.rowRange(row);
    const quint64 begin = std::max(cells.first, quint64{range.offset});
    const quint64 end = range.length > cells.end - std::min(cells.end, quint64{range.offset})
        ? cells.end
        : std::min(cells.end, quint64{range.offset + range.length});
    if (begin >= end)
        return;
    const qreal half = geometry.charWidth() / 2;
    const QRectF hex = geometry.rectOf(begin).united(geometry.rectOf(end - 1)).adjusted(-half, 0, half, 0);
    painter.fillRect(hex, colour);
    painter.fillRect(geometry.rectOf(begin, Pane::Ascii).united(geometry.rectOf(end - 1, Pane::Ascii)), colour);
}

void HexPainter::paintBackgrounds(QPainter &painter, quint64 row) const
{
    const HexGeometry::Range cells = geometry.rowRange(row);
    const qreal half = geometry.charWidth() / 2;
    if (layout == Layout::Region && cells.first < region_layout::dataOffset) {
        fillCells(painter, row, {region_layout::lockOffset, region_layout::dataOffset}, theme.headerTint);
    } else if (layout == Layout::Ring && cells.first < ring_layout::dataOffset) {
        fillCells(painter, row, {ring_layout::headOffset, 8}, theme.headerTint);
        fillCells(painter, row, {ring_layout::tailOffset, 8}, theme.headerTintAlt);
        fillCells(painter, row, {ring_layout::capacityOffset, 8}, theme.headerTint);
    }
    // The whole lap in a hint of what its pending part is tinted with: what is free can be told from what is no ring at all.
    if (ring)
        fillCells(painter, row, {ring_layout::dataOffset, ring->capacity}, freeTint(theme));
    for (const ByteRange &range : pending)
        fillCells(painter, row, range, theme.pending);
    for (const ByteRange &range : highlight)
        fillCells(painter, row, range, theme.highlight);
    for (const HexMarks::Shown &mark : shownMarks) {
        fillCells(painter, row, mark.range, HexMarks::tintOf(theme, mark.kind, mark.colour));
        if (mark.range.offset < cells.first || mark.range.offset >= cells.end || mark.range.length == 0)
            continue;
        const QRectF start = geometry.rectOf(mark.range.offset);
        painter.fillRect(QRectF(start.left() - half, start.top(), 2, start.height()),
                         HexMarks::edgeOf(theme, mark.kind, mark.colour));
    }

    const ByteRange selected = selection.inRow(geometry, row);
    for (quint64 offset = cells.first; offset < cells.end; ++offset) {
        if (offset - selected.offset < selected.length)
            continue;
        if (!edits.isEmpty() && edits.at(offset)) {
            fillCells(painter, row, {offset, 1}, theme.infoTint);
            continue;
        }
        const ByteChanges::Change change = changes.at(offset, nowMs);
        if (change.direction == Direction::None)
            continue;
        QColor wash = washOf(change.direction);
        wash.setAlphaF(static_cast<float>(change.strength));
        painter.fillRect(geometry.rectOf(offset).adjusted(-half, 0, half, 0), wash);
        painter.fillRect(geometry.rectOf(offset, Pane::Ascii), wash);
    }
    if (selected.length > 0)
        fillCells(painter, row, selected, theme.selection);
}

void HexPainter::paintRuleBefore(QPainter &painter, quint64 offset, const QColor &colour, qreal width) const
{
    const HexGeometry::Range cells = geometry.rowRange(geometry.rowOf(offset));
    const qreal half = geometry.charWidth() / 2;
    const QRectF from = geometry.rectOf(offset);
    const qreal left = from.left() - half;
    const qreal right = geometry.columnLeft(geometry.columns() - 1, Pane::Hex) + 2 * geometry.charWidth() + half;
    painter.fillRect(QRectF(left, from.top(), right - left, width), colour);
    if (offset == cells.first)
        return;
    painter.fillRect(QRectF(left, from.top(), width, from.height()), colour);
    const qreal start = geometry.hexLeft() - half;
    painter.fillRect(QRectF(start, from.bottom(), left - start + width, width), colour);
}

void HexPainter::paintRules(QPainter &painter, quint64 row) const
{
    if (!options.cacheLineRules && !options.pageRules)
        return;
    // A segment is mapped at a page, so its own offsets tell where lines and pages begin.
    const quint64 step = options.cacheLineRules ? cacheLine : page;
    const HexGeometry::Range cells = geometry.rowRange(row);
    // A boundary inside the row before leaves a piece of its line on top of this row.
    const quint64 from = row > 0 ? geometry.rowRange(row - 1).first : cells.first;
    for (quint64 offset = (from + step - 1) / step * step; offset < cells.end; offset += step) {
        if (offset == 0 || (offset < cells.first && offset == from))
            continue;
        const bool isPage = offset % page == 0 && options.pageRules;
        paintRuleBefore(painter, offset, isPage ? theme.muted : theme.grid, 1);
    }
}

void HexPainter::paintRingPlaces(QPainter &painter, quint64 row) const
{
    if (!ring)
        return;
    const HexGeometry::Range cells = geometry.rowRange(row);
    const auto bar = [&](quint64 offset, const QColor &colour) {
        if (offset < cells.first || offset >= cells.end)
            return;
        const QRectF cell = geometry.rectOf(offset);
        painter.fillRect(QRectF(cell.left() - geometry.charWidth() / 2, cell.top(), 2, cell.height()), colour);
        painter.fillRect(QRectF(geometry.rectOf(offset, Pane::Ascii).left() - 1, cell.top(), 2, cell.height()), colour);
    };
    // The lap begins at the first byte of the data and ends after the last.
    bar(ring_layout::dataOffset, theme.changed);
    const quint64 last = ring_layout::dataOffset + ring->capacity - 1;
    if (last >= cells.first && last < cells.end) {
        const QRectF cell = geometry.rectOf(last);
        painter.fillRect(QRectF(cell.right() + geometry.charWidth() / 2 - 2, cell.top(), 2, cell.height()),
                         theme.changed);
    }
    bar(ring_layout::dataOffset + (ring->head & (ring->capacity - 1)), theme.plotOut);
    bar(ring_layout::dataOffset + (ring->tail & (ring->capacity - 1)), theme.plotIn);
}

bool HexPainter::isTinted(quint64 row) const
{
    const HexGeometry::Range cells = geometry.rowRange(row);
    const auto touches = [&](const ByteRange &range) {
        return range.offset < cells.end && (range.offset >= cells.first || cells.first - range.offset < range.length);
    };
    return (layout != Layout::Unknown && cells.first < ring_layout::dataOffset)
        || (ring && touches({ring_layout::dataOffset, ring->capacity}))
        || std::any_of(highlight.begin(), highlight.end(), touches)
        || std::any_of(shownMarks.begin(), shownMarks.end(),
                       [&](const HexMarks::Shown &mark) { return touches(mark.range); });
}

void HexPainter::paintChange(QPainter &painter, quint64 offset, Direction direction, const QColor &colour) const
{
    // A line above for up, below for down, both for neither: the direction does not hang on telling green from red.
    const QRectF hex = geometry.rectOf(offset);
    if (direction != Direction::Down)
        painter.fillRect(QRectF(hex.left(), hex.top(), hex.width(), 2), colour);
    if (direction != Direction::Up)
        painter.fillRect(QRectF(hex.left(), hex.bottom() - 2, hex.width(), 2), colour);
}

void HexPainter::addRow(QPainter &painter, quint64 row, qreal baseline)
{
    const HexGeometry::Range cells = geometry.rowRange(row);
    const QString address = geometry.addressText(cells.first);
    const qreal width = geometry.charWidth();
    const bool current = selection.cursor >= cells.first && selection.cursor < cells.end;
    for (int i = 0; i < address.size(); ++i)
        glyphs.add({geometry.addressLeft() + i * width, baseline}, address[i].unicode(),
                   current ? theme.text : theme.muted);

    const QColor muted = isTinted(row) ? theme.mutedOnTint : theme.muted;
    const ByteRange selected = selection.inRow(geometry, row);
    for (quint64 offset = cells.first; offset < cells.end; ++offset) {
        const auto column = static_cast<int>(offset - cells.first);
        const QPointF hex(geometry.columnLeft(column, Pane::Hex), baseline);
        const QPointF text(geometry.columnLeft(column, Pane::Ascii), baseline);
        const bool isSelected = offset - selected.offset < selected.length;
        const Cell cell = cellAt(offset);
        if (!cell.known) {
            const QColor &colour = isSelected ? theme.selectionText : muted;
            glyphs.add(hex, U'\u00b7', colour);
            glyphs.add(hex + QPointF(width, 0), U'\u00b7', colour);
            continue;
        }
        QColor ink = theme.text;
        QColor textInk = cell.character.kind == HexCharacter::Kind::Text ? theme.text : muted;
        if (options.dimZeros && (cell.byte == 0 || cell.byte == 0xff))
            ink = muted;
        bool bold = false;
        if (!edits.isEmpty() && edits.at(offset)) {
            ink = textInk = theme.info;
            bold = true;
            const QRectF box = geometry.rectOf(offset);
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 1),
                             isSelected ? theme.selectionText : ink);
        } else if (const auto change = changes.at(offset, nowMs); change.direction != Direction::None) {
            ink = textInk = Theme::blend(theme.text, inkOf(change.direction), change.strength);
            bold = true;
            paintChange(painter, offset, change.direction, isSelected ? theme.selectionText : ink);
        }
        if (isSelected)
            ink = textInk = theme.selectionText;
        const bool typing = firstDigit && offset == selection.cursor;
        const int upper = typing ? *firstDigit : cell.byte >> 4;
        glyphs.add(hex, static_cast<char32_t>(digits[upper & 15]), ink, bold || typing);
        glyphs.add(hex + QPointF(width, 0), static_cast<char32_t>(digits[cell.byte & 15]), ink, bold);
        if (cell.character.kind == HexCharacter::Kind::Continuation) {
            const QRectF mark = geometry.rectOf(offset, Pane::Ascii);
            painter.fillRect(QRectF(mark.left() + 1, mark.bottom() - 2, mark.width() - 2, 1), textInk);
        } else {
            glyphs.add(text, cell.character.code, textInk, bold);
        }
    }
}

void HexPainter::paintCursor(QPainter &painter) const
{
    if (selection.cursor >= geometry.size())
        return;
    painter.setBrush(Qt::NoBrush);
    for (const Pane each : {Pane::Hex, Pane::Ascii}) {
        const qreal beside = each == Pane::Hex ? 2 : 0;
        const bool active = focused && each == pane;
        painter.setPen(QPen(active ? theme.text : theme.muted, 1, active ? Qt::SolidLine : Qt::DotLine));
        painter.drawRect(geometry.rectOf(selection.cursor, each).adjusted(-beside, 0, beside - 1, -1));
    }
}

} // namespace membridge

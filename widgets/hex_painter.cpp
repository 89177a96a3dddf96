// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_painter.h"

#include "core/ipc/layout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

constexpr char digits[] = "0123456789abcdef";

/// The text of one row in one style: spaces where another style has the place, so that a row takes a few draw calls, not one a byte.
class StyledRow
{
public:
    explicit StyledRow(int length) : m_text(length, QLatin1Char(' ')) { }

    void put(int at, char16_t character)
    {
        m_text[at] = QChar(character);
        m_any = true;
    }
    void putHex(int at, unsigned char byte)
    {
        put(at, static_cast<char16_t>(digits[byte >> 4]));
        put(at + 1, static_cast<char16_t>(digits[byte & 15]));
    }
    void draw(QPainter &painter, QPointF baseline, const QColor &colour) const
    {
        if (!m_any)
            return;
        painter.setPen(colour);
        painter.drawText(baseline, m_text);
    }

private:
    QString m_text;
    bool m_any = false;
};

bool isPrintable(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

} // namespace

void HexPainter::paint(QPainter &painter, const QRect &dirty) const
{
    painter.fillRect(dirty, theme.base);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const qreal ascent = (geometry.rowHeight() - metrics.height()) / 2 + metrics.ascent();

    painter.setPen(theme.grid);
    for (const qreal x :
         {geometry.hexLeft() - 1.5 * geometry.charWidth(), geometry.asciiLeft() - 1.5 * geometry.charWidth()})
        painter.drawLine(QPointF(x, dirty.top()), QPointF(x, dirty.bottom()));

    const int rows = geometry.visibleRows();
    const int first = std::clamp(static_cast<int>(dirty.top() / geometry.rowHeight()), 0, rows);
    const int end = std::clamp(static_cast<int>(dirty.bottom() / geometry.rowHeight()) + 1, first, rows);
    for (int i = first; i < end; ++i) {
        const quint64 row = geometry.firstRow() + static_cast<quint64>(i);
        paintBackgrounds(painter, row);
        paintText(painter, row, geometry.rowTop(row) + ascent);
    }
    paintCursor(painter);
}

bool HexPainter::covered(quint64 offset) const
{
    return snapshot != nullptr && offset >= snapshot->offset && offset < snapshot->end();
}

unsigned char HexPainter::byteAt(quint64 offset) const
{
    return std::to_integer<unsigned char>(snapshot->bytes[static_cast<std::size_t>(offset - snapshot->offset)]);
}

bool HexPainter::isSelected(quint64 offset) const
{
    return offset >= selection.offset && offset - selection.offset < selection.length;
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
    using Pane = HexGeometry::Pane;
    const qreal half = geometry.charWidth() / 2;
    const QRectF hex = geometry.rectOf(begin).united(geometry.rectOf(end - 1)).adjusted(-half, 0, half, 0);
    painter.fillRect(hex, colour);
    painter.fillRect(geometry.rectOf(begin, Pane::Ascii).united(geometry.rectOf(end - 1, Pane::Ascii)), colour);
}

void HexPainter::paintBackgrounds(QPainter &painter, quint64 row) const
{
    const HexGeometry::Range cells = geometry.rowRange(row);
    if (layout == Layout::Region && cells.first < region_layout::dataOffset) {
        fillCells(painter, row, {region_layout::lockOffset, region_layout::dataOffset}, theme.headerTint);
    } else if (layout == Layout::Ring && cells.first < ring_layout::dataOffset) {
        fillCells(painter, row, {ring_layout::headOffset, 8}, theme.headerTint);
        fillCells(painter, row, {ring_layout::tailOffset, 8}, theme.headerTintAlt);
        fillCells(painter, row, {ring_layout::capacityOffset, 8}, theme.headerTint);
    }
    for (const ByteRange &range : pending)
        fillCells(painter, row, range, theme.pending);
    for (const ByteRange &range : highlight)
        fillCells(painter, row, range, theme.highlight);

    using Pane = HexGeometry::Pane;
    const qreal half = geometry.charWidth() / 2;
    for (quint64 offset = cells.first; offset < cells.end; ++offset) {
        const ByteChanges::Change change = changes.at(offset, nowMs);
        if (change.direction == ByteChanges::Direction::None || isSelected(offset))
            continue;
        const bool up = change.direction == ByteChanges::Direction::Up;
        QColor wash = up ? theme.upTint : theme.downTint;
        wash.setAlphaF(static_cast<float>(change.strength));
        painter.fillRect(geometry.rectOf(offset).adjusted(-half, 0, half, 0), wash);
        painter.fillRect(geometry.rectOf(offset, Pane::Ascii), wash);
    }
    if (selection.length > 0)
        fillCells(painter, row, selection, theme.selection);
}

bool HexPainter::isTinted(quint64 row) const
{
    const HexGeometry::Range cells = geometry.rowRange(row);
    const auto touches = [&](const ByteRange &range) {
        return range.offset < cells.end && (range.offset >= cells.first || cells.first - range.offset < range.length);
    };
    return (layout != Layout::Unknown && cells.first < ring_layout::dataOffset)
        || std::any_of(pending.begin(), pending.end(), touches)
        || std::any_of(highlight.begin(), highlight.end(), touches);
}

void HexPainter::paintText(QPainter &painter, quint64 row, qreal baseline) const
{
    const HexGeometry::Range cells = geometry.rowRange(row);
    const QString address = QStringLiteral("%1").arg(cells.first, geometry.addressDigits(), 16, QLatin1Char('0'));
    painter.setPen(cursor >= cells.first && cursor < cells.end ? theme.text : theme.muted);
    painter.drawText(QPointF(geometry.addressLeft(), baseline), address);

    const int hexLength = geometry.hexCharOf(geometry.columns() - 1) + 2;
    StyledRow normalHex(hexLength);
    StyledRow mutedHex(hexLength);
    StyledRow selectedHex(hexLength);
    StyledRow normalAscii(geometry.columns());
    StyledRow mutedAscii(geometry.columns());
    StyledRow selectedAscii(geometry.columns());
    QFont bold = font;
    bold.setBold(true);

    for (quint64 offset = cells.first; offset < cells.end; ++offset) {
        const auto column = static_cast<int>(offset - cells.first);
        const int at = geometry.hexCharOf(column);
        const bool selected = isSelected(offset);
        if (!covered(offset)) {
            StyledRow &style = selected ? selectedHex : mutedHex;
            style.put(at, u'·');
            style.put(at + 1, u'·');
            continue;
        }
        const unsigned char byte = byteAt(offset);
        const bool printable = isPrintable(byte);
        const auto character = printable ? static_cast<char16_t>(byte) : u'.';
        const ByteChanges::Change change = changes.at(offset, nowMs);
        if (change.direction != ByteChanges::Direction::None) {
            const bool up = change.direction == ByteChanges::Direction::Up;
            const QColor fresh = up ? theme.up : theme.down;
            const QColor colour = selected ? theme.selectionText : Theme::blend(theme.text, fresh, change.strength);
            const QRectF hex = geometry.rectOf(offset);
            painter.setFont(bold);
            painter.setPen(colour);
            const QChar pair[] = {QLatin1Char(digits[byte >> 4]), QLatin1Char(digits[byte & 15])};
            painter.drawText(QPointF(hex.left(), baseline), QString(pair, 2));
            painter.drawText(QPointF(geometry.columnLeft(column, HexGeometry::Pane::Ascii), baseline),
                             QString(QChar(character)));
            painter.setFont(font);
            // A line above for up and below for down: the direction does not hang on telling green from red.
            painter.fillRect(QRectF(hex.left(), up ? hex.top() : hex.bottom() - 2, hex.width(), 2), colour);
            continue;
        }
        (selected ? selectedHex : byte == 0 ? mutedHex : normalHex).putHex(at, byte);
        (selected ? selectedAscii : printable ? normalAscii : mutedAscii).put(column, character);
    }

    const QPointF hexStart(geometry.hexLeft(), baseline);
    normalHex.draw(painter, hexStart, theme.text);
    const QColor muted = isTinted(row) ? theme.mutedOnTint : theme.muted;
    mutedHex.draw(painter, hexStart, muted);
    selectedHex.draw(painter, hexStart, theme.selectionText);
    const QPointF asciiStart(geometry.asciiLeft(), baseline);
    normalAscii.draw(painter, asciiStart, theme.text);
    mutedAscii.draw(painter, asciiStart, muted);
    selectedAscii.draw(painter, asciiStart, theme.selectionText);
}

void HexPainter::paintCursor(QPainter &painter) const
{
    if (cursor >= geometry.size())
        return;
    painter.setBrush(Qt::NoBrush);
    for (const HexGeometry::Pane each : {HexGeometry::Pane::Hex, HexGeometry::Pane::Ascii}) {
        const qreal beside = each == HexGeometry::Pane::Hex ? 2 : 0;
        const bool active = focused && each == pane;
        painter.setPen(QPen(active ? theme.text : theme.muted, 1, active ? Qt::SolidLine : Qt::DotLine));
        painter.drawRect(geometry.rectOf(cursor, each).adjusted(-beside, 0, beside - 1, -1));
    }
}

} // namespace membridge

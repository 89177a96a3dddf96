// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <QtGlobal>

#include <optional>

namespace membridge {

/// Where each byte of a hex view is: offsets, rows, pixels and scroll bar steps. A plain value without a window;
/// offsets and rows have 64 bits. Pixels are relative to the viewport's top left.
class HexGeometry
{
public:
    enum class Pane { Hex, Ascii };

    struct Hit
    {
        quint64 offset;
        Pane pane;
        bool operator==(const Hit &) const = default;
    };

    /// Bytes [first, end).
    struct Range
    {
        quint64 first = 0;
        quint64 end = 0;
        bool operator==(const Range &) const = default;
    };

    /// Where the last byte ends, from the start of the segment; 0 is a view without rows.
    void setSize(quint64 bytes);
    /// The first byte of the first row. Not before a byte is behind it: otherwise the rows begin with byte 0.
    void setBase(quint64 offset);
    static constexpr int fewestColumns = 4;
    static constexpr int mostColumns = 64;

    /// Bytes a row; at least 1.
    void setColumns(int columns);
    /// How offsets are written: in decimal or hex, counted from byte `origin` of the segment (bytes before it are negative).
    void setAddresses(bool decimal, quint64 origin);
    /// Bytes between two gaps; at least 1.
    void setGroup(int bytes);
    /// One cell of a fixed font, and the height of a line, in pixels.
    void setCell(qreal charWidth, qreal rowHeight);
    void setViewport(qreal width, qreal height);
    /// Row at the top edge; clamped to lastFirstRow().
    void setFirstRow(quint64 row);
    /// Pixels scrolled to the right.
    void setScrollX(qreal pixels);

    quint64 size() const { return m_size; }
    quint64 base() const { return m_base < m_size ? m_base : 0; }
    int columns() const { return m_columns; }
    int group() const { return m_group; }
    qreal charWidth() const { return m_charWidth; }
    qreal rowHeight() const { return m_rowHeight; }
    quint64 firstRow() const { return m_firstRow; }
    qreal scrollX() const { return m_scrollX; }

    quint64 rowCount() const;
    /// Bytes before base() are taken for it.
    quint64 rowOf(quint64 offset) const { return fromBase(offset) / static_cast<quint64>(m_columns); }
    quint64 columnOf(quint64 offset) const { return fromBase(offset) % static_cast<quint64>(m_columns); }
    /// Rows that fit entirely, at least 1.
    int wholeRows() const;
    /// Rows that are at least partly visible and exist.
    int visibleRows() const;
    quint64 lastFirstRow() const;
    Range visibleRange() const;
    /// The visible bytes with one page before and one after, clamped to the segment.
    Range wantedRange() const;
    Range rowRange(quint64 row) const;

    /// Digits of the offset column: 4, 8, 12 or 16 in hex, at least 4 in decimal.
    int addressDigits() const;
    /// Characters of the offset column: the digits, and a place for a minus when there are bytes before the origin.
    int addressChars() const { return addressDigits() + (m_origin > base() ? 1 : 0); }
    /// The offset as its row begins with it, addressChars() long.
    QString addressText(quint64 offset) const;
    /// The most columns that the viewport has room for: whole groups, fewestColumns … mostColumns.
    int columnsThatFit() const;

    qreal addressLeft() const;
    qreal hexLeft() const;
    qreal asciiLeft() const;
    /// Width of all columns with margins, not scrolled.
    qreal contentWidth() const;
    /// Top of that row; off-screen rows give large values, clamped.
    qreal rowTop(quint64 row) const;
    /// The cell of a byte: two digits, or one character.
    QRectF rectOf(quint64 offset, Pane pane = Pane::Hex) const;
    /// Left edge of a column's cell.
    qreal columnLeft(int column, Pane pane) const;
    /// Characters from hexLeft() to that column's first digit, gaps included.
    int hexCharOf(int column) const;

    /// The byte at a point, or nothing between and beyond the bytes.
    std::optional<Hit> byteAt(QPointF point) const;
    /// The byte nearest to a point in that pane, for dragging; nothing only when there are no bytes.
    std::optional<quint64> nearestByte(QPointF point, Pane pane) const;

    /// Steps of a vertical scroll bar: one a row while rows fit into an int, otherwise rows are scaled.
    int scrollMaximum() const;
    int scrollOfRow(quint64 row) const;
    quint64 rowOfScroll(int value) const;

private:
    quint64 fromBase(quint64 offset) const { return offset < base() ? 0 : offset - base(); }

    quint64 m_size = 0;
    quint64 m_base = 0;
    int m_columns = 16;
    int m_group = 8;
    quint64 m_origin = 0;
    bool m_decimal = false;
    qreal m_charWidth = 8;
    qreal m_rowHeight = 16;
    qreal m_width = 0;
    qreal m_height = 0;
    quint64 m_firstRow = 0;
    qreal m_scrollX = 0;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace membridge {

namespace {

/// Steps of a scroll bar: QScrollBar adds page steps to them in int arithmetic, so half of INT_MAX stays free.
constexpr quint64 mostSteps = std::numeric_limits<int>::max() / 2;

/// Far outside of any window, yet exact in a qreal and safe to add to.
constexpr qreal farAway = 1e7;

} // namespace

void HexGeometry::setSize(quint64 bytes)
{
    m_size = bytes;
    setFirstRow(m_firstRow);
}

void HexGeometry::setBase(quint64 offset)
{
    m_base = offset;
    setFirstRow(m_firstRow);
}

void HexGeometry::setColumns(int columns)
{
    const quint64 top = m_firstRow * static_cast<quint64>(m_columns);
    m_columns = std::max(1, columns);
    setFirstRow(top / static_cast<quint64>(m_columns));
}

void HexGeometry::setGroup(int bytes)
{
    m_group = std::max(1, bytes);
}

void HexGeometry::setCell(qreal charWidth, qreal rowHeight)
{
    m_charWidth = std::max(1.0, charWidth);
    m_rowHeight = std::max(1.0, rowHeight);
    setFirstRow(m_firstRow);
}

void HexGeometry::setViewport(qreal width, qreal height)
{
    m_width = std::max(0.0, width);
    m_height = std::max(0.0, height);
    setFirstRow(m_firstRow);
}

void HexGeometry::setFirstRow(quint64 row)
{
    m_firstRow = std::min(row, lastFirstRow());
}

void HexGeometry::setScrollX(qreal pixels)
{
    m_scrollX = std::max(0.0, pixels);
}

quint64 HexGeometry::rowCount() const
{
    const auto columns = static_cast<quint64>(m_columns);
    const quint64 bytes = m_size - base();
    return bytes / columns + (bytes % columns == 0 ? 0 : 1);
}

int HexGeometry::wholeRows() const
{
    return std::max(1, static_cast<int>(m_height / m_rowHeight));
}

int HexGeometry::visibleRows() const
{
    const quint64 left = rowCount() - std::min(rowCount(), m_firstRow);
    return static_cast<int>(std::min<quint64>(left, static_cast<quint64>(std::ceil(m_height / m_rowHeight))));
}

quint64 HexGeometry::lastFirstRow() const
{
    const quint64 rows = rowCount();
    const auto page = static_cast<quint64>(wholeRows());
    return rows > page ? rows - page : 0;
}

HexGeometry::Range HexGeometry::rowRange(quint64 row) const
{
    const auto columns = static_cast<quint64>(m_columns);
    if (row >= rowCount())
        return {m_size, m_size};
    const quint64 first = base() + row * columns;
    return {first, first + std::min(columns, m_size - first)};
}

HexGeometry::Range HexGeometry::visibleRange() const
{
    const int rows = visibleRows();
    if (rows == 0)
        return {0, 0};
    return {rowRange(m_firstRow).first, rowRange(m_firstRow + static_cast<quint64>(rows) - 1).end};
}

HexGeometry::Range HexGeometry::wantedRange() const
{
    const int rows = visibleRows();
    if (rows == 0)
        return {0, 0};
    const auto page = static_cast<quint64>(wholeRows());
    const quint64 first = m_firstRow - std::min(m_firstRow, page);
    const quint64 last = m_firstRow + static_cast<quint64>(rows) - 1;
    const quint64 room = rowCount() - 1 - last;
    return {rowRange(first).first, rowRange(last + std::min(room, page)).end};
}

void HexGeometry::setAddresses(bool decimal, quint64 origin)
{
    m_decimal = decimal;
    m_origin = origin;
}

QString HexGeometry::addressText(quint64 offset) const
{
    const bool before = offset < m_origin;
    const quint64 distance = before ? m_origin - offset : offset - m_origin;
    const QString digits = QStringLiteral("%1").arg(distance, addressDigits(), m_decimal ? 10 : 16, QLatin1Char('0'));
    return m_origin <= base() ? digits : (before ? QLatin1Char('-') : QLatin1Char(' ')) + digits;
}

int HexGeometry::columnsThatFit() const
{
    const int step = std::max(fewestColumns, m_group);
    auto width = [probe = *this](int columns) mutable {
        probe.m_columns = columns;
        return probe.contentWidth();
    };
    int columns = step;
    while (columns + step <= mostColumns && width(columns + step) <= m_width)
        columns += step;
    return columns;
}

int HexGeometry::addressDigits() const
{
    const quint64 last = m_size == 0 ? 0 : m_size - 1;
    if (m_decimal) {
        int digits = 1;
        for (quint64 rest = last / 10; rest > 0; rest /= 10)
            ++digits;
        return std::max(4, digits);
    }
    for (int digits = 4; digits < 16; digits += 4) {
        if ((last >> (4 * digits)) == 0)
            return digits;
    }
    return 16;
}

qreal HexGeometry::addressLeft() const
{
    return m_charWidth - m_scrollX;
}

qreal HexGeometry::hexLeft() const
{
    return addressLeft() + m_charWidth * (addressChars() + 3);
}

int HexGeometry::hexCharOf(int column) const
{
    return column * 3 + column / m_group;
}

qreal HexGeometry::asciiLeft() const
{
    return hexLeft() + m_charWidth * (hexCharOf(m_columns - 1) + 2 + 3);
}

qreal HexGeometry::contentWidth() const
{
    return asciiLeft() + m_scrollX + m_charWidth * (m_columns + 1);
}

qreal HexGeometry::rowTop(quint64 row) const
{
    const bool above = row < m_firstRow;
    const quint64 distance = above ? m_firstRow - row : row - m_firstRow;
    const qreal pixels = std::min(farAway, static_cast<qreal>(distance) * m_rowHeight);
    return above ? -pixels : pixels;
}

qreal HexGeometry::columnLeft(int column, Pane pane) const
{
    return pane == Pane::Hex ? hexLeft() + m_charWidth * hexCharOf(column) : asciiLeft() + m_charWidth * column;
}

QRectF HexGeometry::rectOf(quint64 offset, Pane pane) const
{
    const auto column = static_cast<int>(columnOf(offset));
    return {columnLeft(column, pane), rowTop(rowOf(offset)), m_charWidth * (pane == Pane::Hex ? 2 : 1), m_rowHeight};
}

std::optional<HexGeometry::Hit> HexGeometry::byteAt(QPointF point) const
{
    if (point.y() < 0 || point.y() >= m_height || point.x() < 0 || point.x() >= m_width)
        return std::nullopt;
    const Pane pane = point.x() < asciiLeft() - m_charWidth ? Pane::Hex : Pane::Ascii;
    const auto offset = nearestByte(point, pane);
    if (!offset)
        return std::nullopt;
    // Half a gap belongs to the byte beside it: aiming needs no precision, but beyond the columns there is nothing.
    const QRectF cell = rectOf(*offset, pane);
    const qreal reach = pane == Pane::Hex ? m_charWidth : 0;
    if (point.x() < cell.left() - reach || point.x() >= cell.right() + reach || point.y() >= cell.bottom())
        return std::nullopt;
    return Hit{*offset, pane};
}

std::optional<quint64> HexGeometry::nearestByte(QPointF point, Pane pane) const
{
    if (m_size == 0)
        return std::nullopt;
    const qreal rows = std::floor(std::clamp(point.y(), -farAway, farAway) / m_rowHeight);
    const quint64 last = rowCount() - 1;
    quint64 row = m_firstRow;
    if (rows < 0)
        row -= std::min(row, static_cast<quint64>(-rows));
    else
        row += std::min(last - std::min(last, row), static_cast<quint64>(rows));

    int column = 0;
    // The cell whose middle is nearest; columns are few.
    qreal best = std::numeric_limits<qreal>::max();
    for (int i = 0; i < m_columns; ++i) {
        const qreal middle = columnLeft(i, pane) + m_charWidth * (pane == Pane::Hex ? 1.0 : 0.5);
        if (const qreal distance = std::fabs(point.x() - middle); distance < best) {
            best = distance;
            column = i;
        }
    }
    const Range range = rowRange(row);
    return std::min(range.first + static_cast<quint64>(column), range.end - 1);
}

int HexGeometry::scrollMaximum() const
{
    return static_cast<int>(std::min(lastFirstRow(), mostSteps));
}

int HexGeometry::scrollOfRow(quint64 row) const
{
    const quint64 last = lastFirstRow();
    row = std::min(row, last);
    if (last <= mostSteps)
        return static_cast<int>(row);
    const auto share = static_cast<long double>(row) / static_cast<long double>(last);
    return static_cast<int>(std::min(share * static_cast<long double>(mostSteps), static_cast<long double>(mostSteps)));
}

quint64 HexGeometry::rowOfScroll(int value) const
{
    const quint64 last = lastFirstRow();
    const auto step = static_cast<quint64>(std::max(0, value));
    if (last <= mostSteps)
        return std::min(step, last);
    // Exactly the last row at the end of the bar, whatever rounding does.
    if (step >= mostSteps)
        return last;
    const auto share = static_cast<long double>(step) / static_cast<long double>(mostSteps);
    return std::min(last, static_cast<quint64>(share * static_cast<long double>(last)));
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_accessible.h"

#include "hex_view.h"

#include <algorithm>

namespace membridge {

namespace {

/// Between the offset and the digits, and between the digits and the characters, in HexView::rowText().
constexpr int gap = 2;

int digitsStart(const HexGeometry &geometry)
{
    return geometry.addressChars() + gap;
}

/// Characters of a row with its line break.
int lineLength(const HexGeometry &geometry)
{
    const int digits = geometry.hexCharOf(geometry.columns() - 1) + 2;
    return digitsStart(geometry) + digits + gap + geometry.columns() + 1;
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<HexView *>(object);
    return view == nullptr ? nullptr : new HexAccessible(*view);
}

} // namespace

HexAccessible::HexAccessible(HexView &view) : QAccessibleWidget(&view, QAccessible::Document) { }

void HexAccessible::installFactory()
{
    static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(once)
}

HexView &HexAccessible::view() const
{
    return *static_cast<HexView *>(widget());
}

int HexAccessible::positionOf(const HexView &view, quint64 offset)
{
    const HexGeometry &geometry = view.geometryOfBytes();
    const HexGeometry::Range visible = geometry.visibleRange();
    if (offset < visible.first || offset >= visible.end)
        return -1;
    const auto line = static_cast<int>(geometry.rowOf(offset) - geometry.firstRow());
    const auto column = static_cast<int>(geometry.columnOf(offset));
    return line * lineLength(geometry) + digitsStart(geometry) + geometry.hexCharOf(column);
}

quint64 HexAccessible::byteAt(int position) const
{
    const HexGeometry &geometry = view().geometryOfBytes();
    const int length = lineLength(geometry);
    const int inLine = std::max(0, position) % length - digitsStart(geometry);
    int column = 0;
    while (column + 1 < geometry.columns() && geometry.hexCharOf(column + 1) <= inLine)
        ++column;
    const int digits = geometry.hexCharOf(geometry.columns() - 1) + 2;
    if (inLine >= digits + gap)
        column = std::min(inLine - digits - gap, geometry.columns() - 1);
    const quint64 row = geometry.firstRow() + static_cast<quint64>(std::max(0, position) / length);
    const HexGeometry::Range cells = geometry.rowRange(row);
    return std::min(cells.first + static_cast<quint64>(column), std::max<quint64>(cells.end, 1) - 1);
}

void *HexAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessible::State HexAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.multiLine = true;
    state.selectableText = true;
    state.editable = view().isEditable();
    state.readOnly = !view().isEditable();
    return state;
}

QAccessible::Role HexAccessible::role() const
{
    return view().isEditable() ? QAccessible::EditableText : QAccessible::Document;
}

QString HexAccessible::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Value ? text(0, characterCount()) : QAccessibleWidget::text(kind);
}

int HexAccessible::characterCount() const
{
    const HexGeometry &geometry = view().geometryOfBytes();
    return geometry.visibleRows() * lineLength(geometry);
}

QString HexAccessible::text(int start, int end) const
{
    start = std::clamp(start, 0, characterCount());
    end = end < 0 ? characterCount() : std::clamp(end, start, characterCount());
    const HexGeometry &geometry = view().geometryOfBytes();
    const int length = lineLength(geometry);
    QString lines;
    for (int line = start / length; line * length < end; ++line)
        lines += view().rowText(geometry.firstRow() + static_cast<quint64>(line)) + QLatin1Char('\n');
    return lines.mid(start % length, end - start);
}

int HexAccessible::selectionCount() const
{
    return static_cast<int>(view().selectedRanges().size());
}

void HexAccessible::selection(int index, int *start, int *end) const
{
    *start = *end = 0;
    const auto ranges = view().selectedRanges();
    if (index < 0 || static_cast<std::size_t>(index) >= ranges.size())
        return;
    const HexGeometry::Range visible = view().geometryOfBytes().visibleRange();
    const ByteRange range = ranges[static_cast<std::size_t>(index)];
    const quint64 first = std::max(quint64{range.offset}, visible.first);
    const quint64 last = std::min(quint64{range.offset + range.length}, visible.end);
    if (first >= last)
        return;
    *start = positionOf(view(), first);
    *end = positionOf(view(), last - 1) + 2;
}

void HexAccessible::addSelection(int start, int end)
{
    setSelection(0, start, end);
}

void HexAccessible::removeSelection(int index)
{
    if (index == 0)
        view().choose(view().cursorOffset(), 0);
}

void HexAccessible::setSelection(int, int start, int end)
{
    const quint64 first = byteAt(std::min(start, end));
    const quint64 last = byteAt(std::max(start, end) - 1);
    view().choose(first, std::max(first, last) - first + 1);
}

int HexAccessible::cursorPosition() const
{
    return positionOf(view(), view().cursorOffset());
}

void HexAccessible::setCursorPosition(int position)
{
    view().choose(byteAt(position), 0);
}

QRect HexAccessible::characterRect(int position) const
{
    const HexGeometry &geometry = view().geometryOfBytes();
    const int length = lineLength(geometry);
    if (position < 0 || position >= characterCount())
        return {};
    const QRectF digits = geometry.rectOf(byteAt(position));
    const int inLine = position % length;
    const qreal left = inLine < digitsStart(geometry) ? geometry.addressLeft() + inLine * geometry.charWidth()
                                                      : digits.left();
    const QRectF cell(left, digits.top(), inLine < digitsStart(geometry) ? geometry.charWidth() : digits.width(),
                      digits.height());
    return cell.toAlignedRect().translated(view().viewport()->mapToGlobal(QPoint()));
}

int HexAccessible::offsetAtPoint(const QPoint &point) const
{
    const auto hit = view().geometryOfBytes().byteAt(view().viewport()->mapFromGlobal(point));
    return hit ? positionOf(view(), hit->offset) : -1;
}

void HexAccessible::scrollToSubstring(int start, int)
{
    view().scrollTo(byteAt(start));
}

QString HexAccessible::attributes(int, int *start, int *end) const
{
    *start = 0;
    *end = characterCount();
    return {};
}

} // namespace membridge

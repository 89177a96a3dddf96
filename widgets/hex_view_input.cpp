// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the user moves and selects in a HexView, and what leaves it through the clipboard.

#include "hex_view.h"

#include "words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cstdlib>

namespace membridge {

namespace {

constexpr int rowsPerNotch = 3;

} // namespace

void HexView::select(quint64 anchor, quint64 cursor, bool columns)
{
    const HexSelection before = m_selection;
    m_selection = {anchor, cursor, true, columns};
    m_selection.cursor = m_selection.clampedCursor(m_geometry);
    m_firstDigit.reset();
    viewport()->update();
    if (m_selection.ranges(m_geometry) == before.ranges(m_geometry))
        return;
    describe();
    const ByteRange after = selection();
    emit selectionChanged(after.offset, after.length);
}

void HexView::moveCursor(quint64 offset, bool extend, bool columns)
{
    if (m_geometry.size() == 0)
        return;
    offset = std::clamp(offset, m_geometry.base(), m_geometry.size() - 1);
    const quint64 anchor = extend ? m_selection.anchor : offset;
    scrollTo(offset);
    select(anchor, offset, columns);
}

void HexView::selectAll()
{
    if (m_geometry.size() > 0)
        select(m_geometry.base(), m_geometry.size() - 1);
}

void HexView::choose(quint64 offset, quint64 length)
{
    const HexSelection before = m_selection;
    setSelection(offset, length);
    const ByteRange after = selection();
    if (before.ranges(m_geometry) != m_selection.ranges(m_geometry) || before.cursor != m_selection.cursor)
        emit selectionChanged(after.offset, after.length);
}

std::vector<ByteRange> HexView::rangesToExport() const
{
    std::vector<ByteRange> ranges = selectedRanges();
    if (ranges.empty() && m_geometry.size() > 0)
        ranges.push_back({m_geometry.base(), m_geometry.size() - m_geometry.base()});
    return ranges;
}

void HexView::copy()
{
    copyAs(CopyFormat::Hex);
}

QString HexView::textOf(const std::vector<ByteRange> &ranges, std::span<const std::byte> bytes, CopyFormat format)
{
    QByteArray text;
    for (const ByteRange &range : ranges) {
        const auto own = bytes.first(std::min<std::size_t>(bytes.size(), range.length));
        bytes = bytes.subspan(own.size());
        if (!text.isEmpty() && !text.endsWith('\n'))
            text += '\n';
        text += QByteArray::fromStdString(copyText(format, range.offset, own));
    }
    return QString::fromUtf8(text);
}

void HexView::copyAs(CopyFormat format)
{
    const std::vector<ByteRange> ranges = selectedRanges();
    quint64 length = 0;
    bool known = m_snapshot != nullptr;
    for (const ByteRange &range : ranges) {
        length += range.length;
        known = known && range.offset >= m_snapshot->offset && range.offset + range.length <= m_snapshot->end();
    }
    if (length == 0)
        return;
    if (format == CopyFormat::OffsetHex || format == CopyFormat::OffsetDecimal) {
        QGuiApplication::clipboard()->setText(textOf(ranges, {}, format));
    } else if (length > mostCopied) {
        emit copyRefused(tr("Nothing was copied: %1 are selected, and at most %2 can be copied. Export them to a file.")
                             .arg(words::size(length), words::size(mostCopied)));
    } else if (!known) {
        emit copyRequested(ranges, format);
    } else {
        ByteVector bytes;
        for (const ByteRange &range : ranges) {
            const auto begin = m_snapshot->bytes.begin()
                + static_cast<std::ptrdiff_t>(range.offset - m_snapshot->offset);
            bytes.insert(bytes.end(), begin, begin + static_cast<std::ptrdiff_t>(range.length));
        }
        QGuiApplication::clipboard()->setText(textOf(ranges, bytes, format));
    }
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool columnwise = extend && event->modifiers().testFlag(Qt::AltModifier);
    if (m_geometry.size() == 0 || (event->modifiers().testFlag(Qt::AltModifier) && !columnwise)) {
        event->ignore();
        return;
    }
    if (wouldType(*event) && typeKey(*event))
        return;
    if (control && !extend && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        setPane(event->key() == Qt::Key_Left ? HexGeometry::Pane::Hex : HexGeometry::Pane::Ascii);
        return;
    }
    const auto columns = static_cast<quint64>(m_geometry.columns());
    const quint64 page = columns * static_cast<quint64>(m_geometry.wholeRows());
    const quint64 last = m_geometry.size() - 1;
    const auto back = [&](quint64 bytes) {
        return bytes > m_selection.cursor - m_geometry.base()
            ? m_geometry.base() + m_geometry.columnOf(m_selection.cursor)
            : m_selection.cursor - bytes;
    };
    const auto forth = [&](quint64 bytes) {
        return bytes > last - m_selection.cursor ? last : m_selection.cursor + bytes;
    };
    const HexGeometry::Range row = m_geometry.rowRange(m_geometry.rowOf(m_selection.cursor));
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursor(m_selection.cursor == 0 ? 0 : m_selection.cursor - 1, extend, columnwise);
        break;
    case Qt::Key_Right:
        moveCursor(forth(1), extend, columnwise);
        break;
    case Qt::Key_Up:
        moveCursor(back(columns), extend, columnwise);
        break;
    case Qt::Key_Down:
        // Staying is better than jumping sideways to the end of a short last row.
        moveCursor(m_geometry.rowOf(m_selection.cursor) == m_geometry.rowOf(last) ? m_selection.cursor : forth(columns),
                   extend, columnwise);
        break;
    case Qt::Key_PageUp:
        goToRow(m_geometry.firstRow() - std::min(m_geometry.firstRow(), page / columns));
        moveCursor(back(page), extend, columnwise);
        break;
    case Qt::Key_PageDown:
        goToRow(std::min(m_geometry.lastFirstRow(), m_geometry.firstRow() + page / columns));
        moveCursor(forth(page), extend, columnwise);
        break;
    case Qt::Key_Home:
        moveCursor(control ? 0 : row.first, extend, columnwise);
        break;
    case Qt::Key_End:
        moveCursor(control ? last : row.end - 1, extend, columnwise);
        break;
    default:
        event->ignore();
        break;
    }
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    const auto hit = m_geometry.byteAt(event->position());
    if (!hit)
        return;
    m_pane = hit->pane;
    m_dragging = true;
    m_dragColumns = event->modifiers().testFlag(Qt::AltModifier);
    select(event->modifiers().testFlag(Qt::ShiftModifier) ? m_selection.anchor : hit->offset, hit->offset,
           m_dragColumns);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging)
        return;
    m_dragPoint = event->position();
    const bool outside = m_dragPoint.y() < 0 || m_dragPoint.y() >= viewport()->height();
    if (!outside)
        m_dragTimer.stop();
    else if (!m_dragTimer.isActive())
        m_dragTimer.start();
    dragTo(m_dragPoint);
}

void HexView::dragTo(QPointF point)
{
    const auto offset = m_geometry.nearestByte(point, m_pane);
    if (!offset)
        return;
    if (point.y() < 0 || point.y() >= viewport()->height())
        scrollTo(*offset);
    select(m_selection.anchor, *offset, m_dragColumns);
}

void HexView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragging = false;
    m_dragTimer.stop();
}

void HexView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier) || event->angleDelta().y() == 0) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    // Counted in rows here: a scaled scroll bar can't move by single rows.
    m_wheelRest += event->angleDelta().y() * rowsPerNotch;
    const int rows = m_wheelRest / QWheelEvent::DefaultDeltasPerStep;
    m_wheelRest -= rows * QWheelEvent::DefaultDeltasPerStep;
    const auto distance = static_cast<quint64>(std::abs(rows));
    const quint64 first = m_geometry.firstRow();
    if (rows > 0)
        goToRow(first - std::min(first, distance));
    else if (rows < 0)
        goToRow(std::min(m_geometry.lastFirstRow(), first + distance));
    event->accept();
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a HexView says in words: tool tips, descriptions, rows of text.

#include "hex_view.h"

#include "hex_accessible.h"
#include "hex_characters.h"
#include "hex_legend.h"
#include "words.h"

#include <QLocale>

#include <cstring>

namespace membridge {

namespace {

template <typename Number> std::optional<Number> headerField(const Snapshot *snapshot, quint64 offset)
{
    if (snapshot == nullptr || snapshot->header.size() < offset + sizeof(Number))
        return std::nullopt;
    Number number;
    std::memcpy(&number, snapshot->header.data() + offset, sizeof number);
    return number;
}

} // namespace

QStringList HexView::ringLines(quint64 offset) const
{
    const auto ring = checkedRing();
    if (!ring || offset < ring_layout::dataOffset || offset - ring_layout::dataOffset >= ring->capacity)
        return {};
    const quint64 place = offset - ring_layout::dataOffset;
    const quint64 begin = ring->head & (ring->capacity - 1);
    // How far behind the head, around the ring.
    const quint64 distance = (place - begin) & (ring->capacity - 1);
    QStringList lines;
    if (distance < ring->used())
        lines << tr("Written, not yet read: byte %1 of the stream").arg(QLocale().toString(ring->head + distance));
    else
        lines << tr("Free");
    if (place == begin)
        lines << tr("Here the next byte is read");
    if (place == (ring->tail & (ring->capacity - 1)))
        lines << tr("Here the next byte is written");
    if (place == 0)
        lines << tr("Here the ring begins anew after its last byte");
    return lines;
}

QString HexView::rowText(quint64 row) const
{
    const HexGeometry::Range cells = m_geometry.rowRange(row);
    if (cells.first >= cells.end)
        return {};
    QString digits(m_geometry.hexCharOf(m_geometry.columns() - 1) + 2, QLatin1Char(' '));
    QString characters;
    for (quint64 offset = cells.first; offset < cells.end; ++offset) {
        const auto column = static_cast<int>(offset - cells.first);
        if (!m_snapshot || offset < m_snapshot->offset || offset >= m_snapshot->end()) {
            digits.replace(m_geometry.hexCharOf(column), 2, QStringLiteral("??"));
            characters += QLatin1Char(' ');
            continue;
        }
        const std::byte byte = m_snapshot->bytes[static_cast<std::size_t>(offset - m_snapshot->offset)];
        digits.replace(m_geometry.hexCharOf(column), 2,
                       QStringLiteral("%1").arg(std::to_integer<unsigned int>(byte), 2, 16, QLatin1Char('0')));
        characters += QChar(static_cast<char16_t>(HexCharacter::ascii(byte).code));
    }
    return m_geometry.addressText(cells.first) + QStringLiteral("  ") + digits + QStringLiteral("  ")
        + characters.leftJustified(m_geometry.columns());
}

QString HexView::toolTipOf(quint64 offset) const
{
    QStringList lines;
    const Snapshot *snapshot = m_snapshot.get();
    const auto index = [&](const QString &name, quint64 at) {
        const auto value = headerField<quint64>(snapshot, at);
        lines << (value ? tr("%1: %2").arg(name, QLocale().toString(*value)) : name);
    };
    const quint64 dataOffset = this->dataOffset();
    if (m_layout == Layout::Region) {
        if (offset < dataOffset) {
            const auto raw = headerField<qint32>(snapshot, region_layout::lockOffset);
            lines << (raw ? tr("Lock word: %1").arg(words::of(LockWord{*raw})) : tr("Lock word"));
        }
    } else if (m_layout == Layout::Ring) {
        if (offset < ring_layout::tailOffset)
            index(tr("Head, the next byte to be read"), ring_layout::headOffset);
        else if (offset < ring_layout::capacityOffset)
            index(tr("Tail, the next byte to be written"), ring_layout::tailOffset);
        else if (offset < dataOffset)
            index(tr("Capacity in bytes"), ring_layout::capacityOffset);
    }
    lines << m_marks.textsAt(offset);
    lines << tr("Byte %1 of the segment").arg(words::offset(offset));
    if (dataOffset > 0 && offset >= dataOffset)
        lines << tr("Offset %1 in the data").arg(words::offset(offset - dataOffset));
    lines << ringLines(offset);
    if (const auto wanted = m_edits.at(offset))
        lines << tr("Being changed to %1").arg(words::offset(*wanted));
    if (snapshot != nullptr && offset >= snapshot->offset && offset < snapshot->end()) {
        const auto byte = std::to_integer<unsigned int>(
            snapshot->bytes[static_cast<std::size_t>(offset - snapshot->offset)]);
        lines << tr("Value %1").arg(words::offset(byte));
    } else {
        lines << (m_missingReason.isEmpty() ? tr("Not read yet") : m_missingReason);
    }
    if (m_frozenBytes && !m_frozenBytes->wasShown(offset))
        lines << tr("Copied %1 ms after what was on screen when the view was paused")
                     .arg(QLocale().toString(static_cast<double>(m_frozenBytes->lagNs()) / 1e6, 'f', 1));
    return lines.join(QLatin1Char('\n'));
}

QString HexView::placeText() const
{
    const std::vector<ByteRange> ranges = selectedRanges();
    const quint64 at = ranges.empty() ? m_selection.cursor : ranges.front().offset;
    QString text = m_layout == Layout::Unknown || at < dataOffset()
        ? words::offset(at)
        : tr("%1 · data offset %2").arg(words::offset(at), words::offset(at - dataOffset()));
    quint64 length = 0;
    for (const ByteRange &range : ranges)
        length += range.length;
    if (ranges.size() > 1)
        text = tr("%1 · %2 bytes in %3 rows selected")
                   .arg(text, words::offset(length), QLocale().toString(static_cast<quint64>(ranges.size())));
    else if (length > 1)
        text = tr("%1 · %2 bytes selected").arg(text, words::offset(length));
    return text;
}

void HexView::showLegend()
{
    HexLegend::open(*this);
}

void HexView::describe()
{
    const ByteRange range = selection();
    if (QAccessible::isActive() && m_geometry.size() > 0) {
        QAccessibleTextCursorEvent moved(this, HexAccessible::positionOf(*this, m_selection.cursor));
        QAccessible::updateAccessibility(&moved);
    }
    if (m_geometry.size() == 0)
        setAccessibleDescription(m_emptyText);
    else if (range.length > 1 && m_selection.columns)
        setAccessibleDescription(tr("A rectangle of bytes selected from byte %1 on").arg(words::offset(range.offset)));
    else if (range.length > 1)
        setAccessibleDescription(
            tr("%1 selected from byte %2 on").arg(words::exactSize(range.length), words::offset(range.offset)));
    else
        setAccessibleDescription(toolTipOf(m_selection.cursor));
}

} // namespace membridge

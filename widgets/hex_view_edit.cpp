// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Typing into a HexView: it asks for edits and shows them as pending; others write.

#include "hex_view.h"

#include <QKeyEvent>

#include <algorithm>

namespace membridge {

namespace {

std::optional<int> hexDigit(const QString &text)
{
    if (text.size() != 1)
        return std::nullopt;
    bool ok = false;
    const int digit = text.toInt(&ok, 16);
    return ok ? std::optional(digit) : std::nullopt;
}

} // namespace

void HexView::setEditable(bool editable)
{
    m_editable = editable;
    m_firstDigit.reset();
    rejectEdit();
}

void HexView::rejectEdit()
{
    m_edits.clear();
    viewport()->update();
}

void HexView::setPane(HexGeometry::Pane pane)
{
    m_pane = pane;
    m_firstDigit.reset();
    viewport()->update();
}

bool HexView::wouldType(const QKeyEvent &event) const
{
    if (!m_editable || m_geometry.size() == 0
        || (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)))
        return false;
    if (event.key() == Qt::Key_Escape)
        return m_firstDigit.has_value();
    if (m_pane == HexGeometry::Pane::Hex)
        return hexDigit(event.text()).has_value();
    return !event.text().isEmpty() && event.text().front().isPrint();
}

bool HexView::typeKey(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Escape) {
        m_firstDigit.reset();
        viewport()->update();
        return true;
    }
    if (m_pane == HexGeometry::Pane::Hex)
        return typeDigit(*hexDigit(event.text()));
    const QByteArray bytes = m_options.utf8Pane ? event.text().toUtf8() : event.text().toLatin1();
    // toLatin1() makes a question mark of what it can't say.
    if (m_options.utf8Pane || (bytes.size() == 1 && event.text().front().unicode() < 0x80))
        requestEdit(bytes);
    return true;
}

bool HexView::typeDigit(int digit)
{
    if (!m_firstDigit) {
        // Half a byte is not asked for: whoever shares the segment would see a value that nobody meant.
        m_firstDigit = digit;
        viewport()->update();
        return true;
    }
    const int value = *m_firstDigit * 16 + digit;
    m_firstDigit.reset();
    requestEdit(QByteArray(1, static_cast<char>(value)));
    return true;
}

void HexView::requestEdit(const QByteArray &bytes)
{
    const quint64 offset = m_selection.cursor;
    const auto length = static_cast<quint64>(bytes.size());
    if (!m_snapshot || offset < m_snapshot->offset || offset > m_snapshot->end() || length > m_snapshot->end() - offset)
        return;
    const QByteArray before(reinterpret_cast<const char *>(m_snapshot->bytes.data()) + (offset - m_snapshot->offset),
                            bytes.size());
    if (!m_edits.add(offset, before, bytes))
        return;
    viewport()->update();
    emit editRequested(offset, before, bytes);
    moveCursor(offset + std::min(length, m_geometry.size() - 1 - offset), false);
}

} // namespace membridge

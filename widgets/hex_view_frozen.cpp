// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A HexView that stands still at one moment.

#include "hex_view.h"

#include <QFontDatabase>
#include <QPainter>

#include <utility>

namespace membridge {

void HexView::setFrozen(bool frozen)
{
    if (frozen == m_frozen)
        return;
    m_frozenAt = m_clock();
    m_frozen = frozen;
    if (frozen) {
        m_fadeTimer.stop();
        return;
    }
    m_frozenBytes.reset();
    m_missingReason.clear();
    if (m_latest)
        showSnapshot(std::exchange(m_latest, nullptr));
    if (m_changes.fading(now()))
        m_fadeTimer.start();
    viewport()->update();
}

void HexView::setFrozenBytes(std::shared_ptr<const FrozenBytes> bytes)
{
    if (!m_frozen)
        return;
    m_frozenBytes = std::move(bytes);
    serveFrozen();
    describe();
    viewport()->update();
}

void HexView::serveFrozen()
{
    if (m_frozenBytes == nullptr)
        return;
    // At once, not when the event loop is reached: whoever moved the cursor asks for its bytes next.
    const HexGeometry::Range wanted = m_geometry.wantedRange();
    if (m_snapshot == nullptr || m_snapshot->offset > wanted.first || m_snapshot->end() < wanted.end)
        m_snapshot = m_frozenBytes->snapshot(wanted.first, wanted.end - wanted.first);
}

void HexView::setMissingReason(const QString &reason)
{
    if (reason == m_missingReason || (!m_frozen && !reason.isEmpty()))
        return;
    m_missingReason = reason;
    describe();
    viewport()->update();
}

bool HexView::lacksBytes() const
{
    const HexGeometry::Range visible = m_geometry.visibleRange();
    return visible.first < visible.end
        && (m_snapshot == nullptr || visible.first < m_snapshot->offset || visible.end > m_snapshot->end());
}

void HexView::paintMissing(QPainter &painter) const
{
    if (m_missingReason.isEmpty() || !lacksBytes())
        return;
    constexpr int margin = 6;
    const QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const QFontMetrics metrics(font);
    const QRect room = viewport()->rect().adjusted(margin, 0, -margin, 0);
    QRect text = metrics.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, m_missingReason);
    text.moveBottom(viewport()->rect().bottom() - margin);
    painter.fillRect(viewport()->rect().adjusted(0, text.top() - margin, 0, 0), m_theme.infoTint);
    painter.setPen(m_theme.text);
    painter.setFont(font);
    painter.drawText(text.adjusted(0, 0, margin, 0), Qt::AlignLeft | Qt::TextWordWrap, m_missingReason);
}

} // namespace membridge

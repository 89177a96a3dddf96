// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fill_bar.h"

#include "theme.h"
#include "words.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace membridge {

FillBar::FillBar(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("fillBar"));
    setAccessibleName(tr("Fill of the ring"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FillBar::setFill(quint64 used, quint64 capacity)
{
    if (capacity != m_capacity)
        m_highWater = 0;
    m_known = true;
    m_used = used;
    m_capacity = capacity;
    // An impossible fill is no mark that water ever reached.
    if (used <= capacity)
        m_highWater = std::max(m_highWater, used);
    const QString share = capacity == 0 ? QStringLiteral("—")
                                        : words::percent(static_cast<double>(used) / static_cast<double>(capacity));
    say(tr("%1 / %2 (%3)", "used / capacity (percent)").arg(QLocale().toString(used), words::exactSize(capacity), share));
}

void FillBar::setUnknown(const QString &why)
{
    m_known = false;
    say(why);
}

void FillBar::resetHighWater()
{
    m_highWater = m_known && m_used <= m_capacity ? m_used : 0;
    update();
}

void FillBar::say(const QString &text)
{
    if (text != m_text) {
        m_text = text;
        setAccessibleDescription(text);
        updateGeometry();
    }
    const QString mark = tr("High-water mark: %1").arg(words::exactSize(m_highWater));
    setToolTip(m_known ? text + QLatin1Char('\n') + mark : words::plainToolTip(text));
    update();
}

QSize FillBar::sizeHint() const
{
    return {std::max(240, fontMetrics().horizontalAdvance(m_text) + 24), fontMetrics().height() + 8};
}

QSize FillBar::minimumSizeHint() const
{
    return {80, fontMetrics().height() + 8};
}

void FillBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        updateGeometry();
        update();
    }
}

void FillBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    const bool impossible = m_known && m_used > m_capacity;
    QPainter painter(this);
    const QRect frame = rect().adjusted(0, 0, -1, -1);
    const QRect inside = rect().adjusted(1, 1, -1, -1);
    painter.fillRect(inside, theme.base);

    const auto across = [&](quint64 bytes) {
        return m_capacity == 0 ? 0
                               : qRound(static_cast<double>(bytes) / static_cast<double>(m_capacity) * inside.width());
    };
    const QRect textRect = inside.adjusted(6, 0, -6, 0);
    const QString text = fontMetrics().elidedText(m_text, Qt::ElideRight, textRect.width());
    if (m_known) {
        const QColor colour = impossible ? theme.invalid : theme.plotFill;
        const int filled = impossible ? inside.width() : std::max(across(m_used), m_used > 0 ? 1 : 0);
        const QColor tint = impossible ? Theme::blend(theme.base, colour, theme.dark ? 0.26 : 0.16) : theme.pending;
        painter.fillRect(QRect(inside.left(), inside.top(), filled, inside.height()), tint);
        // Marks stay out of the numbers.
        const QRect words = fontMetrics().boundingRect(textRect, Qt::AlignCenter | Qt::TextSingleLine, text);
        painter.setClipRegion(QRegion(inside).subtracted(words.adjusted(-3, 2, 3, -2)));
        // The edge is what tells how full it is where the tint is faint.
        if (filled > 0)
            painter.fillRect(QRect(inside.left() + std::max(0, filled - 2), inside.top(), 2, inside.height()), colour);
        if (m_highWater > m_used) {
            const int x = inside.left() + std::clamp(across(m_highWater), 1, inside.width()) - 1;
            painter.setPen(QPen(theme.warning, 1, Qt::DashLine));
            painter.drawLine(x, inside.top(), x, inside.bottom());
        }
        painter.setClipping(false);
    }
    painter.setPen(theme.grid);
    painter.drawRect(frame);
    painter.setPen(m_known ? (impossible ? theme.invalid : theme.text) : theme.muted);
    painter.drawText(textRect, Qt::AlignCenter | Qt::TextSingleLine, text);
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checked_line_edit.h"

#include "theme.h"
#include "words.h"

#include <QPainter>

namespace membridge {

CheckedLineEdit::CheckedLineEdit(QWidget *parent) : QLineEdit(parent) { }

void CheckedLineEdit::setError(const QString &error)
{
    if (error == m_error)
        return;
    const bool markChanges = error.isEmpty() != m_error.isEmpty();
    m_error = error;
    setToolTip(words::plainToolTip(error));
    setAccessibleDescription(error);
    if (markChanges)
        setTextMargins(0, 0, error.isEmpty() ? 0 : fontMetrics().height() + 4, 0);
    update();
    emit errorChanged(error);
}

void CheckedLineEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_error.isEmpty())
        return;
    const QColor colour = Theme::of(palette()).error;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);

    const qreal size = fontMetrics().height();
    const QRectF mark(width() - size - 5, (height() - size) / 2, size, size);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(mark.adjusted(1, 1, -1, -1));
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Base));
    painter.drawText(mark, Qt::AlignCenter, QStringLiteral("!"));
}

} // namespace membridge

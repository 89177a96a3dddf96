// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_sample.h"

#include <QFontDatabase>
#include <QPainter>

namespace membridge {

namespace {

constexpr int thickness = 2;

} // namespace

HexSample::HexSample(QWidget *parent) : QWidget(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void HexSample::setLook(const Look &look)
{
    m_look = look;
    update();
}

QSize HexSample::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("0000")), fontMetrics().height() + 2 * thickness};
}

void HexSample::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.background);
    QFont digits = font();
    digits.setBold(m_look.bold);
    painter.setFont(digits);
    painter.setPen(m_look.ink);
    painter.drawText(rect(), Qt::AlignCenter, m_look.digits);
    const QRect byte = rect();
    if (m_look.line == Line::Above || m_look.line == Line::Both)
        painter.fillRect(QRect(byte.left(), byte.top(), byte.width(), thickness), m_look.lineColour);
    if (m_look.line == Line::Below || m_look.line == Line::Both)
        painter.fillRect(QRect(byte.left(), byte.bottom() - 1, byte.width(), thickness), m_look.lineColour);
    if (m_look.line == Line::Under)
        painter.fillRect(QRect(byte.left(), byte.bottom() - 1, byte.width(), 1), m_look.lineColour);
    if (m_look.line == Line::Before)
        painter.fillRect(QRect(byte.left(), byte.top(), thickness, byte.height()), m_look.lineColour);
    if (m_look.line == Line::Behind)
        painter.fillRect(QRect(byte.right() - 1, byte.top(), thickness, byte.height()), m_look.lineColour);
    if (m_look.line == Line::Around) {
        painter.setPen(m_look.lineColour);
        painter.drawRect(byte.adjusted(0, 0, -1, -1));
    }
}

} // namespace membridge

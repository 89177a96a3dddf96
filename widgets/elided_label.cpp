// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "elided_label.h"

#include "words.h"

#include <QPainter>

namespace membridge {

namespace {

constexpr int leastCharacters = 12;

} // namespace

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent, Qt::TextElideMode leftOut)
    : QLabel(text, parent), m_leftOut(leftOut)
{
    setTextFormat(Qt::PlainText);
    setToolTip(words::plainToolTip(text));
    setAccessibleName(text);
    // Not Ignored: a short name takes its own width and what stands behind it stays near.
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

QString ElidedLabel::shortened(const QString &text, int characters)
{
    if (text.size() <= characters)
        return text;
    const int kept = characters - 1;
    return text.left((kept + 1) / 2) + QChar(0x2026) + text.right(kept / 2);
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), fontMetrics().averageCharWidth() * leastCharacters), fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), m_leftOut, width()));
}

} // namespace membridge

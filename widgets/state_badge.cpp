// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state_badge.h"

#include <QPainter>

namespace membridge {

namespace {

constexpr int sidePadding = 10;
constexpr int topPadding = 2;

} // namespace

StateBadge::StateBadge(QWidget *parent) : QLabel(parent)
{
    setObjectName(QStringLiteral("stateBadge"));
    setTextFormat(Qt::PlainText);
    setAlignment(Qt::AlignCenter);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void StateBadge::setState(Kind kind, const QString &text)
{
    m_kind = kind;
    if (text != this->text())
        setText(text);
    update();
}

QColor StateBadge::colourOf(Kind kind, const Theme &theme)
{
    switch (kind) {
    case Kind::Neutral:
        return theme.muted;
    case Kind::Free:
    case Kind::ReadOnly:
        return theme.free;
    case Kind::Readers:
        return theme.readers;
    case Kind::Writer:
        return theme.writer;
    case Kind::Invalid:
        return theme.invalid;
    case Kind::Participating:
    case Kind::Warning:
        return theme.warning;
    }
    return theme.muted;
}

QSize StateBadge::sizeHint() const
{
    return fontMetrics().size(Qt::TextSingleLine, text()) + QSize(2 * sidePadding, 2 * topPadding + 2);
}

QSize StateBadge::minimumSizeHint() const
{
    return sizeHint();
}

void StateBadge::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    const QColor colour = colourOf(m_kind, theme);
    const QColor window = palette().color(QPalette::Window);
    const QColor fill = Theme::blend(window, colour, theme.dark ? 0.22 : 0.12);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1));
    painter.setBrush(fill);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(Theme::legible(colour, {fill}));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
}

} // namespace membridge

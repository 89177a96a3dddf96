// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scope_style.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace membridge {

namespace {

void outline(QPainter *painter, const QRect &rect, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(colour, 1));
    painter->drawRect(rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

} // namespace

ScopeStyle::ScopeStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { }

void ScopeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return;
    constexpr double strength = 0.5;
    outline(painter, option->rect,
            Theme::blend(option->palette.color(QPalette::Base), option->palette.color(QPalette::Text), strength));
}

void ScopeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_ToolButton && option->state.testFlag(State_On))
        outline(painter, option->rect, option->palette.color(QPalette::Highlight));
}

} // namespace membridge

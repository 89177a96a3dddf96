// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace membridge {

/// Fusion, whose outlines are darker than the window: on a dark one a box without a check mark, and a button that is down, could not be seen.
class ScopeStyle : public QProxyStyle
{
    Q_OBJECT

public:
    ScopeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "colour_theme.h"

#include "scope_style.h"

#include <QApplication>
#include <QPalette>

namespace membridge {

namespace {

QPalette darkPalette()
{
    const QColor window(0x24, 0x27, 0x2b);
    const QColor base(0x1b, 0x1d, 0x20);
    const QColor text(0xe6, 0xe7, 0xe9);
    const QColor dim(0x94, 0x98, 0x9e);
    QPalette palette(QColor(0x34, 0x38, 0x3d), window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, QColor(0x22, 0x25, 0x29));
    palette.setColor(QPalette::ToolTipBase, QColor(0x34, 0x38, 0x3d));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText})
        palette.setColor(role, text);
    palette.setColor(QPalette::PlaceholderText, dim);
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xb5));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7a, 0xb4, 0xf0));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x77, 0x7b, 0x81));
    return palette;
}

QPalette lightPalette()
{
    QPalette palette(QColor(0xe9, 0xea, 0xec), QColor(0xf4, 0xf5, 0xf6));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf6, 0xf7, 0xf9));
    palette.setColor(QPalette::PlaceholderText, QColor(0x6a, 0x6f, 0x76));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xb5));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

} // namespace

void applyColourTheme(ColourTheme theme)
{
    // Only Fusion follows a palette in every part.
    QApplication::setStyle(new ScopeStyle);
    switch (theme) {
    case ColourTheme::System:
        QApplication::setPalette(QPalette());
        break;
    case ColourTheme::Light:
        QApplication::setPalette(lightPalette());
        break;
    case ColourTheme::Dark:
        QApplication::setPalette(darkPalette());
        break;
    }
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <initializer_list>

namespace membridge {

/// Every colour that the widgets use, derived from a palette: dark or light, high contrast or not.
///
/// Colours for text and lines reach a contrast of 4.5:1 against the palette's base, alternate base and window, and
/// against the tints below, wherever the palette leaves room for that. Tints are backgrounds: the palette's text stays
/// legible on them. GUI thread (QPalette), otherwise a plain value; make a new one in
/// changeEvent(QEvent::PaletteChange).
struct Theme
{
    static Theme of(const QPalette &palette);

    /// WCAG 2 contrast ratio, 1 … 21.
    static double contrast(const QColor &a, const QColor &b);
    /// `share` (0 … 1) of `top` over `bottom`.
    static QColor blend(const QColor &bottom, const QColor &top, double share);
    /// `wanted`, moved towards black or white (whichever is the further from `backgrounds`) until `ratio` is reached
    /// against each.
    static QColor legible(const QColor &wanted, std::initializer_list<QColor> backgrounds, double ratio = 4.5);

    bool dark = false; ///< The window's text is lighter than the window.

    QColor base; ///< What the text below is shown on.
    QColor text; ///< Ordinary text.

    QColor up;      ///< A byte or value that rose.
    QColor down;    ///< A byte or value that fell.
    QColor changed; ///< A value that changed, in no direction.

    QColor free;    ///< Lock: nobody holds it. Also: fine.
    QColor readers; ///< Lock: readers hold it.
    QColor writer;  ///< Lock: a writer holds it.
    QColor invalid; ///< Not a state at all.

    QColor muted;       ///< Secondary text: zero bytes, unknown bytes, "no longer".
    QColor mutedOnTint; ///< The same on a tint.
    QColor warning;
    QColor error;
    QColor info;

    QColor pending;       ///< Tint: bytes of a ring between head and tail.
    QColor headerTint;    ///< Tint: the lock word, or a ring's indices.
    QColor headerTintAlt; ///< Tint: every second header field, so that neighbours can be told apart.
    QColor highlight;     ///< Tint: bytes linked to what is selected elsewhere.
    QColor selection;     ///< Background of selected bytes.
    QColor selectionText;
    QColor upTint;   ///< Background wash of a byte that rose.
    QColor downTint; ///< Background wash of a byte that fell.
    QColor errorTint;
    QColor warningTint;
    QColor infoTint;

    QColor plotIn;   ///< Bytes in per second.
    QColor plotOut;  ///< Bytes out per second.
    QColor plotFill; ///< Fill of the ring.
    QColor grid;     ///< Grid lines, rulers, frames: low contrast on purpose.

private:
    static Theme derivedFrom(const QPalette &palette);
};

} // namespace membridge

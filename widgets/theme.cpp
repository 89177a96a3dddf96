// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace membridge {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// The least contrast with any of the backgrounds.
double worstContrast(const QColor &colour, std::initializer_list<QColor> backgrounds)
{
    double worst = 21;
    for (const QColor &background : backgrounds)
        worst = std::min(worst, Theme::contrast(colour, background));
    return worst;
}

/// A tint of `hue` on `base` that takes no legibility from `text`.
QColor tint(const QColor &base, const QColor &text, const QColor &hue, double share)
{
    QColor colour = Theme::blend(base, hue, share);
    while (share > 0.02 && Theme::contrast(text, colour) < 4.5) {
        share *= 0.7;
        colour = Theme::blend(base, hue, share);
    }
    return colour;
}

QColor hsl(int hue, double saturation, double lightness)
{
    return QColor::fromHslF(static_cast<float>(hue) / 360.0f, static_cast<float>(saturation),
                            static_cast<float>(lightness));
}

/// The colours of a palette that a theme is made of.
constexpr std::array ingredients{QPalette::Window,         QPalette::WindowText, QPalette::Base,
                                 QPalette::AlternateBase,  QPalette::Text,       QPalette::Highlight,
                                 QPalette::HighlightedText};

} // namespace

double Theme::contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

QColor Theme::blend(const QColor &bottom, const QColor &top, double share)
{
    const auto mix = [share](float from, float to) { return from + (to - from) * static_cast<float>(share); };
    return QColor::fromRgbF(mix(bottom.redF(), top.redF()), mix(bottom.greenF(), top.greenF()),
                            mix(bottom.blueF(), top.blueF()));
}

QColor Theme::legible(const QColor &wanted, std::initializer_list<QColor> backgrounds, double ratio)
{
    if (worstContrast(wanted, backgrounds) >= ratio)
        return wanted;
    const bool lighter = worstContrast(Qt::white, backgrounds) > worstContrast(Qt::black, backgrounds);
    const QColor end = lighter ? Qt::white : Qt::black;
    for (int percent = 2; percent < 100; percent += 2) {
        const QColor colour = blend(wanted, end, percent / 100.0);
        if (worstContrast(colour, backgrounds) >= ratio)
            return colour;
    }
    return end;
}

Theme Theme::derivedFrom(const QPalette &palette)
{
    Theme theme;
    const QColor window = palette.color(QPalette::Window);
    const QColor alternate = palette.color(QPalette::AlternateBase);
    theme.base = palette.color(QPalette::Base);
    theme.text = palette.color(QPalette::Text);
    theme.dark = luminance(palette.color(QPalette::WindowText)) > luminance(window);
    theme.selection = palette.color(QPalette::Highlight);
    theme.selectionText = palette.color(QPalette::HighlightedText);
    // Some platform themes pair them badly.
    if (contrast(theme.selection, theme.selectionText) < 4.5)
        theme.selectionText = legible(theme.selectionText, {theme.selection});

    const double lightness = theme.dark ? 0.66 : 0.36;
    const double tintShare = theme.dark ? 0.20 : 0.16;
    const QColor green = hsl(135, 0.60, lightness);
    const QColor red = hsl(2, 0.75, theme.dark ? 0.70 : 0.45);
    const QColor blue = hsl(212, 0.80, lightness + 0.06);
    const QColor amber = hsl(36, 0.90, theme.dark ? 0.60 : 0.36);
    const QColor violet = hsl(275, 0.55, theme.dark ? 0.74 : 0.45);
    const QColor teal = hsl(185, 0.70, theme.dark ? 0.55 : 0.32);

    const auto tinted = [&](const QColor &hue, double share) { return tint(theme.base, theme.text, hue, share); };
    theme.pending = tinted(teal, tintShare);
    theme.headerTint = tinted(violet, tintShare);
    theme.headerTintAlt = tinted(violet, tintShare * 1.8);
    theme.highlight = tinted(theme.selection, theme.dark ? 0.42 : 0.26);
    theme.upTint = tinted(green, tintShare * 1.1);
    theme.downTint = tinted(red, tintShare * 1.1);
    theme.errorTint = tint(window, palette.color(QPalette::WindowText), red, tintShare);
    theme.warningTint = tint(window, palette.color(QPalette::WindowText), amber, tintShare);
    theme.infoTint = tint(window, palette.color(QPalette::WindowText), blue, tintShare);

    const auto ink = [&](const QColor &wanted) { return legible(wanted, {theme.base, alternate, window}); };
    theme.up = legible(green,
                       {theme.base, alternate, theme.pending, theme.upTint, theme.headerTint, theme.headerTintAlt});
    theme.down = legible(red,
                         {theme.base, alternate, theme.pending, theme.downTint, theme.headerTint, theme.headerTintAlt});
    theme.changed = ink(violet);
    theme.free = ink(green);
    theme.readers = ink(blue);
    theme.writer = ink(amber);
    theme.invalid = ink(red);
    theme.warning = legible(amber, {theme.base, alternate, window, theme.warningTint});
    theme.error = legible(red, {theme.base, alternate, window, theme.errorTint});
    theme.info = legible(blue, {theme.base, alternate, window, theme.infoTint});
    theme.muted = ink(blend(theme.base, theme.text, 0.45));
    theme.mutedOnTint = legible(theme.muted,
                                {theme.base, theme.pending, theme.headerTint, theme.headerTintAlt, theme.highlight});

    theme.plotIn = ink(blue);
    theme.plotOut = ink(amber);
    theme.plotFill = ink(teal);
    theme.grid = blend(theme.base, theme.text, 0.18);
    return theme;
}

Theme Theme::of(const QPalette &palette)
{
    // Badges and bars ask at each paint, and all but never for another palette than last time.
    using Key = std::array<QRgb, 7>;
    static Key lastKey{};
    static std::optional<Theme> last;
    Key key{};
    std::transform(ingredients.begin(), ingredients.end(), key.begin(),
                   [&palette](QPalette::ColorRole role) { return palette.color(role).rgba(); });
    if (!last || key != lastKey) {
        last = derivedFrom(palette);
        lastKey = key;
    }
    return *last;
}

} // namespace membridge

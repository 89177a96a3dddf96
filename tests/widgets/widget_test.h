// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/snapshot.h"

#include <QByteArray>
#include <QLocale>
#include <QPalette>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <memory>
#include <span>

/// What the widget tests share.
namespace widget_test {

/// For init(): any warning fails the test, save those that the offscreen platform itself makes for every window.
inline void failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
}

/// For initTestCase(): numbers as the expectations below have them, whatever the environment says.
inline void useEnglishNumbers()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

inline QPalette lightPalette()
{
    QPalette palette(QColor(239, 239, 239));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(247, 247, 247));
    palette.setColor(QPalette::Text, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::black);
    palette.setColor(QPalette::Highlight, QColor(48, 140, 198));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

inline QPalette darkPalette()
{
    QPalette palette(QColor(45, 45, 48));
    palette.setColor(QPalette::Base, QColor(30, 30, 30));
    palette.setColor(QPalette::AlternateBase, QColor(38, 38, 40));
    palette.setColor(QPalette::Text, QColor(220, 220, 220));
    palette.setColor(QPalette::WindowText, QColor(220, 220, 220));
    palette.setColor(QPalette::Highlight, QColor(42, 90, 160));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

/// The bytes of a segment from `offset` on; the header is taken from them when they start at 0.
inline std::shared_ptr<const membridge::Snapshot> snapshotOf(const QByteArray &bytes, quint64 offset = 0)
{
    auto snapshot = std::make_shared<membridge::Snapshot>();
    const auto data = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    snapshot->offset = offset;
    snapshot->bytes.assign(data.begin(), data.end());
    if (offset == 0)
        snapshot->header.assign(data.begin(), data.begin() + std::min<std::ptrdiff_t>(24, bytes.size()));
    snapshot->segmentSize = snapshot->end();
    return snapshot;
}

} // namespace widget_test

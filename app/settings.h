// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remembered_segments.h"
#include "widgets/colour_rule.h"
#include "widgets/hex_options.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <vector>

class QSettings;

namespace membridge {

enum class ColourTheme { System, Light, Dark };

/// Everything that is kept between runs. A plain value, handed to those who need it; a settings file is untrusted input, so values
/// out of range become defaults.
struct Settings
{
    QByteArray windowGeometry;
    QByteArray windowState;
    ColourTheme theme = ColourTheme::System;
    int sampleRateHz = 1000;  ///< 1 … 20000
    int viewIntervalMs = 100; ///< 33 … 1000
    int lockTimeoutMs = 2000; ///< 1 … 60000
    int frameMemoryMiB = 64;  ///< 1 … 16384; for the frames that are kept of each ring
    HexViewOptions hex{.columns = 0};
    QStringList hiddenReadings; ///< Of the data inspector, as DataInspector::hiddenRows().
    bool readingsInHex = false; ///< Likewise its numbers.
    bool ringAsStrip = false;   ///< How rings are drawn.
    QStringList valueHistory; ///< Lines of values written or pushed by hand, the latest first; ValueLineEdit bounds it.
    QStringList recentSchemas; ///< The latest first; SchemaEdit bounds them.
    QByteArray bookmarks;      ///< As BookmarkModel::toJson().
    /// Names of the two segments whose plots were compared last; nothing, or two.
    QList<QByteArray> comparedSegments;
    /// For the lists of frames seen, the first that matches first; by default none.
    std::vector<ColourRule> colourRules;
    RememberedSegments segments;

    static Settings load(QSettings &store);
    void save(QSettings &store) const;
};

} // namespace membridge

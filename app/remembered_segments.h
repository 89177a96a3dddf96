// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/layout_guess.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace membridge {

/// What the user chose about one segment, remembered by its name.
struct SegmentSettings
{
    QString schema;
    Layout layout = Layout::Unknown; ///< Unknown: take the guess.
    QByteArray traffic = {};         ///< As SenderPanel::savedLayout().
    QByteArray presets = {};         ///< As ParticipatePanel::savedPresets().
    QByteArray looks = {};           ///< As SegmentTab::savedLooks().
    bool operator==(const SegmentSettings &) const = default;
};

/// What was chosen about segments, by raw name, the most recently used first. Bounded: whatever was not used for longest
/// goes.
class RememberedSegments
{
public:
    struct Entry
    {
        QByteArray name;
        SegmentSettings settings;
        bool operator==(const Entry &) const = default;
    };

    static constexpr int maxSegments = 200;

    /// Uses it: it becomes the newest, made if need be.
    SegmentSettings &operator[](const QByteArray &name);
    /// The defaults if there is none. Looking is not using.
    SegmentSettings value(const QByteArray &name) const;
    bool contains(const QByteArray &name) const { return indexOf(name) >= 0; }
    /// The newest first.
    const QList<Entry> &entries() const { return m_entries; }
    bool operator==(const RememberedSegments &) const = default;

private:
    qsizetype indexOf(const QByteArray &name) const;

    QList<Entry> m_entries;
};

} // namespace membridge

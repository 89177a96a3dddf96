// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace membridge {

/// A moment that all plots show: set by hand, by a trigger or by a finding.
struct TimeMarker
{
    enum class Kind { Hand, Trigger, Finding };

    qint64 timeNs = 0; ///< CLOCK_MONOTONIC.
    Kind kind = Kind::Hand;
    QString text;         ///< Plain text; may be long.
    QString segment = {}; ///< That it is about, as shown; empty: none alone.

    bool operator==(const TimeMarker &) const = default;
};

} // namespace membridge

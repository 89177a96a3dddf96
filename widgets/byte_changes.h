// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/snapshot.h"

#include <QtGlobal>

#include <vector>

namespace membridge {

/// Which bytes changed lately, in which direction, and how fresh that is. A plain value without a window; knows a
/// bounded range only.
class ByteChanges
{
public:
    enum class Direction : signed char { None, Up, Down };

    struct Change
    {
        Direction direction = Direction::None;
        double strength = 0; ///< 1 just now … 0 faded.
    };

    static constexpr qint64 fadeMs = 1500;

    /// Forgets everything outside of `range` from now on.
    void setRange(ByteRange range);
    /// Notes what differs between two snapshots, within the range and the bytes that both hold. False: nothing does.
    bool note(const Snapshot &before, const Snapshot &after, qint64 nowMs);
    void clear();

    Change at(quint64 offset, qint64 nowMs) const;
    /// Whether something has not faded yet.
    bool fading(qint64 nowMs) const { return m_marked && nowMs < m_lastMs + fadeMs; }

private:
    struct Mark
    {
        qint64 sinceMs = 0;
        Direction direction = Direction::None;
    };

    ByteRange m_range;
    std::vector<Mark> m_marks; ///< One a byte of m_range.
    qint64 m_lastMs = 0;
    bool m_marked = false;
};

} // namespace membridge

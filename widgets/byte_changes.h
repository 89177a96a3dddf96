// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/snapshot.h"

#include <QtGlobal>

#include <cstdint>
#include <vector>

namespace membridge {

/// Which bytes changed lately, in which direction, and how fresh that is. A plain value without a window; knows a
/// bounded range only.
class ByteChanges
{
public:
    /// Other: changed since it was last on screen, but not between two neighbouring looks, so that nobody saw which way.
    enum class Direction : signed char { None, Up, Down, Other };

    struct Change
    {
        Direction direction = Direction::None;
        double strength = 0; ///< 1 just now … 0 faded.
    };

    static constexpr qint64 fadeMs = 1500;
    static constexpr int historyLength = 16;

    /// Forgets everything outside of `range` from now on.
    void setRange(ByteRange range);
    /// Notes what differs between two snapshots, within the range and the bytes that both hold. False: nothing does.
    /// `adjacent`: no look lies between the two.
    bool note(const Snapshot &before, const Snapshot &after, qint64 nowMs, bool adjacent = true);
    /// Forgets changes and notches.
    void clear();

    /// Mutes bytes that always change: they have no direction in at() until unmuted. In rising order, or in any.
    void setNotched(std::vector<ByteRange> ranges);
    /// Additionally mutes each byte of the range that changed in more than `moreThan` of the last historyLength notes.
    /// False: there was none.
    bool notchChanging(int moreThan);
    const std::vector<ByteRange> &notched() const { return m_notched; }

    /// Nothing for a muted byte.
    Change at(quint64 offset, qint64 nowMs) const;
    /// Whether that byte changed then or later, muted or not.
    bool changedSince(quint64 offset, qint64 sinceMs) const;
    /// Whether something has not faded yet.
    bool fading(qint64 nowMs) const { return m_marked && nowMs < m_lastMs + fadeMs; }

private:
    struct Mark
    {
        qint64 sinceMs = 0;
        std::uint16_t history = 0; ///< One bit a note, the latest lowest.
        Direction direction = Direction::None;
        bool notched = false;
    };
    static_assert(historyLength == 16, "a bit of Mark::history each");

    void markNotched();
    const Mark *markAt(quint64 offset) const;

    std::vector<ByteRange> m_notched; ///< Rising, apart.
    ByteRange m_range;
    std::vector<Mark> m_marks; ///< One a byte of m_range.
    qint64 m_lastMs = 0;
    bool m_marked = false;
};

} // namespace membridge

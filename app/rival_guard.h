// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/ring_rivals.h"
#include "observation.h"
#include "process_watcher.h"

#include <QObject>

#include <array>

namespace membridge {

/// Keeps the user from becoming a ring's second producer or consumer unknowingly: while somebody else seems to be it, that side is blocked until the
/// user confirms, once while taking part. GUI thread.
class RivalGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void observe(const Observation &observation);
    void setProcesses(const ProcessSighting &sighting);
    /// See RingRivals: what we do ourselves is no rival's doing.
    void beginOwn(RingSide side) { m_rivals.beginOwn(side); }
    void endOwn(RingSide side, std::optional<quint64> left = {});

    /// Nothing may be pushed (or popped) before confirm(). Only while taking part.
    bool isBlocked(RingSide side) const { return m_shown[place(side)].blocked; }
    /// Who is it, and what would come of it: two sentences or three. Empty unless it is blocked.
    QString text(RingSide side) const { return m_shown[place(side)].text; }
    /// The user knows, and means it; until the end of taking part.
    void confirm(RingSide side);
    void setTakingPart(bool takingPart);

signals:
    /// isBlocked() or text() of some side did.
    void changed();

private:
    struct Shown
    {
        bool blocked = false;
        QString text;
        bool operator==(const Shown &) const = default;
    };
    static std::size_t place(RingSide side) { return side == RingSide::Producer ? 0 : 1; }
    void update();
    Shown judged(RingSide side) const;

    RingRivals m_rivals;
    bool m_takingPart = false;
    std::array<bool, 2> m_found{}; ///< second-producer, second-consumer.
    std::array<bool, 2> m_confirmed{};
    std::array<Shown, 2> m_shown;
};

} // namespace membridge

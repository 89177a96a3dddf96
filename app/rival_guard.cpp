// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rival_guard.h"

#include "widgets/words.h"

#include <QStringList>

#include <algorithm>

namespace membridge {

namespace {

constexpr std::array sides{RingSide::Producer, RingSide::Consumer};

} // namespace

void RivalGuard::observe(const Observation &observation)
{
    if (!observation.ring)
        return;
    // The indices of a ring that is damaged are nobody's doing in particular.
    if (!observation.ring->fault)
        m_rivals.add(observation.ring->header, observation.ring->timeNs);
    m_found = {};
    for (const FindingRecord &record : observation.findings) {
        if (record.active && record.finding.code == FindingCode::SecondProducer)
            m_found[place(RingSide::Producer)] = true;
        if (record.active && record.finding.code == FindingCode::SecondConsumer)
            m_found[place(RingSide::Consumer)] = true;
    }
    update();
}

void RivalGuard::setProcesses(const ProcessSighting &sighting)
{
    m_rivals.addProcesses(sighting.beganNs, sighting.list);
    update();
}

void RivalGuard::endOwn(RingSide side, std::optional<quint64> left)
{
    m_rivals.endOwn(side, platform::monotonicNs(), left);
}

void RivalGuard::confirm(RingSide side)
{
    m_confirmed[place(side)] = true;
    update();
}

void RivalGuard::setTakingPart(bool takingPart)
{
    m_takingPart = takingPart;
    m_confirmed = {};
    update();
}

void RivalGuard::update()
{
    const std::array now{judged(sides[0]), judged(sides[1])};
    if (now == m_shown)
        return;
    m_shown = now;
    emit changed();
}

RivalGuard::Shown RivalGuard::judged(RingSide side) const
{
    const auto rival = m_rivals.rival(side);
    if (!m_takingPart || m_confirmed[place(side)] || (!rival && !m_found[place(side)]))
        return {};
    const bool producer = side == RingSide::Producer;
    const QString harm = producer ? tr("Pushing now would corrupt it.")
                                  : tr("Popping now would take its frames away, or corrupt the ring.");
    if (!rival)
        return {true,
                (producer ? tr("More than one producer was seen at work on this ring.")
                          : tr("More than one consumer was seen at work on this ring."))
                    + QLatin1Char(' ') + harm};
    constexpr std::size_t mostNamed = 4;
    QStringList names;
    for (std::size_t i = 0; i < std::min(rival->candidates.size(), mostNamed); ++i)
        names << words::process(rival->candidates[i].pid, rival->candidates[i].name);
    if (rival->candidates.size() > mostNamed)
        names << QStringLiteral("…");
    QString who;
    if (names.isEmpty())
        who = producer ? tr("This ring already has a producer: tail moves, and not by this program.")
                       : tr("This ring already has a consumer: head moves, and not by this program.");
    else if (names.size() == 1)
        who = (producer ? tr("This ring already has a producer: %1.") : tr("This ring already has a consumer: %1."))
                  .arg(names.first());
    else
        who = (producer ? tr("This ring already has a producer, one of: %1.")
                        : tr("This ring already has a consumer, one of: %1."))
                  .arg(names.join(QStringLiteral(", ")));
    return {true, who + QLatin1Char(' ') + harm};
}

} // namespace membridge

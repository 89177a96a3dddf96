// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consuming_side.h"

namespace membridge {

void ConsumingSide::start(const ConsumerLoadOptions &options)
{
    if (isRunning())
        return;
    m_lastCounters = {};
    m_lastReport = {};
    launch([this, options](const StopFlag *stop) {
        const SpscRingBuffer ring = openRing();
        TrafficConsumer *consumer = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            m_consumer = std::make_unique<TrafficConsumer>(ring.consumer(RoleClaim::Machine), options);
            consumer = m_consumer.get();
        }
        return consumer->run(stop);
    });
}

TrafficCounters ConsumingSide::counters() const
{
    const std::lock_guard lock(m_mutex);
    return m_consumer ? m_consumer->counters() : m_lastCounters;
}

VerifyReport ConsumingSide::report() const
{
    const std::lock_guard lock(m_mutex);
    return m_consumer ? m_consumer->report() : m_lastReport;
}

void ConsumingSide::unmap()
{
    const std::lock_guard lock(m_mutex);
    if (!m_consumer)
        return;
    m_lastCounters = m_consumer->counters();
    m_lastReport = m_consumer->report();
    m_consumer.reset();
}

} // namespace membridge

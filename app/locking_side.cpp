// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "locking_side.h"

namespace membridge {

void LockingSide::start(const LockLoadOptions &options)
{
    if (isRunning())
        return;
    m_lastCounters = {};
    m_result.reset();
    launch([this, options](const StopFlag *stop) -> TrafficResult {
        LockLoad *load = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            m_load = std::make_unique<LockLoad>(name().toStdString(), options);
            load = m_load.get();
        }
        checkObject(); // after it was opened by its name, and before anything is done with it
        m_result = load->run(stop);
        return {.end = m_result->stopped ? TrafficEnd::Stopped : TrafficEnd::Time};
    });
}

LockLoadCounters LockingSide::lockCounters() const
{
    const std::lock_guard lock(m_mutex);
    return m_load ? m_load->counters() : m_lastCounters;
}

void LockingSide::unmap()
{
    const std::lock_guard lock(m_mutex);
    if (!m_load)
        return;
    m_lastCounters = m_load->counters();
    m_load.reset();
}

} // namespace membridge

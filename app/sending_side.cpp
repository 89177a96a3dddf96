// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sending_side.h"

#include "core/traffic/csv_column.h"

namespace membridge {

void SendingSide::start(const std::vector<SenderRow> &rows)
{
    if (isRunning())
        return;
    m_rows = rows;
    m_last.clear();
    m_lastCounters = {};
    launch([this, rows](const StopFlag *stop) {
        std::vector<SenderRow> read = rows;
        for (SenderRow &row : read) {
            if (!row.payload.fields)
                continue;
            try {
                readCsvColumns(*row.payload.fields);
            } catch (const Error &error) {
                if (row.enabled)
                    throw;
                row.failure = error.reason();
            }
        }
        const SpscRingBuffer ring = openRing();
        TrafficSender *sender = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            // As they were switched meanwhile.
            for (std::size_t i = 0; i < read.size(); ++i)
                read[i].enabled = m_rows[i].enabled;
            m_sender = std::make_unique<TrafficSender>(ring.producer(RoleClaim::Machine), std::move(read));
            sender = m_sender.get();
        }
        return sender->run(stop);
    });
}

void SendingSide::setEnabled(int row, bool enabled)
{
    const std::lock_guard lock(m_mutex);
    const auto index = static_cast<std::size_t>(row);
    if (row >= 0 && index < m_rows.size())
        m_rows[index].enabled = enabled;
    if (m_sender && row >= 0)
        m_sender->setEnabled(index, enabled);
}

std::vector<SenderRowLook> SendingSide::looks() const
{
    const std::lock_guard lock(m_mutex);
    return m_sender ? looksNow() : m_last;
}

std::vector<SenderRowLook> SendingSide::looksNow() const
{
    std::vector<SenderRowLook> looks;
    for (std::size_t i = 0; i < m_sender->rowCount(); ++i)
        looks.push_back(m_sender->look(i));
    return looks;
}

TrafficCounters SendingSide::counters() const
{
    const std::lock_guard lock(m_mutex);
    return m_sender ? m_sender->counters() : m_lastCounters;
}

void SendingSide::unmap()
{
    const std::lock_guard lock(m_mutex);
    if (!m_sender)
        return;
    m_last = looksNow();
    m_lastCounters = m_sender->counters();
    m_sender.reset();
}

} // namespace membridge

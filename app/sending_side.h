// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/traffic/sender.h"
#include "traffic_side.h"

#include <mutex>
#include <vector>

namespace membridge {

/// The ring's producer at load. GUI thread.
class SendingSide : public TrafficSide
{
    Q_OBJECT

public:
    using TrafficSide::TrafficSide;
    ~SendingSide() override { end(); }

    /// Sends these, reading their CSV files first, also those of rows that are off: one whose file can't be read fails when it is switched on, and ends
    /// everything when it is on. started(), and later ended(), follow; nothing while it runs.
    void start(const std::vector<SenderRow> &rows);
    /// Takes effect within 20 ms.
    void setEnabled(int row, bool enabled);
    /// What became of each row; of the last run until the next. Empty before the ring is mapped.
    std::vector<SenderRowLook> looks() const;
    TrafficCounters counters() const override;

protected:
    void unmap() override;

private:
    std::vector<SenderRowLook> looksNow() const;

    mutable std::mutex m_mutex; ///< Guards m_sender and m_rows against the worker, which sets the one from the other.
    std::unique_ptr<TrafficSender> m_sender;
    std::vector<SenderRow> m_rows;
    std::vector<SenderRowLook> m_last;
    TrafficCounters m_lastCounters;
};

} // namespace membridge

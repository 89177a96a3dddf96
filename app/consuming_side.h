// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/traffic/consumer_load.h"
#include "traffic_side.h"

#include <mutex>

namespace membridge {

/// The ring's consumer at load. GUI thread.
class ConsumingSide : public TrafficSide
{
    Q_OBJECT

public:
    using TrafficSide::TrafficSide;
    ~ConsumingSide() override { end(); }

    /// started(), and later ended(), follow; nothing while it runs.
    void start(const ConsumerLoadOptions &options);
    /// Of the last run until the next.
    TrafficCounters counters() const override;
    VerifyReport report() const;

protected:
    void unmap() override;

private:
    mutable std::mutex m_mutex; ///< Guards m_consumer against the worker, which sets it.
    std::unique_ptr<TrafficConsumer> m_consumer;
    TrafficCounters m_lastCounters;
    VerifyReport m_lastReport;
};

} // namespace membridge

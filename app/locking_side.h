// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/traffic/lock_load.h"
#include "traffic_side.h"

#include <mutex>

namespace membridge {

/// Readers and writers that keep a region's lock busy. GUI thread.
class LockingSide : public TrafficSide
{
    Q_OBJECT

public:
    using TrafficSide::TrafficSide;
    ~LockingSide() override { end(); }

    /// started(), and later ended(), follow; nothing while it runs.
    void start(const LockLoadOptions &options);
    /// Of the last run until the next.
    LockLoadCounters lockCounters() const;
    /// Of the last run that ended by itself or by a stop.
    const std::optional<LockLoadResult> &result() const { return m_result; }
    TrafficCounters counters() const override { return {}; }

protected:
    void unmap() override;

private:
    mutable std::mutex m_mutex; ///< Guards m_load against the worker, which sets it.
    std::unique_ptr<LockLoad> m_load;
    LockLoadCounters m_lastCounters;
    std::optional<LockLoadResult> m_result; ///< The worker's until ended().
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/layout.h"
#include "traffic_side.h"

#include <atomic>
#include <chrono>

namespace membridge {

struct HoldOptions
{
    bool write = true;                       ///< Otherwise the read lock.
    std::chrono::milliseconds duration{0};   ///< From having it on.
    std::chrono::milliseconds timeout{5000}; ///< To wait for it.
};

/// What became of a hold.
struct HoldResult
{
    WaitOutcome wait = WaitOutcome::TimedOut; ///< Done: it was had.
    qint64 waitedNs = 0;
    qint64 heldNs = 0;
    bool ours = true; ///< False when somebody reset the word meanwhile: then it was left alone.
    LockWord word;    ///< That was in the way, when it was not had.
};

/// Holds a region's lock for some time, with a record that tells others who does (HoldRecord), also after a crash. GUI thread.
class HoldingSide : public TrafficSide
{
    Q_OBJECT

public:
    enum class Phase { Idle, Waiting, Holding };

    using TrafficSide::TrafficSide;
    ~HoldingSide() override { end(); }

    /// started(), and later ended(), follow; nothing while it runs. stop() ends the wait, or gives the lock back, within 20 ms.
    void start(const HoldOptions &options);
    const HoldOptions &options() const { return m_options; }
    Phase phase() const;
    bool isHolding() const { return phase() == Phase::Holding; }
    /// Since when it has waited, and how long the wait or the hold may still take.
    qint64 waitedNs() const;
    qint64 leftNs() const;
    /// Of the last one that ended without an Error.
    const std::optional<HoldResult> &result() const { return m_result; }
    TrafficCounters counters() const override { return {}; }

signals:
    /// isHolding() may have changed.
    void holdingChanged();

protected:
    void unmap() override;

private:
    TrafficResult hold(const HoldOptions &options, const StopFlag *stop);

    HoldOptions m_options;
    std::atomic<Phase> m_phase{Phase::Idle}; ///< The worker's, as the times, which it sets before.
    std::atomic<qint64> m_beganNs{0};
    std::atomic<qint64> m_endNs{0};
    std::optional<HoldResult> m_result; ///< The worker's until ended().
};

} // namespace membridge

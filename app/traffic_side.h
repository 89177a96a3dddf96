// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/deadline.h"
#include "core/ipc/error.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/platform/platform.h"
#include "core/traffic/traffic_result.h"

#include <QByteArray>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

namespace membridge {

/// How one side of the traffic ended.
struct TrafficOutcome
{
    TrafficResult result;
    std::optional<Error> error; ///< Instead of the result.
    TrafficCounters counters;
};

/// One side of traffic at load, in a thread of its own while it runs. The base of all.
///
/// Threads: GUI thread; nothing waits but end(), whose worker looks at the stop flag every 20 ms.
class TrafficSide : public QObject
{
    Q_OBJECT

public:
    /// Refuses another object than this one under the name.
    TrafficSide(QByteArray name, const platform::SegmentStat &object, QObject *parent);
    ~TrafficSide() override;

    bool isRunning() const { return m_thread != nullptr; }
    bool isStopping() const { return isRunning() && m_stop.requested(); }
    /// Asks for the end; ended() follows.
    void stop();
    /// Request, join, unmap; ended() was sent when this returns.
    void end();
    virtual TrafficCounters counters() const = 0;

signals:
    void started();
    void ended(const membridge::TrafficOutcome &outcome);

protected:
    /// Runs `work` on another thread. It maps the ring itself, as that can take its time.
    void launch(const std::function<TrafficResult(const StopFlag *)> &work);
    /// On any thread. Throws Error.
    SpscRingBuffer openRing() const;
    /// Throws Error unless the name means the object that was asked for. On any thread.
    void checkObject() const;
    const QByteArray &name() const { return m_name; }
    /// Keeps what is still to be seen, and lets go of the ring.
    virtual void unmap() = 0;

private:
    void finish();

    QByteArray m_name;
    platform::SegmentStat m_object;
    StopFlag m_stop;
    QThread *m_thread = nullptr;
    TrafficOutcome m_outcome; ///< The worker's until it is joined.
};

} // namespace membridge

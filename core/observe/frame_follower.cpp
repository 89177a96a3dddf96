// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "frame_follower.h"

#include <algorithm>
#include <utility>

namespace membridge {

FrameFollower::FrameFollower(std::shared_ptr<const SegmentReader> reader, std::shared_ptr<FrameStore> store,
                             FrameCollector::Begin begin)
    : m_reader(std::move(reader)), m_store(std::move(store)), m_begin(begin), m_thread([this] { run(); })
{
}

FrameFollower::~FrameFollower()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop.request();
    }
    m_wake.notify_all();
    m_thread.join();
}

FrameFollower::Status FrameFollower::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void FrameFollower::run()
{
    FrameCollector collector(*m_reader, *m_store, m_begin);
    auto interval = shortest;
    while (!m_stop.requested()) {
        FrameCollector::Look look;
        std::optional<Error> error;
        try {
            look = collector.look(&m_stop);
        } catch (const Error &thrown) {
            error = thrown;
        }
        if (look.bytesMissed > 0 || look.bytesIn > look.capacity / 8)
            interval = std::max(interval / 2, shortest);
        else if (look.bytesIn <= look.capacity / 32)
            interval = std::min(interval * 2, longest);
        std::unique_lock lock(m_mutex);
        ++m_status.looks;
        m_status.interval = interval;
        m_status.fault = look.fault;
        m_status.error = error;
        if (error)
            return;
        m_wake.wait_for(lock, interval, [this] { return m_stop.requested(); });
    }
}

} // namespace membridge

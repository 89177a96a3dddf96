// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/error.h"
#include "frame_collector.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace membridge {

/// Keeps a FrameStore up to date from a thread of its own: it looks more often the faster the ring turns, so that an eighth of it passes
/// between two looks at most if the machine allows it.
///
/// Threads: one owner, who makes and destroys it; status() from any.
class FrameFollower
{
public:
    static constexpr std::chrono::milliseconds shortest{1};
    static constexpr std::chrono::milliseconds longest{32};

    struct Status
    {
        std::uint64_t looks = 0;
        std::chrono::milliseconds interval = shortest; ///< Between looks now: how far off FrameRow::timeNs can be.
        std::optional<RingFault> fault;                ///< Of the last look.
        std::optional<Error> error;                    ///< Why following ended before it was asked to.
    };

    /// Starts at once. Nothing else may write to `store` meanwhile.
    FrameFollower(std::shared_ptr<const SegmentReader> reader, std::shared_ptr<FrameStore> store,
                  FrameCollector::Begin begin = FrameCollector::Begin::Pending);
    /// Ends within a piece of a look.
    ~FrameFollower();
    FrameFollower(const FrameFollower &) = delete;
    FrameFollower &operator=(const FrameFollower &) = delete;

    Status status() const;

private:
    void run();

    std::shared_ptr<const SegmentReader> m_reader;
    std::shared_ptr<FrameStore> m_store;
    FrameCollector::Begin m_begin;
    StopFlag m_stop;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    Status m_status;
    std::thread m_thread; ///< Last: it uses the others.
};

} // namespace membridge

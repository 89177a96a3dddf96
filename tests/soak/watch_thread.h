// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/interop/onlooker.h"

#include <QByteArray>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace membridge::test {

/// Looks at one segment a thousand times a second, in a thread of its own, until it is told to stop. Any thread may ask how it goes.
class WatchThread
{
public:
    struct State
    {
        std::uint64_t samples = 0;
        std::uint64_t bytesIn = 0;
        QByteArray findings; ///< All so far, as lines.
        QByteArray alarms;   ///< Those that are worse than a note; also why looking ended before it should.
    };

    /// The segment must be there.
    WatchThread(const std::string &name, Layout layout);
    ~WatchThread() { stop(); }
    WatchThread(const WatchThread &) = delete;
    WatchThread &operator=(const WatchThread &) = delete;

    State state() const;
    void stop();

private:
    void run();
    void publish();

    Onlooker m_onlooker; ///< The thread's own, once it runs.
    std::atomic<bool> m_stopped = false;
    mutable std::mutex m_mutex;
    State m_state;
    std::uint64_t m_revision = 0;
    std::thread m_thread;
};

} // namespace membridge::test

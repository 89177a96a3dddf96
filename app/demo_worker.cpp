// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo_worker.h"

#include "core/ipc/deadline.h"
#include "core/ipc/error.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "demo_segments.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <poll.h>
#include <thread>
#include <unistd.h>

namespace membridge::demo {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t regionSize = 4096;
constexpr std::uint64_t ringCapacity = 16 * 1024;

/// Written by a signal handler, read by poll().
std::array<int, 2> wakePipe{-1, -1};

void onSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(wakePipe[1], &byte, 1);
}

/// Removes what it made, on every way out.
class Segments
{
public:
    Segments()
        : m_region(SharedMemory::create(regionName(::getpid()), regionSize)),
          m_ring(SharedMemory::create(ringName(::getpid()), ringCapacity + ring_layout::dataOffset))
    {
    }
    ~Segments()
    {
        for (const SharedMemory *memory : {&m_region, &m_ring}) {
            try {
                SharedMemory::remove(memory->name());
            } catch (const Error &) {
                // Somebody was faster.
            }
        }
    }
    Segments(const Segments &) = delete;
    Segments &operator=(const Segments &) = delete;

    const SharedMemory &region() const { return m_region; }
    const SharedMemory &ring() const { return m_ring; }

private:
    SharedMemory m_region;
    SharedMemory m_ring;
};

/// Threads that sleep between steps and end at once when asked.
class Workers
{
public:
    ~Workers()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_stop.request();
        m_wake.notify_all();
        for (std::thread &thread : m_threads)
            thread.join();
    }

    /// `step` returns how long to sleep before the next one.
    template <typename Step> void run(Step step)
    {
        m_threads.emplace_back([this, step = std::move(step)]() mutable {
            try {
                std::unique_lock lock(m_mutex);
                while (!m_stopping) {
                    lock.unlock();
                    const std::chrono::nanoseconds pause = step();
                    lock.lock();
                    m_wake.wait_for(lock, pause, [this] { return m_stopping; });
                }
            } catch (const Error &error) {
                std::fprintf(stderr, "demo: %s\n", error.what());
            }
        });
    }
    const StopFlag &stop() const { return m_stop; }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    StopFlag m_stop;
    std::vector<std::thread> m_threads;
};

Value text(std::string bytes)
{
    return Value{Text{std::move(bytes)}};
}

void runRegion(Workers &workers, const SharedMemory &memory)
{
    workers.run([&workers, view = memory.map(), count = std::int64_t{0}]() mutable -> std::chrono::nanoseconds {
        ++count;
        const double phase = static_cast<double>(count) / 20;
        const std::array<Value, 6> items{
            text(count % 40 < 30 ? "running" : "idle"),
            Value{count},
            Value{20 + 5 * std::sin(phase)},
            Value{count % 40 < 30},
            Value{ValueList{text("Normal"), text("DDoS"), text("DoS")}},
            Value{ValueList{Value{0.5 + 0.4 * std::sin(phase)}, Value{0.3 + 0.2 * std::cos(phase)}, Value{0.1}}},
        };
        view.setLockTimeout(1s, &workers.stop());
        (void)view.writeMixed(items, 0);
        // Now and then a writer keeps the lock long enough to be seen.
        if (count % 25 == 0) {
            const WriteGuard guard(view.lock(), Deadline::after(1s, &workers.stop()));
            std::this_thread::sleep_for(150ms);
        }
        return 100ms;
    });
    workers.run([&workers, view = memory.map(), count = 0]() mutable -> std::chrono::nanoseconds {
        const ReadGuard guard(view.lock(), Deadline::after(1s, &workers.stop()));
        std::this_thread::sleep_for(++count % 8 == 0 ? 200ms : 5ms);
        return 120ms;
    });
}

void runRing(Workers &workers, const SharedMemory &memory)
{
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const auto seconds = [start] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    // The producer's rate swells and ebbs over some seconds; the consumer works the harder the fuller the ring is.
    workers.run([producer = memory.spsc().producer(), seconds,
                 sequence = std::int64_t{0}]() mutable -> std::chrono::nanoseconds {
        const double perStep = 30 + 25 * std::sin(seconds() * 1.2);
        for (int i = 0; i < static_cast<int>(perStep); ++i) {
            const Value frame{ValueList{text("sensor-" + std::to_string(sequence % 5)),
                                        Value{20 + 5 * std::sin(static_cast<double>(sequence) / 500)}, Value{sequence},
                                        Value{sequence % 7 != 0}}};
            if (producer.tryPush(frame) != PushOutcome::Pushed)
                break;
            ++sequence;
        }
        return 10ms;
    });
    workers.run([ring = memory.spsc(), consumer = memory.spsc().consumer()]() mutable -> std::chrono::nanoseconds {
        const std::uint64_t frames = 1 + ring.used() / 250;
        for (std::uint64_t i = 0; i < frames && consumer.pop().outcome == PopOutcome::Popped; ++i) { }
        return 10ms;
    });
}

void waitForTheEnd()
{
    std::array<pollfd, 2> watched{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{wakePipe[0], POLLIN, 0}};
    while (true) {
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR)
            return;
        if ((watched[1].revents & POLLIN) != 0)
            return;
        // Whoever started us holds the other end; it closes also when they are killed.
        if (watched[0].revents != 0) {
            std::array<char, 64> ignored;
            if (::read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0)
                return;
        }
    }
}

} // namespace

int runWorker()
{
    try {
        if (::pipe(wakePipe.data()) != 0)
            return 1;
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            ::signal(signal, onSignal);
        ::signal(SIGPIPE, SIG_IGN);
        removeStale();
        const Segments segments;
        Workers workers;
        runRegion(workers, segments.region());
        runRing(workers, segments.ring());
        std::puts("ready");
        std::fflush(stdout);
        waitForTheEnd();
    } catch (const Error &error) {
        std::fprintf(stderr, "demo: %s\n", error.what());
        return 1;
    }
    return 0;
}

} // namespace membridge::demo

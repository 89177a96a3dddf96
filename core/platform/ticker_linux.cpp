// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "posix.h"
#include "ticker.h"

#include <atomic>
#include <cerrno>
#include <sys/timerfd.h>
#include <unistd.h>

namespace membridge::platform {

namespace {

struct timespec toTimespec(std::chrono::nanoseconds time) noexcept
{
    return {.tv_sec = time.count() / 1'000'000'000, .tv_nsec = time.count() % 1'000'000'000};
}

} // namespace

struct Ticker::State
{
    State()
    {
        if (descriptor < 0)
            posix::throwErrno(errno, {}, "make a timer");
    }
    ~State() { ::close(descriptor); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    void start(std::chrono::nanoseconds first) const noexcept
    {
        const struct itimerspec times = {.it_interval = toTimespec(std::chrono::nanoseconds(period.load())),
                                         .it_value = toTimespec(first)};
        ::timerfd_settime(descriptor, 0, &times, nullptr);
    }

    int descriptor = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    // Relaxed throughout: the timer's own lock in the kernel orders setting it before the wake-up that follows.
    std::atomic<std::int64_t> period{0};
    std::atomic<bool> interrupted{false};
};

Ticker::Ticker(std::chrono::nanoseconds period) : m_state(std::make_unique<State>())
{
    m_state->period = period.count();
    m_state->start(period);
}

Ticker::~Ticker() = default;

std::uint64_t Ticker::wait()
{
    std::uint64_t passed = 0;
    while (::read(m_state->descriptor, &passed, sizeof passed) < 0 && errno == EINTR) { }
    return m_state->interrupted.exchange(false) ? 0 : passed;
}

void Ticker::setPeriod(std::chrono::nanoseconds period)
{
    m_state->period = period.count();
    interrupt();
}

void Ticker::interrupt()
{
    m_state->interrupted = true;
    m_state->start(std::chrono::nanoseconds(1));
}

} // namespace membridge::platform

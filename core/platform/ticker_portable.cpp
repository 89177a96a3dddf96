// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "ticker.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace membridge::platform {

struct Ticker::State
{
    using Clock = std::chrono::steady_clock;

    std::mutex mutex;
    std::condition_variable changed;
    std::chrono::nanoseconds period{0};
    Clock::time_point due;
    bool interrupted = false;
};

Ticker::Ticker(std::chrono::nanoseconds period) : m_state(std::make_unique<State>())
{
    m_state->period = period;
    m_state->due = State::Clock::now() + period;
}

Ticker::~Ticker() = default;

std::uint64_t Ticker::wait()
{
    std::unique_lock lock(m_state->mutex);
    if (m_state->changed.wait_until(lock, m_state->due, [this] { return m_state->interrupted; })) {
        m_state->interrupted = false;
        m_state->due = State::Clock::now() + m_state->period;
        return 0;
    }
    const auto late = State::Clock::now() - m_state->due;
    const auto passed = 1 + late / m_state->period;
    m_state->due += passed * m_state->period;
    return static_cast<std::uint64_t>(passed);
}

void Ticker::setPeriod(std::chrono::nanoseconds period)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->period = period;
        m_state->interrupted = true;
    }
    m_state->changed.notify_one();
}

void Ticker::interrupt()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->interrupted = true;
    }
    m_state->changed.notify_one();
}

} // namespace membridge::platform

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "sampler.h"

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

constexpr std::chrono::seconds countingTime{1};

std::chrono::nanoseconds periodOf(double rateHz) noexcept
{
    // Written so that a NaN becomes the lowest rate.
    const double rate = rateHz > Sampler::lowestRateHz ? std::min(rateHz, Sampler::highestRateHz)
                                                       : Sampler::lowestRateHz;
    return std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / rate));
}

} // namespace

Sampler::Sampler(std::shared_ptr<const SegmentReader> reader, Layout layout, const SamplerOptions &options, Sink sink)
    : m_reader(std::move(reader)),
      m_taker(*m_reader, layout, options.walkRate),
      m_batchInterval(options.batchInterval),
      m_sink(std::move(sink)),
      m_period(periodOf(options.rateHz)),
      m_thread(&Sampler::run, this)
{
}

Sampler::~Sampler()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Sampler::setRate(double rateHz)
{
    {
        const std::lock_guard lock(m_mutex);
        m_period = periodOf(rateHz);
        m_rateChanged = true;
    }
    m_changed.notify_one();
}

void Sampler::run()
{
    // The kernel may delay a wake-up by 50 µs to save power: too much at these rates.
    platform::setTimerSlack(std::chrono::nanoseconds(1));
    auto due = Clock::now();
    m_countedSince = due;
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        const auto period = m_period;
        lock.unlock();
        look();
        const auto now = Clock::now();
        if (m_delivered == Clock::time_point() || now - m_delivered >= m_batchInterval || period >= m_batchInterval)
            deliver(now);

        due += period;
        if (const auto late = Clock::now() - due; late >= period) {
            const auto missed = late / period;
            m_batch.missed += static_cast<std::uint64_t>(missed);
            m_gap = true;
            due += missed * period;
        }
        lock.lock();
        m_changed.wait_until(lock, due, [this] { return m_stop || m_rateChanged; });
        if (std::exchange(m_rateChanged, false)) {
            due = Clock::now();
            m_countedSince = due;
            m_counted = 0;
            m_achievedHz = 0;
        }
    }
    lock.unlock();
    if (!m_batch.samples.empty() || m_batch.error)
        deliver(Clock::now());
}

void Sampler::look()
{
    try {
        Sample sample = m_taker.take();
        sample.afterGap = std::exchange(m_gap, false);
        m_batch.samples.push_back(std::move(sample));
        m_batch.error.reset();
        ++m_counted;
    } catch (const Error &error) {
        m_batch.error = error;
        m_gap = true;
    } catch (const std::bad_alloc &) {
        m_batch.error = Error(ErrorCode::System, m_reader->name(), "sample segment", "there is not enough memory");
        m_gap = true;
    }
}

void Sampler::deliver(Clock::time_point now)
{
    m_delivered = now;
    if (const auto elapsed = now - m_countedSince; elapsed >= countingTime) {
        m_achievedHz = static_cast<double>(m_counted) / std::chrono::duration<double>(elapsed).count();
        m_countedSince = now;
        m_counted = 0;
    }
    m_batch.achievedHz = m_achievedHz;
    m_sink(std::exchange(m_batch, {}));
}

} // namespace membridge

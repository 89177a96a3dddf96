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
      m_ticker(periodOf(options.rateHz)),
      m_periodNs(periodOf(options.rateHz).count()),
      m_thread(&Sampler::run, this)
{
}

Sampler::~Sampler()
{
    m_stop.store(true, std::memory_order_relaxed);
    m_ticker.interrupt();
    m_thread.join();
}

void Sampler::setRate(double rateHz)
{
    const auto period = periodOf(rateHz);
    m_periodNs.store(period.count(), std::memory_order_relaxed);
    m_ticker.setPeriod(period);
}

void Sampler::run()
{
    // The kernel may delay a wake-up by 50 µs to save power: too much at these rates.
    platform::setTimerSlack(std::chrono::nanoseconds(1));
    m_countedSince = Clock::now();
    while (!m_stop.load(std::memory_order_relaxed)) {
        look();
        const auto now = Clock::now();
        const std::chrono::nanoseconds period(m_periodNs.load(std::memory_order_relaxed));
        if (m_delivered == Clock::time_point() || now - m_delivered >= m_batchInterval || period >= m_batchInterval)
            deliver(now);
        const std::uint64_t due = m_ticker.wait();
        if (due > 1) {
            m_batch.missed += due - 1;
            m_gap = true;
        } else if (due == 0) { // another rate, or the end
            m_countedSince = Clock::now();
            m_counted = 0;
            m_achievedHz = 0;
        }
    }
    if (!m_batch.samples.empty() || m_batch.error)
        deliver(Clock::now());
}

void Sampler::look()
{
    try {
        Sample sample = m_taker.take();
        if (m_batch.samples.empty())
            m_batch.samples.reserve(m_usualBatch);
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
    m_batch.histograms = m_taker.takeHistograms();
    m_usualBatch = m_batch.samples.size();
    m_sink(std::exchange(m_batch, {}));
}

} // namespace membridge

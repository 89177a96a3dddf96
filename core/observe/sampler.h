// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/error.h"
#include "../platform/ticker.h"
#include "sample_taker.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace membridge {

struct SamplerOptions
{
    double rateHz = 1000; ///< Looks a second; kept within Sampler's bounds.
    std::chrono::milliseconds batchInterval{
        50}; ///< Between deliveries; within a slow rate's interval, each sample is delivered at once.
    std::uint64_t walkRate = SampleTaker::defaultWalkRate;
};

/// What a Sampler saw since its last delivery.
struct SampleBatch
{
    std::vector<Sample> samples;
    /// A ring: of the messages that came meanwhile; nothing when none did.
    std::shared_ptr<const RingHistograms> histograms;
    /// Looks that were due in this time but could not be taken: the thread was not woken in time, or the sink took too long.
    std::uint64_t missed = 0;
    /// Looks a second over about the last second; 0 until the first delivery after that time.
    double achievedHz = 0;
    /// Why the newest look failed; the samples before it are there.
    std::optional<Error> error;
};

/// Looks at one segment at a steady rate, from a thread of its own, and delivers what it saw in batches. Reads only, by pread.
///
/// Looks are due at fixed moments; those that pass unseen are counted as missed and mark the next sample (Sample::afterGap), never made
/// up for. Time stamps are CLOCK_MONOTONIC.
///
/// Threads: one owner, who makes and destroys it; setRate() from any thread. The sink is called on the sampler's thread, must not throw,
/// and is not called any more once the destructor has returned.
class Sampler
{
public:
    using Sink = std::function<void(SampleBatch &&)>;
    static constexpr double lowestRateHz = 1;
    static constexpr double highestRateHz = 20'000;

    /// Starts at once; the first sample is taken and delivered without delay.
    Sampler(std::shared_ptr<const SegmentReader> reader, Layout layout, const SamplerOptions &options, Sink sink);
    /// Ends within one look and one call of the sink; what is not delivered yet is delivered.
    ~Sampler();
    Sampler(const Sampler &) = delete;
    Sampler &operator=(const Sampler &) = delete;

    void setRate(double rateHz);

private:
    using Clock = std::chrono::steady_clock;

    void run();
    void look();
    void deliver(Clock::time_point now);

    std::shared_ptr<const SegmentReader> m_reader;
    SampleTaker m_taker;
    std::chrono::milliseconds m_batchInterval;
    Sink m_sink;

    SampleBatch m_batch;
    std::size_t m_usualBatch = 0; ///< Samples in the one before.
    bool m_gap = false;
    Clock::time_point m_delivered;
    Clock::time_point m_countedSince;
    std::uint64_t m_counted = 0;
    double m_achievedHz = 0;

    platform::Ticker m_ticker;
    // Relaxed: they carry no data, and the ticker is interrupted after each change.
    std::atomic<std::int64_t> m_periodNs;
    std::atomic<bool> m_stop{false};
    std::thread m_thread; ///< Last: it uses all of the above.
};

} // namespace membridge

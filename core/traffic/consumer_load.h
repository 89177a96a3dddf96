// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/schema.h"
#include "../ipc/spsc_consumer.h"
#include "live_counters.h"
#include "pacer.h"
#include "verify_report.h"

#include <chrono>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <optional>

namespace membridge {

struct ConsumerLoadOptions
{
    PacerOptions pace = {};
    std::uint64_t count = 0;                                     ///< Messages; 0: no limit.
    std::chrono::nanoseconds duration{0};                        ///< 0: no limit.
    std::chrono::nanoseconds timeout = std::chrono::seconds(10); ///< Without a message; slow start and pauses don't count.
    std::chrono::nanoseconds startAfter{0};                      ///< Slow start: nothing is consumed before.
    std::uint64_t pauseEvery = 0;                                ///< After so many messages (0: never)
    std::chrono::nanoseconds pauseFor{0};                        ///< nothing is consumed for so long.
    bool verify = false;
    VerifierOptions verifier = {};
    std::optional<Schema> schema = std::nullopt; ///< Each message is decoded before it is consumed.
};

/// Takes messages out of a ring, paced or as fast as it goes, and checks them if asked to. Every message is copied out before it is looked at.
///
/// Threads: run() on one thread, once; counters() and report() from any; verifier() after run().
class TrafficConsumer
{
public:
    /// Throws Error (InvalidArgument): options that make no sense.
    TrafficConsumer(SpscConsumer consumer, ConsumerLoadOptions options);

    /// Returns when one of TrafficEnd happened; a stop flag is obeyed within 20 ms. Throws Error as SpscConsumer (SegmentLost…).
    TrafficResult run(const StopFlag *stop = nullptr);
    TrafficCounters counters() const noexcept { return m_counters.read(); }
    /// Empty without `verify`.
    const Verifier &verifier() const noexcept { return m_verifier; }
    /// The same in short while it runs: as it was at most 100 ms ago, or longer while nothing came.
    VerifyReport report() const;

private:
    TrafficResult consume(const StopFlag *stop);
    SpscConsumer::DrainResult drain(std::uint64_t most);
    bool use(const FrameView &view);
    bool copy(const FrameView &view)
    {
        // Grows only: a vector that shrinks and grows would write zeros each time.
        const std::size_t size = view.size();
        if (m_copy.size() < size)
            m_copy.resize(size);
        constexpr std::size_t smallSize = 8;
        if (view.first.size() == smallSize && view.second.empty()) // in place: see producer_load.cpp
            std::memcpy(m_copy.data(), view.first.data(), smallSize);
        else
            view.copyTo(m_copy.data());
        return true;
    }
    void renewReport();

    SpscConsumer m_consumer;
    ConsumerLoadOptions m_options;
    Verifier m_verifier;
    ByteVector m_copy; ///< At most the ring's capacity.
    std::optional<DecodeError> m_misfit;
    std::uint64_t m_misfitAt = 0;
    LiveCounters m_counters;
    std::int64_t m_reportDueNs = 0;
    mutable std::mutex m_reportMutex; ///< Guards m_report.
    VerifyReport m_report;
};

} // namespace membridge

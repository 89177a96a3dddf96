// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/spsc_producer.h"
#include "live_counters.h"
#include "pacer.h"
#include "payload_generator.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace membridge {

struct ProducerLoadOptions
{
    PayloadOptions payload = {};
    PacerOptions pace = {};
    std::uint64_t count = 0;                                     ///< Messages; 0: no limit.
    std::chrono::nanoseconds duration{0};                        ///< 0: no limit.
    std::chrono::nanoseconds timeout = std::chrono::seconds(10); ///< Without room for the next message.
    std::size_t batch = 1;                                       ///< Messages published together at most.
};

/// Pushes made-up messages into a ring, paced or as fast as it goes. A message that finds the ring full waits, so nothing is left out.
///
/// Threads: run() on one thread, once; counters() from any.
class TrafficProducer
{
public:
    /// Throws Error (InvalidArgument): options that make no sense, or a payload that can never fit the ring.
    TrafficProducer(SpscProducer producer, ProducerLoadOptions options);

    /// Returns when one of TrafficEnd happened; a stop flag is obeyed within 20 ms. Throws Error as SpscProducer (SegmentLost…).
    TrafficResult run(const StopFlag *stop = nullptr);
    TrafficCounters counters() const noexcept { return m_counters.read(); }

private:
    std::uint64_t pushBatch(std::uint64_t most);
    TrafficResult produce(const StopFlag *stop);

    SpscProducer m_producer;
    ProducerLoadOptions m_options;
    PayloadGenerator m_generator;
    std::span<const std::byte> m_pending; ///< Made, but not yet in the ring.
    bool m_hasPending = false;
    PushOutcome m_outcome = PushOutcome::Pushed;
    LiveCounters m_counters;
};

} // namespace membridge

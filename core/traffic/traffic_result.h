// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/decode.h"
#include "../ipc/layout.h"

#include <cstdint>
#include <optional>

namespace membridge {

/// Why one side of the traffic ended.
enum class TrafficEnd {
    Count,      ///< All messages that were asked for.
    Time,       ///< The time that was asked for.
    Stopped,    ///< The stop flag.
    NoProgress, ///< The ring was full (or empty) for the whole timeout.
    Malformed,  ///< The ring contradicts itself: see TrafficResult::fault.
    Misfit      ///< A schema does not fit a message, which was not consumed: see TrafficResult::misfit.
};

struct TrafficResult
{
    TrafficEnd end = TrafficEnd::Count;
    std::optional<RingFault> fault = std::nullopt;
    std::optional<DecodeError> misfit = std::nullopt;
    std::uint64_t position = 0; ///< Misfit: where the message starts.
};

/// What one side did so far. Each number is right on its own; together they may be of slightly different moments while it runs.
struct TrafficCounters
{
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0; ///< Of payload.
    std::uint64_t refused = 0; ///< Producer: messages that found the ring full. Consumer: times that it found the ring empty.
    std::uint64_t lost = 0; ///< From here on: a verifying consumer.
    std::uint64_t duplicated = 0;
    std::uint64_t reordered = 0;
    std::uint64_t corrupt = 0;
    std::uint64_t late = 0;
    std::int64_t elapsedNs = 0;

    /// Messages a second since the start.
    double rate() const noexcept
    {
        return elapsedNs > 0 ? static_cast<double>(messages) * 1e9 / static_cast<double>(elapsedNs) : 0;
    }
};

} // namespace membridge

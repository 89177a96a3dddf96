// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/layout.h"
#include "ring_probe.h"
#include "segment_reader.h"

#include <cstdint>
#include <optional>

namespace membridge {

/// What one look at a segment saw: the lock word or the indices, and what became of the object. A plain value.
struct Sample
{
    /// Shorter than this, what was missed between two looks is nothing that a history has to show.
    static constexpr std::int64_t shortGapNs = 50'000'000;

    std::int64_t timeNs = 0; ///< CLOCK_MONOTONIC, after the look.
    StatusReport status;
    std::optional<LockWord> lock;   ///< A region, unless it is smaller than its lock word.
    std::optional<RingSample> ring; ///< A ring, unless it is smaller than its header.
    RingProgress progress;          ///< A ring: since the sample before; all zero in the first one.
    bool afterGap = false;          ///< Samples that were due since the one before were not taken.
};

} // namespace membridge

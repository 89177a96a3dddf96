// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "segment_reader.h"

#include <cstdint>

namespace membridge {

struct LockSample
{
    std::int64_t timeNs = 0; ///< CLOCK_MONOTONIC.
    LockWord word;
};

/// Looks at the lock word of a region without taking the lock. One thread a probe.
class LockProbe
{
public:
    explicit LockProbe(const SegmentReader &reader) noexcept : m_reader(reader) { }
    /// Nothing when the segment is smaller than its lock word.
    std::optional<LockSample> sample() const;

private:
    const SegmentReader &m_reader;
};

} // namespace membridge

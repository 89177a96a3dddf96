// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample.h"

#include <cstdint>
#include <optional>

namespace membridge {

/// Adds up what moved through a ring between two moments, from its samples.
///
/// Threads: one owner.
class RateMeter
{
public:
    struct Rates
    {
        double bytesIn = 0;                   ///< A second: exact.
        double bytesOut = 0;                  ///< A second: exact.
        std::optional<double> messagesIn = 0; ///< A second; estimated if coverage < 1, unknown if 0.
        double coverage = 1;                  ///< Share of the bytes whose frames were counted.
    };

    void add(const Sample &sample) noexcept;
    /// Since the last call; starts over. No rate spans a restart of the ring.
    Rates take() noexcept;

private:
    void startAt(std::int64_t timeNs) noexcept;

    bool m_started = false;
    std::int64_t m_since = 0;
    std::int64_t m_latest = 0;
    std::uint64_t m_bytesIn = 0;
    std::uint64_t m_bytesOut = 0;
    std::uint64_t m_frames = 0;
    std::uint64_t m_bytesWalked = 0;
};

} // namespace membridge

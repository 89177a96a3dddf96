// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/findings.h"
#include "core/observe/ring_probe.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace membridge::cli {

/// How much moves through a ring. To be asked to look more often than for rates, because frames can be
/// counted only until they are overwritten.
class RingMeter
{
public:
    struct Rates
    {
        double bytesIn = 0;                   ///< A second: exact.
        double bytesOut = 0;                  ///< A second: exact.
        std::optional<double> messagesIn = 0; ///< A second; estimated if coverage < 1, unknown if 0.
        double coverage = 1;                  ///< Share of the bytes whose frames were counted.
    };

    explicit RingMeter(const SegmentReader &reader) noexcept : m_probe(reader) { }

    /// False when there is no header to be read any more.
    bool look();
    const RingSample &latest() const noexcept { return m_latest; }

    /// When to look again so that, at the present pace, no frame is overwritten before it was counted.
    std::chrono::milliseconds untilNextLook() const;

    /// Since the last call; starts over.
    Rates takeRates();
    /// An index that went back since the last call.
    std::optional<Finding> takeWentBack();

private:
    void count(const RingSample &now);

    RingProbe m_probe;
    RingSample m_latest;
    bool m_started = false;
    double m_bytesPerMs = 0;
    std::int64_t m_since = 0;
    std::uint64_t m_bytesIn = 0;
    std::uint64_t m_bytesOut = 0;
    std::uint64_t m_frames = 0;
    std::uint64_t m_bytesWalked = 0;
    std::optional<Finding> m_wentBack;
};

} // namespace membridge::cli

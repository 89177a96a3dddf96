// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "verifier.h"

#include <cstdint>
#include <optional>

namespace membridge {

/// What a Verifier found, without its memory. A value type.
struct VerifyReport
{
    VerifyCounts counts;
    /// From the payload's time to that of its check, ns; 0 without a message.
    std::uint64_t latencyP50 = 0;
    std::uint64_t latencyP99 = 0;
    std::uint64_t latencyP999 = 0;
    std::uint64_t latencyMax = 0;
    std::optional<Offence> firstOffence;

    static VerifyReport of(const Verifier &verifier)
    {
        const LogHistogram &latency = verifier.latency();
        return {.counts = verifier.counts(),
                .latencyP50 = latency.percentile(0.5),
                .latencyP99 = latency.percentile(0.99),
                .latencyP999 = latency.percentile(0.999),
                .latencyMax = latency.max(),
                .firstOffence = verifier.firstOffence()};
    }
};

} // namespace membridge

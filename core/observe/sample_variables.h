// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "condition.h"
#include "rate_meter.h"
#include "sample.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace membridge {

/// The variables that a condition on a segment can use, as its samples give them:
///
/// | name | value |
/// |---|---|
/// | word, readers, held | the lock word; its readers; whether anybody holds it |
/// | state | "free" "readers" "writer" "invalid" |
/// | head, tail, capacity, used, free | of a ring, in bytes |
/// | fill | used / capacity, 0 … 1 |
/// | valid | the ring's header is sound |
/// | bytes_in_per_s, bytes_out_per_s, msgs_in_per_s, coverage | over the last tenth of a second |
/// | size, inode | of the object; of what has the name now, 0 if nothing has |
/// | status | "live" "resized" "shrunk" "removed" "replaced" |
/// | processes | how many others have the segment, once setProcesses() told |
/// | t | seconds since the first sample |
///
/// Threads: one owner.
class SampleVariables
{
public:
    /// All of them, for Condition::parse().
    static std::span<const std::string_view> names() noexcept;

    void add(const Sample &sample);
    void setProcesses(std::int64_t count) noexcept { m_processes = count; }

    /// monostate where the segment has no such thing, or nothing is known yet.
    ConditionValue value(std::string_view name) const;
    /// "used = 100, capacity = 1024": of these variables, those that have a value.
    std::string text(const std::vector<std::string> &names) const;

private:
    ConditionValue ringValue(std::string_view name) const;
    ConditionValue rateValue(std::string_view name) const;

    Sample m_latest;
    bool m_any = false;
    std::int64_t m_beginNs = 0;
    std::int64_t m_ratesSinceNs = 0;
    RateMeter m_meter;
    std::optional<RateMeter::Rates> m_rates;
    std::optional<std::int64_t> m_processes;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace membridge {

/// Counts values in buckets that grow with them: exact below 256, at most 0.8 % wide above. Fixed memory, 59 KiB. The layout is that of
/// HdrHistogram (Tene), with 7 bits of precision.
///
/// Threads: one owner.
class LogHistogram
{
public:
    void add(std::uint64_t value, std::uint64_t times = 1) noexcept;
    void merge(const LogHistogram &other) noexcept;
    void clear() noexcept { *this = LogHistogram(); }

    std::uint64_t count() const noexcept { return m_count; }
    /// 0 when empty, as all below.
    std::uint64_t min() const noexcept { return m_count == 0 ? 0 : m_min; }
    std::uint64_t max() const noexcept { return m_max; }
    double mean() const noexcept { return m_count == 0 ? 0 : m_sum / static_cast<double>(m_count); }
    /// The smallest value such that this share of all is no larger, within the width of a bucket. `share` from 0 (min()) to 1 (max()).
    std::uint64_t percentile(double share) const noexcept;

    /// What a bucket holds: from here to before the next one's begin.
    static constexpr std::size_t bucketCount = 256 + 56 * 128;
    static std::uint64_t beginOf(std::size_t bucket) noexcept;
    static std::size_t bucketOf(std::uint64_t value) noexcept;
    std::uint64_t countIn(std::size_t bucket) const noexcept { return m_counts[bucket]; }

private:
    std::array<std::uint64_t, bucketCount> m_counts{};
    std::uint64_t m_count = 0;
    std::uint64_t m_min = 0;
    std::uint64_t m_max = 0;
    double m_sum = 0;
};

} // namespace membridge

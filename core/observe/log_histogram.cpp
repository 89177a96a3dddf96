// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "log_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace membridge {

namespace {

constexpr unsigned precision = 7;
constexpr std::uint64_t exact = std::uint64_t{2} << precision;

} // namespace

std::size_t LogHistogram::bucketOf(std::uint64_t value) noexcept
{
    if (value < exact)
        return static_cast<std::size_t>(value);
    const auto shift = static_cast<unsigned>(std::bit_width(value)) - precision - 1;
    return (std::size_t{shift} << precision) + static_cast<std::size_t>(value >> shift);
}

std::uint64_t LogHistogram::beginOf(std::size_t bucket) noexcept
{
    if (bucket < exact)
        return bucket;
    const std::size_t shift = (bucket >> precision) - 1;
    return (std::uint64_t{bucket} - (std::uint64_t{shift} << precision)) << shift;
}

void LogHistogram::add(std::uint64_t value, std::uint64_t times) noexcept
{
    if (times == 0)
        return;
    m_min = m_count == 0 ? value : std::min(m_min, value);
    m_max = std::max(m_max, value);
    m_counts[bucketOf(value)] += times;
    m_count += times;
    m_sum += static_cast<double>(value) * static_cast<double>(times);
}

void LogHistogram::merge(const LogHistogram &other) noexcept
{
    if (other.m_count == 0)
        return;
    m_min = m_count == 0 ? other.m_min : std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
    for (std::size_t i = 0; i < bucketCount; ++i)
        m_counts[i] += other.m_counts[i];
    m_count += other.m_count;
    m_sum += other.m_sum;
}

std::uint64_t LogHistogram::percentile(double share) const noexcept
{
    if (m_count == 0)
        return 0;
    const double wanted = std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(m_count));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < bucketCount; ++i) {
        seen += m_counts[i];
        if (m_counts[i] != 0 && static_cast<double>(seen) >= wanted) {
            const std::uint64_t width = i + 1 < bucketCount ? beginOf(i + 1) - beginOf(i) : 1;
            return std::clamp(beginOf(i) + width / 2, m_min, m_max);
        }
    }
    return m_max;
}

} // namespace membridge

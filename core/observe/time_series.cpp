// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "time_series.h"

#include <array>

namespace membridge {

namespace {

void merge(TimeBucket &into, const TimeBucket &from)
{
    if (from.count == 0)
        return;
    if (into.count == 0) {
        into = from;
        return;
    }
    into.beginNs = std::min(into.beginNs, from.beginNs);
    into.endNs = std::max(into.endNs, from.endNs);
    into.min = std::min(into.min, from.min);
    into.max = std::max(into.max, from.max);
    into.sum += from.sum;
    into.count += from.count;
}

} // namespace

TimeSeries::TimeSeries(const Limits &limits)
{
    // Enough for each level to hold the begin of a bucket of the next one, where a query goes over from one to the other.
    constexpr std::size_t smallest = 2 * factor;
    m_samples.setLimit(std::max(limits.samples, smallest));
    m_levels.resize(levelCount);
    std::uint64_t width = 1;
    for (Level &level : m_levels) {
        width *= factor;
        level.width = width;
        level.full.setLimit(std::max(limits.bucketsPerLevel, smallest));
    }
}

void TimeSeries::append(std::int64_t timeNs, double value)
{
    if (m_total == 0)
        m_firstNs = m_lastNs = timeNs;
    m_lastNs = std::max(m_lastNs, timeNs);
    ++m_total;
    m_samples.push({m_lastNs, value});
    Level &finest = m_levels.front();
    merge(finest.open, {.beginNs = m_lastNs, .endNs = m_lastNs, .min = value, .max = value, .sum = value, .count = 1});
    for (std::size_t level = 0; level < m_levels.size() && m_levels[level].open.count >= m_levels[level].width; ++level)
        close(level);
}

void TimeSeries::breakHere()
{
    for (std::size_t level = 0; level < m_levels.size(); ++level)
        close(level);
    if (m_total == 0 || (!m_breaks.empty() && m_breaks.back() == m_lastNs))
        return;
    constexpr std::size_t mostBreaks = 8192;
    if (m_breaks.size() >= mostBreaks)
        m_breaks.erase(m_breaks.begin(), m_breaks.begin() + mostBreaks / 2);
    m_breaks.push_back(m_lastNs);
}

bool TimeSeries::isBroken(std::int64_t endNs) const noexcept
{
    return std::binary_search(m_breaks.begin(), m_breaks.end(), endNs);
}

void TimeSeries::close(std::size_t index)
{
    Level &level = m_levels[index];
    if (level.open.count == 0)
        return;
    const bool coarsest = index + 1 == m_levels.size();
    if (coarsest && level.full.isFull())
        mergeCoarsest();
    level.full.push(level.open);
    if (!coarsest)
        merge(m_levels[index + 1].open, level.open);
    level.open = {};
}

void TimeSeries::mergeCoarsest()
{
    Level &level = m_levels.back();
    std::vector<TimeBucket> &buckets = level.full.elements();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < buckets.size(); i += 2) {
        TimeBucket merged = buckets[i];
        if (i + 1 < buckets.size())
            merge(merged, buckets[i + 1]);
        buckets[kept++] = merged;
    }
    buckets.resize(kept);
    level.width *= 2;
}

void TimeSeries::clear()
{
    m_samples.clear();
    std::uint64_t width = 1;
    for (Level &level : m_levels) {
        width *= factor;
        level.full.clear();
        level.open = {};
        level.width = width;
    }
    m_breaks = {};
    m_total = 0;
    m_firstNs = m_lastNs = 0;
}

std::size_t TimeSeries::memory() const noexcept
{
    std::size_t bytes = m_samples.memory() + m_breaks.capacity() * sizeof(std::int64_t);
    for (const Level &level : m_levels)
        bytes += level.full.memory();
    return bytes;
}

/// The first item that begins at `timeNs` or later.
template <typename Items> std::size_t TimeSeries::firstFrom(const Items &items, std::int64_t timeNs)
{
    std::size_t low = 0;
    for (std::size_t high = items.size(); low < high;) {
        const std::size_t middle = low + (high - low) / 2;
        if (items[middle].beginNs < timeNs)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// Calls `add` for each item that begins in [beginNs, endNs), and for the one before if it is to and reaches into that.
template <typename Items, typename Add>
void TimeSeries::addFrom(const Items &items, std::int64_t beginNs, std::int64_t endNs, bool reaching, Add &&add)
{
    std::size_t i = firstFrom(items, beginNs);
    if (reaching && i > 0 && items[i - 1].end() >= beginNs)
        --i;
    for (; i < items.size() && items[i].beginNs < endNs; ++i)
        add(items[i].bucket());
}

std::vector<TimeBucket> TimeSeries::query(std::int64_t beginNs, std::int64_t endNs, std::size_t columns) const
{
    std::vector<TimeBucket> result;
    if (columns == 0 || endNs <= beginNs || m_total == 0)
        return result;
    // As doubles a difference can't overflow; a nanosecond more or less at a column's edge is nothing.
    const double width = (static_cast<double>(endNs) - static_cast<double>(beginNs)) / static_cast<double>(columns);
    result.resize(columns);
    const auto addBucket = [&](const TimeBucket &bucket) {
        const double at = (static_cast<double>(bucket.beginNs) - static_cast<double>(beginNs)) / width;
        merge(result[std::min(columns - 1, static_cast<std::size_t>(std::max(at, 0.0)))], bucket);
    };

    // The coarsest level that still has several buckets a column; the samples themselves if none has. What it no longer reaches back to comes
    // from the coarser ones.
    constexpr double bucketsPerColumn = 4;
    const double meanPeriod = m_total < 2
        ? 0
        : (static_cast<double>(m_lastNs) - static_cast<double>(m_firstNs)) / static_cast<double>(m_total - 1);
    const double samplesPerColumn = meanPeriod > 0 ? width / meanPeriod : static_cast<double>(m_total);
    std::size_t level = m_levels.size();
    while (level > 0 && static_cast<double>(m_levels[level - 1].width) * bucketsPerColumn > samplesPerColumn)
        --level;

    // From when on each level (0: the samples) is to be used. That must be the begin of a bucket of every coarser one, so that nothing is counted
    // twice; coarse begins are begins of all finer levels, too.
    std::array<std::int64_t, levelCount + 1> from;
    from.back() = beginNs;
    for (std::size_t i = levelCount; i-- > level;) {
        const std::int64_t reaches = i == 0 ? reachOf(m_samples, beginNs) : reachOf(m_levels[i - 1].full, beginNs);
        from[i] = from[i + 1];
        if (reaches == beginNs)
            continue;
        const Level &coarser = m_levels[i];
        const std::size_t first = firstFrom(coarser.full, reaches);
        if (first < coarser.full.size()) {
            from[i] = std::max(from[i + 1], coarser.full[first].beginNs);
        } else if (coarser.open.count > 0 && coarser.open.beginNs >= reaches) {
            from[i] = std::max(from[i + 1], coarser.open.beginNs);
        } else {
            // All that this level remembers lies inside one coarser bucket.
            level = i + 1;
            break;
        }
    }
    // What is not yet in a closed bucket of that level.
    for (std::size_t finer = 0; finer < level; ++finer) {
        const TimeBucket &open = m_levels[finer].open;
        if (open.count > 0 && open.endNs >= beginNs && open.beginNs < endNs)
            addBucket(open);
    }
    std::int64_t until = endNs;
    for (std::size_t i = level; i <= levelCount && until > beginNs; ++i) {
        const bool toTheEdge = from[i] == beginNs;
        if (i == 0)
            addFrom(m_samples, from[i], until, toTheEdge, addBucket);
        else
            addFrom(m_levels[i - 1].full, from[i], until, toTheEdge, addBucket);
        until = std::min(until, from[i]);
    }
    return result;
}

/// From when on `items` have everything: from the window's begin if nothing of it was forgotten.
template <typename Items> std::int64_t TimeSeries::reachOf(const Items &items, std::int64_t beginNs)
{
    return items.isFull() ? std::max(beginNs, items[0].beginNs) : beginNs;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace membridge {

/// What a stretch of time held. Nothing is between two buckets: where no sample was taken there is no bucket.
struct TimeBucket
{
    std::int64_t beginNs = 0; ///< Time of its first sample.
    std::int64_t endNs = 0;   ///< Time of its last sample.
    double min = 0;
    double max = 0;
    double sum = 0;
    std::uint64_t count = 0; ///< Samples; 0: an empty column.

    double mean() const noexcept { return count == 0 ? 0 : sum / static_cast<double>(count); }
    std::int64_t end() const noexcept { return endNs; }
    const TimeBucket &bucket() const noexcept { return *this; }
};

/// One measured value over time in bounded memory: the newest samples themselves, and behind them a pyramid of minimum, maximum and mean, each
/// level 16 times coarser and reaching 16 times further back. The coarsest level halves its resolution whenever it is full, so that the
/// series never forgets how it began. No spike is lost at any zoom: each sample is in the minimum and the maximum of the column that shows it.
///
/// At 1 kHz the default limits keep 17 minutes of samples, 70 minutes at 16 ms, 18 hours at 256 ms, 12 days at 4 s, in at most 57 MiB; memory
/// is taken as it is needed.
///
/// Threads: one owner.
class TimeSeries
{
public:
    struct Limits
    {
        std::size_t samples = 1u << 20;
        std::size_t bucketsPerLevel = 1u << 18;
    };
    static constexpr std::uint64_t factor = 16;
    static constexpr std::size_t levelCount = 4;

    TimeSeries() : TimeSeries(Limits()) { }
    explicit TimeSeries(const Limits &limits);

    /// Times must not go back: an earlier one counts as the latest so far.
    void append(std::int64_t timeNs, double value);
    /// Says that the next sample doesn't follow the last one: no bucket will span the two.
    void breakHere();
    /// Whether the sample of that time, if it is the last one of a bucket, is followed by a break. The oldest are forgotten where there are
    /// thousands.
    bool isBroken(std::int64_t endNs) const noexcept;
    void clear();

    bool isEmpty() const noexcept { return m_total == 0; }
    /// Samples ever appended.
    std::uint64_t total() const noexcept { return m_total; }
    std::int64_t firstNs() const noexcept { return m_firstNs; }
    std::int64_t lastNs() const noexcept { return m_lastNs; }
    /// Bytes taken for samples and buckets.
    std::size_t memory() const noexcept;

    /// At most `columns` columns of equal width over [beginNs, endNs), in order, empty ones included. A sample counts in the column of its time,
    /// or, where only buckets are left of it, in that of its bucket's begin (a bucket that reaches into the first column counts there). Work: a
    /// few buckets a column.
    std::vector<TimeBucket> query(std::int64_t beginNs, std::int64_t endNs, std::size_t columns) const;

private:
    /// Looks like a bucket of one.
    struct Sample
    {
        std::int64_t beginNs;
        double value;

        std::int64_t end() const noexcept { return beginNs; }
        TimeBucket bucket() const noexcept { return {beginNs, beginNs, value, value, value, 1}; }
    };

    /// The newest `limit` elements, oldest first.
    template <typename T> class Window
    {
    public:
        void setLimit(std::size_t limit) { m_limit = limit; }
        void push(const T &element)
        {
            if (m_elements.size() < m_limit) {
                m_elements.push_back(element);
                return;
            }
            m_elements[m_oldest] = element;
            m_oldest = (m_oldest + 1) % m_limit;
        }
        std::size_t size() const noexcept { return m_elements.size(); }
        bool isFull() const noexcept { return m_elements.size() == m_limit; }
        const T &operator[](std::size_t index) const noexcept
        {
            const std::size_t at = m_oldest + index;
            return m_elements[at < m_elements.size() ? at : at - m_elements.size()];
        }
        std::size_t memory() const noexcept { return m_elements.capacity() * sizeof(T); }
        /// For the coarsest level alone, which is never overwritten.
        std::vector<T> &elements() noexcept { return m_elements; }
        void clear()
        {
            m_elements = {};
            m_oldest = 0;
        }

    private:
        std::vector<T> m_elements;
        std::size_t m_limit = 0;
        std::size_t m_oldest = 0;
    };

    struct Level
    {
        Window<TimeBucket> full;
        TimeBucket open;         ///< Still being filled.
        std::uint64_t width = 0; ///< Samples in a full bucket.
    };

    void close(std::size_t level);
    void mergeCoarsest();
    template <typename Items> static std::size_t firstFrom(const Items &items, std::int64_t timeNs);
    template <typename Items, typename Add>
    static void addFrom(const Items &items, std::int64_t beginNs, std::int64_t endNs, bool reaching, Add &&add);
    template <typename Items> static std::int64_t reachOf(const Items &items, std::int64_t beginNs);

    Window<Sample> m_samples;
    std::vector<Level> m_levels;
    std::vector<std::int64_t> m_breaks; ///< Times of the samples before them, rising.
    std::uint64_t m_total = 0;
    std::int64_t m_firstNs = 0;
    std::int64_t m_lastNs = 0;
};

} // namespace membridge

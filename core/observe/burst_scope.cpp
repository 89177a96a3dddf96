// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "burst_scope.h"

#include "../ipc/error.h"
#include "../platform/tick_counter.h"

#include <algorithm>
#include <atomic>
#include <deque>

namespace membridge {

namespace {

constexpr double longGapNs = 10'000;
constexpr std::uint64_t mappedBytes = 4096;

/// A hold that is going on, in ticks.
struct OpenHold
{
    bool open = false;
    bool cut = false; ///< Was going on when the capture began.
    std::uint64_t since = 0;
};

/// Takes the transitions one by one and adds up.
class Account
{
public:
    Account(BurstCapture &capture, const BurstOptions &options, const platform::TickCounter &clock, std::uint64_t begin,
            std::int32_t first)
        : m_capture(capture), m_options(options), m_clock(clock), m_begin(begin), m_since(begin), m_word(first)
    {
        open(first, begin, true);
    }

    void change(std::int32_t to, std::uint64_t before, std::uint64_t now)
    {
        ++m_capture.transitions;
        addTime(now);
        keep({.timeNs = timeOf(now), .uncertaintyNs = nsOf(now - before), .from = m_word, .to = to});
        if (m_options.trigger && !m_capture.triggerNs && to == m_options.trigger->word)
            m_capture.triggerNs = timeOf(now);
        const bool wasReaders = m_word > 0;
        const bool isReaders = to > 0;
        if (wasReaders && isReaders) {
            m_several = true;
        } else {
            close(now, false);
            open(to, now, false);
        }
        m_word = to;
        m_capture.mostReaders = std::max(m_capture.mostReaders, to);
    }

    void finish(std::uint64_t now)
    {
        addTime(now);
        close(now, true);
        m_capture.kept.insert(m_capture.kept.begin(), m_before.begin(), m_before.end());
    }

    std::int64_t nsOf(std::uint64_t ticks) const
    {
        return static_cast<std::int64_t>(static_cast<double>(ticks) * m_clock.nsPerTick());
    }

private:
    std::int64_t timeOf(std::uint64_t ticks) const { return m_capture.beginNs + nsOf(ticks - m_begin); }

    void keep(const LockTransition &transition)
    {
        if (m_options.trigger && !m_capture.triggerNs && transition.to != m_options.trigger->word) {
            m_before.push_back(transition);
            if (m_before.size() > m_options.keptBefore)
                m_before.pop_front();
        } else if (m_capture.kept.size() < m_options.keptTransitions) {
            m_capture.kept.push_back(transition);
        }
    }

    void addTime(std::uint64_t now)
    {
        const auto ticks = static_cast<double>(now - m_since);
        m_since = now;
        if (m_word != 0)
            m_capture.busyRatio += ticks;
        if (m_word == -1)
            m_capture.writerRatio += ticks;
        else if (m_word < -1)
            m_capture.invalidRatio += ticks;
        else
            m_capture.readerRatio[std::min<std::size_t>(static_cast<std::size_t>(m_word),
                                                        BurstCapture::countsKept - 1)] += ticks;
    }

    void open(std::int32_t word, std::uint64_t now, bool cut)
    {
        m_several = word > 1;
        m_hold = {.open = word == -1 || word > 0, .cut = cut, .since = now};
    }

    void close(std::uint64_t now, bool cut)
    {
        if (!m_hold.open)
            return;
        BurstHolds &holds = m_word == -1 ? m_capture.writer : m_several ? m_capture.readers : m_capture.reader;
        const std::int64_t ns = nsOf(now - m_hold.since);
        if (ns >= holds.longestNs) {
            holds.longestNs = ns;
            holds.longestAtNs = timeOf(m_hold.since);
        }
        if (cut || m_hold.cut)
            ++holds.cut;
        else
            holds.ns.add(static_cast<std::uint64_t>(ns));
    }

    BurstCapture &m_capture;
    const BurstOptions &m_options;
    const platform::TickCounter &m_clock;
    std::uint64_t m_begin;
    std::uint64_t m_since; ///< The word has been m_word since then.
    std::int32_t m_word;
    OpenHold m_hold;
    bool m_several = false; ///< The readers of this hold were more than one at some time.
    std::deque<LockTransition> m_before;
};

void checkArguments(const SegmentReader &reader, const BurstOptions &options)
{
    constexpr auto attempted = "capture lock transitions of";
    if (options.duration <= std::chrono::nanoseconds(0) || options.duration > BurstOptions::longest)
        throw Error(ErrorCode::InvalidArgument, reader.name(), attempted, "a capture lasts 5 s at most");
    if (const std::uint64_t size = reader.stat().size; size < region_layout::smallestSize)
        throw Error(ErrorCode::TooSmall, reader.name(), attempted,
                    "its " + std::to_string(size) + " bytes are too few for a region");
}

} // namespace

std::size_t BurstCapture::keptBeforeTrigger() const noexcept
{
    if (!triggerNs)
        return kept.size();
    const auto from = std::partition_point(
        kept.begin(), kept.end(), [this](const LockTransition &transition) { return transition.timeNs < *triggerNs; });
    return static_cast<std::size_t>(from - kept.begin());
}

BurstCapture captureBurst(const SegmentReader &reader, const BurstOptions &options, const StopFlag *stop)
{
    checkArguments(reader, options);
    const platform::Mapping mapping(reader.handle(), std::min(reader.stat().size, mappedBytes),
                                    platform::Access::ReadOnly, reader.name());
    // A read-only mapping is never written through; atomic_ref has no variant for what is const.
    std::atomic_ref<std::int32_t> word(*reinterpret_cast<std::int32_t *>(mapping.data()));
    const platform::TickCounter clock;
    BurstCapture capture;
    capture.trigger = options.trigger;
    capture.kept.reserve(std::min<std::size_t>(options.keptTransitions, 4096));

    const auto ticksOf = [&clock](std::chrono::nanoseconds time) {
        return static_cast<std::uint64_t>(static_cast<double>(time.count()) / clock.nsPerTick());
    };
    const auto longGap = static_cast<std::uint64_t>(longGapNs / clock.nsPerTick());
    capture.beginNs = platform::monotonicNs();
    const std::uint64_t begin = clock.ticks();
    std::uint64_t end = begin + ticksOf(options.duration);
    // Relaxed: only the word itself is looked at; nothing that it guards is read.
    std::int32_t previous = word.load(std::memory_order_relaxed);
    capture.firstWord = previous;
    capture.mostReaders = std::max(previous, 0);
    Account account(capture, options, clock, begin, previous);
    std::uint64_t last = begin;
    std::uint64_t samples = 1;
    std::uint64_t maxGap = 0;
    for (;;) {
        const std::int32_t current = word.load(std::memory_order_relaxed);
        const std::uint64_t now = clock.ticks();
        ++samples;
        if (const std::uint64_t gap = now - last; gap > maxGap || gap > longGap) [[unlikely]] {
            maxGap = std::max(maxGap, gap);
            capture.longGaps += gap > longGap ? 1 : 0;
        }
        if (current != previous) [[unlikely]] {
            // Zeros of a page that is gone are no transition.
            if (mapping.lost()) {
                capture.end = BurstEnd::Lost;
                break;
            }
            const bool waiting = options.trigger && !capture.triggerNs;
            account.change(current, last, now);
            if (waiting && capture.triggerNs)
                end = std::min(end, now + ticksOf(options.trigger->after));
            previous = current;
        }
        last = now;
        if (now >= end)
            break;
        constexpr std::uint64_t samplesPerCheck = 4096;
        if (samples % samplesPerCheck == 0) [[unlikely]] {
            if (mapping.lost() || (stop != nullptr && stop->requested())) {
                capture.end = mapping.lost() ? BurstEnd::Lost : BurstEnd::Stopped;
                break;
            }
        }
    }
    account.finish(last);

    const double span = std::max(static_cast<double>(last - begin), 1.0);
    capture.durationNs = account.nsOf(last - begin);
    capture.samples = samples;
    capture.rateHz = static_cast<double>(samples) / (span * clock.nsPerTick()) * 1e9;
    capture.meanGapNs = span * clock.nsPerTick() / static_cast<double>(samples);
    capture.maxGapNs = account.nsOf(maxGap);
    capture.lastWord = previous;
    for (double *ratio : {&capture.busyRatio, &capture.writerRatio, &capture.invalidRatio})
        *ratio /= span;
    for (double &ratio : capture.readerRatio)
        ratio /= span;
    return capture;
}

} // namespace membridge

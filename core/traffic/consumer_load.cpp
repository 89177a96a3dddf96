// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "consumer_load.h"

#include "../codec/decode.h"
#include "give_way.h"
#include "traffic_limits.h"

#include <algorithm>
#include <utility>

namespace membridge {

TrafficConsumer::TrafficConsumer(SpscConsumer consumer, ConsumerLoadOptions options)
    : m_consumer(std::move(consumer)), m_options(std::move(options)), m_verifier(m_options.verifier)
{
    (void)Pacer(m_options.pace, 0);
}

TrafficResult TrafficConsumer::run(const StopFlag *stop)
{
    m_counters.start();
    struct Finish
    {
        TrafficConsumer &consumer;
        ~Finish()
        {
            consumer.m_counters.finish();
            consumer.renewReport();
        }
    } finish{*this};
    return consume(stop);
}

VerifyReport TrafficConsumer::report() const
{
    const std::lock_guard lock(m_reportMutex);
    return m_report;
}

void TrafficConsumer::renewReport()
{
    if (!m_options.verify)
        return;
    // Made outside, so that who asks waits for a copy at most.
    VerifyReport report = VerifyReport::of(m_verifier);
    const std::lock_guard lock(m_reportMutex);
    m_report = std::move(report);
}

TrafficResult TrafficConsumer::consume(const StopFlag *stop)
{
    const TrafficLimits limits(m_options.count, m_options.duration, m_options.timeout, stop);
    (void)sleepUntilNs(limits.atMostEnd(limits.startNs() + m_options.startAfter.count()), stop);
    Pacer pacer(m_options.pace, trafficNowNs());
    std::uint64_t due = 0;
    std::uint64_t untilPause = m_options.pauseEvery;
    std::int64_t lastFrameNs = 0;
    bool hadFrames = false; ///< At the drain before.
    // So that a stop is obeyed, and counters move, while there is always more. Reading the clock costs as much as several small messages.
    constexpr std::uint64_t mostBetweenLooks = 256;
    std::int64_t now = trafficNowNs();
    std::uint64_t untilLook = mostBetweenLooks;
    while (true) {
        if (untilLook == 0 || due == 0) {
            now = trafficNowNs();
            untilLook = mostBetweenLooks;
        }
        if (const auto end = limits.end(m_counters.messages(), now))
            return {.end = *end};
        if (due == 0)
            due = pacer.take(now);
        if (due == 0) {
            // Why it ended is found above.
            (void)sleepUntilNs(limits.atMostEnd(pacer.dueNs()), stop);
            continue;
        }
        std::uint64_t most = std::min({due, limits.left(m_counters.messages()), untilLook});
        if (m_options.pauseEvery != 0)
            most = std::min(most, untilPause);
        const auto drained = drain(most);
        if (m_misfit)
            return {.end = TrafficEnd::Misfit, .misfit = m_misfit, .position = m_misfitAt};
        if (drained.outcome == PopOutcome::Malformed)
            return {.end = TrafficEnd::Malformed, .fault = m_consumer.fault()};
        if (due != Pacer::unlimited)
            due -= drained.frames;
        untilLook -= drained.frames;
        if (m_options.pauseEvery != 0) {
            untilPause -= drained.frames;
            if (untilPause == 0) {
                (void)sleepUntilNs(limits.atMostEnd(trafficNowNs() + m_options.pauseFor.count()), stop);
                untilPause = m_options.pauseEvery;
                untilLook = 0;
            }
        }
        constexpr std::int64_t reportEveryNs = 100'000'000;
        if (m_options.verify && now >= m_reportDueNs) {
            renewReport();
            m_reportDueNs = now + reportEveryNs;
        }
        if (drained.frames != 0) {
            hadFrames = true;
            continue;
        }
        m_counters.refuse();
        untilLook = 0;
        if (hadFrames)
            lastFrameNs = now = trafficNowNs();
        hadFrames = false;
        // Only while messages come faster than that: one that comes alone is to be had at once.
        constexpr std::int64_t fastNs = 2000;
        if (now - lastFrameNs < fastNs) {
            giveWay();
            continue;
        }
        const WaitOutcome waited = m_consumer.waitForFrame(limits.waitDeadline());
        if (waited == WaitOutcome::TimedOut && !limits.end(m_counters.messages(), trafficNowNs()))
            return {.end = TrafficEnd::NoProgress};
    }
}

SpscConsumer::DrainResult TrafficConsumer::drain(std::uint64_t most)
{
    const SpscConsumer::DrainLimits limits{.frames = static_cast<std::size_t>(most)};
    const bool looks = m_options.schema || m_options.verify;
    // Small functions in place: a call costs as much as a small message.
    const auto drained = looks ? m_consumer.drain([this](const FrameView &view) { return use(view); }, limits)
                               : m_consumer.drain([this](const FrameView &view) { return copy(view); }, limits);
    m_counters.add(drained.frames, drained.bytes);
    if (m_options.verify)
        m_counters.set(m_verifier.counts());
    return drained;
}

bool TrafficConsumer::use(const FrameView &view)
{
    copy(view);
    const std::size_t size = view.size();
    const std::span<const std::byte> payload(m_copy.data(), size);
    if (m_options.schema) {
        Decoded decoded = decode(payload, *m_options.schema);
        if (decoded.error) {
            m_misfit = std::move(decoded.error);
            m_misfitAt = view.position;
            return false;
        }
    }
    if (m_options.verify)
        m_verifier.add(payload, trafficNowNs(), view.position);
    return true;
}

} // namespace membridge

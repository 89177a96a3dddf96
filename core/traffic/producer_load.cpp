// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "producer_load.h"

#include "../ipc/error.h"
#include "give_way.h"
#include "traffic_limits.h"

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

/// Before the generator sets memory aside for them.
ProducerLoadOptions checked(ProducerLoadOptions options, const SpscProducer &producer)
{
    if (options.batch == 0)
        throw Error(ErrorCode::InvalidArgument, producer.name(), "produce", "a batch has at least one message");
    if (!options.payload.fields
        && (options.payload.largest > producer.capacity()
            || options.payload.largest + ring_layout::frameHeaderSize > producer.capacity())) {
        throw Error(ErrorCode::InvalidArgument, producer.name(), "produce",
                    "messages of " + std::to_string(options.payload.largest) + " bytes never fit a ring of "
                        + std::to_string(producer.capacity()));
    }
    (void)Pacer(options.pace, 0);
    return options;
}

} // namespace

TrafficProducer::TrafficProducer(SpscProducer producer, ProducerLoadOptions options)
    : m_producer(std::move(producer)), m_options(checked(std::move(options), m_producer)), m_generator(m_options.payload)
{
}

TrafficResult TrafficProducer::run(const StopFlag *stop)
{
    m_counters.start();
    struct Finish
    {
        LiveCounters &counters;
        ~Finish() { counters.finish(); }
    } finish{m_counters};
    return produce(stop);
}

TrafficResult TrafficProducer::produce(const StopFlag *stop)
{
    // Reading the clock costs as much as several small messages.
    constexpr std::uint64_t mostBetweenLooks = 64;
    const TrafficLimits limits(m_options.count, m_options.duration, m_options.timeout, stop);
    Pacer pacer(m_options.pace, limits.startNs());
    std::uint64_t due = 0;
    while (true) {
        const std::int64_t now = trafficNowNs();
        if (const auto end = limits.end(m_counters.messages(), now))
            return {.end = *end};
        if (due == 0)
            due = pacer.take(now);
        if (due == 0) {
            // Why it ended is found above.
            (void)sleepUntilNs(limits.atMostEnd(pacer.dueNs()), stop);
            continue;
        }
        const std::uint64_t most = std::min(
            {due, limits.left(m_counters.messages()), std::max<std::uint64_t>(m_options.batch, mostBetweenLooks)});
        const std::uint64_t pushed = pushBatch(most);
        if (due != Pacer::unlimited)
            due -= pushed;
        if (m_outcome == PushOutcome::Malformed)
            return {.end = TrafficEnd::Malformed, .fault = m_producer.fault()};
        if (m_outcome != PushOutcome::Full)
            continue;
        m_counters.refuse();
        giveWay();
        const WaitOutcome waited = m_producer.waitForRoom(m_pending.size(), limits.waitDeadline());
        if (waited == WaitOutcome::TimedOut && !limits.end(m_counters.messages(), trafficNowNs()))
            return {.end = TrafficEnd::NoProgress};
    }
}

std::uint64_t TrafficProducer::pushBatch(std::uint64_t most)
{
    constexpr std::size_t smallSize = 8;
    // In locals, as stores of bytes could otherwise change the members.
    std::uint64_t staged = 0;
    std::uint64_t bytes = 0;
    std::uint64_t shown = 0; ///< Of those: published.
    std::uint64_t shownBytes = 0;
    std::uint64_t untilPublish = m_options.batch;
    const auto show = [&] {
        m_producer.publish();
        shown = staged;
        shownBytes = bytes;
        untilPublish = m_options.batch;
    };
    const bool needsTime = m_generator.needsTime();
    PushOutcome outcome = PushOutcome::Pushed;
    const auto made = [&] { return m_generator.next(needsTime ? static_cast<std::uint64_t>(trafficNowNs()) : 0); };
    while (staged < most) {
        const bool isPending = m_hasPending;
        const std::span<const std::byte> payload = isPending ? m_pending : made();
        // In place, because the call that copies any number of bytes costs as much as the rest of a small message.
        outcome = payload.size() == smallSize ? m_producer.stage(payload.first<smallSize>()) : m_producer.stage(payload);
        if (outcome != PushOutcome::Pushed) {
            m_pending = payload;
            m_hasPending = true;
            break;
        }
        if (isPending)
            m_hasPending = false;
        ++staged;
        bytes += payload.size();
        if (--untilPublish == 0)
            show();
    }
    m_outcome = outcome;
    if (outcome == PushOutcome::Malformed)
        m_producer.discardStaged(); // the indices are no longer ours to store
    else
        show();
    m_counters.add(shown, shownBytes);
    return shown;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "sender.h"

#include "../ipc/error.h"
#include "give_way.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

namespace membridge {

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
/// As long as a switch may take to take effect.
constexpr std::int64_t longestWaitNs = 20'000'000;
/// Reading the clock costs as much as several small messages.
constexpr std::uint64_t mostBetweenLooks = 64;

} // namespace

struct TrafficSender::Row
{
    explicit Row(SenderRow row) : options(std::move(row)), wanted(options.enabled) { (void)Pacer(options.pace, 0); }

    bool ended() const noexcept
    {
        const SenderRowState now = state.load(std::memory_order_relaxed);
        return now == SenderRowState::Done || now == SenderRowState::Failed;
    }
    /// Release, for look()'s acquire: who sees Failed finds the failure, too.
    void setState(SenderRowState to) noexcept { state.store(to, std::memory_order_release); }

    // The sending thread's own.
    SenderRow options;
    std::optional<PayloadGenerator> generator; ///< From the first message on.
    std::optional<Pacer> pacer;                ///< While it is enabled.
    std::uint64_t owed = 0;                    ///< Due, but not sent yet.
    std::int64_t dueNs = 0;                    ///< Since when.
    std::uint64_t skippedBefore = 0;           ///< By earlier pacers.
    std::span<const std::byte> pending;        ///< Made, but not yet in the ring.
    bool hasPending = false;
    bool wasRefused = false; ///< The pending one, so that it counts once.

    // Relaxed throughout: switches and numbers that order nothing.
    std::atomic<bool> wanted;
    std::atomic<SenderRowState> state{SenderRowState::Disabled};
    std::atomic<std::uint64_t> sent{0};
    std::atomic<std::uint64_t> bytes{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> skipped{0};
    std::string failure;
};

TrafficSender::TrafficSender(SpscProducer producer, std::vector<SenderRow> rows) : m_producer(std::move(producer))
{
    m_rows.reserve(rows.size());
    for (SenderRow &row : rows)
        m_rows.push_back(std::make_unique<Row>(std::move(row)));
}

TrafficSender::~TrafficSender() = default;

void TrafficSender::setEnabled(std::size_t row, bool enabled) noexcept
{
    if (row < m_rows.size())
        m_rows[row]->wanted.store(enabled, std::memory_order_relaxed);
}

SenderRowLook TrafficSender::look(std::size_t row) const
{
    SenderRowLook look;
    if (row >= m_rows.size())
        return look;
    const Row &of = *m_rows[row];
    look.state = of.state.load(std::memory_order_acquire);
    look.sent = of.sent.load(std::memory_order_relaxed);
    look.bytes = of.bytes.load(std::memory_order_relaxed);
    look.refused = of.refused.load(std::memory_order_relaxed);
    look.skipped = of.skipped.load(std::memory_order_relaxed);
    if (look.state == SenderRowState::Failed) {
        const std::lock_guard lock(m_failureMutex);
        look.failure = of.failure;
    }
    return look;
}

TrafficResult TrafficSender::run(const StopFlag *stop)
{
    m_counters.start();
    struct Finish
    {
        LiveCounters &counters;
        ~Finish() { counters.finish(); }
    } finish{m_counters};
    return send(stop);
}

TrafficResult TrafficSender::send(const StopFlag *stop)
{
    while (true) {
        const std::int64_t now = trafficNowNs();
        if (stop != nullptr && stop->requested())
            return {.end = TrafficEnd::Stopped};
        Row *row = choose(now);
        if (row == nullptr) {
            if (allEnded())
                return {.end = TrafficEnd::Count};
            (void)sleepUntilNs(std::min(m_nextDueNs, now + longestWaitNs), stop);
            continue;
        }
        const PushOutcome outcome = push(*row);
        if (outcome == PushOutcome::Malformed)
            return {.end = TrafficEnd::Malformed, .fault = m_producer.fault()};
        if (outcome != PushOutcome::Full)
            continue;
        giveWay();
        (void)m_producer.waitForRoom(row->pending.size(),
                                     Deadline::after(std::chrono::nanoseconds(longestWaitNs), stop));
    }
}

TrafficSender::Row *TrafficSender::choose(std::int64_t nowNs)
{
    Row *first = nullptr;
    m_nextDueNs = never;
    for (const auto &each : m_rows) {
        Row &row = *each;
        if (row.ended())
            continue;
        if (!row.wanted.load(std::memory_order_relaxed)) {
            if (row.pacer)
                row.skippedBefore += row.pacer->dropped();
            row.pacer.reset();
            row.setState(SenderRowState::Disabled);
            continue;
        }
        if (!row.pacer) {
            row.pacer.emplace(row.options.pace, nowNs);
            row.owed = 0;
            row.setState(SenderRowState::Sending);
        }
        if (row.owed == 0) {
            const std::int64_t dueNs = row.pacer->paced() ? row.pacer->dueNs() : row.dueNs;
            row.owed = row.pacer->take(nowNs);
            row.skipped.store(row.skippedBefore + row.pacer->dropped(), std::memory_order_relaxed);
            if (row.owed == 0) {
                m_nextDueNs = std::min(m_nextDueNs, row.pacer->dueNs());
                continue;
            }
            row.dueNs = dueNs;
        }
        if (first == nullptr || row.dueNs < first->dueNs)
            first = &row;
    }
    return first;
}

PayloadGenerator &TrafficSender::generatorOf(Row &row)
{
    if (!row.generator) {
        if (!row.options.failure.empty())
            throw Error(ErrorCode::InvalidArgument, m_producer.name(), "send", row.options.failure);
        // Before memory is set aside for what never fits.
        if (!row.options.payload.fields && row.options.payload.largest > m_producer.capacity())
            throw Error(ErrorCode::InvalidArgument, m_producer.name(), "send",
                        "messages of " + std::to_string(row.options.payload.largest) + " bytes never fit a ring of "
                            + std::to_string(m_producer.capacity()));
        row.generator.emplace(row.options.payload);
    }
    return *row.generator;
}

PushOutcome TrafficSender::push(Row &row)
{
    const std::uint64_t before = row.sent.load(std::memory_order_relaxed);
    const std::uint64_t left = row.options.count == 0 ? Pacer::unlimited : row.options.count - before;
    const std::uint64_t burst = row.options.pace.burst;
    const std::uint64_t most = std::min({row.owed, left, std::max(burst, mostBetweenLooks)});
    std::uint64_t staged = 0;
    std::uint64_t bytes = 0;
    std::uint64_t shown = 0; ///< Of those: published.
    std::uint64_t shownBytes = 0;
    // As fast as it goes means some at once, too: a store of the index a message would be most of the work.
    constexpr std::uint64_t leastUnpaced = 16;
    const std::uint64_t together = row.pacer->paced() ? burst : std::max(burst, leastUnpaced);
    std::uint64_t untilPublish = together;
    PushOutcome outcome = PushOutcome::Pushed;
    const auto show = [&] {
        m_producer.publish();
        shown = staged;
        shownBytes = bytes;
        untilPublish = together;
    };
    try {
        PayloadGenerator &generator = generatorOf(row);
        const bool needsTime = generator.needsTime();
        const auto made = [&] { return generator.next(needsTime ? static_cast<std::uint64_t>(trafficNowNs()) : 0); };
        while (staged < most) {
            const bool isPending = row.hasPending;
            const std::span<const std::byte> payload = isPending ? row.pending : made();
            outcome = m_producer.stage(payload);
            if (outcome != PushOutcome::Pushed) {
                row.wasRefused = isPending && row.wasRefused;
                row.pending = payload;
                row.hasPending = true;
                break;
            }
            if (isPending)
                row.hasPending = false;
            ++staged;
            bytes += payload.size();
            if (--untilPublish == 0)
                show();
        }
    } catch (const Error &error) {
        if (error.code() != ErrorCode::InvalidArgument)
            throw;
        fail(row, error.reason());
    } catch (const std::bad_alloc &) {
        fail(row, "there is not enough memory");
    }
    if (outcome == PushOutcome::Malformed)
        m_producer.discardStaged(); // the indices are no longer ours to store
    else
        show();
    m_counters.add(shown, shownBytes);
    // One writer, so that no read-modify-write is needed.
    row.sent.store(before + shown, std::memory_order_relaxed);
    row.bytes.store(row.bytes.load(std::memory_order_relaxed) + shownBytes, std::memory_order_relaxed);
    if (outcome == PushOutcome::Malformed)
        return outcome;
    if (row.owed != Pacer::unlimited)
        row.owed -= shown;
    else
        row.owed = 0;
    // Without a rate it was due the longest when it was served the longest ago; one that waits for room must not be overtaken for ever.
    if (!row.pacer->paced() && outcome != PushOutcome::Full)
        row.dueNs = trafficNowNs();
    if (row.ended())
        return PushOutcome::Pushed;
    if (row.options.count != 0 && row.sent.load(std::memory_order_relaxed) >= row.options.count)
        row.setState(SenderRowState::Done);
    else
        row.setState(outcome == PushOutcome::Full ? SenderRowState::Full : SenderRowState::Sending);
    if (outcome == PushOutcome::Full && !row.wasRefused) {
        row.wasRefused = true;
        row.refused.store(row.refused.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        m_counters.refuse();
    }
    return outcome;
}

void TrafficSender::fail(Row &row, const std::string &why)
{
    {
        const std::lock_guard lock(m_failureMutex);
        row.failure = why;
    }
    row.setState(SenderRowState::Failed);
}

bool TrafficSender::allEnded() const noexcept
{
    bool any = false;
    for (const auto &row : m_rows) {
        if (!row->wanted.load(std::memory_order_relaxed))
            continue;
        if (!row->ended())
            return false;
        any = true;
    }
    return any;
}

} // namespace membridge

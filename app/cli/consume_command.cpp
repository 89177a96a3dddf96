// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/traffic/consumer_load.h"
#include "failure.h"
#include "process.h"
#include "ring_access.h"
#include "traffic_run.h"

namespace membridge::cli {

namespace {

constexpr auto attempted = "consume from ring";

class ConsumeCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const auto refuse = [this](const char *why) { throw Failure(ExitStatus::Usage, m_name, attempted, why); };
        if ((m_pauseEvery > 0) != (m_pauseFor.count() > 0))
            refuse("--pause-every and --pause-for need each other");
        if (m_late.count() > 0 && !m_verify)
            refuse("only with --verify is known when a message was made: --late needs it");
        const StopSignals signals(SecondSignal::Kills);
        const SpscRingBuffer ring = openRing(m_name, m_told, attempted);
        TrafficConsumer consumer(ring.consumer(RoleClaim::Machine), load());
        const TrafficSide side{.name = m_name,
                               .attempted = attempted,
                               .timedOut = "the ring stayed empty",
                               .advice = "let a producer push something, or wait longer with --timeout",
                               .json = m_json,
                               .progress = m_progress,
                               .late = m_late};
        const TrafficResult result = runTraffic(
            side, signals, [&](const StopFlag *stop) { return consumer.run(stop); },
            [&] { return consumer.counters(); });
        printSummary(side, result, consumer.counters(), m_verify ? &consumer.verifier() : nullptr);
        // What was found weighs more than how it ended.
        if (const auto &offence = consumer.verifier().firstOffence())
            throw Failure(ExitStatus::Failed, m_name, "verify the messages of ring", offence->text);
        failIfNeeded(side, result, m_timeout);
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.rate("--rate", m_rate, "Messages a second (default: max)");
        options.count("--count", m_count, "Messages (default: 0, no limit)");
        options.milliseconds("--for", m_for, "Stop after that time (default: 0, no limit)");
        options.milliseconds("--timeout", m_timeout, "Give up after so long without a message (default: 10000)", 1);
        options.milliseconds("--start-after", m_startAfter, "Slow start: take nothing before that time (default: 0)");
        options.count("--pause-every", m_pauseEvery,
                      "After so many messages take none for --pause-for (default: 0, never)");
        options.milliseconds("--pause-for", m_pauseFor, "How long a pause lasts");
        options.flag("--verify", m_verify,
                     "Check that the messages of \"produce --pattern verify\" came once, whole and in order");
        options.milliseconds("--late", m_late, "With --verify: older messages are late (default: 0, none)");
        options.schema(m_schema, Options::Presence::Optional, "Each message has to fit this, or stays in the ring");
        options.flag("--progress", m_progress, "A line each second");
        options.layout(m_told);
    }

private:
    ConsumerLoadOptions load() const
    {
        ConsumerLoadOptions options;
        options.pace.messagesPerSecond = m_rate;
        options.count = m_count;
        options.duration = m_for;
        options.timeout = m_timeout;
        options.startAfter = m_startAfter;
        options.pauseEvery = m_pauseEvery;
        options.pauseFor = m_pauseFor;
        options.verify = m_verify;
        options.verifier.lateAfterNs = static_cast<std::uint64_t>(std::chrono::nanoseconds(m_late).count());
        options.schema = m_schema;
        return options;
    }

    double m_rate = 0;
    std::uint64_t m_count = 0;
    std::chrono::milliseconds m_for{0};
    std::chrono::milliseconds m_timeout{10'000};
    std::chrono::milliseconds m_startAfter{0};
    std::uint64_t m_pauseEvery = 0;
    std::chrono::milliseconds m_pauseFor{0};
    std::chrono::milliseconds m_late{0};
    bool m_verify = false;
    bool m_progress = false;
    std::optional<Schema> m_schema;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeConsumeCommand()
{
    return std::make_unique<ConsumeCommand>();
}

} // namespace membridge::cli

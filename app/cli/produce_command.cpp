// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/traffic/csv_column.h"
#include "core/traffic/producer_load.h"
#include "failure.h"
#include "process.h"
#include "ring_access.h"
#include "size_text.h"
#include "traffic_run.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

namespace membridge::cli {

namespace {

constexpr auto attempted = "produce into ring";

PayloadPattern patternOf(const std::string &word)
{
    if (word == "random")
        return PayloadPattern::Random;
    if (word == "sine")
        return PayloadPattern::Sine;
    if (word == "text")
        return PayloadPattern::Text;
    return word == "verify" ? PayloadPattern::Verify : PayloadPattern::Counter;
}

class ProduceCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const ProducerLoadOptions options = load();
        const std::uint64_t largest = options.payload.fields ? 0 : options.payload.largest;
        const StopSignals signals(SecondSignal::Kills);
        const SpscRingBuffer ring = openRing(m_name, m_told, attempted);
        if (largest > ring.capacity() - ring_layout::frameHeaderSize) {
            throw Failure(ExitStatus::Usage, m_name, attempted,
                          "messages of " + countText(largest, "byte") + " never fit its "
                              + countText(ring.capacity(), "byte"),
                          "make the ring larger or --size smaller");
        }
        TrafficProducer producer(ring.producer(RoleClaim::Machine), options);
        const TrafficSide side{.name = m_name,
                               .attempted = attempted,
                               .timedOut = "the ring stayed full",
                               .advice = "let a consumer read, or wait longer with --timeout",
                               .json = m_json,
                               .progress = m_progress};
        const TrafficResult result = runTraffic(
            side, signals, [&](const StopFlag *stop) { return producer.run(stop); },
            [&] { return producer.counters(); });
        printSummary(side, result, producer.counters(), nullptr);
        failIfNeeded(side, result, m_timeout);
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.rate("--rate", m_rate, "Messages a second (default: max)");
        options.share("--jitter", m_jitter,
                      "With --rate: each comes up to this share of the time between two later (default: 0)");
        options.count("--burst", m_burst, "With --rate: messages that are due together (default: as --batch)");
        options.count("--count", m_count, "Messages (default: 0, no limit)");
        options.milliseconds("--for", m_for, "Stop after that time (default: 0, no limit)");
        options.milliseconds("--timeout", m_timeout, "Give up after so long without room (default: 10000)", 1);
        options.sizeRange("--size", m_sizes, "Payload bytes, or evenly spread from A to B (default: 64)");
        options.word("--pattern", {"counter", "random", "sine", "text", "verify"}, m_pattern,
                     "What the payloads are; \"consume --verify\" checks those of verify (default: counter)");
        options.payload("--payload", m_fields,
                        "Instead of --pattern and --size: fields such as counter(0,1) random(0,255) sine(0,1,100) text(a) "
                        "csv(FILE,1) checksum(), or values that stay (42 u32:7 \"text\" bytes:00ff)");
        options.count("--batch", m_batch, "Messages that become visible together (default: 1)");
        options.count("--stream", m_stream, "The stream id in verify payloads (default: 0)");
        options.count("--seed", m_seed, "The same seed gives the same sizes and random bytes (default: 1)");
        options.flag("--progress", m_progress, "A line each second");
        options.layout(m_told);
    }

private:
    ProducerLoadOptions load() const
    {
        const auto refuse = [this](const char *why) { throw Failure(ExitStatus::Usage, m_name, attempted, why); };
        if (m_stream > std::numeric_limits<std::uint32_t>::max())
            refuse("--stream is a number of 32 bits");
        constexpr std::uint64_t largestBatch = 65'536;
        if (m_batch == 0 || m_batch > largestBatch)
            refuse("--batch is a number from 1 to 65536");
        if (m_rate == 0 && (m_jitter > 0 || m_burst))
            refuse("--jitter and --burst are about when messages are due: give --rate");
        if (m_burst == std::uint64_t{0})
            refuse("--burst is at least 1");
        if (m_fields && (m_sizes || !m_pattern.empty()))
            refuse("--payload says all that --pattern and --size do");
        ProducerLoadOptions options;
        options.payload.pattern = patternOf(m_pattern);
        if (m_sizes)
            std::tie(options.payload.smallest, options.payload.largest) = *m_sizes;
        if (m_pattern == "verify" && options.payload.smallest < verifyHeaderSize)
            refuse("verify payloads have at least 32 bytes: use --size 32 or more");
        options.payload.fields = readFields();
        options.payload.seed = m_seed;
        options.payload.stream = static_cast<std::uint32_t>(m_stream);
        options.pace.messagesPerSecond = m_rate;
        options.pace.burst = m_burst.value_or(m_batch);
        options.pace.jitter = m_jitter;
        options.pace.seed = m_seed;
        options.count = m_count;
        options.duration = m_for;
        options.timeout = m_timeout;
        options.batch = static_cast<std::size_t>(m_batch);
        return options;
    }

    /// With the cells of their files.
    std::optional<PayloadTemplate> readFields() const
    {
        std::optional<PayloadTemplate> fields = m_fields;
        try {
            if (fields)
                readCsvColumns(*fields);
        } catch (const Error &error) {
            throw Failure(ExitStatus::Usage, error.segment(), error.attempted(), error.reason());
        }
        return fields;
    }

    double m_rate = 0;
    double m_jitter = 0;
    std::optional<std::uint64_t> m_burst;
    std::uint64_t m_count = 0;
    std::chrono::milliseconds m_for{0};
    std::chrono::milliseconds m_timeout{10'000};
    std::optional<std::pair<std::uint64_t, std::uint64_t>> m_sizes;
    std::string m_pattern;
    std::optional<PayloadTemplate> m_fields;
    std::uint64_t m_batch = 1;
    std::uint64_t m_stream = 0;
    std::uint64_t m_seed = 1;
    bool m_progress = false;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeProduceCommand()
{
    return std::make_unique<ProduceCommand>();
}

} // namespace membridge::cli

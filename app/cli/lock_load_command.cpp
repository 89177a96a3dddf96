// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/traffic/lock_load.h"
#include "core/traffic/pacer.h"
#include "failure.h"
#include "json_output.h"
#include "output.h"
#include "process.h"
#include "region_access.h"
#include "size_text.h"
#include "traffic_run.h"

#include <algorithm>

namespace membridge::cli {

namespace {

constexpr auto attempted = "put load on the lock of";

Json percentilesJson(const LogHistogram &times)
{
    return {{"p50", times.percentile(0.5)}, {"p99", times.percentile(0.99)}, {"max", times.max()}};
}

std::string timesText(const char *what, const LogHistogram &times)
{
    return std::string("  ") + what + ": p50 " + std::to_string(times.percentile(0.5)) + " ns, p99 "
        + std::to_string(times.percentile(0.99)) + " ns, max " + std::to_string(times.max()) + " ns\n";
}

void printSide(const char *who, const LockLoadSide &side)
{
    print(std::string(who) + ": " + countText(side.turns, "turn") + ", " + countText(side.timeouts, "timeout") + '\n');
    if (side.turns > 0)
        print(timesText("waited", side.waitNs) + timesText("held", side.holdNs));
}

class LockLoadCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const StopSignals signals(SecondSignal::Ignored);
        // Refuses what is no region.
        const std::uint64_t size = openRegion(m_name, m_told, attempted, m_timeout, signals.flag()).size();
        LockLoadOptions options;
        options.program = "membridge-cli";
        options.readers = static_cast<unsigned>(std::min<std::uint64_t>(m_readers, LockLoadOptions::mostThreads + 1));
        options.writers = static_cast<unsigned>(std::min<std::uint64_t>(m_writers, LockLoadOptions::mostThreads + 1));
        options.readerHold = m_readerHold.value_or(m_hold.value_or(DurationSpread{}));
        options.writerHold = m_writerHold.value_or(m_hold.value_or(DurationSpread{}));
        options.pause = m_pause.value_or(DurationSpread{});
        options.duration = m_for;
        options.attemptTimeout = m_timeout;
        options.bytes = m_size.value_or(std::min<std::uint64_t>(size, options.bytes));
        options.seed = m_seed;
        const auto load = make(options);
        LockLoadResult result;
        const std::int64_t start = trafficNowNs();
        const auto progress = [&] { showProgress(load->counters(), trafficNowNs() - start); };
        runShowing(
            signals, [&](const StopFlag *stop) { result = load->run(stop); },
            m_progress ? std::function<void()>(progress) : nullptr);
        show(result);
        if (result.torn > 0)
            throw Failure(ExitStatus::Failed, m_name, attempted,
                          std::to_string(result.torn) + " of " + countText(result.readers.turns, "read")
                              + " found bytes that no writer wrote, first: " + text(result.firstTorn->fault),
                          "somebody writes without the lock, or resets it");
        if (result.readers.turns + result.writers.turns == 0 && !result.stopped)
            throw Failure(ExitStatus::Timeout, m_name, attempted, "nobody ever got the lock",
                          "see who holds it with inspect");
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.count("--readers", m_readers, "Threads that read (default: 2)");
        options.count("--writers", m_writers, "Threads that write over the data (default: 1)");
        options.spread("--hold", m_hold, "How long each keeps the lock: 1ms, 100us:2ms, exp:1ms (default: 0ns)");
        options.spread("--reader-hold", m_readerHold, "The same for readers only");
        options.spread("--writer-hold", m_writerHold, "The same for writers only");
        options.spread("--pause", m_pause, "How long each rests in between (default: 0ns)");
        options.milliseconds("--for", m_for, "Stop after that time (default: 0, at a signal)");
        options.milliseconds("--timeout", m_timeout, "What one attempt waits for the lock (default: 1000)", 1);
        options.size("--size", m_size, "Bytes written and checked, from the start of the data (default: 4096 or all)");
        options.count("--seed", m_seed, "The same seed draws the same times (default: 1)");
        options.flag("--progress", m_progress, "A line each second");
        options.layout(m_told);
    }

private:
    std::unique_ptr<LockLoad> make(const LockLoadOptions &options) const
    {
        try {
            return std::make_unique<LockLoad>(m_name, options);
        } catch (const Error &error) {
            if (error.code() != ErrorCode::InvalidArgument)
                throw;
            throw Failure(ExitStatus::Usage, m_name, attempted, error.reason());
        }
    }

    static double rateOf(std::uint64_t turns, std::int64_t elapsedNs)
    {
        return elapsedNs > 0 ? static_cast<double>(turns) * 1e9 / static_cast<double>(elapsedNs) : 0;
    }

    void showProgress(const LockLoadCounters &counters, std::int64_t elapsedNs) const
    {
        if (m_json) {
            printLine(compact({{"reads", counters.reads},
                               {"writes", counters.writes},
                               {"timeouts", counters.timeouts},
                               {"torn", counters.torn},
                               {"elapsed_ns", elapsedNs},
                               {"rate", rateOf(counters.reads + counters.writes, elapsedNs)}}));
            return;
        }
        print(countText(counters.reads, "read") + ", " + countText(counters.writes, "write") + ", "
              + countText(counters.timeouts, "timeout") + ", " + countText(counters.torn, "torn read") + '\n');
        flushOutput();
    }

    void show(const LockLoadResult &result) const
    {
        if (!m_json) {
            printSide("readers", result.readers);
            printSide("writers", result.writers);
            print(countText(result.torn, "torn read") + ", " + countText(result.resets, "reset")
                  + " of the lock while it was held\n");
            flushOutput();
            return;
        }
        Json json = {
            {"reads", result.readers.turns},
            {"writes", result.writers.turns},
            {"timeouts", result.readers.timeouts + result.writers.timeouts},
            {"torn", result.torn},
            {"resets", result.resets},
            {"elapsed_ns", result.elapsedNs},
            {"wait_ns",
             {{"reader", percentilesJson(result.readers.waitNs)}, {"writer", percentilesJson(result.writers.waitNs)}}},
            {"hold_ns",
             {{"reader", percentilesJson(result.readers.holdNs)}, {"writer", percentilesJson(result.writers.holdNs)}}},
            {"end", result.stopped ? "signal" : "time"},
            {"rate", rateOf(result.readers.turns + result.writers.turns, result.elapsedNs)}};
        if (result.firstTorn)
            json["first_torn"] = {{"fault", text(result.firstTorn->fault)},
                                  {"stream", result.firstTorn->header.stream},
                                  {"sequence", result.firstTorn->header.sequence},
                                  {"hex", hexText(result.firstTorn->bytes)}};
        printLine(compact(json));
    }

    std::uint64_t m_readers = 2;
    std::uint64_t m_writers = 1;
    std::optional<DurationSpread> m_hold;
    std::optional<DurationSpread> m_readerHold;
    std::optional<DurationSpread> m_writerHold;
    std::optional<DurationSpread> m_pause;
    std::chrono::milliseconds m_for{0};
    std::chrono::milliseconds m_timeout{1000};
    std::optional<std::uint64_t> m_size;
    std::uint64_t m_seed = 1;
    bool m_progress = false;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeLockLoadCommand()
{
    return std::make_unique<LockLoadCommand>();
}

} // namespace membridge::cli

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "threads_part.h"

#include "race.h"
#include "usual_state.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <stdexcept>

namespace membridge::bench {

namespace {

void expectAll(const Lap &lap, const Entrant &entrant, std::size_t size)
{
    if (lap.wrong != 0)
        throw std::runtime_error(entrant.name + ": " + std::to_string(lap.wrong) + " messages of "
                                 + std::to_string(size) + " bytes are not the ones that were sent");
}

/// How many operations last about `seconds`, by runs that grow until they can be measured.
template <typename Run> std::uint64_t countFor(double seconds, std::uint64_t start, Run &&run)
{
    for (std::uint64_t count = start;; count *= 4) {
        const double took = run(count);
        if (took >= seconds / 10)
            return std::max<std::uint64_t>(start,
                                           static_cast<std::uint64_t>(static_cast<double>(count) * seconds / took));
    }
}

/// Twice around the ring: every page is there, and every index has wrapped.
std::uint64_t warmUpCount(std::size_t size)
{
    return 2 * ringBytes(size) / size;
}

struct Runner
{
    const Plan &plan;
    const Cores &cores;
    std::map<Results::Race, std::uint64_t> counts = {};

    /// Messages a second. Each time with a new queue, whose place in memory is then chance and not fate.
    double rate(const Entrant &entrant, std::size_t size, bool batched)
    {
        const std::unique_ptr<Contestant> contestant = entrant.make(size);
        const std::size_t batch = batched ? batchOf(size) : 1;
        const auto run = [&](std::uint64_t count) {
            const Lap lap = race(*contestant, count, batch, cores);
            expectAll(lap, entrant, size);
            return lap.seconds;
        };
        run(warmUpCount(size));
        std::uint64_t &count = counts[{entrant.key, size, batched}];
        if (count == 0)
            count = countFor(plan.milliseconds / 1000, warmUpCount(size), run);
        return static_cast<double>(count) / run(count);
    }

    double roundTripNs(const Entrant &entrant)
    {
        constexpr std::size_t size = 8;
        const std::unique_ptr<Contestant> there = entrant.make(size);
        const std::unique_ptr<Contestant> back = entrant.make(size);
        const auto run = [&](std::uint64_t count) {
            const Lap lap = pingPong(*there, *back, count, cores);
            expectAll(lap, entrant, size);
            return lap.seconds;
        };
        std::uint64_t &count = counts[{entrant.key, 0, false}];
        if (count == 0)
            count = countFor(plan.milliseconds / 1000, 1000, run);
        else
            run(count / 10);
        return run(count) / static_cast<double>(count) * 1e9;
    }
};

} // namespace

void measureThroughput(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    const WaitingFor wait(plan.pauses);
    Runner runner{.plan = plan, .cores = cores};
    struct Cell
    {
        std::size_t size;
        bool batched;
    };
    std::vector<Cell> cells;
    for (const std::size_t size : plan.sizes) {
        cells.push_back({size, false});
        cells.push_back({size, true});
    }
    std::vector<const Entrant *> order;
    for (const Entrant &entrant : results.entrants) {
        if (entrant.make)
            order.push_back(&entrant);
    }
    UsualState state(cores);
    for (unsigned repetition = 1; repetition <= plan.repetitions; ++repetition) {
        std::shuffle(cells.begin(), cells.end(), random);
        Samples lines;
        for (const Cell &cell : cells) {
            std::shuffle(order.begin(), order.end(), random);
            for (const Entrant *entrant : order) {
                Samples &samples = results.races[{entrant->key, cell.size, cell.batched}];
                state.add(samples, [&] { return runner.rate(*entrant, cell.size, cell.batched); });
                lines.add(samples.lineNs.back(), 0);
            }
        }
        std::printf("throughput %u of %u: cache-line round trip %.0f ns (%.0f to %.0f)\n", repetition, plan.repetitions,
                    lines.median(), lines.least(), lines.most());
        std::fflush(stdout);
    }
    state.tell();
}

void measureRoundTrips(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    const WaitingFor wait(roundTripPauses);
    Runner runner{.plan = plan, .cores = cores};
    const auto bareNs = [&](Bare bare) {
        const std::uint64_t trips = countFor(
            plan.milliseconds / 1000, waiting.yields ? 200 : 1000,
            [&](std::uint64_t count) { return bareRoundTrip(bare, cores, count) * static_cast<double>(count) / 1e9; });
        return bareRoundTrip(bare, cores, trips);
    };
    struct Runnable
    {
        std::string key;
        std::function<double()> ns;
    };
    // The bare lines are among the others, so that they, too, come at any place of the order.
    std::vector<Runnable> order{{Results::oneLineKey, [&] { return bareNs(Bare::OneLine); }},
                                {Results::twoLinesKey, [&] { return bareNs(Bare::TwoLines); }}};
    for (const Entrant &entrant : results.entrants) {
        if (entrant.make)
            order.push_back({entrant.key, [&runner, &entrant] { return runner.roundTripNs(entrant); }});
    }
    UsualState state(cores);
    for (unsigned repetition = 1; repetition <= plan.repetitions; ++repetition) {
        std::shuffle(order.begin(), order.end(), random);
        for (const Runnable &runnable : order)
            state.add(results.roundTripNs[runnable.key], runnable.ns);
        std::printf("round trip %u of %u: one bare cache line %.0f ns, two %.0f ns\n", repetition, plan.repetitions,
                    results.roundTripNs[Results::oneLineKey].values.back(),
                    results.roundTripNs[Results::twoLinesKey].values.back());
        std::fflush(stdout);
    }
    state.tell();
}

void sweepPauses(const Results &results, const Plan &plan, const Cores &cores)
{
    for (const bool batched : {false, true}) {
        for (const std::size_t size : plan.sizes) {
            std::printf("\n%zu bytes, %s, M messages/s by pauses\n\n| %-20s |", size, batched ? "batched" : "single",
                        "");
            constexpr unsigned choices[] = {0, 1, 4, 16, 64, 256, 1024};
            for (const unsigned pauses : choices)
                std::printf(" %8u |", pauses);
            std::printf("\n");
            for (const Entrant &entrant : results.entrants) {
                if (!entrant.make)
                    continue;
                std::printf("| %-20s |", entrant.name.c_str());
                for (const unsigned pauses : choices) {
                    const WaitingFor wait(pauses);
                    Runner runner{.plan = plan, .cores = cores};
                    Samples rates;
                    for (int i = 0; i < 3; ++i)
                        rates.add(runner.rate(entrant, size, batched), 0);
                    std::printf(" %8.3f |", rates.median() / 1e6);
                    std::fflush(stdout);
                }
                std::printf("\n");
            }
        }
    }
}

} // namespace membridge::bench

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "across_part.h"
#include "decode_part.h"
#include "list_part.h"
#include "machine.h"
#include "observer_part.h"
#include "processes_part.h"
#include "region_part.h"
#include "report.h"
#include "scope_part.h"
#include "search_part.h"
#include "series_part.h"
#include "side.h"
#include "threads_part.h"
#include "traffic_part.h"
#include "window_part.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace membridge::bench;

struct Options
{
    bool quick = false;
    bool sweep = false;
    std::vector<std::string> only;
    std::vector<std::string> parts{"throughput", "round-trip", "across", "region",    "decode",  "search", "observer",
                                   "list",       "series",     "scope",  "processes", "traffic", "window"};
    std::vector<int> cores;
    std::string json = "bench.json";
    Plan plan;
    SideOptions side;
};

std::vector<Entrant> entrantsOf(const std::vector<std::string> &only)
{
    std::vector<Entrant> all{ours(),        oursLazy(), boostSpscQueue(), boostFrames(),  readerWriterQueue(),
                             atomicQueue(), rtrb(),     byteLoop(),       memcpyHandOff()};
    if (only.empty())
        return all;
    std::vector<Entrant> chosen;
    std::copy_if(all.begin(), all.end(), std::back_inserter(chosen),
                 [&](const Entrant &entrant) { return std::find(only.begin(), only.end(), entrant.key) != only.end(); });
    return chosen;
}

void addOptions(CLI::App &app, Options &options)
{
    app.add_flag("--quick", options.quick, "a smoke run of some seconds, whose figures say little");
    app.add_flag("--sweep", options.sweep, "throughput by the number of pauses, to choose --pauses by");
    app.add_option("--only", options.only,
                   "these contestants: ours,ours-lazy,boost,readerwriterqueue,atomic_queue,rtrb,byte-loop,memcpy")
        ->delimiter(',');
    app.add_option(
           "--part", options.parts,
           "these parts: throughput,round-trip,across,region,decode,search,observer,list,series,scope,processes,traffic,window")
        ->delimiter(',')
        ->check(CLI::IsMember({"throughput", "round-trip", "across", "region", "decode", "search", "observer", "list",
                               "series", "scope", "processes", "traffic", "window"}));
    app.add_option("--sizes", options.plan.sizes, "these sizes of messages: 8,64,1024,4096,65536")
        ->delimiter(',')
        ->check(CLI::IsMember(std::vector<std::size_t>(messageSizes.begin(), messageSizes.end())));
    app.add_option("--repetitions", options.plan.repetitions, "of each measurement")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--milliseconds", options.plan.milliseconds, "that a measurement lasts")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--observed-pairs", options.plan.observedPairs, "of windows with and without an observer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--pauses", options.plan.pauses, "when a ring is full or empty, before it is tried again")
        ->capture_default_str();
    app.add_option("--round-trip-pauses", roundTripPauses, "the same in round trips")->capture_default_str();
    app.add_option("--seed", options.plan.seed, "of the order; chance unless given");
    app.add_option("--cores", options.cores, "the producer's and the consumer's")->delimiter(',')->expected(2);
    app.add_option("--json", options.json, "where the figures go; empty: nowhere")->take_last()->capture_default_str();
    app.add_option("--python", options.plan.python, "the interpreter that has membridge 1.0.0")->capture_default_str();
    // What the program calls itself with, see side.h.
    const auto hidden = [](CLI::Option *option) { option->group(""); };
    hidden(app.add_option("--side", options.side.side));
    hidden(app.add_option("--name", options.side.name));
    hidden(app.add_option("--size", options.side.size));
    hidden(app.add_option("--count", options.side.count));
    hidden(app.add_option("--batch", options.side.batch));
    hidden(app.add_option("--core", options.side.core));
}

void measure(Results &results, const Options &options, const Cores &cores)
{
    std::mt19937 random(options.plan.seed);
    const auto wanted = [&](const char *part) {
        return std::find(options.parts.begin(), options.parts.end(), part) != options.parts.end();
    };
    if (wanted("throughput"))
        measureThroughput(results, options.plan, cores, random);
    if (wanted("round-trip"))
        measureRoundTrips(results, options.plan, cores, random);
    if (wanted("across"))
        measureAcross(results, options.plan, cores, random);
    if (wanted("region"))
        measureRegion(results, options.plan, cores, random);
    if (wanted("decode"))
        measureDecode(results, options.plan, cores, random);
    if (wanted("search"))
        measureSearch(results, options.plan, cores, random);
    if (wanted("observer"))
        measureObserver(results, options.plan, cores, random);
    if (wanted("list"))
        measureList(results, options.plan, cores);
    if (wanted("series"))
        measureSeries(results, options.plan, cores);
    if (wanted("scope"))
        measureScope(results, options.plan, cores, random);
    if (wanted("processes"))
        measureProcesses(results, options.plan, cores);
    if (wanted("traffic"))
        measureTraffic(results, options.plan, cores, random);
    if (wanted("window"))
        measureWindow(results, options.plan, cores);
}

int run(Options &options)
{
    waiting.pauses = options.plan.pauses;
    if (!options.side.side.empty()) {
        waiting.yields = options.side.core < 0;
        if (options.side.side.starts_with("traffic-"))
            return runTrafficSide(options.side);
        return options.side.side == "lock" ? runLockSide(options.side.name, options.side.count, options.side.core)
                                           : runSide(options.side);
    }
    const Cores cores = options.cores.size() == 2 ? Cores{.producer = options.cores[0], .consumer = options.cores[1]}
                                                  : chooseCores();
    waiting.yields = !cores.pinned();
    if (!cores.pinned())
        std::printf("There is one core only: the figures below mean nothing.\n");
    const nlohmann::json facts = machineFacts(cores);
    printMachine(facts, options.plan);

    Results results;
    results.entrants = entrantsOf(options.only);
    if (options.sweep) {
        sweepPauses(results, options.plan, cores);
        return 0;
    }
    measure(results, options, cores);
    printResults(results);
    if (!options.json.empty()) {
        std::ofstream file(options.json);
        file << toJson(results, options.plan, facts).dump(1) << '\n';
        if (!file.flush()) {
            std::fprintf(stderr, "membridge_bench: can't write %s\n", options.json.c_str());
            return 1;
        }
        std::printf("\nAll figures are in %s\n", options.json.c_str());
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    Options options;
    options.plan.self = "/proc/self/exe";
    options.plan.python = MEMBRIDGE_PYTHON;
    options.plan.seed = std::random_device{}();
    CLI::App app("Speed of our rings, regions and decoding beside that of others, as ratios in one run.",
                 "membridge_bench");
    addOptions(app, options);
    CLI11_PARSE(app, argc, argv);
    if (options.quick) {
        options.plan.repetitions = 1;
        options.plan.milliseconds = 2;
        options.plan.observedPairs = 2;
    }
    if (options.plan.sizes.empty())
        options.plan.sizes.assign(messageSizes.begin(), messageSizes.end());
    try {
        return run(options);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "membridge_bench: %s\n", error.what());
        return 1;
    }
}

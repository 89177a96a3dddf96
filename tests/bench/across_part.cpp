// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "across_part.h"

#include "child.h"
#include "race.h"
#include "shared_ring.h"
#include "side.h"

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <stdexcept>

namespace membridge::bench {

namespace {

struct Pair
{
    const char *name;
    bool wheelProduces;
    bool wheelConsumes;
    bool batched;
};

constexpr Pair pairs[] = {
    {"ours -> ours", false, false, false}, {"ours -> ours, batched", false, false, true},
    {"wheel -> wheel", true, true, false}, {"wheel -> ours", true, false, false},
    {"ours -> wheel", false, true, false},
};

/// Messages a second.
double rateAcross(const Plan &plan, const Pair &pair, std::size_t size, std::uint64_t count, const Cores &cores)
{
    const SharedRing ring(ringBytes(size));
    const std::size_t batch = pair.batched ? batchOf(size) : 1;
    const auto command = [&](bool wheel, const char *side, int core) {
        return sideCommand(
            plan, wheel,
            {.side = side, .name = ring.name(), .size = size, .count = count, .batch = batch, .core = core});
    };
    Child consumer(command(pair.wheelConsumes, "consume", cores.consumer));
    // Only then: a ring that is full before anybody reads would be credited to the consumer.
    if (consumer.line() != "ready")
        throw std::runtime_error(std::string(pair.name) + ": the consumer does not start");
    Child producer(command(pair.wheelProduces, "produce", cores.producer));
    std::istringstream told(consumer.line());
    double ns = 0;
    std::uint64_t wrong = 1;
    told >> ns >> wrong;
    if (!producer.succeeded() || !consumer.succeeded() || !told || wrong != 0 || !ring.isEmpty())
        throw std::runtime_error(std::string(pair.name) + ": messages of " + std::to_string(size)
                                 + " bytes are not the ones that were sent");
    return static_cast<double>(count - 1) / ns * 1e9;
}

} // namespace

void measureAcross(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    const bool wheel = hasWheel(plan.python);
    if (!wheel)
        results.whyNotWheel = "there is no Python with membridge (--python)";
    struct Cell
    {
        const Pair *pair;
        std::size_t size;
    };
    std::vector<Cell> cells;
    std::map<Results::Across, std::uint64_t> counts;
    for (const Pair &pair : pairs) {
        if ((pair.wheelProduces || pair.wheelConsumes) && !wheel)
            continue;
        results.acrossPairs.emplace_back(pair.name);
        for (const std::size_t size : plan.sizes) {
            if (size == 4096)
                continue;
            const std::uint64_t few = 4 * ringBytes(size) / std::max<std::size_t>(size, 64);
            const double rate = rateAcross(plan, pair, size, few, cores);
            counts[{pair.name, size}] = std::max(few, static_cast<std::uint64_t>(rate * plan.milliseconds * 3 / 1000));
            cells.push_back({&pair, size});
        }
    }
    for (unsigned repetition = 1; repetition <= plan.repetitions; ++repetition) {
        std::shuffle(cells.begin(), cells.end(), random);
        Samples lines;
        for (const Cell &cell : cells) {
            const double line = cacheLineNs(cores);
            const Results::Across key{cell.pair->name, cell.size};
            results.across[key].add(rateAcross(plan, *cell.pair, cell.size, counts[key], cores), line);
            lines.add(line, line);
        }
        if (!lines.empty())
            std::printf("across processes %u of %u: cache-line round trip %.0f ns (%.0f to %.0f)\n", repetition,
                        plan.repetitions, lines.median(), lines.least(), lines.most());
        std::fflush(stdout);
    }
}

} // namespace membridge::bench

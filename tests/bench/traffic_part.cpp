// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "traffic_part.h"

#include "child.h"
#include "race.h"
#include "shared_ring.h"
#include "usual_state.h"

#include "core/traffic/consumer_load.h"
#include "core/traffic/producer_load.h"
#include "core/traffic/sender.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sstream>
#include <stdexcept>

namespace membridge::bench {

namespace {

constexpr std::size_t sizes[] = {8, 64, 1024};

struct Sides
{
    const char *what;
    const char *producer;
    bool batched;
    double atLeast;
};

constexpr Sides kinds[] = {
    {"one at a time", "traffic-produce", false, 0.8},
    {"batched", "traffic-produce", true, 0.8},
    {"by a grid of one row", "traffic-send", false, 0.8},
};

/// Messages a second.
double rateOf(const Plan &plan, const char *producerSide, const char *consumerSide, std::size_t size, bool batched,
              std::uint64_t count, const Cores &cores)
{
    const SharedRing ring(ringBytes(size));
    const std::size_t batch = batched ? batchOf(size) : 1;
    const auto command = [&](const char *side, int core) {
        return sideCommand(
            plan, false,
            {.side = side, .name = ring.name(), .size = size, .count = count, .batch = batch, .core = core});
    };
    Child consumer(command(consumerSide, cores.consumer));
    if (consumer.line() != "ready")
        throw std::runtime_error(std::string(consumerSide) + " does not start");
    Child producer(command(producerSide, cores.producer));
    std::istringstream told(consumer.line());
    double ns = 0;
    std::uint64_t wrong = 1;
    told >> ns >> wrong;
    if (!producer.succeeded() || !consumer.succeeded() || !told || wrong != 0 || !ring.isEmpty())
        throw std::runtime_error(std::string(producerSide) + ": not all messages of " + std::to_string(size)
                                 + " bytes came");
    return static_cast<double>(count - 1) / ns * 1e9;
}

PayloadOptions payloadOf(const SideOptions &options)
{
    return {.pattern = PayloadPattern::Counter, .smallest = options.size, .largest = options.size};
}

int consume(const SpscRingBuffer &ring, const SideOptions &options)
{
    std::puts("ready");
    std::fflush(stdout);
    // As in side.h: from the first message on, before which the other side has to start.
    if (TrafficConsumer(ring.consumer(), {.count = 1}).run().end != TrafficEnd::Count)
        return 1;
    const auto start = std::chrono::steady_clock::now();
    if (TrafficConsumer(ring.consumer(), {.count = options.count - 1}).run().end != TrafficEnd::Count)
        return 1;
    const auto took = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start);
    std::printf("%lld 0\n", static_cast<long long>(took.count()));
    return 0;
}

} // namespace

int runTrafficSide(const SideOptions &options)
{
    pinThread(options.core);
    const SpscRingBuffer ring = SharedMemory::open(options.name).spsc();
    if (options.side == "traffic-consume")
        return consume(ring, options);
    PacerOptions pace;
    pace.burst = options.batch;
    if (options.side == "traffic-send") {
        TrafficSender sender(ring.producer(), {{.payload = payloadOf(options), .pace = pace, .count = options.count}});
        return sender.run().end == TrafficEnd::Count ? 0 : 1;
    }
    TrafficProducer producer(
        ring.producer(), {.payload = payloadOf(options), .pace = pace, .count = options.count, .batch = options.batch});
    return producer.run().end == TrafficEnd::Count ? 0 : 1;
}

void measureTraffic(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    struct Cell
    {
        Sides sides;
        std::size_t size;
        std::uint64_t count;
        Figure share;
        Figure rate;
    };
    std::vector<Cell> cells;
    for (const Sides &sides : kinds) {
        for (const std::size_t size : sizes) {
            const std::string what = std::to_string(size) + " B " + sides.what;
            const std::uint64_t few = 4 * ringBytes(size) / std::max<std::size_t>(size, 64);
            const double rate = rateOf(plan, "produce", "consume", size, sides.batched, few, cores);
            const auto row = [&](const std::string &of, const char *unit, std::optional<double> atLeast) {
                return Figure{.section = "Traffic at load",
                              .what = what + of,
                              .unit = unit,
                              .samples = {},
                              .atMost = {},
                              .atLeast = atLeast};
            };
            cells.push_back({.sides = sides,
                             .size = size,
                             .count = std::max(few, static_cast<std::uint64_t>(rate * plan.milliseconds * 3 / 1000)),
                             .share = row("", "of the ring's own rate", sides.atLeast),
                             .rate = row(": rate", "M messages/s", std::nullopt)});
        }
    }
    UsualState state(cores);
    for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
        std::shuffle(cells.begin(), cells.end(), random);
        for (Cell &cell : cells) {
            double rate = 0;
            state.add(cell.share.samples, [&] {
                const double own = rateOf(plan, "produce", "consume", cell.size, cell.sides.batched, cell.count, cores);
                rate = rateOf(plan, cell.sides.producer, "traffic-consume", cell.size, cell.sides.batched, cell.count,
                              cores);
                return rate / own;
            });
            cell.rate.samples.add(rate / 1e6, cell.share.samples.lineNs.back());
        }
    }
    state.tell();
    std::sort(cells.begin(), cells.end(), [](const Cell &a, const Cell &b) { return a.share.what < b.share.what; });
    for (const Cell &cell : cells)
        results.figures.insert(results.figures.end(), {cell.share, cell.rate});
    std::printf("traffic at load\n");
    std::fflush(stdout);
}

} // namespace membridge::bench

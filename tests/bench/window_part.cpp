// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_part.h"

#include "child.h"
#include "race.h"
#include "shared_ring.h"

#include "core/ipc/deadline.h"
#include "core/traffic/consumer_load.h"
#include "core/traffic/producer_load.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace membridge::bench {

#ifdef MEMBRIDGE_BENCH_WINDOW

namespace {

constexpr double framesASecond = 100'000;
constexpr std::size_t frameBytes = 64;
/// What a paint may take so that none of 60 a second is left out.
constexpr double longestPaintMs = 16;
constexpr double mostOfACore = 50;
constexpr double leastSeen = 0.99;

/// A pair in this process that moves so many frames a second until the end of its scope.
class SteadyTraffic
{
public:
    explicit SteadyTraffic(const std::string &name)
    {
        const SpscRingBuffer ring = SharedMemory::open(name).spsc();
        // Those that are due within a millisecond come together: a thread that spins for each would take a core from the window.
        const PacerOptions pace{.messagesPerSecond = framesASecond, .burst = 100};
        m_producer = std::thread([this, ring, pace] {
            TrafficProducer producer(
                ring.producer(),
                {.payload = {.pattern = PayloadPattern::Counter, .smallest = frameBytes, .largest = frameBytes},
                 .pace = pace,
                 .batch = 100});
            (void)producer.run(&m_stop);
        });
        m_consumer = std::thread([this, ring, pace] {
            TrafficConsumer consumer(ring.consumer(), {.pace = pace});
            (void)consumer.run(&m_stop);
        });
    }
    ~SteadyTraffic()
    {
        m_stop.request();
        m_producer.join();
        m_consumer.join();
    }
    SteadyTraffic(const SteadyTraffic &) = delete;
    SteadyTraffic &operator=(const SteadyTraffic &) = delete;

private:
    StopFlag m_stop;
    std::thread m_producer;
    std::thread m_consumer;
};

std::int64_t nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// What the other program says in one line of numbers.
template <std::size_t count> std::array<double, count> ask(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), MEMBRIDGE_BENCH_WINDOW);
    Child child(arguments);
    const std::string line = child.line();
    std::istringstream told(line);
    std::array<double, count> numbers{};
    for (double &number : numbers)
        told >> number;
    if (!child.succeeded() || !told)
        throw std::runtime_error("the window of the benchmark failed: " + line);
    return numbers;
}

double startMs(const std::string &what, const std::string &name = {})
{
    const std::int64_t start = nowNs();
    return (ask<1>({"start", what, name}).front() - static_cast<double>(start)) / 1e6;
}

struct View
{
    const char *key;
    const char *what;
};

constexpr std::array views{View{"frames", "Frames seen at 100,000 frames/s"},
                           View{"throughput", "throughput at 100,000 frames/s"},
                           View{"sending", "throughput, and its own sender and consumer as fast as they go"}};

} // namespace

void measureWindow(Results &results, const Plan &plan, const Cores &cores)
{
    // Where there is no display, Qt's own platform without one draws as well, but shows nothing.
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr)
        ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
    const char *platform = std::getenv("QT_QPA_PLATFORM");
    const std::string on = std::string(" on ") + (platform != nullptr ? platform : "the display");
    const auto row = [](const std::string &section, const std::string &what, const char *unit,
                        std::optional<double> atMost = {}, std::optional<double> atLeast = {}) {
        return Figure{
            .section = section, .what = what, .unit = unit, .samples = {}, .atMost = atMost, .atLeast = atLeast};
    };
    const std::string startSection = "Window" + on + ": from start to first paint";
    Figure bare = row(startSection, "a bare Qt window with one plot", "ms");
    Figure empty = row(startSection, "the window, no segment", "ms");
    Figure ring = row(startSection, "the window, a ring's first look painted", "ms");
    Figure emptyRatio = row(startSection, "the window to the bare one", "x");
    Figure ringRatio = row(startSection, "the window with a ring to the bare one", "x");
    const SharedRing still(ringBytes(frameBytes));
    for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
        const double line = cacheLineNs(cores);
        const double bareMs = startMs("bare");
        const double emptyMs = startMs("empty");
        const double ringMs = startMs("ring", still.name());
        bare.samples.add(bareMs, line);
        empty.samples.add(emptyMs, line);
        ring.samples.add(ringMs, line);
        emptyRatio.samples.add(emptyMs / bareMs, line);
        ringRatio.samples.add(ringMs / bareMs, line);
    }
    results.figures.insert(results.figures.end(), {bare, empty, ring, emptyRatio, ringRatio});
    std::printf("window: start\n");
    std::fflush(stdout);

    // Long enough for some hundred paints.
    const auto milliseconds = std::to_string(static_cast<int>(std::max(300.0, plan.milliseconds * 50)));
    for (const View &view : views) {
        const std::string section = "Window" + on + ", in front: " + view.what;
        const bool sends = view.key == std::string("sending");
        Figure half = row(section, "paint, p50", "ms");
        Figure most = row(section, "paint, p99", "ms", longestPaintMs);
        Figure stretch = row(section, "longest event", "ms");
        Figure share = row(section, "GUI thread's share of a core", "%", mostOfACore);
        Figure seen = row(section, "frames kept of those that passed", "", {}, leastSeen);
        Figure paints = row(section, "paints a second", "");
        Figure sent = row(section, "messages sent a second", "M");
        for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
            const double line = cacheLineNs(cores);
            const SharedRing busy(ringBytes(frameBytes));
            std::optional<SteadyTraffic> traffic;
            if (!sends)
                traffic.emplace(busy.name());
            const auto told = ask<6>({"live", view.key, busy.name(), milliseconds});
            half.samples.add(told[0], line);
            most.samples.add(told[1], line);
            stretch.samples.add(told[2], line);
            share.samples.add(told[3] * 100, line);
            paints.samples.add(told[4], line);
            seen.samples.add(told[5] / framesASecond, line);
            sent.samples.add(told[5] / 1e6, line);
        }
        results.figures.insert(results.figures.end(), {half, most, stretch, share, paints});
        // Frames are kept only where they are looked at.
        if (view.key == std::string("frames"))
            results.figures.push_back(seen);
        if (sends)
            results.figures.push_back(sent);
    }
    std::printf("window: paints\n");
    std::fflush(stdout);
}

#else

void measureWindow(Results &, const Plan &, const Cores &)
{
    std::printf("window: not measured, built without the app\n");
    std::fflush(stdout);
}

#endif

} // namespace membridge::bench

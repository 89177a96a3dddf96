// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "race.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace membridge::bench {

namespace {

/// Runs `there` on the producer's core and `here` on the consumer's, from one moment on; returns how long `here` took, in seconds. Starting
/// and stopping the thread is not in it.
template <typename There, typename Here> double together(const Cores &cores, There &&there, Here &&here)
{
    using Clock = std::chrono::steady_clock;
    std::atomic<bool> ready{false};
    std::atomic<bool> go{false};
    pinThread(cores.consumer);
    std::thread thread([&] {
        pinThread(cores.producer);
        ready.store(true, std::memory_order_release);
        while (!go.load(std::memory_order_acquire))
            waiting.pass();
        there();
    });
    while (!ready.load(std::memory_order_acquire))
        waiting.pass();
    const Clock::time_point start = Clock::now();
    go.store(true, std::memory_order_release);
    here();
    const Clock::time_point end = Clock::now();
    thread.join();
    return std::chrono::duration<double>(end - start).count();
}

} // namespace

Lap race(Contestant &contestant, std::uint64_t count, std::size_t batch, const Cores &cores)
{
    Lap lap;
    lap.seconds = together(
        cores, [&] { contestant.produce(0, count, batch); }, [&] { lap.wrong = contestant.consume(0, count, batch); });
    return lap;
}

Lap pingPong(Contestant &there, Contestant &back, std::uint64_t count, const Cores &cores)
{
    Lap lap;
    lap.seconds = together(
        cores, [&] { there.pong(back, count); }, [&] { lap.wrong = there.ping(back, count); });
    return lap;
}

double bareRoundTrip(Bare bare, const Cores &cores, std::uint64_t count)
{
    struct alignas(128) Line
    {
        std::atomic<std::uint64_t> number{0};
    };
    Line lines[2];
    Line &there = lines[0];
    Line &back = lines[bare == Bare::OneLine ? 0 : 1];
    const auto wait = [](const Line &line, std::uint64_t number) {
        while (line.number.load(std::memory_order_acquire) != number)
            waiting.pass();
    };
    // Odd numbers go there, even ones come back: on one line nobody takes his own for the other's.
    const auto echo = [&] {
        for (std::uint64_t i = 1; i <= count; ++i) {
            wait(there, 2 * i - 1);
            back.number.store(2 * i, std::memory_order_release);
        }
    };
    const auto call = [&] {
        for (std::uint64_t i = 1; i <= count; ++i) {
            there.number.store(2 * i - 1, std::memory_order_release);
            wait(back, 2 * i);
        }
    };
    return together(cores, echo, call) / static_cast<double>(count) * 1e9;
}

double cacheLineNs(const Cores &cores)
{
    const WaitingFor wait(roundTripPauses);
    return bareRoundTrip(Bare::OneLine, cores, waiting.yields ? 200 : 20'000);
}

} // namespace membridge::bench

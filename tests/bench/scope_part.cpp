// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scope_part.h"

#include "child.h"
#include "race.h"
#include "scratch_name.h"
#include "side.h"

#include "core/ipc/rw_lock.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/burst_scope.h"
#include "core/platform/platform.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <span>
#include <stdexcept>
#include <thread>

namespace membridge::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// In another page than the lock, which is all that the scope maps.
constexpr std::uint64_t counterOffset = 4096;
constexpr std::uint64_t regionSize = 8192;

class Region
{
public:
    Region()
        : m_memory(SharedMemory::create(scratchName("scope"), regionSize)), reader(SegmentReader::open(m_memory.name()))
    {
    }
    ~Region() { SharedMemory::remove(m_memory.name()); }
    Region(const Region &) = delete;
    Region &operator=(const Region &) = delete;

    const std::string &name() const { return m_memory.name(); }
    std::uint64_t turns() const
    {
        std::uint64_t count = 0;
        reader.read(counterOffset, std::as_writable_bytes(std::span(&count, 1)));
        return count;
    }

private:
    SharedMemory m_memory;

public:
    const SegmentReader reader;
};

void work(std::uint64_t ns)
{
    if (ns == 0)
        return;
    const auto end = Clock::now() + std::chrono::nanoseconds(ns);
    while (Clock::now() < end) { }
}

struct Window
{
    double turnsASecond = 0;
    double rateHz = 0;
};

Window window(const Region &region, double milliseconds, bool scoped)
{
    const auto length = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double, std::milli>(milliseconds));
    Window result;
    const std::uint64_t before = region.turns();
    const auto start = Clock::now();
    // On a busy machine that program may not be run for longer than a window: such a window goes on.
    const auto deadline = start + std::chrono::seconds(10);
    std::uint64_t turns = 0;
    do {
        if (scoped)
            result.rateHz = captureBurst(region.reader, {.duration = length, .keptTransitions = 1000}).rateHz;
        else
            std::this_thread::sleep_for(length);
        turns = region.turns() - before;
    } while (turns == 0 && Clock::now() < deadline);
    if (turns == 0)
        throw std::runtime_error("the program that takes the lock does not move");
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    result.turnsASecond = static_cast<double>(turns) / seconds;
    return result;
}

void measureSlowing(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random, std::uint64_t workNs,
                    const std::string &words)
{
    const double line = cacheLineNs(cores);
    const Region region;
    const Child child({plan.self, "--side", "lock", "--name", region.name(), "--count", std::to_string(workNs),
                       "--core", std::to_string(cores.consumer)});
    pinThread(cores.producer);
    while (region.turns() < 1000)
        std::this_thread::yield();
    const std::string section = "Burst scope";
    Figure rate{
        .section = section, .what = "samples of " + words, .unit = "M/s", .samples = {}, .atMost = {}, .atLeast = {}};
    Figure left{
        .section = section, .what = "speed left to " + words, .unit = "x", .samples = {}, .atMost = {}, .atLeast = {}};
    for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
        std::array<Window, 2> windows;
        const bool scopedFirst = random() % 2 == 0;
        for (const bool scoped : {scopedFirst, !scopedFirst})
            windows[scoped] = window(region, plan.milliseconds, scoped);
        rate.samples.add(windows[true].rateHz / 1e6, line);
        left.samples.add(windows[true].turnsASecond / windows[false].turnsASecond, line);
    }
    results.figures.insert(results.figures.end(), {rate, left});
}

} // namespace

void measureScope(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    const Region quiet;
    Figure rate{.section = "Burst scope",
                .what = "samples of a quiet word",
                .unit = "M/s",
                .samples = {},
                .atMost = {},
                .atLeast = 20};
    const auto length = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double, std::milli>(plan.milliseconds));
    for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
        const double line = cacheLineNs(cores);
        rate.samples.add(captureBurst(quiet.reader, {.duration = length}).rateHz / 1e6, line);
    }
    results.figures.push_back(rate);
    measureSlowing(results, plan, cores, random, 0, "a lock taken without a pause");
    measureSlowing(results, plan, cores, random, 1000, "a lock held for 1 us every 2 us");
    measureSlowing(results, plan, cores, random, 100'000, "a lock held for 100 us every 200 us");
    std::printf("burst scope\n");
    std::fflush(stdout);
}

int runLockSide(const std::string &name, std::uint64_t workNs, int core)
{
    pinThread(core);
    const auto handle = std::make_shared<const platform::SegmentHandle>(
        platform::openSegment(name, platform::Access::ReadWrite));
    const platform::Mapping mapping(handle, regionSize, platform::Access::ReadWrite, name);
    RwLock lock(reinterpret_cast<std::int32_t *>(mapping.data()));
    const std::atomic_ref<std::uint64_t> turns(*reinterpret_cast<std::uint64_t *>(mapping.data() + counterOffset));
    for (;;) {
        if (!lock.tryLockWrite())
            return 1;
        work(workNs);
        if (!lock.unlockWrite())
            return 1;
        work(workNs);
        // One writer: no read-modify-write, which would be half the work of a turn.
        turns.store(turns.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    }
}

} // namespace membridge::bench

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "list_part.h"

#include "race.h"
#include "scratch_name.h"

#include "core/ipc/error.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/segment_watcher.h"

#include <chrono>
#include <cstdio>
#include <sys/stat.h>
#include <vector>

namespace membridge::bench {

namespace {

constexpr std::size_t segmentCount = 1000;

class ManySegments
{
public:
    ManySegments()
    {
        for (std::size_t i = 0; i < segmentCount; ++i)
            m_segments.push_back(SharedMemory::create(scratchName("list"), 4096));
    }
    ~ManySegments()
    {
        for (const SharedMemory &memory : m_segments) {
            try {
                SharedMemory::remove(memory.name());
            } catch (const Error &) {
                // Somebody else removed it.
            }
        }
    }
    ManySegments(const ManySegments &) = delete;
    ManySegments &operator=(const ManySegments &) = delete;

    /// So that so many of them have to be looked at again.
    void change(std::size_t count) const
    {
        for (std::size_t i = 0; i < count; ++i)
            ::chmod(("/dev/shm" + m_segments[i].name()).c_str(), 0600);
    }

private:
    std::vector<SharedMemory> m_segments;
};

template <typename Act> double microseconds(Act &&act)
{
    const auto start = std::chrono::steady_clock::now();
    act();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

void measureList(Results &results, const Plan &plan, const Cores &cores)
{
    const ManySegments segments;
    const auto row = [](const char *what, std::optional<double> atMost) {
        return Figure{.section = "List of 1,000 segments",
                      .what = what,
                      .unit = "us",
                      .samples = {},
                      .atMost = atMost,
                      .atLeast = {}};
    };
    Figure anew = row("listed anew", 10'000);
    Figure all = row("brought up to date after 1,000 changes", 10'000);
    Figure one = row("brought up to date after 1 change", std::nullopt);
    Figure none = row("brought up to date after no change", std::nullopt);
    SegmentWatcher watcher;
    watcher.refresh();
    for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
        const double line = cacheLineNs(cores);
        anew.samples.add(microseconds([] { (void)listSegments(); }), line);
        segments.change(segmentCount);
        all.samples.add(microseconds([&] { watcher.refresh(); }), line);
        segments.change(1);
        one.samples.add(microseconds([&] { watcher.refresh(); }), line);
        none.samples.add(microseconds([&] { watcher.refresh(); }), line);
    }
    results.figures.insert(results.figures.end(), {anew, all, one, none});
    std::printf("list of segments\n");
    std::fflush(stdout);
}

} // namespace membridge::bench

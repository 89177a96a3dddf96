// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "observer_part.h"

#include "child.h"
#include "message.h"
#include "shared_ring.h"
#include "side.h"

#include "core/observe/sampler.h"
#include "core/platform/ticker.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <limits>
#include <optional>
#include <stdexcept>
#include <thread>

namespace membridge::bench {

namespace {

constexpr std::size_t messageSize = 64;

struct Subject
{
    const char *name;
    bool wheel;
    double rateHz;
};

constexpr std::array subjects{Subject{"wheel -> wheel, 64 B", true, 1000},
                              Subject{"wheel -> wheel, 64 B", true, 10'000}, Subject{"ours -> ours, 64 B", false, 1000}};

double processorNs()
{
    struct timespec used;
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e9 + static_cast<double>(used.tv_nsec);
}

struct Window
{
    double bytesASecond = 0;
    double coreShare = 0;
    double achievedHz = 0;
    double coverage = 1;
};

/// Wakes as often as a Sampler would and does nothing: what no observer can do without.
class Sleeper
{
public:
    explicit Sleeper(double rateHz)
        : m_ticker(std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / rateHz))), m_thread([this] {
              platform::setTimerSlack(std::chrono::nanoseconds(1));
              while (!m_stop)
                  (void)m_ticker.wait();
          })
    {
    }
    ~Sleeper()
    {
        m_stop = true;
        m_ticker.interrupt();
        m_thread.join();
    }
    Sleeper(const Sleeper &) = delete;
    Sleeper &operator=(const Sleeper &) = delete;

private:
    std::atomic<bool> m_stop = false;
    platform::Ticker m_ticker;
    std::thread m_thread;
};

enum Watching { Alone, Woken, Sampled };

/// What goes through the ring in so long a time, and what this process takes meanwhile.
Window watch(const std::shared_ptr<const SegmentReader> &reader, double milliseconds, double rateHz, Watching watching)
{
    // Only what falls into the window counts: what starting costs is paid once, not each second, and samples come in batches.
    std::atomic<std::int64_t> fromNs = std::numeric_limits<std::int64_t>::max();
    std::atomic<std::int64_t> untilNs = std::numeric_limits<std::int64_t>::max();
    std::atomic<std::uint64_t> samples = 0;
    std::atomic<std::uint64_t> moved = 0;
    std::atomic<std::uint64_t> walked = 0;
    std::optional<Sleeper> sleeper;
    std::optional<Sampler> sampler;
    if (watching == Woken) {
        sleeper.emplace(rateHz);
    } else if (watching == Sampled) {
        sampler.emplace(reader, Layout::Ring, SamplerOptions{.rateHz = rateHz}, [&](SampleBatch &&batch) {
            for (const Sample &sample : batch.samples) {
                if (sample.timeNs <= fromNs || sample.timeNs > untilNs)
                    continue;
                ++samples;
                moved += sample.progress.bytesIn;
                walked += sample.progress.bytesWalked;
            }
        });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const RingProbe probe(*reader);
    const auto before = probe.sample();
    fromNs = before ? before->timeNs : 0;
    const double cpuBefore = processorNs();
    std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(milliseconds));
    const double cpu = processorNs() - cpuBefore;
    const auto after = probe.sample();
    untilNs = after ? after->timeNs : 0;
    sampler.reset();
    if (!before || !after || before->fault || after->fault || after->header.head <= before->header.head)
        throw std::runtime_error("the pair that is looked at does not move");
    const double ns = static_cast<double>(after->timeNs - before->timeNs);
    return {.bytesASecond = static_cast<double>(after->header.head - before->header.head) / ns * 1e9,
            .coreShare = cpu / ns,
            .achievedHz = static_cast<double>(samples) / ns * 1e9,
            .coverage = moved == 0 ? 1 : static_cast<double>(walked) / static_cast<double>(moved)};
}

Results::Observing observe(const Subject &subject, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    Results::Observing result;
    result.what = subject.name;
    result.rateHz = subject.rateHz;
    const SharedRing ring(ringBytes(messageSize));
    constexpr std::uint64_t endless = std::uint64_t{1} << 62;
    const auto command = [&](const char *side, int core) {
        return sideCommand(
            plan, subject.wheel,
            {.side = side, .name = ring.name(), .size = messageSize, .count = endless, .batch = 1, .core = core});
    };
    Child consumer(command("consume", cores.consumer));
    if (consumer.line() != "ready")
        throw std::runtime_error(std::string(subject.name) + ": the consumer does not start");
    Child producer(command("produce", cores.producer));
    const auto reader = std::make_shared<const SegmentReader>(SegmentReader::open(ring.name()));
    while (RingProbe(*reader).sample()->header.head < 100 * ringBytes(messageSize))
        std::this_thread::yield();

    const double milliseconds = plan.milliseconds * 3;
    std::vector<double> alone;
    for (unsigned pair = 0; pair < plan.observedPairs; ++pair) {
        std::array<Window, 3> windows;
        std::array order{Alone, Woken, Sampled};
        std::shuffle(order.begin(), order.end(), random);
        for (const Watching watching : order)
            windows[watching] = watch(reader, milliseconds, subject.rateHz, watching);
        alone.push_back(windows[Alone].bytesASecond);
        result.ratios.push_back(windows[Sampled].bytesASecond / windows[Alone].bytesASecond);
        result.wokenRatios.push_back(windows[Woken].bytesASecond / windows[Alone].bytesASecond);
        result.coreShare.push_back(windows[Sampled].coreShare);
        result.wokenShare.push_back(windows[Woken].coreShare);
        result.achievedHz.push_back(windows[Sampled].achievedHz);
        result.coverage.push_back(windows[Sampled].coverage);
    }
    result.bytesASecond = Samples::medianOf(alone);
    return result;
}

} // namespace

void measureObserver(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    const bool wheel = hasWheel(plan.python);
    for (const Subject &subject : subjects) {
        if (subject.wheel && !wheel)
            continue;
        results.observing.push_back(observe(subject, plan, cores, random));
        std::printf("observed: %s at %.0f Hz\n", subject.name, subject.rateHz);
        std::fflush(stdout);
    }
}

} // namespace membridge::bench

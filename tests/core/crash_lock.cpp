// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "crash_helper.h"

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/inspection.h"
#include "core/observe/lock_probe.h"

#include <algorithm>
#include <array>
#include <limits>

namespace crash {

using namespace membridge;

namespace {

constexpr std::uint64_t segmentSize = 4096;
constexpr std::size_t mostHolders = 3;

/// What a holder says of itself. While it takes or gives back the lock it does not know itself which of the two it has done.
enum class Phase : int { Starting, TakingRead, HoldsRead, LeavingRead, TakingWrite, HoldsWrite, LeavingWrite };

struct LockControl
{
    std::array<std::atomic<Phase>, mostHolders> phases;
    std::array<Start, mostHolders> starts;
};

enum class Holding { Reads, Writes, Both };

/// Takes the lock, works under it and gives it back, until it is killed.
[[noreturn]] void hold(const std::string &name, Holding holding, std::uint64_t seed, std::size_t self, bool led,
                       LockControl &control)
{
    Random random(seed);
    auto &phase = control.phases.at(self);
    // Sequentially consistent: neither the compiler nor the processor may move what is announced past what is done.
    const auto say = [&](Phase now) { phase.store(now); };
    MappedView view = SharedMemory::open(name).map();
    RwLock &lock = view.lock();
    std::uint64_t sum = 0;
    const platform::Mapping mapping(
        std::make_shared<platform::SegmentHandle>(platform::openSegment(name, Access::ReadWrite)), segmentSize,
        Access::ReadWrite, name);
    auto *data = reinterpret_cast<volatile unsigned char *>(mapping.data());
    control.starts.at(self).go(led);
    for (;;) {
        const bool writes = holding == Holding::Writes || (holding == Holding::Both && random.chance(50));
        const std::uint64_t length = random.below(led ? 20 : segmentSize - region_layout::dataOffset);
        say(writes ? Phase::TakingWrite : Phase::TakingRead);
        const Deadline deadline = Deadline::after(std::chrono::seconds(20));
        const WaitOutcome outcome = writes ? lock.lockWrite(deadline) : lock.lockRead(deadline);
        require(outcome == WaitOutcome::Done, "the lock was not free for 20 s");
        say(writes ? Phase::HoldsWrite : Phase::HoldsRead);
        for (std::uint64_t i = 0; i < length; ++i) {
            if (writes)
                data[region_layout::dataOffset + i] = static_cast<unsigned char>(i + sum);
            else
                sum += data[region_layout::dataOffset + i];
        }
        say(writes ? Phase::LeavingWrite : Phase::LeavingRead);
        require(writes ? lock.unlockWrite() : lock.unlockRead(), "somebody else gave back the lock");
    }
}

/// The word that the dead left, against what they said last.
void checkWord(std::int32_t word, const LockControl &control, std::size_t holders)
{
    const auto count = [&](std::initializer_list<Phase> phases) {
        return static_cast<std::int32_t>(std::count_if(
            control.phases.begin(), control.phases.begin() + static_cast<std::ptrdiff_t>(holders),
            [&](const auto &phase) { return std::find(phases.begin(), phases.end(), phase.load()) != phases.end(); }));
    };
    const std::int32_t readers = count({Phase::HoldsRead});
    const std::int32_t maybeReaders = count({Phase::HoldsRead, Phase::TakingRead, Phase::LeavingRead});
    const std::int32_t writers = count({Phase::HoldsWrite});
    const std::int32_t maybeWriters = count({Phase::HoldsWrite, Phase::TakingWrite, Phase::LeavingWrite});
    require(writers <= 1 && (writers == 0 || readers == 0), "two held the lock that excludes them");
    const bool isWriter = word == -1 && maybeWriters >= 1 && readers == 0;
    const bool isReaders = word >= 0 && word >= readers && word <= maybeReaders && writers == 0;
    require(isWriter || isReaders,
            "the word is " + std::to_string(word) + " after the death of " + std::to_string(readers) + " readers and "
                + std::to_string(writers) + " writers");
}

/// What an observer says of it. `thorough` looks for processes, too, which takes tens of milliseconds.
void checkReport(const std::string &name, std::int32_t word, bool thorough, Counts &counts)
{
    const Inspection seen = inspect(name, Layout::Region, thorough);
    require(seen.lock && seen.lock->raw == word, "an observer sees another word");
    const bool said = std::any_of(seen.findings.begin(), seen.findings.end(),
                                  [](const Finding &finding) { return finding.code == FindingCode::LockOrphaned; });
    // Said only when it is proved: held, every process was looked into, and nobody has the segment.
    const bool proved = thorough && word != 0 && seen.processes.complete && seen.processes.processes.empty();
    require(said == proved, said ? "called orphaned without proof" : "not called orphaned");
    counts["inspected"] += thorough ? 1 : 0;
    counts["inspected-in-full"] += thorough && seen.processes.complete ? 1 : 0;
    counts["orphaned"] += said ? 1 : 0;
}

/// Only the word that was seen is recovered, once, and by a compare-exchange.
void recover(RwLock &lock, std::int32_t word)
{
    if (word == -1)
        require(lock.lockRead(Deadline::now()) == WaitOutcome::TimedOut, "read beside a writer");
    require(lock.lockWrite(Deadline::now()) == WaitOutcome::TimedOut, "wrote beside a holder");
    for (const std::int32_t wrong : {0, -word, word + 1, word - 1, std::numeric_limits<std::int32_t>::max(),
                                     std::numeric_limits<std::int32_t>::min()}) {
        if (wrong != word)
            require(!lock.recover(wrong), "recovered another word");
        require(lock.observe().raw == word, "a refused recovery changed the word");
    }
    require(lock.recover(word) && lock.observe().raw == 0, "not recovered");
    require(!lock.recover(word) && lock.observe().raw == 0, "recovered twice");
}

} // namespace

Counts lockRounds(std::uint64_t seed, std::uint64_t rounds, const Names &names)
{
    const std::string &name = names.at(0);
    Random random(seed);
    // Not kept: a mapping of our own would be one process that may hold the lock.
    (void)SharedMemory::create(name, segmentSize);
    auto &control = sharedMemory<LockControl>();
    Counts counts{{"rounds", rounds}, {"free", 0},
                  {"led", 0},         {"writer", 0},
                  {"one-reader", 0},  {"several-readers", 0},
                  {"inspected", 0},   {"inspected-in-full", 0},
                  {"orphaned", 0}};
    for (std::uint64_t round = 0; round < rounds; ++round) {
        try {
            const std::size_t holders = random.oneOf<std::size_t>({1, 1, 2, 3});
            const auto holding = random.oneOf({Holding::Reads, Holding::Writes, Holding::Both});
            const bool led = holders == 1 && random.chance(60);
            const SegmentReader reader = SegmentReader::open(name);
            std::vector<Victim> victims;
            for (std::size_t i = 0; i < holders; ++i) {
                const std::uint64_t childSeed = random.next();
                control.phases.at(i) = Phase::Starting;
                control.starts.at(i).reset();
                victims.emplace_back([&, i] { hold(name, holding, childSeed, i, led, control); });
            }
            for (std::size_t i = 0; i < holders; ++i)
                control.starts.at(i).await();
            if (control.starts.at(0).led) {
                victims.front().lead(random, [&] { return reader.lockWord()->raw; });
                ++counts["led"];
            } else {
                passRandomTime(random, [] {});
            }
            for (Victim &victim : victims)
                victim.kill();

            const auto sample = LockProbe(reader).sample();
            require(sample.has_value(), "no lock word");
            const std::int32_t word = sample->word.raw;
            checkWord(word, control, holders);
            const bool thorough = word != 0 && random.chance(2);
            checkReport(name, word, thorough, counts);
            ++counts[word == 0 ? "free" : word < 0 ? "writer" : word == 1 ? "one-reader" : "several-readers"];

            MappedView view = SharedMemory::open(name).map();
            view.setLockTimeout(std::chrono::nanoseconds(0));
            if (word != 0)
                recover(view.lock(), word);
            const Value value{static_cast<std::int64_t>(round)};
            require(view.write(value, 0) == WaitOutcome::Done, "no write after the recovery");
            require(view.read(TypeTag::Int).decoded.fields.at(0).value == value, "another value after the recovery");
            require(view.lockWord().raw == 0, "the lock is not free after use");
        } catch (const std::exception &error) {
            throw Failure("seed " + std::to_string(seed) + ", round " + std::to_string(round) + ": " + error.what());
        }
    }
    return counts;
}

} // namespace crash

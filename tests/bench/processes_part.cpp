// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "processes_part.h"

#include "race.h"
#include "scratch_name.h"

#include "core/ipc/shared_memory.h"
#include "core/observe/segment_reader.h"
#include "core/platform/platform.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace membridge::bench {

namespace {

// What is there, and what children make it, with those that run anyway.
constexpr std::size_t processCount = 300;
constexpr std::size_t mappingCount = 26'000;
constexpr std::size_t leastChildren = 100;
constexpr std::size_t holderCount = 10; ///< Of the children, that have the segment.
constexpr std::size_t mappingsOfLibrary = 5;
constexpr int fileCount = 3;
constexpr unsigned leastRepetitions = 9;

struct Census
{
    std::size_t processes = 0;
    std::size_t mappings = 0;
};

std::size_t mappingsOf(const std::filesystem::path &process)
{
    std::ifstream maps(process / "maps");
    std::size_t count = 0;
    for (std::string line; std::getline(maps, line);)
        ++count;
    return count;
}

Census census()
{
    Census counted;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator("/proc", ignored)) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos)
            continue;
        ++counted.processes;
        counted.mappings += mappingsOf(entry.path());
    }
    return counted;
}

/// Maps a file as the loader maps a library: read, run, read, write, and memory that is no file's.
void mapLibrary(int file)
{
    constexpr std::size_t page = 4096;
    for (const int protection : {PROT_READ, PROT_READ | PROT_EXEC, PROT_READ, PROT_READ | PROT_WRITE}) {
        if (::mmap(nullptr, page, protection, MAP_PRIVATE, file, 0) == MAP_FAILED)
            ::_exit(1);
    }
    if (::mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
        ::_exit(1);
}

/// Forked from this program, which is one thread; they end with it.
class Crowd
{
public:
    explicit Crowd(const std::string &name)
    {
        const Census others = census();
        const std::size_t own = mappingsOf("/proc/self");
        m_wanted = std::max(processCount - std::min(processCount, others.processes), leastChildren);
        const std::size_t each = (mappingCount - std::min(mappingCount, others.mappings)) / m_wanted;
        m_libraries = (each - std::min(each, own)) / mappingsOfLibrary + 1;
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            throw std::system_error(errno, std::generic_category(), "pipe");
        for (std::size_t i = 0; i < m_wanted; ++i) {
            const pid_t pid = ::fork();
            if (pid == 0)
                live(name, i, ends[1]);
            if (pid > 0)
                m_pids.push_back(pid);
        }
        ::close(ends[1]);
        std::size_t ready = 0;
        char byte = 0;
        while (::read(ends[0], &byte, 1) == 1)
            ++ready;
        ::close(ends[0]);
        if (ready != m_wanted)
            end();
    }
    ~Crowd() { end(); }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    bool complete() const noexcept { return !m_pids.empty(); }

private:
    [[noreturn]] void live(const std::string &name, std::size_t number, int ready) const
    {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        // Of what it has from this program, nothing: not the segment either.
        if (::dup2(ready, STDIN_FILENO) < 0 || ::close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
            ::_exit(1);
        const int file = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
        for (std::size_t i = 0; i < m_libraries; ++i)
            mapLibrary(file);
        for (int i = 0; i < fileCount; ++i)
            (void)::dup(file);
        if (number < holderCount) {
            const int descriptor = ::shm_open(name.c_str(), number % 2 != 0 ? O_RDONLY : O_RDWR, 0);
            // Some hold a descriptor alone, and some a mapping alone.
            if (number % 3 != 0) {
                if (::mmap(nullptr, 4096, PROT_READ, MAP_SHARED, descriptor, 0) == MAP_FAILED)
                    ::_exit(1);
                ::close(descriptor);
            }
        }
        (void)!::write(STDIN_FILENO, "", 1);
        // The reader waits for the end of the pipe.
        ::close(STDIN_FILENO);
        for (;;)
            ::pause();
    }
    void end() noexcept
    {
        for (const pid_t pid : m_pids)
            ::kill(pid, SIGKILL);
        for (const pid_t pid : m_pids)
            ::waitpid(pid, nullptr, 0);
        m_pids.clear();
    }

    std::size_t m_wanted = 0;
    std::size_t m_libraries = 0;
    std::vector<pid_t> m_pids;
};

bool sameProcesses(const platform::ProcessList &a, const platform::ProcessList &b)
{
    return std::equal(a.processes.begin(), a.processes.end(), b.processes.begin(), b.processes.end(),
                      [](const auto &x, const auto &y) {
                          return x.pid == y.pid && x.mapped == y.mapped && x.writable == y.writable;
                      });
}

double processorMs()
{
    struct timespec used;
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

} // namespace

void measureProcesses(Results &results, const Plan &plan, const Cores &cores)
{
    const SharedMemory segment = SharedMemory::create(scratchName("processes"), 4096);
    const platform::SegmentStat stat = SegmentReader::open(segment.name()).statAtOpen();
    {
        const Crowd crowd(segment.name());
        SharedMemory::remove(segment.name());
        if (!crowd.complete())
            throw std::runtime_error("can't start so many processes");
        const Census counted = census();
        const auto row = [&](const char *what, std::optional<double> atMost) {
            return Figure{.section = "Who has a segment: " + std::to_string(counted.processes) + " processes, "
                              + std::to_string(counted.mappings) + " mappings",
                          .what = what,
                          .unit = "ms",
                          .samples = {},
                          .atMost = atMost,
                          .atLeast = {}};
        };
        Figure query = row("by PROCMAP_QUERY, and descriptors", 15);
        Figure text = row("by the text of maps, and descriptors", 60);
        // What it takes where others keep the processors busy, too.
        Figure queryWork = row("the same by PROCMAP_QUERY: processor time", std::nullopt);
        Figure textWork = row("the same by text: processor time", std::nullopt);
        const bool canQuery = platform::canQueryMaps();
        const auto look = [&](Figure &figure, Figure &work, platform::MapsWay way, double line) {
            unpinThread();
            const double workBefore = processorMs();
            const auto start = std::chrono::steady_clock::now();
            auto list = platform::attachedProcesses(stat.device, stat.inode, way);
            const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
            work.samples.add(processorMs() - workBefore, line);
            figure.samples.add(taken.count(), line);
            return list;
        };
        for (unsigned repetition = 0; repetition < std::max(plan.repetitions, leastRepetitions); ++repetition) {
            const double line = cacheLineNs(cores);
            const auto byText = look(text, textWork, platform::MapsWay::Text, line);
            const auto byQuery = canQuery ? look(query, queryWork, platform::MapsWay::Query, line) : byText;
            if (byText.processes.size() != holderCount || !sameProcesses(byText, byQuery))
                throw std::runtime_error("not all were found that have the segment");
        }
        if (canQuery)
            results.figures.insert(results.figures.end(), {query, queryWork});
        results.figures.insert(results.figures.end(), {text, textWork});
    }
    std::printf("who has a segment\n");
    std::fflush(stdout);
}

} // namespace membridge::bench

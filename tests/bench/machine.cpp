// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <fstream>
#include <sched.h>
#include <set>
#include <sstream>
#include <sys/utsname.h>
#include <system_error>
#include <vector>

namespace membridge::bench {

namespace {

std::string firstLine(const std::string &path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

std::string ofCpu(int core, const std::string &what)
{
    return firstLine("/sys/devices/system/cpu/cpu" + std::to_string(core) + "/" + what);
}

std::string processorName()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("model name"))
            return line.substr(line.find(':') + 2);
    }
    return "unknown";
}

std::vector<int> allowedCores()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    std::vector<int> cores;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return cores;
    for (int core = 0; core < CPU_SETSIZE; ++core) {
        if (CPU_ISSET(core, &set))
            cores.push_back(core);
    }
    return cores;
}

} // namespace

Cores chooseCores()
{
    const std::vector<int> allowed = allowedCores();
    if (allowed.size() < 2)
        return {};
    const std::string siblings = ofCpu(allowed.front(), "topology/thread_siblings_list");
    for (std::size_t i = 1; i < allowed.size(); ++i) {
        if (siblings.empty() || ofCpu(allowed[i], "topology/thread_siblings_list") != siblings)
            return {.producer = allowed.front(), .consumer = allowed[i]};
    }
    return {.producer = allowed[0], .consumer = allowed[1]};
}

void pinThread(int core)
{
    if (core < 0)
        return;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0)
        throw std::system_error(errno, std::generic_category(), "pin to core " + std::to_string(core));
}

void unpinThread()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    // The kernel leaves out those that this process may not use.
    for (int core = 0; core < CPU_SETSIZE; ++core)
        CPU_SET(core, &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0)
        throw std::system_error(errno, std::generic_category(), "unpin");
}

nlohmann::json machineFacts(const Cores &cores)
{
    utsname kernel{};
    uname(&kernel);
    nlohmann::json facts;
    facts["processor"] = processorName();
    facts["cores"] = {cores.producer, cores.consumer};
    const std::string governor = cores.pinned() ? ofCpu(cores.producer, "cpufreq/scaling_governor") : std::string();
    facts["governor"] = governor.empty() ? "not told" : governor;
    facts["huge pages"] = firstLine("/sys/kernel/mm/transparent_hugepage/enabled");
    facts["load"] = firstLine("/proc/loadavg");
    facts["kernel"] = std::string(kernel.sysname) + " " + kernel.release + " " + kernel.machine;
    facts["compiler"] = MEMBRIDGE_BENCH_COMPILER;
    return facts;
}

} // namespace membridge::bench

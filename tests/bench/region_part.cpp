// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "region_part.h"

#include "race.h"
#include "scratch_name.h"
#include "steps.h"

#include "core/ipc/layout.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <stdexcept>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace membridge::bench {

namespace {

constexpr std::size_t length = 64 * 1024;

/// The same segment, without any of our code between it and memcpy.
class BareMapping
{
public:
    BareMapping(const std::string &name, std::size_t size) : m_size(size)
    {
        const int descriptor = shm_open(name.c_str(), O_RDWR, 0);
        m_at = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        const int failed = errno;
        close(descriptor);
        if (m_at == MAP_FAILED)
            throw std::system_error(failed, std::generic_category(), "map " + name);
    }
    ~BareMapping() { munmap(m_at, m_size); }
    BareMapping(const BareMapping &) = delete;
    BareMapping &operator=(const BareMapping &) = delete;

    std::byte *at(std::size_t offset) const noexcept { return static_cast<std::byte *>(m_at) + offset; }

private:
    void *m_at;
    std::size_t m_size;
};

/// All memory may have been read and written.
void anythingHappened() noexcept
{
    asm volatile("" : : : "memory");
}

void expect(WaitOutcome outcome)
{
    if (outcome != WaitOutcome::Done) [[unlikely]]
        throw std::runtime_error("the region's lock was not to be had");
}

} // namespace

void measureRegion(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    const std::string name = scratchName("region");
    const SharedMemory memory = SharedMemory::create(name, length + region_layout::dataOffset);
    MappedView view = memory.map();
    const BareMapping bare(name, length + region_layout::dataOffset);
    SharedMemory::remove(name);
    ByteVector source(length);
    for (std::size_t i = 0; i < length; ++i)
        source[i] = static_cast<std::byte>(i * 7 + i / 256);
    ByteVector target(length);

    results.copying = {{.what = "write 64 KiB", .oursNs = {}, .memcpyNs = {}},
                       {.what = "read 64 KiB", .oursNs = {}, .memcpyNs = {}}};
    struct Action
    {
        Samples *samples;
        std::function<void()> act;
    };
    std::vector<Action> actions{
        {&results.copying[0].oursNs, [&] { expect(view.writeBytes(source, 0)); }},
        {&results.copying[0].memcpyNs, [&] { std::memcpy(bare.at(region_layout::dataOffset), source.data(), length); }},
        {&results.copying[1].oursNs, [&] { expect(view.readInto(0, target)); }},
        {&results.copying[1].memcpyNs, [&] { std::memcpy(target.data(), bare.at(region_layout::dataOffset), length); }},
    };
    for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
        const double line = cacheLineNs(cores);
        std::shuffle(actions.begin(), actions.end(), random);
        for (const Action &action : actions) {
            const auto step = [&](std::uint64_t) {
                action.act();
                anythingHappened();
            };
            action.samples->add(nsAStep(plan.milliseconds / 2, 64, step), line);
        }
    }
    // Anew: the last to write and to read may have been memcpy, and nothing was written before the first read.
    std::memset(bare.at(region_layout::dataOffset), 0, length);
    std::fill(target.begin(), target.end(), std::byte{0});
    expect(view.writeBytes(source, 0));
    expect(view.readInto(0, target));
    if (std::memcmp(bare.at(region_layout::dataOffset), source.data(), length) != 0 || target != source)
        throw std::runtime_error("the region does not hold what was written");
}

} // namespace membridge::bench

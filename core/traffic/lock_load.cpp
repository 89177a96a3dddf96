// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "lock_load.h"

#include "../ipc/error.h"
#include "../ipc/hold_record.h"
#include "../ipc/layout.h"
#include "../ipc/rw_lock.h"
#include "../platform/platform.h"
#include "pacer.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace membridge {

namespace {

constexpr auto attempted = "put load on the lock of";

} // namespace

struct LockLoad::Region
{
    explicit Region(const std::string &name)
        : handle(std::make_shared<platform::SegmentHandle>(platform::openSegment(name, platform::Access::ReadWrite))),
          mapping(handle, checkedSize(*handle, name), platform::Access::ReadWrite, name)
    {
    }

    static std::uint64_t checkedSize(const platform::SegmentHandle &handle, const std::string &name)
    {
        const std::uint64_t size = platform::stat(handle, name).size;
        if (size < region_layout::smallestSize)
            throw Error(ErrorCode::TooSmall, name, attempted,
                        "the segment has " + std::to_string(size) + " bytes; a region needs at least "
                            + std::to_string(region_layout::smallestSize));
        return size;
    }

    std::int32_t *word() const noexcept
    {
        return reinterpret_cast<std::int32_t *>(mapping.data() + region_layout::lockOffset);
    }
    std::byte *data() const noexcept { return mapping.data() + region_layout::dataOffset; }
    std::uint64_t dataSize() const noexcept { return mapping.size() - region_layout::dataOffset; }

    std::shared_ptr<const platform::SegmentHandle> handle;
    platform::Mapping mapping;
};

/// What a thread has to itself.
struct LockLoad::Thread
{
    Thread(std::int32_t *word, std::uint64_t seed, std::uint32_t number_, std::uint64_t size)
        : lock(word), random(seed), number(number_), bytes(size)
    {
    }

    RwLock lock;
    TrafficRandom random;
    std::uint32_t number;
    ByteVector bytes;
    LockLoadSide side;
};

LockLoad::LockLoad(std::string name, const LockLoadOptions &options)
    : m_name(std::move(name)), m_options(options), m_region(std::make_unique<Region>(m_name))
{
    const auto refuse = [&](const std::string &why) { throw Error(ErrorCode::InvalidArgument, m_name, attempted, why); };
    if (options.readers > LockLoadOptions::mostThreads || options.writers > LockLoadOptions::mostThreads
        || options.readers + options.writers == 0 || options.readers + options.writers > LockLoadOptions::mostThreads)
        refuse("readers and writers are 1 to " + std::to_string(LockLoadOptions::mostThreads) + " threads");
    if (options.bytes < verifyHeaderSize)
        refuse("at least " + std::to_string(verifyHeaderSize) + " bytes are needed to check them");
    if (options.bytes > m_region->dataSize())
        refuse("its " + std::to_string(m_region->dataSize()) + " bytes of data are fewer than "
               + std::to_string(options.bytes));
}

LockLoad::~LockLoad() = default;

LockLoadCounters LockLoad::counters() const noexcept
{
    return {.reads = m_reads.load(std::memory_order_relaxed),
            .writes = m_writes.load(std::memory_order_relaxed),
            .timeouts = m_timeouts.load(std::memory_order_relaxed),
            .torn = m_torn.load(std::memory_order_relaxed)};
}

LockLoadResult LockLoad::run(const StopFlag *stop)
{
    const std::int64_t start = trafficNowNs();
    const std::int64_t length = m_options.duration.count();
    const std::int64_t end = length > 0 && length < std::numeric_limits<std::int64_t>::max() - start
        ? start + length
        : std::numeric_limits<std::int64_t>::max();
    std::optional<HoldRecord> readRecord;
    std::optional<HoldRecord> writeRecord;
    if (!m_options.program.empty()) {
        if (m_options.readers > 0)
            readRecord.emplace(m_name, false, m_options.program);
        if (m_options.writers > 0)
            writeRecord.emplace(m_name, true, m_options.program);
    }
    m_verify = prepare(Deadline::after(m_options.attemptTimeout, stop));

    std::vector<std::unique_ptr<Thread>> threads;
    for (unsigned number = 0; number < m_options.readers + m_options.writers; ++number)
        threads.push_back(std::make_unique<Thread>(m_region->word(), m_options.seed + number, number, m_options.bytes));
    std::vector<std::thread> running;
    struct Join
    {
        StopFlag &stop;
        std::vector<std::thread> &running;
        ~Join()
        {
            stop.request();
            for (std::thread &thread : running)
                thread.join();
        }
    };
    {
        const Join join{m_stop, running};
        for (unsigned number = 0; number < threads.size(); ++number) {
            const bool writes = number >= m_options.readers;
            running.emplace_back([this, thread = threads[number].get(), writes] { loop(*thread, writes); });
        }
        constexpr std::int64_t look = 10'000'000;
        for (std::int64_t now = trafficNowNs(); now < end && !m_region->mapping.lost(); now = trafficNowNs()) {
            if (!sleepUntilNs(std::min(end, now + look), stop))
                break;
        }
    }
    if (m_region->mapping.lost())
        throw Error(ErrorCode::SegmentLost, m_name, attempted, "it shrank meanwhile");

    LockLoadResult result;
    result.stopped = stop != nullptr && stop->requested();
    result.elapsedNs = trafficNowNs() - start;
    result.torn = m_torn.load(std::memory_order_relaxed);
    result.resets = m_resets.load(std::memory_order_relaxed);
    result.firstTorn = std::move(m_firstTorn);
    for (unsigned number = 0; number < threads.size(); ++number) {
        LockLoadSide &sum = number < m_options.readers ? result.readers : result.writers;
        const LockLoadSide &side = threads[number]->side;
        sum.turns += side.turns;
        sum.timeouts += side.timeouts;
        sum.waitNs.merge(side.waitNs);
        sum.holdNs.merge(side.holdNs);
    }
    return result;
}

/// Sees to a whole payload for the readers. False when there is none to check.
bool LockLoad::prepare(const Deadline &deadline)
{
    RwLock lock(m_region->word());
    const std::span data(m_region->data(), m_options.bytes);
    if (m_options.writers == 0) {
        const ReadGuard guard(lock, deadline);
        ByteVector bytes(data.begin(), data.end());
        return guard && !readVerifyPayload(bytes).fault;
    }
    const WriteGuard guard(lock, deadline);
    if (!guard)
        return false;
    ByteVector bytes(m_options.bytes);
    sealVerifyPayload(bytes, 0, m_sequence++, static_cast<std::uint64_t>(trafficNowNs()));
    std::copy(bytes.begin(), bytes.end(), data.begin());
    return true;
}

void LockLoad::loop(Thread &thread, bool writes)
{
    // Once at least: a thread may first run when the time is over.
    do {
        const std::int64_t asked = trafficNowNs();
        const Deadline deadline = Deadline::after(m_options.attemptTimeout, &m_stop);
        const WaitOutcome outcome = writes ? thread.lock.lockWrite(deadline) : thread.lock.lockRead(deadline);
        if (outcome != WaitOutcome::Done) {
            if (outcome == WaitOutcome::TimedOut) {
                ++thread.side.timeouts;
                m_timeouts.fetch_add(1, std::memory_order_relaxed);
            }
            continue;
        }
        const std::int64_t had = trafficNowNs();
        // Known under the lock: whether what is read now was written by one of ours.
        const bool verify = m_verify.load(std::memory_order_relaxed);
        if (writes)
            write(thread);
        else
            read(thread);
        if (writes)
            m_verify.store(true, std::memory_order_relaxed);
        const bool ours = writes ? thread.lock.unlockWrite() : thread.lock.unlockRead();
        const std::int64_t gave = trafficNowNs();
        if (!ours)
            m_resets.fetch_add(1, std::memory_order_relaxed);
        if (!writes && verify && !m_region->mapping.lost()) {
            const VerifyReading reading = readVerifyPayload(thread.bytes);
            if (reading.fault)
                noteTorn(reading, thread.bytes);
        }
        ++thread.side.turns;
        (writes ? m_writes : m_reads).fetch_add(1, std::memory_order_relaxed);
        thread.side.waitNs.add(static_cast<std::uint64_t>(had - asked));
        thread.side.holdNs.add(static_cast<std::uint64_t>(gave - had));
        (void)sleep(m_options.pause.draw(thread.random));
    } while (!m_stop.requested() && !m_region->mapping.lost());
}

void LockLoad::read(Thread &thread)
{
    const std::size_t half = thread.bytes.size() / 2;
    std::memcpy(thread.bytes.data(), m_region->data(), half);
    (void)sleep(m_options.readerHold.draw(thread.random));
    std::memcpy(thread.bytes.data() + half, m_region->data() + half, thread.bytes.size() - half);
}

void LockLoad::write(Thread &thread)
{
    const std::size_t half = thread.bytes.size() / 2;
    const std::uint64_t sequence = m_sequence.fetch_add(1, std::memory_order_relaxed);
    std::fill(thread.bytes.begin(), thread.bytes.end(), static_cast<std::byte>(sequence));
    sealVerifyPayload(thread.bytes, thread.number, sequence, static_cast<std::uint64_t>(trafficNowNs()));
    std::memcpy(m_region->data(), thread.bytes.data(), half);
    // A stop cuts the time short, but not the writing: what is left behind is whole.
    (void)sleep(m_options.writerHold.draw(thread.random));
    std::memcpy(m_region->data() + half, thread.bytes.data() + half, thread.bytes.size() - half);
}

void LockLoad::noteTorn(const VerifyReading &reading, const ByteVector &bytes)
{
    m_torn.fetch_add(1, std::memory_order_relaxed);
    const std::scoped_lock lock(m_mutex);
    if (m_firstTorn)
        return;
    constexpr std::size_t most = 256;
    m_firstTorn = TornRead{
        *reading.fault, reading.header,
        ByteVector(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(most, bytes.size())))};
}

bool LockLoad::sleep(std::chrono::nanoseconds time) const noexcept
{
    if (time.count() == 0)
        return true;
    // Short times are spun: a sleep takes 50 us more than it is asked for.
    const std::int64_t end = trafficNowNs() + time.count();
    constexpr std::int64_t spun = 100'000;
    if (time.count() > spun && !sleepUntilNs(end - spun, &m_stop))
        return false;
    while (trafficNowNs() < end) {
        if (m_stop.requested())
            return false;
    }
    return true;
}

} // namespace membridge

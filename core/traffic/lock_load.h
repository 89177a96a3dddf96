// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"
#include "../ipc/deadline.h"
#include "../observe/log_histogram.h"
#include "duration_spread.h"
#include "verify_payload.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace membridge {

struct LockLoadOptions
{
    static constexpr unsigned mostThreads = 64;

    unsigned readers = 2; ///< Threads; with the writers 1 to mostThreads.
    unsigned writers = 1;
    DurationSpread readerHold = {};
    DurationSpread writerHold = {};
    DurationSpread pause = {};            ///< Of each thread, between giving the lock back and asking for it again.
    std::chrono::nanoseconds duration{0}; ///< 0: until stopped.
    std::chrono::nanoseconds attemptTimeout = std::chrono::seconds(1); ///< What one attempt waits for the lock.
    std::uint64_t bytes = 4096; ///< Of the data area, from its start, that are written and checked; at least verifyHeaderSize.
    std::uint64_t seed = 1;
    /// Names who does it in a HoldRecord for each kind of lock, from the start to the end, as one who may hold it: a record each time would cost more
    /// than the hold. Empty: there is none.
    std::string program = {};
};

/// What one kind of thread did. Each number is right on its own.
struct LockLoadSide
{
    std::uint64_t turns = 0;    ///< Times that the lock was had.
    std::uint64_t timeouts = 0; ///< Attempts that did not get it in time.
    LogHistogram waitNs;        ///< From asking for the lock to having it.
    LogHistogram holdNs;        ///< From having it to giving it back.
};

/// The first read that was not what a writer had written.
struct TornRead
{
    VerifyFault fault = VerifyFault::Checksum;
    VerifyHeader header; ///< As it was read.
    ByteVector bytes;    ///< At most the first 256.
};

struct LockLoadResult
{
    LockLoadSide readers;
    LockLoadSide writers;
    std::uint64_t torn = 0;
    std::uint64_t resets = 0; ///< Times that the lock was no longer ours when we gave it back: somebody reset the word.
    std::optional<TornRead> firstTorn;
    std::int64_t elapsedNs = 0;
    bool stopped = false;
};

struct LockLoadCounters
{
    std::uint64_t reads = 0;
    std::uint64_t writes = 0;
    std::uint64_t timeouts = 0;
    std::uint64_t torn = 0;
};

/// Readers and writers of one region, each a thread, who keep its lock busy and check that it protects: a writer writes a
/// verify payload (verify_payload.h) over the first bytes of the data area in two halves, its hold time between them; a reader copies them in two halves
/// likewise, and checks the sum. Without writers, readers check only what is a whole payload when they start.
///
/// Whatever ends run(), no lock of ours stays held; only a death of the process (SIGKILL) leaves one.
///
/// Threads: run() on one thread, once; counters() from any.
class LockLoad
{
public:
    /// Throws Error (InvalidArgument): no thread or too many, bytes too few or more than the region's data; and as
    /// platform::openSegment(), TooSmall.
    LockLoad(std::string name, const LockLoadOptions &options);
    ~LockLoad();

    /// Returns after the duration, or within 20 ms of a stop, and the longest attempt or hold that is cut short by it. Throws Error
    /// (SegmentLost): the region shrank.
    LockLoadResult run(const StopFlag *stop = nullptr);
    LockLoadCounters counters() const noexcept;

private:
    struct Region;
    struct Thread;

    void read(Thread &thread);
    void write(Thread &thread);
    void loop(Thread &thread, bool writes);
    bool prepare(const Deadline &deadline);
    void noteTorn(const VerifyReading &reading, const ByteVector &bytes);
    bool sleep(std::chrono::nanoseconds time) const noexcept;

    std::string m_name;
    LockLoadOptions m_options;
    std::unique_ptr<Region> m_region;
    StopFlag m_stop;
    std::atomic<bool> m_verify{false}; ///< There is a whole payload. Changed under the write lock.
    std::atomic<std::uint64_t> m_sequence{0};
    std::atomic<std::uint64_t> m_reads{0};
    std::atomic<std::uint64_t> m_writes{0};
    std::atomic<std::uint64_t> m_timeouts{0};
    std::atomic<std::uint64_t> m_torn{0};
    std::atomic<std::uint64_t> m_resets{0};
    std::mutex m_mutex; ///< Of m_firstTorn.
    std::optional<TornRead> m_firstTorn;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/decode.h"
#include "../codec/schema.h"
#include "../codec/value.h"
#include "../platform/platform.h"
#include "rw_lock.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace membridge {

/// What a read under the lock gave. `decoded` is meaningful only when outcome is Done; a data error is inside it, and then the
/// cursor did not move.
struct ViewRead
{
    WaitOutcome outcome = WaitOutcome::TimedOut;
    Decoded decoded;
};

struct ViewBytes
{
    WaitOutcome outcome = WaitOutcome::TimedOut;
    ByteVector bytes;
};

/// A region as a participant sees it: typed reads and writes under its reader-writer lock, with a cursor of its own.
///
/// | Python (membridge 1.0.0)     | here                                    |
/// |------------------------------|-----------------------------------------|
/// | write(v), write(v, offset)   | write(value), write(value, offset)      |
/// | write_mixed(items[, offset]) | writeMixed(items[, offset])             |
/// | read(tag)                    | read(tag)                               |
/// | read_mixed(schema[, offset]) | readMixed(schema[, offset])             |
/// | read_range(offset, length)   | readRange(offset, length)               |
/// | read_all()                   | readAll()                               |
/// | seek(pos), tell()            | seek(pos), tell()                       |
/// | zero()                       | zero()                                  |
/// | size()                       | size()                                  |
/// | reader_count()               | readerCount()                           |
/// | is_write_locked()            | isWriteLocked()                         |
///
/// Bytes: a lock word of four, then the data, size() of them; every offset here counts from the first data byte. Values lie one behind the
/// other without padding, little-endian; a string is its length in four bytes and its UTF-8, without an end mark.
/// Source: the format of the Python package membridge 1.0.0, core/FORMAT.md.
///
/// Threads: one thread a view (the cursor is plain); any number of views and processes on one region, the lock keeps them apart.
/// Every operation that takes the lock waits until lockTimeout() and says by a WaitOutcome how that went.
/// Throws Error: InvalidArgument ("length cannot be zero"), OutOfBounds, ReadOnly, SegmentLost, NoSpace. On an exception the cursor is unmoved.
/// A page that is gone is noticed by the operation that meets it; a shrink inside the last page, which gives zeros without a fault, by the first
/// operation that ends sizeCheckInterval after the last look at the size.
class MappedView
{
public:
    MappedView(std::shared_ptr<platform::Mapping> mapping, std::string name, bool writable);

    /// A look at the size costs as much as a copy of several KiB; more often it would slow down tight loops, and nothing else.
    static constexpr std::chrono::microseconds sizeCheckInterval{50};

    /// How long each operation waits for the lock; 5 s unless set. `stop`, which must outlive the view, ends a wait early.
    void setLockTimeout(std::chrono::nanoseconds timeout, const StopFlag *stop = nullptr) noexcept;
    std::chrono::nanoseconds lockTimeout() const noexcept { return m_timeout; }
    /// Called by each operation as soon as it has the lock, and while it does: to be short, and to throw nothing. Empty: nothing is.
    void setOnLocked(std::function<void()> call) { m_onLocked = std::move(call); }

    /// Without `offset`: writes at the cursor and advances it. With it: writes there and leaves the cursor alone.
    [[nodiscard]] WaitOutcome write(const Value &value, std::optional<std::uint64_t> offset = {});
    [[nodiscard]] WaitOutcome writeMixed(std::span<const Value> items, std::optional<std::uint64_t> offset = {});
    /// Raw bytes, copied once.
    [[nodiscard]] WaitOutcome writeBytes(std::span<const std::byte> bytes, std::optional<std::uint64_t> offset = {});
    /// Stopped may mean that a large area was zeroed in part.
    [[nodiscard]] WaitOutcome zero();

    [[nodiscard]] ViewRead read(TypeTag tag);
    [[nodiscard]] ViewRead readMixed(const Schema &schema, std::optional<std::uint64_t> offset = {});
    [[nodiscard]] ViewBytes readRange(std::uint64_t offset, std::uint64_t length);
    [[nodiscard]] ViewBytes readAll();
    /// Fills `out` from `offset` on, copied once. Without the lock (not Done) `out` is untouched.
    [[nodiscard]] WaitOutcome readInto(std::uint64_t offset, std::span<std::byte> out);

    /// pos == size() is allowed.
    void seek(std::uint64_t pos = 0);
    std::uint64_t tell() const noexcept { return m_cursor; }
    /// Bytes of data: the segment less the lock word.
    std::uint64_t size() const noexcept;
    std::int32_t readerCount() const noexcept { return lockWord().readers(); }
    bool isWriteLocked() const noexcept { return lockWord().state() == LockState::Writer; }

    LockWord lockWord() const noexcept { return m_lock.observe(); }
    /// To hold the lock over several operations of one's own. Throws Error (ReadOnly): the lock word can't be written then.
    RwLock &lock();
    const std::string &name() const noexcept { return m_name; }

private:
    enum class Lock { Read, Write };

    std::byte *data() const noexcept;
    void checkRange(const char *attempted, std::uint64_t offset, std::uint64_t length) const;
    void checkWritable(const char *attempted) const;
    /// Runs `use` under the lock. Throws what throwIfLost() does, also when the lock was not to be had.
    template <typename Use> WaitOutcome underLock(Lock lock, const char *attempted, Use &&use);
    void throwIfShrunk(const char *attempted);

    std::shared_ptr<platform::Mapping> m_mapping;
    std::string m_name;
    RwLock m_lock;
    bool m_writable;
    std::uint64_t m_cursor = 0;
    std::chrono::nanoseconds m_timeout = std::chrono::seconds(5);
    const StopFlag *m_stop = nullptr;
    std::function<void()> m_onLocked;
    Deadline::Clock::time_point m_sizeChecked = Deadline::Clock::time_point::min();
};

} // namespace membridge

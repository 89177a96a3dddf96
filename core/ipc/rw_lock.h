// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "deadline.h"
#include "layout.h"

#include <cstdint>

namespace membridge {

/// The reader-writer lock that membridge 1.0.0 keeps in the first four bytes of a region: one word, no owner, no recovery.
///
/// Threads: any number of threads and processes may call everything on the same word.
/// Who writes the word: every holder. 0 = free, N > 0 = N readers, -1 = one writer; nothing else is a state of this lock.
/// Invariants: we never change a word that is not a state (< -1), and never increment INT_MAX.
/// A holder that dies leaves the word as it was for ever, hence every wait has a deadline.
/// Bytes: the four at the word's address, a signed 32-bit little-endian integer; nothing else is touched.
/// Orders: taking a lock is an acquire exchange; its partner is the release that gave the word the value it found: unlockRead() before a
/// writer, unlockWrite() before anyone, initialise() before the first. What was read or written under the earlier lock is over, and visible.
///   - tryLockRead(), tryLockWrite(), lockRead(), lockWrite(): acquire and, as the peer does, release. Readers pass on what the writer before
///     them released: each exchange continues its release sequence.
///   - unlockRead(), unlockWrite(): release, for the acquire of whoever locks next.
///   - observe(): acquire, for the same releases; it guards no data, as no lock is held.
///   - recover(): acquire and release: acquire for the last exchange of who died, release for the acquire of who locks next.
///   - initialise(): release, for the acquire of the first lock.
///   - Loads before an exchange, and exchanges that fail: relaxed. They order nothing; the exchange that succeeds does.
/// Errors: none. Nothing throws; what did not happen is a return value: false, TimedOut or Stopped. An address that is no word, or memory that
/// is gone, is up to the caller: MappedView checks both.
/// Source: the format of the Python package membridge 1.0.0, core/FORMAT.md.
class RwLock
{
public:
    /// `word` must be 4-byte aligned and outlive the lock. Does not touch it.
    explicit RwLock(std::int32_t *word) noexcept : m_word(word) { }

    bool tryLockRead() noexcept;
    bool tryLockWrite() noexcept;
    WaitOutcome lockRead(const Deadline &deadline) noexcept;
    WaitOutcome lockWrite(const Deadline &deadline) noexcept;
    /// Gives back one read lock that this caller took. False, and nothing changed, when the word counts no reader any more: somebody
    /// reset it while it was held.
    bool unlockRead() noexcept;
    /// Gives back the write lock that this caller took. False, and nothing changed, when the word is no longer -1.
    bool unlockWrite() noexcept;

    /// The word as it is now; no lock is taken.
    LockWord observe() const noexcept;

    /// Sets the word to 0 if, and only if, it still is `expected`: for a word whose holder died. Never called by this library itself.
    /// When the holder lives after all, the word stays a legal state (with a peer's blind unlocks, -1 may stay), but exclusion is lost: it can
    /// free a lock that somebody else took since.
    bool recover(std::int32_t expected) noexcept;

    /// Sets the word to 0, whatever it was. For the creator of a segment, once, before anyone else knows its name.
    void initialise() noexcept;

private:
    std::int32_t *m_word;
};

/// Holds the read lock for its lifetime, if it got it.
class ReadGuard
{
public:
    ReadGuard(RwLock &lock, const Deadline &deadline) noexcept : m_lock(lock), m_outcome(lock.lockRead(deadline)) { }
    ~ReadGuard()
    {
        if (m_outcome == WaitOutcome::Done)
            m_lock.unlockRead();
    }
    ReadGuard(const ReadGuard &) = delete;
    ReadGuard &operator=(const ReadGuard &) = delete;

    WaitOutcome outcome() const noexcept { return m_outcome; }
    explicit operator bool() const noexcept { return m_outcome == WaitOutcome::Done; }

private:
    RwLock &m_lock;
    WaitOutcome m_outcome;
};

/// Holds the write lock for its lifetime, if it got it.
class WriteGuard
{
public:
    WriteGuard(RwLock &lock, const Deadline &deadline) noexcept : m_lock(lock), m_outcome(lock.lockWrite(deadline)) { }
    ~WriteGuard()
    {
        if (m_outcome == WaitOutcome::Done)
            m_lock.unlockWrite();
    }
    WriteGuard(const WriteGuard &) = delete;
    WriteGuard &operator=(const WriteGuard &) = delete;

    WaitOutcome outcome() const noexcept { return m_outcome; }
    explicit operator bool() const noexcept { return m_outcome == WaitOutcome::Done; }

private:
    RwLock &m_lock;
    WaitOutcome m_outcome;
};

} // namespace membridge

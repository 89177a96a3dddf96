// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "rw_lock.h"

#include "held_locks.h"

#include <atomic>
#include <limits>

namespace membridge {

namespace {

using Word = std::atomic_ref<std::int32_t>;
static_assert(Word::is_always_lock_free, "the word is shared with other processes");
static_assert(Word::required_alignment == 4);

} // namespace

bool RwLock::tryLockRead() noexcept
{
    Word word(*m_word);
    // Relaxed: only a guess for the exchange below, which orders.
    std::int32_t seen = word.load(std::memory_order_relaxed);
    const auto isPossible = [&seen] { return seen >= 0 && seen != std::numeric_limits<std::int32_t>::max(); };
    if (!isPossible())
        return false;
    held_locks::Attempt attempt(m_word);
    while (attempt.isAllowed() && isPossible()) {
        // Acquire: pairs with the writer's release store of 0, so that its bytes are visible. Release as the peer does; that our reads come
        // before the next writer's bytes is the work of unlockRead()'s release.
        if (word.compare_exchange_weak(seen, seen + 1, std::memory_order_acq_rel, std::memory_order_relaxed)) {
            attempt.succeed(false);
            return true;
        }
    }
    return false;
}

bool RwLock::tryLockWrite() noexcept
{
    Word word(*m_word);
    // Relaxed: nothing is read under a lock that is not had.
    if (word.load(std::memory_order_relaxed) != 0)
        return false;
    held_locks::Attempt attempt(m_word);
    std::int32_t expected = 0;
    // Acquire: pairs with the release of the last reader or writer. Release as the peer does; that our bytes come before the next holder's
    // reads is the work of unlockWrite()'s release. Strong: a single try must not fail for nothing.
    if (!attempt.isAllowed()
        || !word.compare_exchange_strong(expected, -1, std::memory_order_acq_rel, std::memory_order_relaxed))
        return false;
    attempt.succeed(true);
    return true;
}

WaitOutcome RwLock::lockRead(const Deadline &deadline) noexcept
{
    return waitUntil(deadline, [this] { return tryLockRead(); });
}

WaitOutcome RwLock::lockWrite(const Deadline &deadline) noexcept
{
    return waitUntil(deadline, [this] { return tryLockWrite(); });
}

bool RwLock::unlockRead() noexcept
{
    const held_locks::Return noted(m_word, false);
    if (!noted.isAllowed())
        return true;
    Word word(*m_word);
    // Relaxed: only a guess for the exchange below, which orders.
    std::int32_t seen = word.load(std::memory_order_relaxed);
    while (seen > 0) {
        // Release: our reads are over before the next writer's acquire sees the lower count. The peer subtracts blindly; after its creator
        // reset a held word, that would leave -1, a writer who never was.
        if (word.compare_exchange_weak(seen, seen - 1, std::memory_order_release, std::memory_order_relaxed))
            return true;
    }
    return false;
}

bool RwLock::unlockWrite() noexcept
{
    const held_locks::Return noted(m_word, true);
    if (!noted.isAllowed())
        return true;
    std::int32_t ours = -1;
    // Release: our bytes are written before anyone's acquire sees 0. The peer stores 0 blindly; after its creator reset a held word, that would
    // throw out the readers who came since.
    return Word(*m_word).compare_exchange_strong(ours, 0, std::memory_order_release, std::memory_order_relaxed);
}

LockWord RwLock::observe() const noexcept
{
    // Acquire: pairs with the release of whoever changed the word last; what is looked at after it is no older than that.
    return LockWord{Word(*m_word).load(std::memory_order_acquire)};
}

bool RwLock::recover(std::int32_t expected) noexcept
{
    // A compare-exchange and no store: between looking and recovering the holder may have come back. Acquire: pairs with the release part of
    // the exchange by which the dead holder locked. Release: pairs with the acquire of whoever locks next, who sees what we saw.
    return Word(*m_word).compare_exchange_strong(expected, 0, std::memory_order_acq_rel, std::memory_order_relaxed);
}

void RwLock::initialise() noexcept
{
    // Release: pairs with the acquire of the first lock, which sees the bytes that the creator wrote before.
    Word(*m_word).store(0, std::memory_order_release);
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "held_locks.h"

#include "../platform/hold_store.h"
#include "rw_lock.h"

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

namespace membridge::held_locks {

namespace {

// Read by a signal handler, so: fixed storage, lock-free atomics, no constructor that runs late.
//
// A slot's state: Free -> Trying (the thread that tries; it then writes the word) -> Read or Write, with release, for those who look for a word, or
// Free again -> GivingBack (whoever gives it back: the holder, or giveBackAll()) -> Free. The word is read only by who saw Read or Write with acquire, and
// relied upon only after GivingBack was won: a slot may be another's by then.
enum class State : std::uint8_t { Free, Trying, Read, Write, GivingBack };

struct alignas(64) Slot
{
    std::atomic<State> state{State::Free};
    std::atomic<std::int32_t *> word{nullptr};
};
static_assert(std::atomic<State>::is_always_lock_free && std::atomic<std::int32_t *>::is_always_lock_free);

constexpr std::size_t slotCount = 512;
constinit std::array<Slot, slotCount> slots;
constinit std::atomic<bool> noting{false};
constinit std::atomic<bool> dying{false};
/// A lock that found no slot: what is held is not known any more.
constinit std::atomic<bool> incomplete{false};
constinit std::atomic<std::size_t> threads{0};
constinit thread_local std::size_t firstSlot = slotCount;

/// Where this thread looks first; others elsewhere.
std::size_t own() noexcept
{
    if (firstSlot == slotCount)
        firstSlot = threads.fetch_add(1, std::memory_order_relaxed) * 2 % slotCount;
    return firstSlot;
}

void giveBack(std::int32_t *word, bool write) noexcept
{
    if (write) {
        (void)RwLock(word).recover(-1);
        return;
    }
    const std::atomic_ref<std::int32_t> readers(*word);
    std::int32_t seen = readers.load(std::memory_order_relaxed);
    // Release, and not below none, as RwLock::unlockRead().
    while (seen > 0
           && !readers.compare_exchange_weak(seen, seen - 1, std::memory_order_release, std::memory_order_relaxed)) { }
}

} // namespace

void keepNote() noexcept
{
    noting.store(true, std::memory_order_relaxed);
}

Attempt::Attempt(std::int32_t *word) noexcept
{
    if (!noting.load(std::memory_order_relaxed))
        return;
    const std::size_t first = own();
    for (std::size_t i = 0; i < slotCount && m_slot == none; ++i) {
        Slot &slot = slots[(first + i) % slotCount];
        State free = State::Free;
        if (slot.state.load(std::memory_order_relaxed) == State::Free
            && slot.state.compare_exchange_strong(free, State::Trying, std::memory_order_seq_cst)) {
            slot.word.store(word, std::memory_order_relaxed);
            m_slot = (first + i) % slotCount;
        }
    }
    // Sequentially consistent, as the exchange above and giveBackAll()'s store and loads: either that one sees Trying, or this sees that it goes on.
    m_allowed = !dying.load(std::memory_order_seq_cst);
}

void Attempt::succeed(bool write) noexcept
{
    if (m_slot == none) {
        if (noting.load(std::memory_order_relaxed))
            incomplete.store(true, std::memory_order_relaxed);
        return;
    }
    slots[m_slot].state.store(write ? State::Write : State::Read, std::memory_order_release);
    m_slot = none;
}

Attempt::~Attempt()
{
    if (m_slot != none)
        slots[m_slot].state.store(State::Free, std::memory_order_release);
}

Return::Return(std::int32_t *word, bool write) noexcept
{
    if (!noting.load(std::memory_order_relaxed))
        return;
    const State held = write ? State::Write : State::Read;
    const std::size_t first = own();
    for (std::size_t i = 0; i < slotCount; ++i) {
        Slot &slot = slots[(first + i) % slotCount];
        State seen = slot.state.load(std::memory_order_acquire);
        if (seen != held || slot.word.load(std::memory_order_relaxed) != word
            || !slot.state.compare_exchange_strong(seen, State::GivingBack, std::memory_order_acq_rel))
            continue;
        if (slot.word.load(std::memory_order_relaxed) != word) {
            slot.state.store(held, std::memory_order_release); // it was another's by then
            continue;
        }
        m_slot = (first + i) % slotCount;
        return;
    }
    // Not noted, or given back already: that one set the flag before it took the first.
    m_allowed = !dying.load(std::memory_order_seq_cst);
}

Return::~Return()
{
    if (m_slot != none)
        slots[m_slot].state.store(State::Free, std::memory_order_release);
}

void giveBackAll() noexcept
{
    dying.store(true, std::memory_order_seq_cst);
    bool all = !incomplete.load(std::memory_order_relaxed);
    // All slots together: the one that never changes is the interrupted thread's own.
    int looksLeft = 100;
    for (Slot &slot : slots) {
        State seen = slot.state.load(std::memory_order_seq_cst);
        while ((seen == State::Trying || seen == State::GivingBack) && looksLeft > 0) {
            --looksLeft;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            seen = slot.state.load(std::memory_order_seq_cst);
        }
        if (seen == State::Trying || seen == State::GivingBack)
            all = false;
        if ((seen == State::Read || seen == State::Write)
            && slot.state.compare_exchange_strong(seen, State::GivingBack, std::memory_order_acq_rel)) {
            giveBack(slot.word.load(std::memory_order_relaxed), seen == State::Write);
            slot.state.store(State::Free, std::memory_order_release);
        }
    }
    // Of a lock that nobody of ours holds any more they would blame the wrong one. What is not sure stays told.
    if (all)
        platform::removeOwnHolds();
}

} // namespace membridge::held_locks

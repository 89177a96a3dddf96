// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lock_model.h"

#include <algorithm>

namespace membridge::test {

using std::memory_order_acq_rel;
using std::memory_order_acquire;
using std::memory_order_relaxed;
using std::memory_order_release;

LockModel::LockModel(Machine &machine, LockSetup setup)
    : Model(machine),
      m_setup(std::move(setup)),
      m_word(machine.addAtomic("word", 0)),
      m_first(machine.addPlain("first", 0)),
      m_second(machine.addPlain("second", 0))
{
    for (const LockRole role : m_setup.threads) {
        switch (role) {
        case LockRole::Reader:
        case LockRole::PeerReader:
            machine.addThread(role == LockRole::Reader ? "reader" : "peer reader", reader(role == LockRole::PeerReader));
            break;
        case LockRole::Writer:
        case LockRole::PeerWriter:
            machine.addThread(role == LockRole::Writer ? "writer" : "peer writer", writer(role == LockRole::PeerWriter));
            break;
        case LockRole::RescuerOfWriter:
        case LockRole::RescuerOfReader:
            m_rescue = true;
            machine.addThread("rescuer", rescuer(role == LockRole::RescuerOfWriter ? -1 : 1));
            break;
        }
    }
}

void LockModel::atEnd()
{
    m_machine.check(m_machine.memory().newest(m_word) == 0,
                    "all have unlocked, and the word is " + std::to_string(m_machine.memory().newest(m_word)));
    const auto writers = std::count_if(m_setup.threads.begin(), m_setup.threads.end(), [](LockRole role) {
        return role == LockRole::Writer || role == LockRole::PeerWriter;
    });
    if (!m_setup.wordOnly)
        m_machine.check(m_machine.memory().plainValue(m_first) == m_setup.rounds * static_cast<int>(writers),
                        "a write is lost");
}

Task<> LockModel::reader(bool peer)
{
    for (int round = 0; round < m_setup.rounds; ++round) {
        co_await lockRead();
        if (!m_setup.wordOnly) {
            const Value first = m_machine.read(m_first);
            m_machine.check(m_machine.read(m_second) == first, "a reader sees half of a write");
        }
        if (peer) {
            const Value before = co_await m_machine.fetchAdd(m_word, -1, memory_order_release);
            checkWord(before - 1);
        } else {
            const bool unlocked = co_await unlockRead();
            m_machine.check(unlocked || m_rescue, "a reader can't unlock");
        }
    }
}

Task<> LockModel::writer(bool peer)
{
    for (int round = 0; round < m_setup.rounds; ++round) {
        co_await lockWrite();
        if (!m_setup.wordOnly) {
            const Value next = m_machine.read(m_first) + 1;
            m_machine.write(m_first, next);
            m_machine.write(m_second, next);
        }
        if (peer) {
            co_await m_machine.store(m_word, 0, memory_order_release);
        } else {
            const bool unlocked = co_await unlockWrite();
            m_machine.check(unlocked || m_rescue, "a writer can't unlock");
        }
    }
}

Task<> LockModel::rescuer(Value expected)
{
    // observe(), and somebody who asks for recover() because of what it showed.
    Value seen = co_await m_machine.load(m_word, memory_order_acquire, expected, expected);
    if (has(LockFlaw::RecoverByStore)) {
        // A store; the exchange is for what it overwrote.
        const Value overwritten = co_await m_machine.exchange(m_word, 0, memory_order_acq_rel);
        m_machine.check(overwritten == seen, "recovery throws out a holder whom nobody took for dead");
        co_return;
    }
    co_await m_machine.compareExchange(m_word, seen, 0, memory_order_acq_rel);
}

// waitUntil(tryLockRead). Where that returns false, the next try begins with the same load: here it waits for a word that lets it go on.
Task<> LockModel::lockRead()
{
    const Value least = has(LockFlaw::ReaderIgnoresWriter) ? Machine::anyLeast : 0;
    const std::memory_order order = lockOrder(LockFlaw::LockReadRelaxed);
    for (;;) {
        Value seen = co_await m_machine.load(m_word, memory_order_relaxed, least, Machine::anyMost - 1);
        while (seen >= least) {
            const bool locked = co_await changeWord(seen, seen + 1, order, LockFlaw::LockReadLoadAndStore);
            if (locked)
                co_return;
        }
    }
}

Task<bool> LockModel::unlockRead()
{
    const auto order = has(LockFlaw::UnlockReadRelaxed) ? memory_order_relaxed : memory_order_release;
    Value seen = co_await m_machine.load(m_word, memory_order_relaxed);
    while (seen > 0) {
        const bool unlocked = co_await changeWord(seen, seen - 1, order, LockFlaw::UnlockReadLoadAndStore);
        if (unlocked)
            co_return true;
    }
    co_return false;
}

// waitUntil(tryLockWrite).
Task<> LockModel::lockWrite()
{
    const std::memory_order order = lockOrder(LockFlaw::LockWriteRelaxed);
    if (has(LockFlaw::WriterIgnoresReaders)) {
        co_await m_machine.exchange(m_word, -1, order);
    } else if (has(LockFlaw::LockWriteLoadAndStore)) {
        co_await m_machine.load(m_word, memory_order_acquire, 0, 0);
        co_await m_machine.store(m_word, -1, memory_order_release);
    } else {
        co_await m_machine.waitToExchange(m_word, 0, -1, order);
    }
}

Task<bool> LockModel::unlockWrite()
{
    Value ours = -1;
    const bool unlocked = co_await m_machine.compareExchange(
        m_word, ours, 0, has(LockFlaw::UnlockWriteRelaxed) ? memory_order_relaxed : memory_order_release);
    co_return unlocked;
}

// compare_exchange_weak, or what is wrong in its place. `seen` has passed the caller's test.
Task<bool> LockModel::changeWord(Value &seen, Value desired, std::memory_order order, LockFlaw loadAndStore)
{
    checkWord(desired);
    if (!has(loadAndStore)) {
        const bool changed = co_await m_machine.compareExchange(m_word, seen, desired, order);
        co_return changed;
    }
    const Value now = co_await m_machine.load(m_word, memory_order_acquire);
    if (now != seen) {
        seen = now;
        co_return false;
    }
    co_await m_machine.store(m_word, desired, memory_order_release);
    co_return true;
}

std::memory_order LockModel::lockOrder(LockFlaw relaxed) const
{
    if (has(relaxed))
        return memory_order_relaxed;
    return has(LockFlaw::LocksAcquireOnly) ? memory_order_acquire : memory_order_acq_rel;
}

void LockModel::checkWord(Value word)
{
    m_machine.check(word >= -1, "the word becomes " + std::to_string(word) + ", which is no state");
}

} // namespace membridge::test

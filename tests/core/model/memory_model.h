// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace membridge::test {

using Value = std::int32_t;

inline constexpr std::size_t maxThreads = 4;
inline constexpr std::size_t maxAtomics = 4;

/// What a thread knows, or what a message passes on: for each atomic the oldest message that may still be read, and for each thread how
/// much of what it did happens before (a vector clock).
struct View
{
    std::array<std::uint8_t, maxAtomics> oldest{};
    std::array<std::uint8_t, maxThreads> clock{};

    void join(const View &other) noexcept;
};

/// One atomic operation, as a thread is about to do it.
struct Operation
{
    enum class Kind { Load, Store, CompareExchange, FetchAdd, Exchange };

    Kind kind = Kind::Load;
    std::size_t where = 0;
    std::memory_order order = std::memory_order_relaxed; ///< A compare-exchange that fails is a relaxed load.
    Value operand = 0;                                   ///< Stored, exchanged for, or added.
    Value expected = 0;                                  ///< CompareExchange.
    bool mustSucceed = false;                            ///< CompareExchange: wait until it does.
    Value least = 0, most = 0;                           ///< Load: wait for a value from this range.
};

/// One of the ways an operation can go.
struct Way
{
    std::size_t position = 0; ///< Of the message read; for a store, of the new one.
    bool success = true;      ///< CompareExchange.
};

struct Result
{
    Value value = 0; ///< As it was read.
    bool success = true;
};

/// The shared memory of a few threads as C++20 describes it for relaxed, acquire and release (there is no seq_cst and no fence in it).
///
/// Model: an atomic is the list of all messages (values stored) in modification order. A load may read every message that is not older than
/// the thread's view; with acquire the thread's view then includes the message's. A store puts its message anywhere behind the thread's
/// view; with release the message carries the thread's view. A read-modify-write puts its message right behind the one it reads, where nothing
/// else can come between, and passes on what that one carried: a release sequence. This is the view machine of Kang, Hur, Lahav, Vafeiadis and
/// Dreyer, "A Promising Semantics for Relaxed-Memory Concurrency" (POPL 2017), without promises.
/// Plain bytes have one value. Two accesses, one of them a write, that vector clocks do not order are a data race, which is undefined behaviour
/// and ends the execution; the bookkeeping is that of Flanagan and Freund, "FastTrack" (PLDI 2009).
///
/// Limits: without promises no store happens before a load that precedes it in its thread (load buffering). Only what is stored without
/// release can be promised: nothing is missed where every atomic store is a release. Where one is weaker, what is found is real, but
/// more may be possible.
class MemoryModel
{
public:
    std::size_t addAtomic(std::string name, Value initial);
    std::size_t addPlain(std::string name, Value initial);
    std::size_t addThread();

    /// Every way `operation` can go now; none: the thread waits.
    std::vector<Way> ways(std::size_t thread, const Operation &operation) const;
    Result perform(std::size_t thread, const Operation &operation, const Way &way);

    Value read(std::size_t thread, std::size_t plain);
    void write(std::size_t thread, std::size_t plain, Value value);

    /// The last message in modification order. For checks; no thread can know it.
    Value newest(std::size_t atomic) const { return m_atomics[atomic].messages.back().value; }
    Value plainValue(std::size_t plain) const { return m_plains[plain].value; }
    const std::string &atomicName(std::size_t atomic) const { return m_atomics[atomic].name; }
    const std::string &plainName(std::size_t plain) const { return m_plains[plain].name; }
    /// The data race, if there was one.
    const std::optional<std::string> &race() const noexcept { return m_race; }

    /// Every byte that decides how things can go on.
    void appendState(std::vector<std::uint8_t> &state) const;

private:
    struct Message
    {
        Value value;
        View view;
        bool glued; ///< By a read-modify-write: nothing comes between this and the message before.
    };
    struct Atomic
    {
        std::string name;
        std::vector<Message> messages;
    };
    struct Plain
    {
        std::string name;
        Value value;
        std::size_t writer = 0;
        std::uint8_t written = 0;                    ///< The writer's clock at its last write.
        std::array<std::uint8_t, maxThreads> read{}; ///< Each thread's clock at its last read.
    };

    void insert(std::size_t thread, std::size_t atomic, std::size_t position, const Message &message);
    void noteRace(std::size_t plain, const char *access);

    std::vector<Atomic> m_atomics;
    std::vector<Plain> m_plains;
    std::vector<View> m_threads;
    std::optional<std::string> m_race;
};

} // namespace membridge::test

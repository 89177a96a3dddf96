// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "memory_model.h"
#include "task.h"

#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace membridge::test {

/// A few threads on a MemoryModel. Each runs up to its next atomic operation and stops there; whoever owns the machine lets them happen one by
/// one. Plain accesses need no stop of their own: without a data race their order makes no difference, and a race is found by the
/// vector clocks in whatever order it happens.
///
/// A model's threads share nothing but the machine's memory: what a thread does must follow from what it has read.
class Machine
{
public:
    static constexpr Value anyLeast = std::numeric_limits<Value>::min();
    static constexpr Value anyMost = std::numeric_limits<Value>::max();

    Machine() = default;
    Machine(const Machine &) = delete;
    Machine &operator=(const Machine &) = delete;

    // --- For the model: what there is.
    std::size_t addAtomic(std::string name, Value initial) { return m_memory.addAtomic(std::move(name), initial); }
    std::size_t addPlain(std::string name, Value initial) { return m_memory.addPlain(std::move(name), initial); }
    void addThread(std::string name, Task<> body);

    // --- For the model's threads: atomic operations, to be awaited.
    class Stop;
    template <typename Type> class StopFor;
    StopFor<Value> load(std::size_t atomic, std::memory_order order, Value least = anyLeast, Value most = anyMost);
    StopFor<void> store(std::size_t atomic, Value value, std::memory_order order);
    /// Like std::atomic's: `expected` becomes what was read.
    StopFor<bool> compareExchange(std::size_t atomic, Value &expected, Value desired, std::memory_order order);
    /// Tries until it succeeds. The tries that fail are relaxed loads without a trace, hence left out; so it is for the range of load().
    StopFor<void> waitToExchange(std::size_t atomic, Value expected, Value desired, std::memory_order order);
    StopFor<Value> fetchAdd(std::size_t atomic, Value summand, std::memory_order order);
    StopFor<Value> exchange(std::size_t atomic, Value value, std::memory_order order);

    // --- And the rest.
    Value read(std::size_t plain);
    void write(std::size_t plain, Value value);
    /// Unless `condition` holds, a violation is found.
    void check(bool condition, const std::string &otherwise);
    const MemoryModel &memory() const noexcept { return m_memory; }

    // --- For the explorer.
    struct Move
    {
        std::uint8_t thread = 0;
        std::uint8_t way = 0;
    };
    /// Lets every thread run to its first stop.
    void start();
    std::vector<Move> moves() const;
    void perform(const Move &move);
    bool allEnded() const;
    /// Who waits for what, when nobody can go on.
    std::string stuck() const;
    const std::optional<std::string> &violation() const noexcept { return m_violation; }
    std::vector<std::uint8_t> state() const;
    void recordTrace() { m_tracing = true; }
    const std::vector<std::string> &trace() const noexcept { return m_trace; }

private:
    struct Thread
    {
        std::string name;
        Task<> body;
        std::coroutine_handle<> next;
        std::optional<Operation> pending;
        Result result;
        std::vector<std::uint8_t> past; ///< All that it has read: with its program, what it is up to.
    };

    void run(std::size_t thread);
    void remember(Value value);
    std::string text(const Operation &operation) const;
    void note(const std::string &text);
    void noteAccess(const std::string &verb, const std::string &access);

    MemoryModel m_memory;
    std::deque<Thread> m_threads;
    std::size_t m_current = 0;
    std::optional<std::string> m_violation;
    bool m_tracing = false;
    std::vector<std::string> m_trace;
    std::string m_accesses; ///< The verb of the trace's last line, if it is one of plain accesses.
};

// NOLINTBEGIN(readability-identifier-naming): the language gives the names.

/// Where a thread stops: hands the operation to the machine, and gets its result when it goes on.
class Machine::Stop
{
public:
    Stop(Machine &machine, const Operation &operation, Value *expected = nullptr) noexcept
        : m_machine(machine), m_operation(operation), m_expected(expected)
    {
    }

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> here) const
    {
        Thread &thread = m_machine.m_threads[m_machine.m_current];
        thread.next = here;
        thread.pending = m_operation;
    }

protected:
    const Result &result() const
    {
        const Result &result = m_machine.m_threads[m_machine.m_current].result;
        if (m_expected != nullptr)
            *m_expected = result.value;
        return result;
    }

private:
    Machine &m_machine;
    Operation m_operation;
    Value *m_expected;
};

template <typename Type> class Machine::StopFor : public Stop
{
public:
    using Stop::Stop;
    Type await_resume() const
    {
        [[maybe_unused]] const Result &result = this->result();
        if constexpr (std::is_same_v<Type, bool>)
            return result.success;
        else if constexpr (std::is_same_v<Type, Value>)
            return result.value;
    }
};

// NOLINTEND(readability-identifier-naming)

} // namespace membridge::test

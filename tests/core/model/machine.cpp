// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <algorithm>
#include <cassert>

namespace membridge::test {

namespace {

const char *name(std::memory_order order) noexcept
{
    switch (order) {
    case std::memory_order_relaxed:
        return "relaxed";
    case std::memory_order_acquire:
        return "acquire";
    case std::memory_order_release:
        return "release";
    case std::memory_order_acq_rel:
        return "acq_rel";
    default:
        return "not in this model";
    }
}

} // namespace

void Machine::addThread(std::string name, Task<> body)
{
    m_memory.addThread();
    const auto namesakes = std::count_if(m_threads.begin(), m_threads.end(),
                                         [&](const Thread &thread) { return thread.name.starts_with(name); });
    if (namesakes > 0)
        name += " " + std::to_string(namesakes + 1);
    const auto handle = body.handle();
    m_threads.push_back({.name = std::move(name),
                         .body = std::move(body),
                         .next = handle,
                         .pending = std::nullopt,
                         .result = {},
                         .past = {}});
}

Machine::StopFor<Value> Machine::load(std::size_t atomic, std::memory_order order, Value least, Value most)
{
    return {*this, {.kind = Operation::Kind::Load, .where = atomic, .order = order, .least = least, .most = most}};
}

Machine::StopFor<void> Machine::store(std::size_t atomic, Value value, std::memory_order order)
{
    return {*this, {.kind = Operation::Kind::Store, .where = atomic, .order = order, .operand = value}};
}

Machine::StopFor<bool> Machine::compareExchange(std::size_t atomic, Value &expected, Value desired,
                                                std::memory_order order)
{
    return {*this,
            {.kind = Operation::Kind::CompareExchange,
             .where = atomic,
             .order = order,
             .operand = desired,
             .expected = expected},
            &expected};
}

Machine::StopFor<void> Machine::waitToExchange(std::size_t atomic, Value expected, Value desired,
                                               std::memory_order order)
{
    return {*this,
            {.kind = Operation::Kind::CompareExchange,
             .where = atomic,
             .order = order,
             .operand = desired,
             .expected = expected,
             .mustSucceed = true}};
}

Machine::StopFor<Value> Machine::fetchAdd(std::size_t atomic, Value summand, std::memory_order order)
{
    return {*this, {.kind = Operation::Kind::FetchAdd, .where = atomic, .order = order, .operand = summand}};
}

Machine::StopFor<Value> Machine::exchange(std::size_t atomic, Value value, std::memory_order order)
{
    return {*this, {.kind = Operation::Kind::Exchange, .where = atomic, .order = order, .operand = value}};
}

Value Machine::read(std::size_t plain)
{
    const Value value = m_memory.read(m_current, plain);
    remember(value);
    if (m_tracing)
        noteAccess("reads ", m_memory.plainName(plain) + " -> " + std::to_string(value));
    check(!m_memory.race(), m_memory.race().value_or(std::string()));
    return value;
}

void Machine::write(std::size_t plain, Value value)
{
    m_memory.write(m_current, plain, value);
    if (m_tracing)
        noteAccess("writes ", m_memory.plainName(plain) + " = " + std::to_string(value));
    check(!m_memory.race(), m_memory.race().value_or(std::string()));
}

void Machine::check(bool condition, const std::string &otherwise)
{
    // The first one is the cause.
    if (condition || m_violation)
        return;
    if (m_tracing)
        note("VIOLATION: " + otherwise);
    m_violation = otherwise;
}

void Machine::start()
{
    for (std::size_t thread = 0; thread < m_threads.size(); ++thread)
        run(thread);
}

void Machine::run(std::size_t thread)
{
    m_current = thread;
    m_threads[thread].pending.reset();
    m_threads[thread].next.resume();
}

std::vector<Machine::Move> Machine::moves() const
{
    std::vector<Move> moves;
    for (std::size_t thread = 0; thread < m_threads.size(); ++thread) {
        if (!m_threads[thread].pending)
            continue;
        const std::size_t ways = m_memory.ways(thread, *m_threads[thread].pending).size();
        for (std::size_t way = 0; way < ways; ++way)
            moves.push_back({static_cast<std::uint8_t>(thread), static_cast<std::uint8_t>(way)});
    }
    return moves;
}

void Machine::perform(const Move &move)
{
    Thread &thread = m_threads[move.thread];
    assert(thread.pending);
    const Operation operation = *thread.pending;
    const Way way = m_memory.ways(move.thread, operation).at(move.way);
    thread.result = m_memory.perform(move.thread, operation, way);
    m_current = move.thread;
    remember(thread.result.value);
    remember(thread.result.success ? 1 : 0);
    if (m_tracing) {
        std::string line = text(operation);
        if (operation.kind != Operation::Kind::Store)
            line += " -> " + std::to_string(thread.result.value);
        if (!thread.result.success)
            line += ", fails";
        const Value newest = m_memory.newest(operation.where);
        const bool reads = operation.kind == Operation::Kind::Load || !thread.result.success;
        if (reads && newest != thread.result.value)
            line += " (stale: it is " + std::to_string(newest) + ")";
        note(line);
    }
    run(move.thread);
}

bool Machine::allEnded() const
{
    return std::none_of(m_threads.begin(), m_threads.end(), [](const Thread &thread) { return thread.pending; });
}

std::string Machine::stuck() const
{
    std::string all = "stuck:";
    for (const Thread &thread : m_threads) {
        if (thread.pending)
            all += " " + thread.name + " waits in " + text(*thread.pending) + ", which is "
                + std::to_string(m_memory.newest(thread.pending->where)) + ";";
    }
    all.pop_back();
    return all;
}

std::vector<std::uint8_t> Machine::state() const
{
    std::vector<std::uint8_t> state;
    m_memory.appendState(state);
    state.push_back(m_violation ? 1 : 0);
    for (const Thread &thread : m_threads) {
        // Its length first, so that two threads' pasts can't be mistaken for each other's.
        state.push_back(static_cast<std::uint8_t>(thread.past.size()));
        state.push_back(static_cast<std::uint8_t>(thread.past.size() >> 8));
        state.insert(state.end(), thread.past.begin(), thread.past.end());
    }
    return state;
}

void Machine::remember(Value value)
{
    const auto bits = static_cast<std::uint32_t>(value);
    for (unsigned shift = 0; shift < 32; shift += 8)
        m_threads[m_current].past.push_back(static_cast<std::uint8_t>(bits >> shift));
}

std::string Machine::text(const Operation &operation) const
{
    using Kind = Operation::Kind;
    const std::string operand = std::to_string(operation.operand);
    std::string text = m_memory.atomicName(operation.where);
    switch (operation.kind) {
    case Kind::Load:
        text += ".load(";
        break;
    case Kind::Store:
        text += ".store(" + operand + ", ";
        break;
    case Kind::CompareExchange:
        text += ".compare_exchange(" + std::to_string(operation.expected) + ", " + operand + ", ";
        break;
    case Kind::FetchAdd:
        text += ".fetch_add(" + operand + ", ";
        break;
    case Kind::Exchange:
        text += ".exchange(" + operand + ", ";
        break;
    }
    return text + name(operation.order) + ")";
}

void Machine::note(const std::string &text)
{
    // What a thread does after its violation, up to its next stop, is of no interest.
    if (m_violation)
        return;
    std::string who = m_threads[m_current].name;
    who.resize(std::max<std::size_t>(who.size(), 10), ' ');
    m_trace.push_back(who + "  " + text);
    m_accesses.clear();
}

void Machine::noteAccess(const std::string &verb, const std::string &access)
{
    // A row of them makes one line.
    if (!m_violation && m_accesses == verb)
        m_trace.back() += ", " + access;
    else
        note(verb + access);
    m_accesses = verb;
}

} // namespace membridge::test

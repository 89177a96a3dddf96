// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "memory_model.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace membridge::test {

namespace {

bool acquires(std::memory_order order) noexcept
{
    return order == std::memory_order_acquire || order == std::memory_order_acq_rel;
}

bool releases(std::memory_order order) noexcept
{
    return order == std::memory_order_release || order == std::memory_order_acq_rel;
}

std::uint8_t small(std::size_t number) noexcept
{
    assert(number <= std::numeric_limits<std::uint8_t>::max());
    return static_cast<std::uint8_t>(number);
}

void append(std::vector<std::uint8_t> &state, Value value)
{
    const auto bits = static_cast<std::uint32_t>(value);
    for (unsigned shift = 0; shift < 32; shift += 8)
        state.push_back(static_cast<std::uint8_t>(bits >> shift));
}

void append(std::vector<std::uint8_t> &state, const View &view)
{
    state.insert(state.end(), view.oldest.begin(), view.oldest.end());
    state.insert(state.end(), view.clock.begin(), view.clock.end());
}

} // namespace

void View::join(const View &other) noexcept
{
    for (std::size_t i = 0; i < oldest.size(); ++i)
        oldest[i] = std::max(oldest[i], other.oldest[i]);
    for (std::size_t i = 0; i < clock.size(); ++i)
        clock[i] = std::max(clock[i], other.clock[i]);
}

std::size_t MemoryModel::addAtomic(std::string name, Value initial)
{
    assert(m_atomics.size() < maxAtomics);
    m_atomics.push_back({std::move(name), {{initial, {}, false}}});
    return m_atomics.size() - 1;
}

std::size_t MemoryModel::addPlain(std::string name, Value initial)
{
    m_plains.push_back({.name = std::move(name), .value = initial});
    return m_plains.size() - 1;
}

std::size_t MemoryModel::addThread()
{
    assert(m_threads.size() < maxThreads);
    const std::size_t thread = m_threads.size();
    // From 1: what nobody has seen yet must be later than the 0 in everybody else's view.
    m_threads.emplace_back().clock[thread] = 1;
    return thread;
}

std::vector<Way> MemoryModel::ways(std::size_t thread, const Operation &operation) const
{
    using Kind = Operation::Kind;
    const auto &messages = m_atomics[operation.where].messages;
    const std::size_t oldest = m_threads[thread].oldest[operation.where];
    const auto isGlued = [&](std::size_t position) { return position < messages.size() && messages[position].glued; };

    std::vector<Way> ways;
    // The newest first: of several failures, the one that needs no stale value is told.
    for (std::size_t position = messages.size(); position-- > oldest;) {
        const Value value = messages[position].value;
        const bool takesNext = !isGlued(position + 1);
        switch (operation.kind) {
        case Kind::Load:
            if (value >= operation.least && value <= operation.most)
                ways.push_back({position, true});
            break;
        case Kind::Store:
            if (takesNext)
                ways.push_back({position + 1, true});
            break;
        case Kind::CompareExchange:
            // A failure for nothing, as the weak form may have, is a relaxed load that tells nothing new: left out.
            if (value != operation.expected) {
                if (!operation.mustSucceed)
                    ways.push_back({position, false});
            } else if (takesNext) {
                ways.push_back({position, true});
            }
            break;
        case Kind::FetchAdd:
        case Kind::Exchange:
            if (takesNext)
                ways.push_back({position, true});
            break;
        }
    }
    return ways;
}

Result MemoryModel::perform(std::size_t thread, const Operation &operation, const Way &way)
{
    using Kind = Operation::Kind;
    const std::size_t where = operation.where;
    View &view = m_threads[thread];
    Result result{.value = operation.operand, .success = way.success};

    if (operation.kind == Kind::Store) {
        insert(thread, where, way.position, {operation.operand, releases(operation.order) ? view : View(), false});
    } else {
        const Message seen = m_atomics[where].messages[way.position];
        result.value = seen.value;
        view.oldest[where] = std::max(view.oldest[where], small(way.position));
        if (way.success && acquires(operation.order))
            view.join(seen.view);
        if (way.success && operation.kind != Kind::Load) {
            View passedOn = seen.view;
            if (releases(operation.order))
                passedOn.join(view);
            const Value value = operation.kind == Kind::FetchAdd ? seen.value + operation.operand : operation.operand;
            insert(thread, where, way.position + 1, {value, passedOn, true});
        }
    }
    // What the thread does from now on is not covered by what it has released.
    view.clock[thread] = small(view.clock[thread] + 1u);
    return result;
}

void MemoryModel::insert(std::size_t thread, std::size_t atomic, std::size_t position, const Message &message)
{
    auto &messages = m_atomics[atomic].messages;
    messages.insert(messages.begin() + static_cast<std::ptrdiff_t>(position), message);
    const auto moveUp = [&](View &view) {
        if (view.oldest[atomic] >= position)
            ++view.oldest[atomic];
    };
    for (Atomic &each : m_atomics) {
        for (Message &other : each.messages)
            moveUp(other.view);
    }
    for (View &view : m_threads)
        moveUp(view);
    messages[position].view.oldest[atomic] = small(position);
    m_threads[thread].oldest[atomic] = small(position);
}

Value MemoryModel::read(std::size_t thread, std::size_t plain)
{
    Plain &byte = m_plains[plain];
    const View &view = m_threads[thread];
    if (byte.written > view.clock[byte.writer])
        noteRace(plain, "read while another thread may be writing it");
    byte.read[thread] = view.clock[thread];
    return byte.value;
}

void MemoryModel::write(std::size_t thread, std::size_t plain, Value value)
{
    Plain &byte = m_plains[plain];
    const View &view = m_threads[thread];
    if (byte.written > view.clock[byte.writer])
        noteRace(plain, "written while another thread may be writing it");
    for (std::size_t reader = 0; reader < maxThreads; ++reader) {
        if (byte.read[reader] > view.clock[reader])
            noteRace(plain, "written while another thread may be reading it");
    }
    byte.value = value;
    byte.writer = thread;
    byte.written = view.clock[thread];
}

void MemoryModel::noteRace(std::size_t plain, const char *access)
{
    if (!m_race)
        m_race = "data race: " + m_plains[plain].name + " is " + access;
}

void MemoryModel::appendState(std::vector<std::uint8_t> &state) const
{
    for (const Atomic &atomic : m_atomics) {
        state.push_back(small(atomic.messages.size()));
        for (const Message &message : atomic.messages) {
            append(state, message.value);
            append(state, message.view);
            state.push_back(message.glued ? 1 : 0);
        }
    }
    for (const Plain &plain : m_plains) {
        append(state, plain.value);
        state.push_back(small(plain.writer));
        state.push_back(plain.written);
        state.insert(state.end(), plain.read.begin(), plain.read.end());
    }
    for (const View &view : m_threads)
        append(state, view);
}

} // namespace membridge::test

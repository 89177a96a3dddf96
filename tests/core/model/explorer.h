// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machine.h"

#include <functional>
#include <memory>
#include <set>

namespace membridge::test {

/// A protocol: its constructor puts words, bytes and threads into the machine.
class Model
{
public:
    explicit Model(Machine &machine) : m_machine(machine) { }
    virtual ~Model() = default;
    Model(const Model &) = delete;
    Model &operator=(const Model &) = delete;

    /// Checks what must hold when all threads have ended.
    virtual void atEnd() { }
    /// What came out, for tests that want to know all that can.
    virtual std::string outcome() const { return {}; }

protected:
    Machine &m_machine;
};

using ModelFactory = std::function<std::unique_ptr<Model>(Machine &)>;

struct Exploration
{
    std::uint64_t executions = 0; ///< Different ones from start to end: schedules times choices of what is read.
    std::uint64_t states = 0;     ///< Different ones on the way; this is what is looked at.
    std::size_t longest = 0;      ///< Atomic operations of the longest execution.
    std::set<std::string> outcomes;
    std::optional<std::string> violation; ///< The first one, after the fewest operations.
    std::vector<std::string> trace;       ///< How it came about.

    /// All of it in lines.
    std::string text() const;
};

/// Looks at every execution of a model, breadth first, up to the first violation. Nothing is drawn by lot and nothing left out: a violation is a
/// failed check, a data race, or threads that wait for ever. States that come about in several ways are gone on from once.
Exploration explore(const ModelFactory &makeModel);

} // namespace membridge::test

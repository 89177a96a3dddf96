// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer.h"

#include <unordered_map>

namespace membridge::test {

namespace {

using Path = std::vector<Machine::Move>;

/// A model that was run along a path. Coroutines can't be copied, so every look at a state starts at the beginning.
struct Run
{
    Run(const ModelFactory &makeModel, const Path &path, bool tracing = false) : model(makeModel(machine))
    {
        if (tracing)
            machine.recordTrace();
        machine.start();
        for (const Machine::Move &move : path)
            machine.perform(move);
    }

    Machine machine;
    std::unique_ptr<Model> model;
};

/// 128 bits that stand for a state: enough that no two of some million states share them.
struct Key
{
    std::uint64_t first = 0xcbf29ce484222325;
    std::uint64_t second = 0x9e3779b97f4a7c15;

    explicit Key(const std::vector<std::uint8_t> &state) noexcept
    {
        for (const std::uint8_t byte : state) {
            first = (first ^ byte) * 0x100000001b3;
            second = (second + byte) * 0xd6e8feb86659fd93;
            second ^= second >> 32;
        }
    }
    bool operator==(const Key &) const = default;
};

struct KeyHash
{
    std::size_t operator()(const Key &key) const noexcept { return static_cast<std::size_t>(key.second); }
};

struct Node
{
    Path path;
    std::uint64_t executions = 0; ///< That lead here.
};

/// True when nothing is wrong here.
bool look(Run &run, Exploration &found)
{
    if (run.machine.allEnded())
        run.model->atEnd();
    else if (!run.machine.violation() && run.machine.moves().empty())
        run.machine.check(false, run.machine.stuck());
    found.violation = run.machine.violation();
    return !found.violation;
}

} // namespace

Exploration explore(const ModelFactory &makeModel)
{
    Exploration found;
    // Every operation is one step and leaves its mark in the thread's past: equal states are equally far from the start.
    std::vector<Node> level{{{}, 1}};
    for (; !level.empty(); ++found.longest) {
        std::vector<Node> next;
        std::unordered_map<Key, std::size_t, KeyHash> known;
        for (const Node &node : level) {
            ++found.states;
            Run here(makeModel, node.path);
            if (!look(here, found)) {
                Run again(makeModel, node.path, true);
                look(again, found);
                found.trace = again.machine.trace();
                return found;
            }
            const std::vector<Machine::Move> moves = here.machine.moves();
            if (moves.empty()) {
                found.executions += node.executions;
                found.outcomes.insert(here.model->outcome());
                continue;
            }
            for (std::size_t i = 0; i < moves.size(); ++i) {
                Path path = node.path;
                path.push_back(moves[i]);
                // The last move can have the machine that is here.
                std::optional<Run> fresh;
                if (i + 1 < moves.size())
                    fresh.emplace(makeModel, path);
                else
                    here.machine.perform(moves[i]);
                const Key key((fresh ? *fresh : here).machine.state());
                const auto [entry, isNew] = known.try_emplace(key, next.size());
                if (isNew)
                    next.push_back({std::move(path), 0});
                next[entry->second].executions += node.executions;
            }
        }
        level = std::move(next);
    }
    --found.longest;
    return found;
}

std::string Exploration::text() const
{
    std::string text = std::to_string(executions) + " executions of up to " + std::to_string(longest)
        + " atomic operations, in " + std::to_string(states) + " states";
    if (violation)
        text = *violation + " (after " + std::to_string(longest) + " atomic operations; " + std::to_string(states)
            + " states looked at)";
    for (const std::string &line : trace)
        text += "\n    " + line;
    return text;
}

} // namespace membridge::test

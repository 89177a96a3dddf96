// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorer.h"

#include <array>

namespace membridge::test {

/// One line of a litmus test.
struct LitmusStep
{
    enum class Kind { Load, Await, Store, FetchAdd, ReadPlain, WritePlain };
    enum class Place { X, Y };

    Kind kind;
    Place place;
    Value value = 0; ///< Awaited, stored or added.
    std::memory_order order = std::memory_order_relaxed;
};

using LitmusThread = std::vector<LitmusStep>;

/// A few threads on two atomics and two plain bytes, all 0. The outcome is what the loads and reads saw, thread by thread.
class LitmusModel : public Model
{
public:
    LitmusModel(Machine &machine, const std::vector<LitmusThread> &threads, bool finalValues)
        : Model(machine),
          m_finalValues(finalValues),
          m_seen(threads.size()),
          m_atomics{machine.addAtomic("x", 0), machine.addAtomic("y", 0)},
          m_plains{machine.addPlain("plain x", 0), machine.addPlain("plain y", 0)}
    {
        for (std::size_t i = 0; i < threads.size(); ++i)
            machine.addThread("thread " + std::to_string(i + 1), run(threads[i], m_seen[i]));
    }

    std::string outcome() const override
    {
        std::string outcome;
        for (const std::string &seen : m_seen)
            outcome += seen;
        if (m_finalValues) {
            for (const std::size_t atomic : m_atomics)
                outcome += std::to_string(m_machine.memory().newest(atomic));
        }
        return outcome;
    }

private:
    Task<> run(LitmusThread steps, std::string &seen)
    {
        using Kind = LitmusStep::Kind;
        for (const LitmusStep &step : steps) {
            const std::size_t atomic = m_atomics[static_cast<std::size_t>(step.place)];
            const std::size_t plain = m_plains[static_cast<std::size_t>(step.place)];
            switch (step.kind) {
            case Kind::Load: {
                const Value value = co_await m_machine.load(atomic, step.order);
                seen += std::to_string(value);
                break;
            }
            case Kind::Await:
                co_await m_machine.load(atomic, step.order, step.value, step.value);
                break;
            case Kind::Store:
                co_await m_machine.store(atomic, step.value, step.order);
                break;
            case Kind::FetchAdd:
                co_await m_machine.fetchAdd(atomic, step.value, step.order);
                break;
            case Kind::ReadPlain:
                seen += std::to_string(m_machine.read(plain));
                break;
            case Kind::WritePlain:
                m_machine.write(plain, step.value);
                break;
            }
        }
    }

    bool m_finalValues;
    std::vector<std::string> m_seen;
    std::array<std::size_t, 2> m_atomics;
    std::array<std::size_t, 2> m_plains;
};

} // namespace membridge::test

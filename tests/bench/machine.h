// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace membridge::bench {

/// The two cores of all measurements of two threads. Both -1: there is one core only, nothing is pinned, and no figure means anything.
struct Cores
{
    int producer = -1;
    int consumer = -1;

    bool pinned() const noexcept { return producer >= 0; }
};

/// Two cores that this process may use and that are not two threads of one.
Cores chooseCores();

/// Pins the calling thread; -1 leaves it alone. Throws std::system_error.
void pinThread(int core);

/// Lets the calling thread, and those that it starts, run on any core again, as a program that pins nothing. Throws std::system_error.
void unpinThread();

/// What a reader needs to compare figures: processor, governor, memory, kernel, compiler, cores.
nlohmann::json machineFacts(const Cores &cores);

} // namespace membridge::bench

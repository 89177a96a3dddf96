// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contestant.h"
#include "machine.h"

#include <cstdint>

namespace membridge::bench {

struct Lap
{
    double seconds = 0;
    std::uint64_t wrong = 0; ///< Messages that did not have the number they should.
};

/// `count` messages from a thread on the one core to this thread on the other.
Lap race(Contestant &contestant, std::uint64_t count, std::size_t batch, const Cores &cores);

/// `count` messages there and back, through two queues of one type.
Lap pingPong(Contestant &there, Contestant &back, std::uint64_t count, const Cores &cores);

/// What the machine takes for a round trip without any queue, in ns.
enum class Bare {
    OneLine, ///< One number on one cache line, written by both sides in turn: what moves least.
    TwoLines ///< One line a direction, each written by one side only, as two queues need at least.
};
double bareRoundTrip(Bare bare, const Cores &cores, std::uint64_t count);

/// The figure that stands beside all others: Bare::OneLine, waiting as in round trips.
double cacheLineNs(const Cores &cores);

} // namespace membridge::bench

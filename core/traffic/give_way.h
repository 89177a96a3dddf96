// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"

namespace membridge {

/// Lets the other side of a ring go on for a microsecond or two. Each look at its index takes the cache line from it: at full speed, looking less
/// often moves more messages.
inline void giveWay() noexcept
{
    Backoff backoff(Waiting::LowLatency);
    for (int i = 0; i < 64; ++i)
        backoff.pause();
}

} // namespace membridge

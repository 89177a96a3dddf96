// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/spsc_ring_buffer.h"

namespace membridge::test {

/// A copy of the next frame, which stays in the ring.
inline PopResult peeked(SpscConsumer &consumer)
{
    PopResult result;
    FrameView view;
    result.outcome = consumer.peek(view);
    if (result.outcome == PopOutcome::Malformed)
        result.fault = consumer.fault();
    if (result.outcome != PopOutcome::Popped)
        return result;
    result.frame = {.position = view.position, .length = view.size(), .payload = ByteVector(view.size())};
    view.copyTo(result.frame.payload.data());
    return result;
}

inline PopResult peeked(const SpscRingBuffer &ring)
{
    SpscConsumer consumer = ring.consumer();
    return peeked(consumer);
}

} // namespace membridge::test

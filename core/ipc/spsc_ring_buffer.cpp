// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "spsc_ring_buffer.h"

#include <algorithm>

namespace membridge {

std::uint64_t SpscRingBuffer::used() const
{
    m_ring->throwIfLost("look at ring");
    const RingHeader now = header();
    return now.head > now.tail ? 0 : std::min(now.used(), capacity());
}

} // namespace membridge

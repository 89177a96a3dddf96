// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scratch_name.h"

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"

#include <exception>
#include <string>

namespace membridge::bench {

/// A ring that two processes open by its name.
class SharedRing
{
public:
    explicit SharedRing(std::size_t capacity)
        : m_name(scratchName("across")), m_ring(SharedMemory::create(m_name, capacity + ring_layout::dataOffset).spsc())
    {
    }
    ~SharedRing()
    {
        try {
            SharedMemory::remove(m_name);
        } catch (const std::exception &) {
            // Somebody was faster.
        }
    }
    SharedRing(const SharedRing &) = delete;
    SharedRing &operator=(const SharedRing &) = delete;

    const std::string &name() const noexcept { return m_name; }
    bool isEmpty() const { return m_ring.isEmpty(); }

private:
    std::string m_name;
    SpscRingBuffer m_ring;
};

} // namespace membridge::bench

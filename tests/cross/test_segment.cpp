// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "test_segment.h"

#include "child_process.h"
#include "core/ipc/error.h"

namespace cross_test {

std::string uniqueName(const std::string &what)
{
    return "/cross-" + std::to_string(processId()) + '-' + what;
}

TestSegment::TestSegment(const std::string &what, std::uint64_t size)
    : m_memory(membridge::SharedMemory::create(uniqueName(what), size))
{
}

TestSegment::~TestSegment()
{
    try {
        membridge::SharedMemory::remove(name());
    } catch (const membridge::Error &) {
        // The test took the name away itself.
    }
}

} // namespace cross_test

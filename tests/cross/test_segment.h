// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/shared_memory.h"

#include <string>

namespace cross_test {

/// A segment of this process's own, with a name that nobody else has; removed in the end.
class TestSegment
{
public:
    TestSegment(const std::string &what, std::uint64_t size);
    ~TestSegment();
    TestSegment(const TestSegment &) = delete;
    TestSegment &operator=(const TestSegment &) = delete;

    const membridge::SharedMemory &memory() const noexcept { return m_memory; }
    const std::string &name() const noexcept { return m_memory.name(); }

private:
    membridge::SharedMemory m_memory;
};

/// A name that no segment has. Short, since macOS allows 31 bytes.
std::string uniqueName(const std::string &what);

} // namespace cross_test

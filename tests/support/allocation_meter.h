// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace membridge::test {

/// What any thread of the program asked of operator new during this object's lifetime. Links only into
/// programs that list allocation_meter.cpp among their sources.
class AllocationMeter
{
public:
    AllocationMeter() noexcept;
    /// Bytes of the largest single block.
    std::size_t largest() const noexcept;
    std::uint64_t blocks() const noexcept;

    /// Bytes of the largest single block that the calling thread asked for since its last restartThisThread().
    static std::size_t largestOfThisThread() noexcept;
    static void restartThisThread() noexcept;
};

} // namespace membridge::test

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace membridge::test {

/// The largest single block that any thread of the program asked of operator new during this object's lifetime. Links only into
/// programs that list allocation_meter.cpp among their sources.
class AllocationMeter
{
public:
    AllocationMeter() noexcept;
    std::size_t largest() const noexcept;
};

} // namespace membridge::test

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "hold_store.h"

namespace membridge::platform {

bool HoldMark::set(const SegmentHandle &) noexcept
{
    return false;
}

bool HoldMark::isSet(const SegmentHandle &, std::int64_t) noexcept
{
    return false;
}

std::int64_t HoldMark::ownPid() noexcept
{
    return 0;
}

bool storeHold(std::uint64_t, std::uint64_t, unsigned, const std::string &) noexcept
{
    return false;
}

void removeHold(std::uint64_t, std::uint64_t, std::int64_t, unsigned) noexcept { }

std::vector<StoredHold> storedHolds(std::uint64_t, std::uint64_t)
{
    return {};
}

void removeOwnHolds() noexcept { }

} // namespace membridge::platform

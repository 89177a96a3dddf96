// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "../ipc/error.h"
#include "hidden_segments.h"

namespace membridge::platform {

HiddenSegments hiddenSegments(std::size_t)
{
    return {};
}

bool HiddenPlace::statByName(SegmentStat &) const noexcept
{
    return false;
}

OpenedHidden openHiddenSegment(const HiddenAddress &address)
{
    throw Error(ErrorCode::InvalidName, address.text(), "open segment read-only",
                "this system does not tell which segments a process has");
}

} // namespace membridge::platform

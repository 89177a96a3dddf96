// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "held_segments.h"

namespace membridge::platform {

std::string HeldSegment::name() const
{
    return path;
}

HeldSegments heldSegments(std::int64_t, MapsWay)
{
    return {};
}

} // namespace membridge::platform

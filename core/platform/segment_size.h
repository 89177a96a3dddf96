// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#include <cstdint>
#include <string>

namespace membridge::platform {

/// The size that stat() gives, for less than half the price on Linux: for those who look a thousand times a second. Any thread. Throws Error
/// (System).
std::uint64_t sizeOf(const SegmentHandle &handle, const std::string &name);

} // namespace membridge::platform

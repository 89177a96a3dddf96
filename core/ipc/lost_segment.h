// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../platform/platform.h"

#include <string>

namespace membridge {

/// Throws Error (SegmentLost, or NoSpace when a page could not be backed) if a page of the mapping is gone or the segment is smaller
/// than the mapping. Costs one fstat.
void throwIfLost(const platform::Mapping &mapping, const std::string &name, const char *attempted);

} // namespace membridge

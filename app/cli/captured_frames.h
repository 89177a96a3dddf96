// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/schema.h"

#include <cstdint>
#include <optional>
#include <string>

namespace membridge::cli {

/// What `frames --from` was asked for.
struct CapturedFrames
{
    std::string path;
    std::optional<Schema> schema;
    std::uint64_t limit = 0; ///< 0: all.
    bool json = false;
    bool csv = false;
};

/// Prints the frames of a capture file one by one, whatever its size, until its end, the limit or a stop signal. Throws Failure: status 1 where the
/// file can't be read, or is broken, after what was whole.
void printCapturedFrames(const CapturedFrames &wanted);

} // namespace membridge::cli

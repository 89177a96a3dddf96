// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/layout_guess.h"
#include "core/observe/segment_reader.h"

#include <string>

namespace membridge::cli {

LayoutGuess guessLayout(const SegmentReader &reader);

/// Throws Error (InvalidName) for the address of a hidden segment: for commands that do more than look.
void requireName(const std::string &name, const char *attempted);

/// Throws Failure (Usage) when the segment most likely has another layout than `needed`, unless the user told
/// (Unknown: did not) that it is this one.
void requireLayout(const SegmentReader &reader, Layout needed, Layout told, const char *attempted);

/// First byte of the data area; 0 when the layout is not known.
std::uint64_t dataOffset(Layout layout) noexcept;

} // namespace membridge::cli

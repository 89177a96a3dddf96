// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace membridge::cli {

/// The values that the words of a command line mean, packed one after the other. Throws Failure (Usage).
ByteVector encodeWords(const std::vector<std::string> &words, std::string_view segment, const char *attempted);

} // namespace membridge::cli

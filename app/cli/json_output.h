// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/field_json.h"
#include "core/codec/hex_text.h"
#include "core/observe/findings.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace membridge::cli {

using membridge::hexText;
using membridge::Json;
using membridge::valueJson;

/// Exactly the string, or {"hex":…} for bytes that are not UTF-8.
Json nameJson(std::string_view name);
Json findingsJson(const std::vector<Finding> &findings);

/// On one line, without its end.
std::string compact(const Json &json);

} // namespace membridge::cli

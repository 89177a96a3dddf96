// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"
#include "core/observe/findings.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace membridge::cli {

/// Keeps its keys in the order they were added.
using Json = nlohmann::ordered_json;

/// Exactly the string, or {"hex":…} for bytes that are not UTF-8.
Json nameJson(std::string_view name);
/// Numbers as they are, "nan", "inf" and "-inf", bytes as {"hex":…}, bad UTF-8 as
/// {"str":…,"invalid_utf8":true}.
Json valueJson(const Value &value);
Json valueJson(const ValueList &values);
Json findingsJson(const std::vector<Finding> &findings);

std::string hexText(std::span<const std::byte> bytes);

/// On one line, without its end.
std::string compact(const Json &json);

} // namespace membridge::cli

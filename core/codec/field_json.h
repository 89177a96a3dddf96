// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "decode.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

namespace membridge {

/// Keeps its keys in the order they were added.
using Json = nlohmann::ordered_json;

/// 64-bit integers as integers, non-finite floats as "nan", "inf", "-inf", bytes as {"hex":"…"}, bad UTF-8 as
/// {"str":"…","invalid_utf8":true}.
Json valueJson(const Value &value);
Json valueJson(const ValueList &values);

/// Decoded elements as a JSON array of {field, element, type, offset, length, value}, a line each. `placeOf` as for fieldsToCsv(). A field
/// without a name is given by its number from 1: "#1".
std::string fieldsToJson(const Decoded &decoded, const Schema &schema, const PlaceOf &placeOf = {});

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/schema.h"
#include "core/codec/value.h"

#include <nlohmann/json.hpp>

namespace membridge::test {

/// tests/data/membridge-1.0.0.json: whole segments written by the peer, with the calls that wrote them. Throws when it can't be read.
const nlohmann::json &goldenVectors();

/// A value to write, as the vectors spell it: JSON's own types, {"bytes": hex} and {"float": "inf"}.
Value valueOf(const nlohmann::json &json);
ValueList valueListOf(const nlohmann::json &json);
/// The same in the other direction. Text that is not UTF-8 is not allowed.
nlohmann::json toJson(const Value &value);
nlohmann::json toJson(const ValueList &values);

/// [["str", 1], ["int", 3]].
Schema schemaOf(const nlohmann::json &json);
nlohmann::json toJson(const Schema &schema);

/// What decoding by `schema` must give where the peer read `json`: one value a field, each of the C++ type that its tag reads as.
ValueList readValuesOf(const nlohmann::json &json, const Schema &schema);

/// The values with every text as the peer would show it, U+FFFD for bad UTF-8.
ValueList asThePeerShows(ValueList values);

} // namespace membridge::test

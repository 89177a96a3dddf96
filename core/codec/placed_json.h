// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace membridge {

/// Where in a text something is: both from 1, the column in bytes.
struct TextPlace
{
    std::size_t line = 1;
    std::size_t column = 1;
};

TextPlace placeOf(std::string_view text, std::size_t offset);

/// JSON that still knows where in its text each value stands, which nlohmann's own tree forgets.
struct PlacedJson
{
    nlohmann::json root;
    std::map<std::string, std::size_t> offsets; ///< By JSON pointer; the byte where the value starts.
};

struct PlacedJsonError
{
    std::size_t offset = 0;
    std::string path; ///< JSON pointer of the value that was being read, where known.
    std::string reason;
};

/// Refuses what a plain parser lets pass: a key that comes twice, more than 16 levels. The caller bounds the size of the text.
std::variant<PlacedJson, PlacedJsonError> parsePlacedJson(std::string_view text);

/// `key` as a part of a JSON pointer (RFC 6901): ~ and / are escaped.
std::string pointerPart(std::string_view key);

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "decode.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace membridge {

/// A cell of CSV: in quotes where it has to be.
std::string csvCell(std::string_view text);
/// A value for a cell, not quoted yet: strings in UTF-8, ill-formed parts as U+FFFD, with an apostrophe before what a spreadsheet would take for a
/// formula.
std::string csvText(const Value &value);

/// Decoded elements as CSV (RFC 4180: CRLF, quotes doubled), one line each under a header: field, element, type, offset, length, value. `placeOf`
/// gives the offset to write for each; without it they count from the first decoded byte. Strings are in UTF-8, ill-formed parts as U+FFFD. A string that a spreadsheet would take for a formula (it begins with = + - @, a tab or a
/// carriage return) gets an apostrophe in front; numbers never do.
std::string fieldsToCsv(const Decoded &decoded, const Schema &schema, const PlaceOf &placeOf = {});

} // namespace membridge

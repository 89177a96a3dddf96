// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "payload_template.h"

#include <cstdint>
#include <string>

namespace membridge {

/// Reads the cells of one column (from 1) of a CSV file (RFC 4180; CR LF or LF), each typed as parseValue() types a bare word: 42 an int, 3.14 a
/// float, true a bool, a quoted cell or anything else a str. A first line in which this column is text and the second's is not is taken for a
/// header. Lines without that column are left out.
///
/// Bounded: csvMostBytes, csvMostCells. Throws Error (InvalidArgument): no regular file, larger than that, no such cell, cells that are
/// not UTF-8. Reads a file, so it can wait for a disk: not for a thread that must not.
ValueList readCsvColumn(const std::string &file, std::uint64_t column);
inline constexpr std::uint64_t csvMostBytes = 16 << 20;
inline constexpr std::size_t csvMostCells = 1 << 20;

/// Fills in the cells of every CsvField. Throws as above.
void readCsvColumns(PayloadTemplate &fields);

} // namespace membridge

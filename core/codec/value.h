// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace membridge {

using ByteVector = std::vector<std::byte>;

/// A string of the format. The bytes are kept as they were in memory, valid UTF-8 or not.
struct Text
{
    std::string bytes;
    bool operator==(const Text &) const = default;
};

struct Value;
using ValueList = std::vector<Value>;

/// One value to write, or one that was read. Integers of every width read into int64/uint64, f32 stays a float so that it
/// prints shortest. Written: bool (u8), int64 (i64), double (f64), Text (u32 length + UTF-8), bytes (raw); a uint64 or float,
/// which the peer can't write as such, is written as its raw 8 or 4 bytes.
struct Value
{
    std::variant<bool, std::int64_t, std::uint64_t, double, float, Text, ByteVector, ValueList> data;
    bool operator==(const Value &) const = default;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"
#include "traffic_random.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace membridge {

/// Always the same value, as appendValue() writes it.
struct FixedField
{
    Value value;
};
/// An i64 that grows by `step` each message; wraps.
struct CounterField
{
    std::int64_t start = 0;
    std::int64_t step = 1;
};
/// An i64 from `least` to `most`, both included; with most < least it is `least`.
struct RandomField
{
    std::int64_t least = 0;
    std::int64_t most = 0;
};
/// An f64: centre + amplitude × sin(2π × message / period). `period` in messages; 0 counts as 1.
struct SineField
{
    double centre = 0;
    double amplitude = 1;
    std::uint64_t period = 100;
};
/// A string: the prefix and the message's number.
struct TextField
{
    std::string prefix;
};
/// The CRC-32C of all payload bytes in front of it: a raw u32.
struct ChecksumField
{ };

using TemplateField = std::variant<FixedField, CounterField, RandomField, SineField, TextField, ChecksumField>;

/// What a made-up message consists of: fields in order, each with how it changes from message to message. A value type.
struct PayloadTemplate
{
    std::vector<TemplateField> fields;

    /// Replaces `out` by the payload of the message with this number; the same random numbers give the same bytes. Throws Error
    /// (InvalidArgument) for values that can't be written.
    void encode(ByteVector &out, std::uint64_t number, TrafficRandom &random) const;
};

} // namespace membridge

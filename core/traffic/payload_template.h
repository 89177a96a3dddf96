// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"
#include "traffic_random.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace membridge {

/// Always the same value, as appendValue() writes it.
struct FixedField
{
    Value value;
    bool operator==(const FixedField &) const = default;
};
/// An i64 that grows by `step` each message; wraps.
struct CounterField
{
    std::int64_t start = 0;
    std::int64_t step = 1;
    bool operator==(const CounterField &) const = default;
};
/// An i64 from `least` to `most`, both included; with most < least it is `least`.
struct RandomField
{
    std::int64_t least = 0;
    std::int64_t most = 0;
    bool operator==(const RandomField &) const = default;
};
/// An f64: centre + amplitude × sin(2π × message / period). `period` in messages; 0 counts as 1.
struct SineField
{
    double centre = 0;
    double amplitude = 1;
    std::uint64_t period = 100;
    bool operator==(const SineField &) const = default;
};
/// A string: the prefix and the message's number.
struct TextField
{
    std::string prefix;
    bool operator==(const TextField &) const = default;
};
/// The cells of one column of a CSV file, one each message, over and over. readCsvColumns() reads them.
struct CsvField
{
    std::string file;
    std::uint64_t column = 1; ///< From 1.
    std::shared_ptr<const ValueList> cells = nullptr;
    /// The same cells of the same file, read by now or not.
    bool operator==(const CsvField &other) const { return file == other.file && column == other.column; }
};
/// The CRC-32C of all payload bytes in front of it: a raw u32.
struct ChecksumField
{
    bool operator==(const ChecksumField &) const = default;
};

using TemplateField = std::variant<FixedField, CounterField, RandomField, SineField, TextField, CsvField, ChecksumField>;

/// What a made-up message consists of: fields in order, each with how it changes from message to message. A value type.
struct PayloadTemplate
{
    std::vector<TemplateField> fields;

    /// Replaces `out` by the payload of the message with this number; the same random numbers give the same bytes. Throws Error
    /// (InvalidArgument) for values that can't be written, and for a CsvField that was not read.
    void encode(ByteVector &out, std::uint64_t number, TrafficRandom &random) const;
    bool operator==(const PayloadTemplate &) const = default;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "encode.h"

#include "../ipc/error.h"
#include "utf8.h"

#include <cstdint>
#include <limits>

namespace membridge {

namespace {

constexpr auto attempted = "encode value";

void appendRaw(ByteVector &out, const void *bytes, std::size_t size)
{
    const auto *from = static_cast<const std::byte *>(bytes);
    out.insert(out.end(), from, from + size);
}

struct Appender
{
    ByteVector &out;

    void operator()(bool value) const { out.push_back(value ? std::byte{1} : std::byte{0}); }
    void operator()(std::int64_t value) const { appendRaw(out, &value, sizeof value); }
    void operator()(std::uint64_t value) const { appendRaw(out, &value, sizeof value); }
    void operator()(double value) const { appendRaw(out, &value, sizeof value); }
    void operator()(float value) const { appendRaw(out, &value, sizeof value); }
    void operator()(const ByteVector &value) const { out.insert(out.end(), value.begin(), value.end()); }
    void operator()(const Text &value) const
    {
        if (const auto invalid = firstInvalidUtf8(value.bytes))
            throw Error(ErrorCode::InvalidArgument, {}, attempted,
                        "the text is not UTF-8 at byte " + std::to_string(*invalid) + "; write it as bytes");
        if (value.bytes.size() > std::numeric_limits<std::uint32_t>::max())
            throw Error(ErrorCode::InvalidArgument, {}, attempted, "text of 4 GiB and more has no length prefix");
        const auto length = static_cast<std::uint32_t>(value.bytes.size());
        appendRaw(out, &length, sizeof length);
        appendRaw(out, value.bytes.data(), value.bytes.size());
    }
    void operator()(const ValueList &) const
    {
        throw Error(ErrorCode::InvalidArgument, {}, attempted, "a list can't stand here: lists nest one level at most");
    }
};

} // namespace

void appendValue(ByteVector &out, const Value &value)
{
    std::visit(Appender{out}, value.data);
}

ByteVector encodeMixed(std::span<const Value> items)
{
    ByteVector out;
    for (const Value &item : items) {
        if (const auto *list = std::get_if<ValueList>(&item.data)) {
            for (const Value &element : *list)
                appendValue(out, element);
        } else {
            appendValue(out, item);
        }
    }
    return out;
}

ByteVector encodePayload(const Value &value)
{
    ByteVector out;
    if (const auto *list = std::get_if<ValueList>(&value.data)) {
        for (const Value &element : *list)
            appendValue(out, element);
    } else {
        appendValue(out, value);
    }
    return out;
}

} // namespace membridge

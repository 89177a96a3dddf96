// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scalar_decoder.h"

#include <algorithm>
#include <cstring>

namespace membridge {

namespace {

template <typename T> T load(const std::byte *from) noexcept
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

/// Reads `count` elements stored as Stored, through Widened, into `out`.
template <typename Stored, typename Widened>
void loadRun(const std::byte *from, std::size_t count, TypeTag tag, Scalar *out) noexcept
{
    for (std::size_t i = 0; i < count; ++i)
        out[i] = {.bits = static_cast<std::uint64_t>(static_cast<Widened>(load<Stored>(from + i * sizeof(Stored)))),
                  .tag = tag};
}

} // namespace

Value Scalar::value() const
{
    switch (tag) {
    case TypeTag::Bool:
        return Value{bits != 0};
    case TypeTag::Int:
    case TypeTag::I64:
    case TypeTag::I32:
        return Value{static_cast<std::int64_t>(bits)};
    case TypeTag::Float:
    case TypeTag::F64:
        return Value{std::bit_cast<double>(bits)};
    case TypeTag::F32:
        return Value{std::bit_cast<float>(static_cast<std::uint32_t>(bits))};
    case TypeTag::U8:
    case TypeTag::U32:
    case TypeTag::U64:
    case TypeTag::Str:
        break;
    }
    return Value{bits};
}

double Scalar::number() const noexcept
{
    switch (tag) {
    case TypeTag::Int:
    case TypeTag::I64:
    case TypeTag::I32:
        return static_cast<double>(static_cast<std::int64_t>(bits));
    case TypeTag::Float:
    case TypeTag::F64:
        return std::bit_cast<double>(bits);
    case TypeTag::F32:
        return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    case TypeTag::Bool:
    case TypeTag::U8:
    case TypeTag::U32:
    case TypeTag::U64:
    case TypeTag::Str:
        break;
    }
    return static_cast<double>(bits);
}

std::optional<ScalarDecoder> ScalarDecoder::of(const Schema &schema, std::size_t maxValues)
{
    ScalarDecoder decoder;
    std::uint64_t at = 0;
    for (const SchemaField &field : schema.fields) {
        if (field.kind == FieldKind::Rest)
            break;
        const auto size = fixedSize(field.tag);
        if (field.kind != FieldKind::Tagged || !size || field.count > maxValues - decoder.m_count)
            return std::nullopt;
        constexpr std::uint64_t furthest = std::uint64_t{1} << 32;
        at = field.at.value_or(at) + field.skip;
        if (at > furthest)
            return std::nullopt;
        const auto count = static_cast<std::size_t>(field.count);
        const Run *const last = decoder.m_runs.empty() ? nullptr : &decoder.m_runs.back();
        if (last != nullptr && last->tag == field.tag && last->offset + last->count * *size == at)
            decoder.m_runs.back().count += count;
        else if (count > 0)
            decoder.m_runs.push_back({field.tag, count, static_cast<std::size_t>(at)});
        decoder.m_count += count;
        at += count * *size;
        if (count > 0)
            decoder.m_size = std::max(decoder.m_size, static_cast<std::size_t>(at));
    }
    return decoder;
}

bool ScalarDecoder::decode(std::span<const std::byte> data, std::span<Scalar> out) const noexcept
{
    if (data.size() < m_size || out.size() < m_count)
        return false;
    Scalar *to = out.data();
    for (const auto [tag, count, offset] : m_runs) {
        const std::byte *const from = data.data() + offset;
        switch (tag) {
        case TypeTag::Bool:
            for (std::size_t i = 0; i < count; ++i)
                to[i] = {.bits = from[i] != std::byte{0} ? 1u : 0u, .tag = tag};
            break;
        case TypeTag::U8:
            loadRun<std::uint8_t, std::uint64_t>(from, count, tag, to);
            break;
        case TypeTag::I32:
            loadRun<std::int32_t, std::int64_t>(from, count, tag, to);
            break;
        case TypeTag::U32:
        case TypeTag::F32:
            loadRun<std::uint32_t, std::uint64_t>(from, count, tag, to);
            break;
        case TypeTag::Int:
        case TypeTag::I64:
        case TypeTag::U64:
        case TypeTag::Float:
        case TypeTag::F64:
            loadRun<std::uint64_t, std::uint64_t>(from, count, tag, to);
            break;
        case TypeTag::Str: // of() lets none in
            return false;
        }
        to += count;
    }
    return true;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scalar_decoder.h"

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
const std::byte *loadRun(const std::byte *from, std::size_t count, TypeTag tag, Scalar *out) noexcept
{
    for (std::size_t i = 0; i < count; ++i)
        out[i] = {.bits = static_cast<std::uint64_t>(static_cast<Widened>(load<Stored>(from + i * sizeof(Stored)))),
                  .tag = tag};
    return from + count * sizeof(Stored);
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
    for (const SchemaField &field : schema.fields) {
        if (field.kind == FieldKind::Rest)
            break;
        const auto size = fixedSize(field.tag);
        if (field.kind != FieldKind::Tagged || !size || field.count > maxValues - decoder.m_count)
            return std::nullopt;
        const auto count = static_cast<std::size_t>(field.count);
        decoder.m_count += count;
        decoder.m_size += count * static_cast<std::size_t>(*size);
        if (!decoder.m_runs.empty() && decoder.m_runs.back().tag == field.tag)
            decoder.m_runs.back().count += count;
        else if (count > 0)
            decoder.m_runs.push_back({field.tag, count});
    }
    return decoder;
}

bool ScalarDecoder::decode(std::span<const std::byte> data, std::span<Scalar> out) const noexcept
{
    if (data.size() < m_size || out.size() < m_count)
        return false;
    const std::byte *from = data.data();
    Scalar *to = out.data();
    for (const auto [tag, count] : m_runs) {
        switch (tag) {
        case TypeTag::Bool:
            for (std::size_t i = 0; i < count; ++i)
                to[i] = {.bits = from[i] != std::byte{0} ? 1u : 0u, .tag = tag};
            from += count;
            break;
        case TypeTag::U8:
            from = loadRun<std::uint8_t, std::uint64_t>(from, count, tag, to);
            break;
        case TypeTag::I32:
            from = loadRun<std::int32_t, std::int64_t>(from, count, tag, to);
            break;
        case TypeTag::U32:
        case TypeTag::F32:
            from = loadRun<std::uint32_t, std::uint64_t>(from, count, tag, to);
            break;
        case TypeTag::Int:
        case TypeTag::I64:
        case TypeTag::U64:
        case TypeTag::Float:
        case TypeTag::F64:
            from = loadRun<std::uint64_t, std::uint64_t>(from, count, tag, to);
            break;
        case TypeTag::Str: // of() lets none in
            return false;
        }
        to += count;
    }
    return true;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scalar_decoder.h"

#include <algorithm>
#include <cstring>
#include <numeric>

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
    constexpr std::uint64_t furthest = std::uint64_t{1} << 32;
    maxValues = std::min<std::size_t>(maxValues, furthest);
    ScalarDecoder decoder;
    std::uint64_t at = 0;
    for (const SchemaField &field : schema.fields) {
        if (field.kind == FieldKind::Rest)
            break;
        const auto size = fixedSize(field.tag);
        if (field.kind != FieldKind::Tagged || !size || field.count > maxValues - decoder.m_count)
            return std::nullopt;
        at = field.at.value_or(at) + field.skip;
        if (at > furthest)
            return std::nullopt;
        const auto count = static_cast<std::size_t>(field.count);
        decoder.add(field.tag, count, static_cast<std::size_t>(at));
        at += count * *size;
        if (count > 0)
            decoder.m_size = std::max(decoder.m_size, static_cast<std::size_t>(at));
    }
    decoder.takeOutSingles();
    return decoder;
}

void ScalarDecoder::add(TypeTag tag, std::size_t count, std::size_t offset)
{
    const std::size_t size = *fixedSize(tag);
    if (!m_runs.empty() && m_runs.back().tag == tag && m_runs.back().offset + m_runs.back().count * size == offset)
        m_runs.back().count += count;
    else if (count > 0)
        m_runs.push_back({.tag = tag, .count = count, .offset = offset, .index = m_count});
    m_count += count;
}

void ScalarDecoder::takeOutSingles()
{
    constexpr std::size_t shortestRun = 5;
    std::vector<Run> runs;
    for (const Run &run : m_runs) {
        if (run.count >= shortestRun) {
            runs.push_back(run);
            continue;
        }
        for (std::size_t i = 0; i < run.count; ++i)
            m_singles.push_back({.index = static_cast<std::uint32_t>(run.index + i),
                                 .offset = static_cast<std::uint32_t>(run.offset + i * *fixedSize(run.tag)),
                                 .tag = run.tag});
    }
    m_runs = std::move(runs);
    std::stable_sort(m_singles.begin(), m_singles.end(),
                     [](const Single &a, const Single &b) { return kindOf(a.tag) < kindOf(b.tag); });
    for (const Single &single : m_singles)
        ++m_ends[static_cast<std::size_t>(kindOf(single.tag))];
    std::partial_sum(m_ends.begin(), m_ends.end(), m_ends.begin());
}

ScalarDecoder::Kind ScalarDecoder::kindOf(TypeTag tag) noexcept
{
    switch (tag) {
    case TypeTag::Bool:
        return Kind::Bool;
    case TypeTag::U8:
        return Kind::Byte;
    case TypeTag::I32:
        return Kind::Signed32;
    case TypeTag::U32:
    case TypeTag::F32:
        return Kind::Word32;
    case TypeTag::Int:
    case TypeTag::I64:
    case TypeTag::U64:
    case TypeTag::Float:
    case TypeTag::F64:
    case TypeTag::Str: // of() lets none in
        break;
    }
    return Kind::Word64;
}

/// All of the format is little-endian, as are the machines that this is built for.
void ScalarDecoder::decodeSingles(const std::byte *from, Scalar *to) const noexcept
{
    const Single *single = m_singles.data();
    const auto take = [&](Kind kind, auto &&bits) {
        const Single *const end = m_singles.data() + m_ends[static_cast<std::size_t>(kind)];
        for (; single != end; ++single)
            to[single->index] = {.bits = bits(from + single->offset), .tag = single->tag};
    };
    take(Kind::Word64, [](const std::byte *at) { return load<std::uint64_t>(at); });
    take(Kind::Word32, [](const std::byte *at) { return std::uint64_t{load<std::uint32_t>(at)}; });
    take(Kind::Signed32,
         [](const std::byte *at) { return static_cast<std::uint64_t>(std::int64_t{load<std::int32_t>(at)}); });
    take(Kind::Byte, [](const std::byte *at) { return std::to_integer<std::uint64_t>(*at); });
    take(Kind::Bool, [](const std::byte *at) { return std::uint64_t{*at != std::byte{0}}; });
}

void ScalarDecoder::decodeRun(const std::byte *from, TypeTag tag, std::size_t count, Scalar *to) noexcept
{
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
        break;
    }
}

bool ScalarDecoder::decode(std::span<const std::byte> data, std::span<Scalar> out) const noexcept
{
    if (data.size() < m_size || out.size() < m_count)
        return false;
    const std::byte *const from = data.data();
    Scalar *const to = out.data();
    decodeSingles(from, to);
    for (const Run &run : m_runs)
        decodeRun(from + run.offset, run.tag, run.count, to + run.index);
    return true;
}

} // namespace membridge

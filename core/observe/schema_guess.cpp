// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "schema_guess.h"

#include "../codec/schema.h"
#include "../codec/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace membridge {

namespace {

constexpr std::size_t maxFields = 48;
constexpr std::size_t beamWidth = 24;
constexpr std::size_t maxCandidates = 10;
constexpr double weakBelow = 0.5;
/// Bytes of evidence that each further field must outweigh, so that one int beats eight bools.
constexpr double fieldCost = 0.3;

constexpr std::array guessedTags{TypeTag::Str, TypeTag::Int, TypeTag::Float, TypeTag::Bool, TypeTag::U32, TypeTag::F32};

template <typename T> T load(std::span<const std::byte> bytes)
{
    T value;
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

struct Look
{
    std::size_t size = 0;
    double gain = 0; ///< Bytes of `size` that speak for the type; negative: against it.
};

/// How `rest` looks when its first bytes are read as `tag`; nothing when they can't be.
std::optional<Look> lookAt(std::span<const std::byte> rest, TypeTag tag)
{
    const std::size_t size = fixedSize(tag).value_or(4);
    if (rest.size() < size)
        return std::nullopt;
    switch (tag) {
    case TypeTag::Str: {
        const auto length = load<std::uint32_t>(rest);
        if (length > rest.size() - 4)
            return std::nullopt;
        if (length == 0)
            return Look{4, 0.5};
        const std::string_view text(reinterpret_cast<const char *>(rest.data()) + 4, length);
        const auto isControl = [](char c) {
            return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
        };
        if (firstInvalidUtf8(text) || std::any_of(text.begin(), text.end(), isControl))
            return std::nullopt;
        return Look{4 + length, 4.0 + length};
    }
    case TypeTag::Bool:
        if (std::to_integer<unsigned>(rest[0]) > 1)
            return std::nullopt;
        return Look{1, 0.96};
    case TypeTag::Int: {
        const auto number = load<std::int64_t>(rest);
        const double magnitude = std::abs(static_cast<double>(number));
        // A lowest byte of 0 is more often the end of something else, read along.
        const bool shifted = number % 256 == 0;
        // 01 00 01: rather bools than 65537.
        const bool manyOnes = std::all_of(rest.begin(), rest.begin() + 8, [](std::byte b) { return b <= std::byte{1}; })
            && std::count(rest.begin(), rest.begin() + 8, std::byte{1}) > 1;
        const double share = number == 0 ? 0.72
            : shifted || manyOnes        ? 0.2
            : magnitude < 1e6            ? 0.95
            : magnitude < 1e13           ? 0.75
                                         : 0;
        // Nanoseconds since 1970, from 2001 to 2033.
        return Look{8, 8 * (number > 1'000'000'000'000'000'000 && number < 2'000'000'000'000'000'000 ? 0.85 : share)};
    }
    case TypeTag::Float: {
        const double number = std::abs(load<double>(rest));
        if (number == 0)
            return Look{8, 8 * 0.4};
        return Look{8, number >= 1e-6 && number <= 1e10 ? 8 * 0.95 : -4};
    }
    case TypeTag::U32: {
        const auto number = load<std::uint32_t>(rest);
        return Look{4, number != 0 && number < 1'000'000 ? 4 * 0.55 : 0};
    }
    default: {
        const float number = std::abs(load<float>(rest));
        return Look{4, number >= 1e-4F && number <= 1e6F ? 4 * 0.55 : -2};
    }
    }
}

struct State
{
    std::vector<std::size_t> at; ///< By piece.
    std::vector<TypeTag> tags;
    double gain = 0;
};

std::string schemaText(const std::vector<TypeTag> &tags, bool rest)
{
    Schema schema;
    for (const TypeTag tag : tags) {
        if (!schema.fields.empty() && schema.fields.back().tag == tag)
            ++schema.fields.back().count;
        else
            schema.fields.push_back({.kind = FieldKind::Tagged, .tag = tag, .count = 1, .name = {}});
    }
    if (rest)
        schema.fields.push_back({.kind = FieldKind::Rest, .tag = TypeTag::Bool, .count = 1, .name = {}});
    return schema.text();
}

/// The search over one set of pieces.
class Search
{
public:
    Search(std::span<const std::span<const std::byte>> pieces, GuessFrom from) : m_from(from)
    {
        for (auto piece : pieces.first(std::min(pieces.size(), guessedPieces))) {
            if (from == GuessFrom::Frames && piece.size() > guessedBytes)
                continue; // its end is evidence that a part would not have
            piece = piece.first(std::min(piece.size(), guessedBytes));
            std::size_t end = piece.size();
            while (from == GuessFrom::Window && end > 0 && piece[end - 1] == std::byte{0})
                --end;
            m_pieces.push_back(piece);
            m_ends.push_back(end);
            m_total += end;
        }
    }

    std::vector<SchemaCandidate> run()
    {
        if (m_total == 0)
            return {};
        std::vector<State> beam{{std::vector<std::size_t>(m_pieces.size(), 0), {}, 0}};
        for (std::size_t depth = 0; depth < maxFields && !beam.empty(); ++depth) {
            std::vector<State> next;
            for (const State &state : beam) {
                for (const TypeTag tag : guessedTags) {
                    if (auto grown = grow(state, tag))
                        next.push_back(std::move(*grown));
                }
            }
            std::stable_sort(next.begin(), next.end(), [](const State &a, const State &b) { return a.gain > b.gain; });
            if (next.size() > beamWidth)
                next.resize(beamWidth);
            beam.clear();
            for (State &state : next) {
                keep(state);
                if (!isDone(state))
                    beam.push_back(std::move(state));
            }
        }
        return std::move(m_found);
    }

private:
    std::optional<State> grow(const State &state, TypeTag tag) const
    {
        State grown{state.at, state.tags, state.gain};
        for (std::size_t piece = 0; piece < m_pieces.size(); ++piece) {
            const auto look = lookAt(m_pieces[piece].subspan(state.at[piece]), tag);
            if (!look)
                return std::nullopt;
            // Zeros behind the end of a window explain nothing.
            const std::size_t left = m_ends[piece] - std::min(m_ends[piece], state.at[piece]);
            const double counted = std::min(1.0, static_cast<double>(left) / static_cast<double>(look->size));
            grown.gain += look->gain * counted - fieldCost;
            grown.at[piece] += look->size;
        }
        grown.tags.push_back(tag);
        return grown;
    }

    bool isDone(const State &state) const
    {
        for (std::size_t piece = 0; piece < m_pieces.size(); ++piece) {
            if (state.at[piece] < m_ends[piece])
                return false;
        }
        return true;
    }

    void keep(const State &state)
    {
        std::size_t explained = 0;
        for (std::size_t piece = 0; piece < m_pieces.size(); ++piece)
            explained += std::max(m_ends[piece], state.at[piece])
                - (m_ends[piece] - std::min(m_ends[piece], state.at[piece]));
        std::size_t all = 0;
        for (std::size_t piece = 0; piece < m_pieces.size(); ++piece)
            all += std::max(m_ends[piece], state.at[piece]);
        const bool done = isDone(state);
        SchemaCandidate candidate;
        candidate.schema = schemaText(state.tags, !done || m_from == GuessFrom::Window);
        candidate.score = std::clamp(state.gain / static_cast<double>(m_total), 0.0, 1.0);
        candidate.weak = candidate.score < weakBelow;
        explain(candidate, state, done, explained, all);
        const auto place = std::upper_bound(
            m_found.begin(), m_found.end(), candidate,
            [](const SchemaCandidate &a, const SchemaCandidate &b) { return a.score > b.score; });
        if (place - m_found.begin() < static_cast<std::ptrdiff_t>(maxCandidates))
            m_found.insert(place, std::move(candidate));
        if (m_found.size() > maxCandidates)
            m_found.pop_back();
    }

    void explain(SchemaCandidate &candidate, const State &state, bool done, std::size_t explained, std::size_t all) const
    {
        if (candidate.weak)
            candidate.reasons.push_back("Few of the bytes look like values of these types; this may well be chance.");
        if (done && m_from == GuessFrom::Frames)
            candidate.reasons.push_back("All " + std::to_string(m_pieces.size()) + " frames decode to their last byte.");
        else if (done)
            candidate.reasons.push_back("It reads up to the last byte that is not zero.");
        else
            candidate.reasons.push_back("It leaves " + std::to_string(all - explained) + " of " + std::to_string(all)
                                        + " bytes unread.");
        const auto strings = std::count(state.tags.begin(), state.tags.end(), TypeTag::Str);
        if (strings > 0)
            candidate.reasons.push_back(std::to_string(strings)
                                        + " string(s) have a length that fits and printable UTF-8 throughout.");
    }

    GuessFrom m_from;
    std::vector<std::span<const std::byte>> m_pieces;
    std::vector<std::size_t> m_ends; ///< By piece: where there is nothing more to explain.
    std::size_t m_total = 0;
    std::vector<SchemaCandidate> m_found;
};

} // namespace

std::vector<SchemaCandidate> guessSchemas(std::span<const std::span<const std::byte>> pieces, GuessFrom from)
{
    return Search(pieces, from).run();
}

} // namespace membridge

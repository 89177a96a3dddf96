// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "verifier.h"

#include <algorithm>

namespace membridge {

namespace {

constexpr std::uint64_t bitOf(std::uint64_t sequence)
{
    return std::uint64_t{1} << (sequence % 64);
}

std::size_t wordOf(std::uint64_t sequence)
{
    return static_cast<std::size_t>(sequence % Verifier::window / 64);
}

/// How far `a` is behind `b`, on a circle: sequences wrap.
std::int64_t distance(std::uint64_t a, std::uint64_t b)
{
    return static_cast<std::int64_t>(b - a);
}

} // namespace

const char *name(OffenceKind kind) noexcept
{
    switch (kind) {
    case OffenceKind::Corrupt:
        return "corrupt";
    case OffenceKind::Lost:
        return "lost";
    case OffenceKind::Duplicated:
        return "duplicated";
    case OffenceKind::Reordered:
        return "reordered";
    case OffenceKind::Late:
        return "late";
    }
    return "";
}

void Verifier::add(std::span<const std::byte> payload, std::int64_t nowNs, std::uint64_t position)
{
    const VerifyReading reading = readVerifyPayload(payload);
    const VerifyHeader &header = reading.header;
    if (reading.fault) {
        ++m_counts.corrupt;
        note(OffenceKind::Corrupt, header, 0, payload, position, text(*reading.fault));
        ++m_counts.messages;
        return;
    }
    if (m_latest == nullptr || m_latestId != header.stream) {
        auto found = m_streams.find(header.stream);
        if (found == m_streams.end()) {
            if (m_streams.size() == mostStreams) {
                ++m_counts.corrupt;
                note(OffenceKind::Corrupt, header, 0, payload, position, "too many stream ids");
                ++m_counts.messages;
                return;
            }
            found = m_streams.emplace(header.stream, Stream()).first;
            found->second.first = header.sequence;
            found->second.next = header.sequence;
        }
        m_latest = &found->second;
        m_latestId = header.stream;
    }
    addSequence(*m_latest, header, payload, position);

    const auto now = static_cast<std::uint64_t>(nowNs);
    const std::uint64_t latency = now > header.timeNs ? now - header.timeNs : 0;
    m_latency.add(latency);
    if (m_options.lateAfterNs != 0 && latency > m_options.lateAfterNs) {
        ++m_counts.late;
        note(OffenceKind::Late, header, header.sequence, payload, position,
             "it came " + std::to_string(latency) + " ns after it was made");
    }
    ++m_counts.messages;
}

void Verifier::addSequence(Stream &stream, const VerifyHeader &header, std::span<const std::byte> payload,
                           std::uint64_t position)
{
    const std::uint64_t sequence = header.sequence;
    const std::uint64_t expected = stream.next;
    const std::int64_t ahead = distance(expected, sequence);
    if (ahead >= 0) {
        if (ahead > 0) {
            const auto missing = static_cast<std::uint64_t>(ahead);
            m_counts.lost += missing;
            note(OffenceKind::Lost, header, expected, payload, position,
                 std::to_string(missing) + " before it did not come");
            for (std::uint64_t i = 0; i < std::min(missing, window); ++i)
                stream.seen[wordOf(expected + i)] &= ~bitOf(expected + i);
        }
        stream.seen[wordOf(sequence)] |= bitOf(sequence);
        stream.next = sequence + 1;
        return;
    }
    const auto behind = static_cast<std::uint64_t>(-ahead);
    std::uint64_t &word = stream.seen[wordOf(sequence)];
    if (behind > window || (word & bitOf(sequence)) != 0) {
        ++m_counts.duplicated;
        note(OffenceKind::Duplicated, header, expected, payload, position, "its sequence was there before");
        return;
    }
    word |= bitOf(sequence);
    ++m_counts.reordered;
    // What came before the stream's first one was never missed.
    if (distance(stream.first, sequence) > 0)
        --m_counts.lost;
    note(OffenceKind::Reordered, header, expected, payload, position, "it came after a later one");
}

void Verifier::note(OffenceKind kind, const VerifyHeader &header, std::uint64_t expected,
                    std::span<const std::byte> payload, std::uint64_t position, const std::string &text)
{
    if (m_first)
        return;
    const auto kept = payload.first(std::min(payload.size(), Offence::mostBytes));
    std::string whole = "message " + std::to_string(m_counts.messages) + " (stream " + std::to_string(header.stream)
        + ", sequence " + std::to_string(header.sequence) + ", " + std::to_string(payload.size())
        + " bytes at position " + std::to_string(position) + "): " + text;
    if (kind == OffenceKind::Lost || kind == OffenceKind::Duplicated || kind == OffenceKind::Reordered)
        whole += "; sequence " + std::to_string(expected) + " was next";
    m_first = Offence{.kind = kind,
                      .message = m_counts.messages,
                      .position = position,
                      .length = payload.size(),
                      .header = header,
                      .expected = expected,
                      .text = std::move(whole),
                      .bytes = ByteVector(kept.begin(), kept.end())};
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"
#include "../observe/log_histogram.h"
#include "verify_payload.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace membridge {

/// What was wrong with a message, or with what was missing before it.
enum class OffenceKind { Corrupt, Lost, Duplicated, Reordered, Late };
/// "corrupt", …
const char *name(OffenceKind kind) noexcept;

/// The first thing that was wrong, with what it takes to look into it.
struct Offence
{
    static constexpr std::size_t mostBytes = 256;

    OffenceKind kind = OffenceKind::Corrupt;
    std::uint64_t message = 0;  ///< The how many-th message that the verifier saw, from 0.
    std::uint64_t position = 0; ///< Where its frame starts in the ring, as the caller said.
    std::uint64_t length = 0;   ///< Bytes of payload.
    VerifyHeader header;        ///< As it stands there; zeros if the payload is too short.
    std::uint64_t expected = 0; ///< The sequence that should have come.
    std::string text;           ///< In one sentence.
    ByteVector bytes;           ///< The payload, at most its first mostBytes.
};

struct VerifyCounts
{
    std::uint64_t messages = 0;
    std::uint64_t lost = 0; ///< Missing in the sequence of their stream, and not come since; a corrupt one is missing, too.
    std::uint64_t duplicated = 0; ///< A sequence that was there before, or lies too far back to tell.
    std::uint64_t reordered = 0;  ///< Came after a later one.
    std::uint64_t corrupt = 0;
    std::uint64_t late = 0;

    /// Late messages are whole: they count only for who set a threshold.
    bool clean() const noexcept { return lost + duplicated + reordered + corrupt + late == 0; }
    bool operator==(const VerifyCounts &) const = default;
};

struct VerifierOptions
{
    std::uint64_t lateAfterNs = 0; ///< 0: nothing is late.
};

/// Checks a stream of verify payloads: every message whole, once and in order, for each stream id on its own. A stream starts with the first of its
/// messages seen, whatever its sequence, so what was missed before is nobody's loss; a producer that starts over in the same stream repeats
/// sequences, which are duplicates. Bounded memory: after mostStreams, messages of further streams count as corrupt.
///
/// Threads: one owner.
class Verifier
{
public:
    static constexpr std::size_t mostStreams = 1024;
    /// How far back a sequence can be told to be new or known.
    static constexpr std::uint64_t window = 4096;

    explicit Verifier(const VerifierOptions &options = {}) : m_options(options) { }

    /// `payload` is the caller's own copy of what lay at `position`; `nowNs` the time on the clock of the payloads.
    void add(std::span<const std::byte> payload, std::int64_t nowNs, std::uint64_t position = 0);

    const VerifyCounts &counts() const noexcept { return m_counts; }
    const std::optional<Offence> &firstOffence() const noexcept { return m_first; }
    /// From the payload's time to nowNs, ns, of all that were not corrupt. A time in the future counts as 0.
    const LogHistogram &latency() const noexcept { return m_latency; }

private:
    struct Stream
    {
        std::uint64_t first = 0;
        std::uint64_t next = 0;
        std::array<std::uint64_t, window / 64> seen{}; ///< A bit each sequence before `next`, at sequence % window.
    };

    void addSequence(Stream &stream, const VerifyHeader &header, std::span<const std::byte> payload,
                     std::uint64_t position);
    void note(OffenceKind kind, const VerifyHeader &header, std::uint64_t expected, std::span<const std::byte> payload,
              std::uint64_t position, const std::string &text);

    VerifierOptions m_options;
    VerifyCounts m_counts;
    std::map<std::uint32_t, Stream> m_streams;
    Stream *m_latest = nullptr; ///< Of the message before: nearly always that of the next one, too.
    std::uint32_t m_latestId = 0;
    std::optional<Offence> m_first;
    LogHistogram m_latency;
};

} // namespace membridge

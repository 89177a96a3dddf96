// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "../ipc/spsc_producer.h"
#include "capture_reader.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace membridge {

/// What became of a capture's frames.
struct ReplayCounts
{
    std::uint64_t frames = 0;      ///< Pushed.
    std::uint64_t bytes = 0;       ///< Of these, length prefixes included: how far tail moved.
    std::uint64_t truncated = 0;   ///< Skipped: the file has only their beginning.
    std::uint64_t tooLarge = 0;    ///< Skipped: they can never fit into this ring.
    std::uint64_t largest = 0;     ///< Bytes of the largest of those.
    std::uint64_t missedBytes = 0; ///< Of the frames skipped, and what the capture had missed already.
    std::uint64_t rounds = 0;      ///< Times that the file was played to its end.
};

/// Pushes the frames of a capture into a ring, byte for byte as they were.
///
/// Threads: one at a time; the same one that uses `producer`. Throws what SpscProducer and CaptureReader throw.
class Replayer
{
public:
    /// Both must outlive it.
    Replayer(CaptureReader &reader, SpscProducer &producer) noexcept : m_reader(reader), m_producer(producer) { }

    struct Pace
    {
        std::optional<double> speed = 1.0; ///< Times as fast as captured; nothing: as fast as the ring takes it.
        std::uint64_t rounds = 1;          ///< Times to play the file; 0: until the stop flag. Each begins at once.
        std::chrono::nanoseconds timeout = std::chrono::seconds(10); ///< The longest wait for room, for each frame.
    };
    enum class End {
        Done,
        Full,      ///< There was no room for too long; the frame was not pushed.
        Stopped,   ///< By the flag.
        Malformed, ///< The ring's indices contradict each other: SpscProducer::fault().
        Faulty     ///< The file is broken from here on: CaptureReader::fault(). What came before was pushed.
    };
    /// From the next packet to the end. A pause in the capture is waited for in full, but for a stop.
    End run(const Pace &pace, const StopFlag *stop = nullptr);

    enum class Step {
        Pushed,
        Skipped, ///< Truncated or too large, and counted.
        Gap,     ///< The capture missed something here.
        End,
        Full,
        Stopped,
        Malformed,
        Faulty
    };
    /// Plays the next packet at once. After Full or Stopped the same one is next again.
    Step step(const Deadline &deadline);
    /// The same at its time, unless that is over: sleeps 5 ms at most between two looks at the flag. Begins the next round at the file's end, so that
    /// End comes only after the last one.
    Step next(const Pace &pace, const StopFlag *stop = nullptr);
    /// What step() or next() played last; its bytes are valid until the call after.
    const CapturedPacket &packet() const noexcept { return m_packet; }
    /// Back to the first packet; counts go on.
    void rewind();

    const ReplayCounts &counts() const noexcept { return m_counts; }

private:
    bool waitFor(const Pace &pace, const StopFlag *stop);
    Step fetch();

    CaptureReader &m_reader;
    SpscProducer &m_producer;
    CapturedPacket m_packet;
    bool m_fetched = false;                ///< m_packet is the next one.
    std::optional<std::int64_t> m_firstNs; ///< Time of the round's first packet.
    std::chrono::steady_clock::time_point m_begin;
    ReplayCounts m_counts;
};

} // namespace membridge

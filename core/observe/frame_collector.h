// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "frame_store.h"
#include "ring_probe.h"

#include <cstdint>
#include <optional>

namespace membridge {

/// Puts the frames that came since its last look into a FrameStore.
///
/// From the last tail seen on, also past head: what was consumed stays in the ring until a push comes round. After each copy both indices are
/// read again. Bytes from head on are exact. Those before it may be overwritten by a push in flight: their frames count, marked as not exact,
/// only if their lengths lead to a known boundary (head or tail). Otherwise, and where tail came round, they are a row of missed bytes up to
/// head; how many is exact.
///
/// Threads: one. Reads by pread only.
class FrameCollector
{
public:
    struct Look
    {
        std::uint64_t bytesIn = 0;     ///< How far it came.
        std::uint64_t bytesMissed = 0; ///< Of them.
        std::uint64_t capacity = 0;    ///< Of the ring; 0 when there is none.
        std::optional<RingFault> fault;
    };

    /// With what the first look begins.
    enum class Begin {
        Pending, ///< The frames that are pending then.
        Tail     ///< None: those that come after it.
    };

    FrameCollector(const SegmentReader &reader, FrameStore &store, Begin begin = Begin::Pending)
        : m_reader(reader), m_probe(reader), m_store(store), m_begin(begin)
    {
    }

    /// Ends early when `stop` is set; the next look goes on there.
    Look look(const StopFlag *stop = nullptr);

private:
    /// What the indices were when a piece had been copied.
    struct Indices
    {
        std::uint64_t head = 0;
        std::uint64_t tail = 0;
    };

    void walk(const RingSample &now, Look &look, const StopFlag *stop);
    bool walkPiece(const RingSample &now, Look &look);
    bool readPiece(std::uint64_t capacity, std::uint64_t position);
    std::optional<Indices> readIndices() const;
    void restart(const RingSample &now, bool fromTail);
    void miss(std::uint64_t to, Look &look);

    const SegmentReader &m_reader;
    RingProbe m_probe;
    FrameStore &m_store;
    Begin m_begin;
    std::optional<std::uint64_t> m_next; ///< The last boundary reached; nothing before the first look.
    std::uint64_t m_capacity = 0;
    std::int64_t m_timeNs = 0;
    ByteVector m_piece;
};

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "finding_limits.h"
#include "finding_list.h"
#include "layout_guess.h"
#include "moment.h"
#include "segment_reader.h"

#include "../codec/decode.h"
#include "../ipc/layout.h"
#include "../ipc/spsc_ring_buffer.h"
#include "../platform/platform.h"
#include "snapshot.h"

#include <cstdint>
#include <optional>
#include <string>

namespace membridge {

/// The first of some frames that a schema does not fit.
class FrameMisfits
{
public:
    /// `decoded` is what the schema made of the frame's payload, which was copied out of a ring with that header.
    void add(const Decoded &decoded, const Frame &frame, const RingHeader &header);

private:
    friend class SegmentWatch;
    struct First
    {
        ByteRange bytes; ///< Of the segment.
        std::string text;
        std::uint64_t field;
    };
    bool m_any = false; ///< There were frames at all.
    std::optional<First> m_first;
};

/// What becomes of the object, of the memory it lives in, and of a schema read into it.
///
/// Threads: one owner. The limits and the list must outlive it.
class SegmentWatch
{
public:
    SegmentWatch(Layout layout, const FindingLimits &limits, FindingList &list) noexcept
        : m_layout(layout), m_limits(limits), m_list(list)
    {
    }

    void add(const StatusReport &status, Moment now);
    void addSpace(const platform::MemorySpace &space, std::int64_t timeNs);
    void addDecoded(const Decoded &decoded, std::uint64_t offset, bool mayBeTorn, std::int64_t timeNs);
    void addMisfits(const FrameMisfits &misfits, std::int64_t timeNs);

private:
    void watchShrinking(const StatusReport &status, std::int64_t timeNs);
    void watchSize(std::uint64_t size, Moment now);
    void watchName(const StatusReport &status, std::int64_t timeNs);
    void reportMisfit(ByteRange bytes, const std::string &text, std::uint64_t field, std::int64_t timeNs);

    Layout m_layout;
    const FindingLimits &m_limits;
    FindingList &m_list;
    Moment m_sized; ///< When it last had a size, or when we came.
    bool m_started = false;
    unsigned m_misfits = 0; ///< In a row, at the same place.
    std::uint64_t m_misfitOffset = 0;
};

} // namespace membridge

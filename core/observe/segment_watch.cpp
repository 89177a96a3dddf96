// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "segment_watch.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace membridge {

namespace {

constexpr ByteRange nowhere{};

std::uint64_t smallestSize(Layout layout) noexcept
{
    switch (layout) {
    case Layout::Region:
        return region_layout::smallestSize;
    case Layout::Ring:
        return ring_layout::dataOffset + ring_layout::smallestCapacity;
    case Layout::Unknown:
        break;
    }
    return 0;
}

struct Misfit
{
    ByteRange bytes;
    std::string text;
    std::uint64_t field;
};

/// The first sign that the schema does not fit. Odd floats and control characters are no such sign: programs write them.
std::optional<Misfit> misfitIn(const Decoded &decoded)
{
    for (const DecodedField &field : decoded.fields) {
        const std::string name = "field " + std::to_string(field.field + 1);
        if (field.doubt == Doubt::BoolNotZeroOrOne)
            return Misfit{{field.offset, field.length}, name + " is read as bool but is neither 0 nor 1", field.field};
        if (field.doubt == Doubt::InvalidUtf8)
            return Misfit{{field.offset, field.length}, name + " is read as str but is not UTF-8", field.field};
    }
    const auto &error = decoded.error;
    if (error && (error->reason == DecodeError::Reason::PastEnd || error->reason == DecodeError::Reason::StringPastEnd))
        return Misfit{{error->offset, error->left}, error->text(), error->field};
    return std::nullopt;
}

} // namespace

void SegmentWatch::add(const StatusReport &status, Moment now)
{
    watchShrinking(status, now.timeNs);
    watchSize(status.sizeNow, now);
    watchName(status, now.timeNs);
}

void SegmentWatch::watchShrinking(const StatusReport &status, std::int64_t timeNs)
{
    if (status.sizeNow >= status.sizeAtOpen) [[likely]] {
        m_list.expire(FindingCode::SegmentShrank, std::numeric_limits<std::int64_t>::max());
    } else if (!m_list.touch(FindingCode::SegmentShrank, status.sizeNow, timeNs)) {
        // Its place is where it ends now.
        m_list.expire(FindingCode::SegmentShrank, timeNs);
        m_list.raise({FindingCode::SegmentShrank, Severity::Error,
                      "the segment shrank from " + std::to_string(status.sizeAtOpen) + " to "
                          + std::to_string(status.sizeNow) + " bytes: programs that touch what is gone crash",
                      status.sizeNow, status.sizeAtOpen, status.sizeNow},
                     {status.sizeNow, status.sizeAtOpen - status.sizeNow}, {}, timeNs);
    }
}

void SegmentWatch::watchSize(std::uint64_t size, Moment now)
{
    if (!m_started || size != 0)
        m_sized = now;
    m_started = true;
    const std::uint64_t smallest = smallestSize(m_layout);
    if (size >= smallest) [[likely]] {
        m_list.end(FindingCode::SegmentTooSmall, 0);
        return;
    }
    // A creator makes the object first and gives it its size then.
    if ((size == 0 && now - m_sized < m_limits.setUpNs) || m_list.touch(FindingCode::SegmentTooSmall, 0, now.timeNs))
        return;
    m_list.raise(
        {FindingCode::SegmentTooSmall, Severity::Error,
         "segment has " + std::to_string(size) + " bytes; this layout needs at least " + std::to_string(smallest), 0,
         smallest, size},
        {0, size}, {}, now.timeNs);
}

void SegmentWatch::watchName(const StatusReport &status, std::int64_t timeNs)
{
    if (status.status != SegmentStatus::Removed || status.removedAtOpen)
        m_list.end(FindingCode::SegmentRemoved, 0);
    else if (!m_list.touch(FindingCode::SegmentRemoved, 0, timeNs))
        m_list.raise({FindingCode::SegmentRemoved, Severity::Info,
                      "the segment's name was removed: nobody can open it any more, those who have it go on", 0, 0, 0},
                     nowhere, {}, timeNs);
    if (status.status != SegmentStatus::Replaced)
        m_list.end(FindingCode::SegmentReplaced, 0);
    else if (!m_list.touch(FindingCode::SegmentReplaced, 0, timeNs))
        m_list.raise({FindingCode::SegmentReplaced, Severity::Warning,
                      "the segment's name now means another object (inode " + std::to_string(status.namedInode)
                          + "): programs that opened it earlier and later don't see each other",
                      0, status.namedInode, 0},
                     nowhere, {}, timeNs);
}

void SegmentWatch::addSpace(const platform::MemorySpace &space, std::int64_t timeNs)
{
    if (space.total == 0)
        return;
    const double share = static_cast<double>(space.free) / static_cast<double>(space.total);
    const bool active = m_list.isActive(FindingCode::TmpfsNearlyFull);
    if (share >= (active ? m_limits.spaceEndShare : m_limits.spaceShare)) {
        m_list.end(FindingCode::TmpfsNearlyFull, 0);
        return;
    }
    if (!m_list.touch(FindingCode::TmpfsNearlyFull, 0, timeNs))
        m_list.raise({FindingCode::TmpfsNearlyFull, Severity::Warning,
                      "only " + std::to_string(space.free) + " of " + std::to_string(space.total)
                          + " bytes of shared memory are free: a program that touches a new page may crash",
                      0, space.free, space.total},
                     nowhere, {}, timeNs);
}

void SegmentWatch::addDecoded(const Decoded &decoded, std::uint64_t offset, bool mayBeTorn, std::int64_t timeNs)
{
    const auto misfit = misfitIn(decoded);
    if (!misfit) {
        m_misfits = 0;
        m_list.expire(FindingCode::SchemaMisfit, std::numeric_limits<std::int64_t>::max());
        return;
    }
    const ByteRange bytes{offset + misfit->bytes.offset, misfit->bytes.length};
    m_misfits = bytes.offset == m_misfitOffset ? m_misfits + 1 : 1;
    m_misfitOffset = bytes.offset;
    if (mayBeTorn && m_misfits < m_limits.misfits)
        return;
    reportMisfit(bytes, misfit->text, misfit->field, timeNs);
}

void SegmentWatch::addMisfits(const FrameMisfits &misfits, std::int64_t timeNs)
{
    // They were pending when they were copied: nothing is torn. An empty ring says nothing about the schema.
    if (misfits.m_first)
        reportMisfit(misfits.m_first->bytes, misfits.m_first->text, misfits.m_first->field, timeNs);
    else if (misfits.m_any)
        m_list.expire(FindingCode::SchemaMisfit, std::numeric_limits<std::int64_t>::max());
}

void SegmentWatch::reportMisfit(ByteRange bytes, const std::string &text, std::uint64_t field, std::int64_t timeNs)
{
    const bool known = m_list.touch(FindingCode::SchemaMisfit, bytes.offset, timeNs);
    m_list.expire(FindingCode::SchemaMisfit, timeNs);
    if (!known)
        m_list.raise(
            {FindingCode::SchemaMisfit, Severity::Warning, "the schema does not fit: " + text, bytes.offset, field, 0},
            bytes, {}, timeNs);
}

void FrameMisfits::add(const Decoded &decoded, const Frame &frame, const RingHeader &header)
{
    // Of one that was not kept whole, the schema may go on where the copy ends.
    if (frame.payload.size() < frame.length)
        return;
    m_any = true;
    if (m_first)
        return;
    const auto misfit = misfitIn(decoded);
    if (!misfit)
        return;
    // As far as it goes in one piece: a field may begin at the ring's end and go on at its start.
    const std::uint64_t at = (frame.position + ring_layout::frameHeaderSize + misfit->bytes.offset)
        & (header.capacity - 1);
    m_first = {{ring_layout::dataOffset + at, std::min(misfit->bytes.length, header.capacity - at)},
               misfit->text,
               misfit->field};
}

} // namespace membridge

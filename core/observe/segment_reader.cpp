// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "segment_reader.h"

#include "../ipc/error.h"
#include "../platform/segment_size.h"

#include <algorithm>
#include <cstring>

namespace membridge {

SegmentReader::SegmentReader(std::string name, platform::SegmentHandle handle,
                             std::shared_ptr<const platform::HiddenPlace> place)
    : m_name(std::move(name)),
      m_handle(std::make_shared<const platform::SegmentHandle>(std::move(handle))),
      m_place(std::move(place)),
      m_stat(platform::stat(*m_handle, m_name))
{
}

SegmentReader SegmentReader::open(std::string_view name)
{
    if (const auto address = platform::parseHiddenAddress(name)) {
        platform::OpenedHidden opened = platform::openHiddenSegment(*address);
        return SegmentReader(std::string(name), std::move(opened.handle), std::move(opened.place));
    }
    if (platform::looksLikeHiddenAddress(name))
        throw Error(ErrorCode::InvalidName, name, "open segment read-only",
                    "that is no address: it needs a process number and a name that a segment can have");
    const std::string_view why = platform::whyNotAName(name);
    if (!why.empty())
        throw Error(ErrorCode::InvalidName, name, "open segment read-only", why);
    std::string checked(name);
    auto handle = platform::openSegment(checked, platform::Access::ReadOnly);
    return SegmentReader(std::move(checked), std::move(handle));
}

platform::SegmentStat SegmentReader::stat() const
{
    return platform::stat(*m_handle, m_name);
}

StatusReport SegmentReader::status() const
{
    StatusReport report;
    report.sizeAtOpen = m_stat.size;
    report.sizeNow = platform::sizeOf(*m_handle, m_name);
    report.removedAtOpen = m_place && m_place->hiding() == platform::Hiding::Deleted;
    platform::SegmentStat named;
    if (!(m_place ? m_place->statByName(named) : platform::statByName(m_name, named))) {
        report.status = SegmentStatus::Removed;
        return report;
    }
    report.namedInode = named.inode;
    if (named.device != m_stat.device || named.inode != m_stat.inode)
        report.status = SegmentStatus::Replaced;
    else if (report.sizeNow < report.sizeAtOpen)
        report.status = SegmentStatus::Shrunk;
    else if (report.sizeNow > report.sizeAtOpen)
        report.status = SegmentStatus::Resized;
    return report;
}

std::size_t SegmentReader::read(std::uint64_t offset, std::span<std::byte> out) const
{
    return platform::readAt(*m_handle, offset, out, m_name);
}

std::optional<LockWord> SegmentReader::lockWord() const
{
    LockWord word;
    if (read(region_layout::lockOffset, std::as_writable_bytes(std::span(&word.raw, 1))) != sizeof word.raw)
        return std::nullopt;
    return word;
}

std::shared_ptr<const Snapshot> SegmentReader::snapshot(std::uint64_t offset, std::uint64_t length) const
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->segmentSize = platform::sizeOf(*m_handle, m_name);
    snapshot->offset = offset;
    snapshot->header.resize(ring_layout::dataOffset);
    snapshot->header.resize(read(0, snapshot->header));

    const auto before = lockWord();
    // Never more than there is: the length is the caller's wish, the size the segment's word.
    const std::uint64_t left = snapshot->segmentSize > offset ? snapshot->segmentSize - offset : 0;
    snapshot->bytes.resize(static_cast<std::size_t>(std::min(length, left)));
    snapshot->bytes.resize(read(offset, snapshot->bytes));
    const auto after = lockWord();

    const auto writing = [](const std::optional<LockWord> &word) { return word && word->state() == LockState::Writer; };
    snapshot->torn = writing(before) || writing(after);
    snapshot->timeNs = platform::monotonicNs();
    return snapshot;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "segment_list.h"

#include "../ipc/error.h"

#include <array>
#include <cstring>

namespace membridge {

bool SegmentInfo::operator==(const SegmentInfo &other) const
{
    return name == other.name && stat.size == other.stat.size && stat.device == other.stat.device
        && stat.inode == other.stat.inode && stat.mode == other.stat.mode && stat.uid == other.stat.uid
        && stat.mtimeNs == other.stat.mtimeNs && readable == other.readable && guess == other.guess
        && lock == other.lock && ring == other.ring;
}

void takeStart(std::span<const std::byte> start, SegmentInfo &info)
{
    info.guess = guessLayout(start, info.stat.size);
    if (info.guess.layout == Layout::Region && start.size() >= sizeof(LockWord::raw)) {
        info.lock.emplace();
        std::memcpy(&info.lock->raw, start.data(), sizeof info.lock->raw);
    } else if (info.guess.layout == Layout::Ring && start.size() >= sizeof(RingHeader)) {
        info.ring.emplace();
        std::memcpy(&*info.ring, start.data(), sizeof *info.ring);
    }
}

namespace {

std::optional<SegmentInfo> look(const std::string &name)
{
    SegmentInfo info;
    info.name = name;
    try {
        const platform::SegmentHandle handle = platform::openSegment(name, platform::Access::ReadOnly);
        info.stat = platform::stat(handle, name);
        std::array<std::byte, ring_layout::dataOffset> start;
        const std::size_t count = platform::readAt(handle, 0, start, name);
        info.readable = true;
        takeStart(std::span(start).first(count), info);
    } catch (const Error &error) {
        if (error.code() == ErrorCode::NotFound || !platform::statByName(name, info.stat))
            return std::nullopt;
    }
    return info;
}

} // namespace

std::optional<SegmentInfo> lookAtSegment(const std::string &name)
{
    return platform::isListed(name) ? look(name) : std::nullopt;
}

std::vector<SegmentInfo> listSegments()
{
    std::vector<SegmentInfo> segments;
    for (const std::string &name : platform::listNames()) {
        if (std::optional<SegmentInfo> info = look(name))
            segments.push_back(std::move(*info));
    }
    return segments;
}

} // namespace membridge

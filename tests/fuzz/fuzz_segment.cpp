// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_segment.h"

#include "core/ipc/error.h"
#include "core/observe/segment_reader.h"

#include <algorithm>
#include <cstring>
#include <unistd.h>

namespace membridge::fuzz {

Segment::Segment() : m_name("/membridge-fuzz-" + std::to_string(::getpid()))
{
    removeName();
}

Segment::~Segment()
{
    removeName();
}

void Segment::removeName() noexcept
{
    try {
        SharedMemory::remove(m_name);
    } catch (const Error &) {
        // It was not there.
    }
}

void Segment::fill(std::span<const std::byte> bytes, std::uint64_t size)
{
    removeName();
    const SharedMemory memory = SharedMemory::create(m_name, size, {.reserve = false});
    // Through a mapping of its own: nothing of what is being tested writes the image.
    const auto handle = std::make_shared<const platform::SegmentHandle>(platform::openSegment(m_name, Access::ReadWrite));
    const platform::Mapping mapping(handle, size, Access::ReadWrite, m_name);
    std::memcpy(mapping.data(), bytes.data(), std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(size)));
}

ByteVector Segment::bytes() const
{
    const SegmentReader reader = SegmentReader::open(m_name);
    ByteVector all(static_cast<std::size_t>(reader.statAtOpen().size));
    all.resize(reader.read(0, all));
    return all;
}

} // namespace membridge::fuzz

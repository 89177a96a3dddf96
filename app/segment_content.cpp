// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "segment_content.h"

#include "widgets/hex_view.h"

#include <algorithm>
#include <cstring>

namespace membridge {

void SegmentContent::tellCursor()
{
    constexpr quint64 shownBytes = 64;
    const auto snapshot = hexView()->snapshot();
    const quint64 cursor = hexView()->cursorOffset();
    if (snapshot == nullptr || cursor < snapshot->offset || cursor >= snapshot->end()) {
        emit cursorBytesChanged(cursor, {}, snapshot == nullptr ? 0 : snapshot->segmentSize);
        return;
    }
    const auto begin = snapshot->bytes.begin() + static_cast<std::ptrdiff_t>(cursor - snapshot->offset);
    const auto count = static_cast<std::ptrdiff_t>(std::min(shownBytes, snapshot->end() - cursor));
    emit cursorBytesChanged(cursor, ByteVector(begin, begin + count), snapshot->segmentSize);
}

AddressContext SegmentContent::addressContext(Layout layout) const
{
    AddressContext context;
    context.cursor = hexView()->cursorOffset();
    context.size = hexView()->geometryOfBytes().size();
    context.dataOffset = layout == Layout::Ring ? ring_layout::dataOffset : region_layout::dataOffset;
    const auto snapshot = hexView()->snapshot();
    if (layout == Layout::Ring && snapshot != nullptr && snapshot->header.size() == sizeof(RingHeader)) {
        context.ring.emplace();
        std::memcpy(&*context.ring, snapshot->header.data(), sizeof(RingHeader));
    }
    return context;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "segment_content.h"

#include "widgets/field_looks.h"
#include "widgets/field_model.h"
#include "widgets/hex_view.h"

#include <QPointer>

#include <algorithm>
#include <cstring>

namespace membridge {

FieldLooks *SegmentContent::fieldLooks()
{
    if (m_looks == nullptr)
        m_looks = new FieldLooks(this);
    return m_looks;
}

void SegmentContent::select(quint64 segmentOffset, quint64 length)
{
    showBytes();
    hexView()->setSelection(segmentOffset, length);
    hexView()->scrollTo(segmentOffset);
    const ByteRange selected = hexView()->selection();
    if (selected.length > 0)
        bytesSelected(selected.offset, selected.length);
}

void SegmentContent::goToRange(quint64 segmentOffset, quint64 length)
{
    select(segmentOffset, length);
    hexView()->setFocus();
}

void SegmentContent::tellPlace()
{
    emit placeChanged(hexView()->placeText());
}

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

AddressContext SegmentContent::addressContext(Layout layout)
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
    context.field = [fields = QPointer<FieldModel>(fieldModel())](std::string_view name) {
        return fields ? fields->offsetOf(name) : std::nullopt;
    };
    return context;
}

} // namespace membridge

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which frames are listed, and which of them is shown: the rest of RingPanel is in ring_panel.cpp.
#include "ring_panel.h"

#include "frame_views.h"
#include "frames_panel.h"
#include "session.h"
#include "widgets/elided_label.h"
#include "widgets/hex_view.h"
#include "widgets/ring_map.h"
#include "widgets/schema_edit.h"

#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace membridge {

void RingPanel::showFrames(const ObservationPtr &observation)
{
    m_settingFrames = true;
    m_frames.setFrames(observation->frames);
    m_settingFrames = false;
    const std::vector<PendingFrame> &rows = m_frames.frames()->rows;
    if (std::any_of(rows.begin(), rows.end(), [](const PendingFrame &frame) { return !frame.note.isEmpty(); }))
        showNotes(true);
    m_count->setText(m_frames.countText());
    m_count->setToolTip(m_frames.countText());
    m_oldest->setVisible(!m_follow->isChecked() && m_frames.frames()->first > 0);
    if (m_wanted)
        showWanted();
    else if (m_follow->isChecked())
        showNewest();
    else if (m_frames.frames()->first == 0 || !m_list->currentIndex().isValid())
        listOldest();
    showFrame();
}

void RingPanel::follow(bool on)
{
    if (on) {
        m_followed.reset();
        m_wanted.reset();
        if (m_session)
            m_session->setNewestFrames(true);
        showNewest();
        return;
    }
    // From now on the user says what is to be seen.
    const HexGeometry::Range wanted = m_hex->geometryOfBytes().wantedRange();
    if (wanted.end > wanted.first)
        emit windowWanted(wanted.first, wanted.end - wanted.first);
}

void RingPanel::listOldest()
{
    m_wanted.reset();
    if (m_session)
        m_session->setNewestFrames(false);
}

/// An empty column would only push the values out of sight; one that was needed stays, so that nothing jumps.
void RingPanel::showNotes(bool show)
{
    m_list->setColumnHidden(FrameModel::Note, !show);
}

void RingPanel::listAround(quint64 position)
{
    constexpr quint64 before = 100;
    const FrameRuns &places = m_frames.frames()->places;
    const auto frame = places.at(position);
    if (!m_session || !frame)
        return;
    m_follow->setChecked(false);
    m_wanted = position;
    m_session->setFramesFrom(places.frame(frame->index - std::min<quint64>(frame->index, before))->position);
}

void RingPanel::showWanted()
{
    // What is shown was asked for since; a frame that is not there was consumed.
    const QModelIndex frame = m_frames.indexOf(*m_wanted);
    m_wanted.reset();
    m_list->setCurrentIndex(frame);
    m_list->scrollTo(frame, QAbstractItemView::PositionAtCenter);
    if (!frame.isValid())
        listOldest();
}

void RingPanel::showNewest()
{
    const QModelIndex newest = m_frames.index(m_frames.rowCount() - 1, 0);
    const PendingFrame *frame = m_frames.frame(newest);
    const FrameList &list = *m_frames.frames();
    // Until the newest are listed, the last one in the list may be an old one.
    if (frame == nullptr || frame->position == m_followed || list.first + list.rows.size() < list.total)
        return;
    m_followed = frame->position;
    m_settingFrames = true;
    m_list->setCurrentIndex(newest);
    m_settingFrames = false;
    m_list->scrollToBottom();
    showFrame();
    const std::vector<ByteRange> bytes = bytesOf(*frame);
    if (bytes.empty())
        return;
    // Its end, too, if there is room; its beginning in any case.
    m_hex->scrollTo(bytes.front().offset + bytes.front().length - 1);
    m_hex->scrollTo(bytes.front().offset);
}

void RingPanel::frameChosen()
{
    if (m_settingFrames)
        return;
    if (m_list->currentIndex().row() != m_frames.rowCount() - 1)
        m_follow->setChecked(false);
    showFrame();
}

std::optional<quint64> RingPanel::frameAt(quint64 offset) const
{
    for (const PendingFrame &frame : m_frames.frames()->rows) {
        for (const ByteRange &range : bytesOf(frame)) {
            if (offset >= range.offset && offset - range.offset < range.length)
                return frame.position;
        }
    }
    return std::nullopt;
}

void RingPanel::bytesSelected(quint64 offset, quint64)
{
    tellPlace();
    tellCursor();
    m_linking = true;
    if (const auto position = frameAt(offset)) {
        const QModelIndex frame = m_frames.indexOf(*position);
        m_list->setCurrentIndex(frame);
        m_list->scrollTo(frame);
    }
    if (const QModelIndex field = m_fieldModel.indexAtByte(offset); field.isValid())
        m_fields->setCurrentIndex(field);
    m_linking = false;
}

std::vector<ByteRange> RingPanel::bytesOf(const PendingFrame &frame) const
{
    if (m_capacity == 0)
        return {};
    const quint64 length = qMin<quint64>(frame.length + ring_layout::frameHeaderSize, m_capacity);
    const quint64 at = frame.position & (m_capacity - 1);
    const quint64 first = qMin(length, m_capacity - at);
    std::vector<ByteRange> ranges{{ring_layout::dataOffset + at, first}};
    if (first < length)
        ranges.push_back({ring_layout::dataOffset, length - first});
    return ranges;
}

void RingPanel::showFrame()
{
    // The selected frame, otherwise the oldest pending one; the last one shown stays when the ring runs empty.
    QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        index = m_frames.index(0, 0);
    if (index.isValid())
        m_shown = *m_frames.frame(index);
    const std::optional<Schema> schema = m_schema->schema();
    // Without a schema there are none, and the frames are glad of the room.
    m_fields->setVisible(schema.has_value());
    if (!m_shown || !schema || m_capacity == 0) {
        m_fieldModel.setResult(nullptr);
        m_hex->setHighlight(m_shown ? bytesOf(*m_shown) : std::vector<ByteRange>());
        return;
    }
    auto result = std::make_shared<DecodedSchema>();
    result->schema = *schema;
    result->decoded = decode(m_shown->payload, *schema);
    result->baseOffset = ring_layout::dataOffset
        + ((m_shown->position + ring_layout::frameHeaderSize) & (m_capacity - 1));
    result->lap = {ring_layout::dataOffset, m_capacity};
    frame_views::showFields(m_fields, &m_fieldModel, std::move(result));
    m_hex->setHighlight(bytesOf(*m_shown));
}

void RingPanel::goToRingByte(quint64 byte, std::optional<quint64> framePosition)
{
    select(ring_layout::dataOffset + byte, 1);
    if (!framePosition)
        return;
    if (const QModelIndex frame = m_frames.indexOf(*framePosition); frame.isValid()) {
        m_wanted.reset();
        m_list->setCurrentIndex(frame);
        m_list->scrollTo(frame);
    } else {
        listAround(*framePosition);
    }
}

} // namespace membridge

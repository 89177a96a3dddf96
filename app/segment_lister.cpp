// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "segment_lister.h"

namespace membridge {

SegmentLister::SegmentLister(int intervalMs) : m_timer(this)
{
    qRegisterMetaType<SegmentListPtr>();
    m_timer.setInterval(intervalMs);
    connect(&m_timer, &QTimer::timeout, this, &SegmentLister::refresh);
}

void SegmentLister::start()
{
    m_timer.start();
    refresh();
}

void SegmentLister::refresh()
{
    auto segments = listSegments();
    if (m_sent && segments == m_last)
        return;
    m_sent = true;
    m_last = segments;
    emit listed(std::make_shared<const std::vector<SegmentInfo>>(std::move(segments)));
}

} // namespace membridge

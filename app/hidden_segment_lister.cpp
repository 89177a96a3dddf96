// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hidden_segment_lister.h"

namespace membridge {

HiddenSegmentLister::HiddenSegmentLister(int intervalMs) : m_timer(this)
{
    qRegisterMetaType<HiddenSegmentListPtr>();
    // From the end of a look to the next one, so that a slow one does not make the next follow at once.
    m_timer.setSingleShot(true);
    m_timer.setInterval(intervalMs);
    connect(&m_timer, &QTimer::timeout, this, &HiddenSegmentLister::look);
}

void HiddenSegmentLister::start()
{
    look();
}

void HiddenSegmentLister::look()
{
    auto hidden = std::make_shared<const HiddenSegmentList>(listHiddenSegments());
    if (m_last == nullptr || !(*hidden == *m_last)) {
        m_last = hidden;
        emit listed(hidden);
    }
    m_timer.start();
}

} // namespace membridge

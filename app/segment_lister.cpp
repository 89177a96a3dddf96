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
    if (!m_watcher.refresh(m_onScreen) && m_sent)
        return;
    m_sent = true;
    emit listed(std::make_shared<const std::vector<SegmentInfo>>(m_watcher.segments()));
}

void SegmentLister::setOnScreen(const QByteArrayList &names)
{
    m_onScreen.clear();
    for (const QByteArray &name : names)
        m_onScreen.push_back(name.toStdString());
}

} // namespace membridge

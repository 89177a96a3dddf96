// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "process_watcher.h"

#include <algorithm>

namespace membridge {

ProcessWatcher::ProcessWatcher(quint64 device, quint64 inode) : m_device(device), m_inode(inode), m_timer(this)
{
    qRegisterMetaType<ProcessSightingPtr>();
    connect(&m_timer, &QTimer::timeout, this, &ProcessWatcher::look);
}

void ProcessWatcher::start(int intervalMs)
{
    m_timer.start(std::max(intervalMs, 1000));
    look();
}

void ProcessWatcher::look()
{
    auto sighting = std::make_shared<ProcessSighting>();
    sighting->beganNs = platform::monotonicNs();
    sighting->list = platform::attachedProcesses(m_device, m_inode);
    sighting->endedNs = platform::monotonicNs();
    emit seen(sighting);
}

} // namespace membridge

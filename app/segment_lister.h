// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/segment_watcher.h"

#include <QByteArrayList>
#include <QMetaType>
#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace membridge {

using SegmentListPtr = std::shared_ptr<const std::vector<SegmentInfo>>;

/// Keeps the list of this machine's segments current, and sends it when it changed. Lives in a worker thread.
class SegmentLister : public QObject
{
    Q_OBJECT

public:
    explicit SegmentLister(int intervalMs);

public slots:
    void start();
    void refresh();
    /// Raw names of the segments on screen: their states are looked at every time.
    void setOnScreen(const QByteArrayList &names);

signals:
    void listed(const membridge::SegmentListPtr &segments);

private:
    QTimer m_timer;
    SegmentWatcher m_watcher;
    std::vector<std::string> m_onScreen;
    bool m_sent = false;
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::SegmentListPtr)

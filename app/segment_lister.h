// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/segment_list.h"

#include <QMetaType>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace membridge {

using SegmentListPtr = std::shared_ptr<const std::vector<SegmentInfo>>;

/// Lists this machine's segments again and again, and sends the list when it changed. Lives in a worker thread.
class SegmentLister : public QObject
{
    Q_OBJECT

public:
    explicit SegmentLister(int intervalMs);

public slots:
    void start();
    void refresh();

signals:
    void listed(const membridge::SegmentListPtr &segments);

private:
    QTimer m_timer;
    std::vector<SegmentInfo> m_last;
    bool m_sent = false;
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::SegmentListPtr)

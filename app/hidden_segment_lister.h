// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/hidden_segments.h"

#include <QMetaType>
#include <QObject>
#include <QTimer>

#include <memory>

namespace membridge {

using HiddenSegmentListPtr = std::shared_ptr<const HiddenSegmentList>;

/// Looks for hidden segments again and again, and sends the list when it changed. Lives in a worker thread: a look goes through all
/// processes.
class HiddenSegmentLister : public QObject
{
    Q_OBJECT

public:
    explicit HiddenSegmentLister(int intervalMs);

public slots:
    void start();

signals:
    void listed(const membridge::HiddenSegmentListPtr &hidden);

private:
    void look();

    QTimer m_timer;
    HiddenSegmentListPtr m_last;
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::HiddenSegmentListPtr)

// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/platform.h"

#include <QMetaType>
#include <QObject>
#include <QTimer>

#include <memory>

namespace membridge {

/// Who had a segment at one moment. Immutable; shared.
struct ProcessSighting
{
    qint64 beganNs = 0; ///< CLOCK_MONOTONIC.
    qint64 endedNs = 0;
    platform::ProcessList list;
};
using ProcessSightingPtr = std::shared_ptr<const ProcessSighting>;

/// Looks up again and again who has a segment. That walks /proc, tens of milliseconds on a busy machine, so it lives in a thread of its own.
class ProcessWatcher : public QObject
{
    Q_OBJECT

public:
    ProcessWatcher(quint64 device, quint64 inode);

public slots:
    /// Looks now and then every so many milliseconds, at least 1000.
    void start(int intervalMs);
    void look();

signals:
    void seen(const membridge::ProcessSightingPtr &sighting);

private:
    quint64 m_device;
    quint64 m_inode;
    QTimer m_timer;
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::ProcessSightingPtr)
